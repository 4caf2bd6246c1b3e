#include "ingest/value_words.h"

#include <algorithm>
#include <utility>

#include "text/normalize.h"

namespace qy {
namespace {

// (value, word). One word may stand for values of several lists; the field's own list decides.
constexpr std::pair<std::string_view, std::string_view> kWords[] = {
    {"paid", "成功"},
    {"paid", "发放成功"},
    {"paid", "打卡成功"},
    {"paid", "代发成功"},
    {"paid", "已发放"},
    {"paid", "已支付"},
    {"paid", "正常"},
    {"paid", "已打卡"},
    {"paid", "已兑付"},
    {"paid", "是"},
    {"returned", "退回"},
    {"returned", "退票"},
    {"returned", "失败"},
    {"returned", "发放失败"},
    {"returned", "打卡失败"},
    {"returned", "未成功"},
    {"returned", "代发失败"},
    {"returned", "已退回"},
    {"returned", "否"},
    {"reissued", "补发"},
    {"reissued", "重发"},
    {"reissued", "重新发放"},
    {"reissued", "补发成功"},
    {"male", "男"},
    {"male", "男性"},
    {"male", "m"},
    {"female", "女"},
    {"female", "女性"},
    {"female", "f"},
    {"in_use", "在用"},
    {"in_use", "使用中"},
    {"in_use", "自用"},
    {"idle", "闲置"},
    {"idle", "空置"},
    {"idle", "未使用"},
    {"leased", "出租"},
    {"leased", "已出租"},
    {"leased", "发包"},
    {"leased", "已发包"},
    {"leased", "租赁"},
    {"cash", "现金"},
    {"cash", "库存现金"},
    {"bank", "银行"},
    {"bank", "银行存款"},
    {"in", "收入"},
    {"in", "收"},
    {"in", "借"},
    {"in", "借方"},
    {"out", "支出"},
    {"out", "支"},
    {"out", "付"},
    {"out", "贷"},
    {"out", "贷方"},
    {"health", "卫健"},
    {"health", "卫生健康"},
    {"health", "卫健局"},
    {"cremation", "火化"},
    {"cremation", "殡葬"},
    {"cremation", "民政"},
    {"police", "公安"},
    {"police", "公安局"},
    {"police", "户籍注销"},
    {"insurance", "医保"},
    {"insurance", "社保"},
    {"insurance", "人社"},
    {"discount", "下浮率"},
    {"discount", "下浮"},
    {"share", "费率"},
    {"unit_price", "单价"},
    {"open", "公开招标"},
    {"selective", "邀请招标"},
    {"limited", "竞争性谈判"},
    {"limited", "竞争性磋商"},
    {"limited", "询价"},
    {"direct", "单一来源"},
    {"framework", "框架协议"},
    {"valid", "有效"},
    {"disqualified", "否决"},
    {"disqualified", "无效"},
    {"withdrawn", "撤回"},
    {"winner", "中标"},
    {"collection", "代领"},
    {"collection", "委托代领"},
    {"stacking", "叠加享受"},
    {"stacking", "可叠加"},
    {"rent_reduction", "租金减免"},
    {"emergency", "应急"},
    {"emergency", "应急抢险"},
    {"emergency", "应急采购"},
    {"concurrent_post", "兼职"},
    {"concurrent_post", "批准兼职"},
    {"over_standard", "超标准"},
    {"extension", "延期"},
    {"sole_source", "单一来源"},
    {"other", "其他"},
};

}  // namespace

std::optional<std::string> value_meant(std::string_view text, const std::vector<std::string>& values) {
  const auto listed = [&](std::string_view value) {
    return std::find(values.begin(), values.end(), value) != values.end();
  };
  if (listed(text)) return std::string(text);
  const std::string folded = fold_key(text);
  for (const std::string& value : values)
    if (fold_key(value) == folded) return value;
  for (const auto& [value, word] : kWords)
    if (folded == fold_key(word) && listed(value)) return std::string(value);
  return std::nullopt;
}

}  // namespace qy
