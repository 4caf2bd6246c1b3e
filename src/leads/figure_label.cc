#include "leads/figure_label.h"

#include <algorithm>
#include <array>
#include <utility>

namespace qy {
namespace {

using Entry = std::pair<std::string_view, std::string_view>;

// In the order of the names: they are looked up by halving.
constexpr std::array<Entry, 65> kLabels{{
    {"allotted_fen", "拨付金额"},
    {"at_on", "所在日期"},
    {"at_once", "同时项目数"},
    {"bidders", "投标人数"},
    {"bids", "投标数"},
    {"buyer_awards", "采购人授标数"},
    {"count_share", "笔数占比"},
    {"current_fen", "本期金额"},
    {"days", "天数"},
    {"days_apart", "相隔天数"},
    {"decided", "已定标数"},
    {"difference", "差额"},
    {"each_fen", "每笔金额"},
    {"event_on", "事件日期"},
    {"excess_fen", "超出金额"},
    {"expected", "预期值"},
    {"fence", "上限"},
    {"firms", "单位数"},
    {"first_on", "最早日期"},
    {"gap", "间隔"},
    {"high_fen", "最高金额"},
    {"highest_fen", "最高金额"},
    {"households", "户数"},
    {"in_post_from", "在编起始"},
    {"largest_fen", "最大金额"},
    {"last_month", "最后月份"},
    {"last_on", "最晚日期"},
    {"last_paid_on", "最后发放日期"},
    {"limit_fen", "限额"},
    {"limit_years", "年限上限"},
    {"low_fen", "最低金额"},
    {"lowest_valid_fen", "次低有效报价"},
    {"mad", "中位差"},
    {"median_fen", "中位数"},
    {"money_share", "金额占比"},
    {"months", "月数"},
    {"near_share", "临近占比"},
    {"off_share", "休息日占比"},
    {"oldest_on", "最早日期"},
    {"overlap", "重叠天数"},
    {"payments", "笔数"},
    {"peers", "同类数"},
    {"periods", "期数"},
    {"persons", "人数"},
    {"prior_fen", "上期金额"},
    {"processes", "项目数"},
    {"programs", "项目数"},
    {"ratio", "比值"},
    {"rent_fen", "租金"},
    {"returned_fen", "退回金额"},
    {"sections", "标段数"},
    {"share", "占比"},
    {"spread", "差幅"},
    {"submitted", "已提交"},
    {"terms", "合同数"},
    {"times", "次数"},
    {"together", "同标次数"},
    {"townships", "乡镇数"},
    {"unit_rent_fen", "单位租金"},
    {"usual_share", "通常占比"},
    {"win_share", "中标占比"},
    {"winner_fen", "中标报价"},
    {"winners", "中标人数"},
    {"wins", "中标次数"},
    {"years", "年数"},
}};
static_assert(std::is_sorted(kLabels.begin(), kLabels.end()));

}  // namespace

std::string_view figure_label(std::string_view name) {
  const auto at =
      std::lower_bound(kLabels.begin(), kLabels.end(), name,
                       [](const Entry& entry, std::string_view wanted) { return entry.first < wanted; });
  return at != kLabels.end() && at->first == name ? at->second : std::string_view();
}

}  // namespace qy
