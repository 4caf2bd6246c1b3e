#include "ingest/trouble.h"

#include <array>

namespace qy {
namespace {

struct Words {
  std::string_view name, label, english;
};
constexpr std::array<Words, 19> kWords = {{
    {"title_row", "表头前的标题或说明", "title or text above the header"},
    {"header_row", "表头行", "header row"},
    {"repeated_header", "重复的表头", "header repeated"},
    {"blank_row", "空行", "blank row"},
    {"total_row", "合计行", "total row"},
    {"remark", "表下的备注", "remark under the table"},
    {"skipped", "映射方案要求略过", "left out as the profile says"},
    {"broken_row", "该行无法完整读取", "row cannot be read whole"},
    {"unmapped_sheet", "该工作表没有对应的标准表", "no table is fed from this sheet"},
    {"missing", "必填字段缺失", "required field missing"},
    {"bad_date", "日期无法识别", "not a date"},
    {"unclear_date", "日期的日月顺序未声明", "day and month cannot be told apart"},
    {"bad_amount", "金额无法识别", "not an amount"},
    {"bad_number", "数字无法识别", "not a number"},
    {"bad_boolean", "是否无法识别", "neither yes nor no"},
    {"bad_value", "不在允许的取值之内", "not one of the field's values"},
    {"damaged_number", "证件号或账号已损坏（被表格软件当成数字）",
     "identity damaged: a spreadsheet took it for a number"},
    {"error_cell", "公式出错", "error value in the cell"},
    {"formula_without_value", "公式没有保存计算结果", "formula without a stored value"},
}};

}  // namespace

std::string_view name_of(Trouble trouble) {
  return kWords.at(size_t(trouble)).name;
}
std::string_view label_of(Trouble trouble) {
  return kWords.at(size_t(trouble)).label;
}
std::string_view english_of(Trouble trouble) {
  return kWords.at(size_t(trouble)).english;
}

std::string sentence_of(const Refused& refused, std::string_view field_label) {
  std::string text(label_of(refused.trouble));
  if (refused.trouble == Trouble::broken_row && !refused.detail.empty()) return text + "：" + refused.detail;
  if (!refused.field.empty())
    text += "：" + refused.field + (field_label.empty() ? "" : " " + std::string(field_label));
  return text + " (" + std::string(english_of(refused.trouble)) + ")";
}

}  // namespace qy
