// Where a lead comes from (线索来源), and what must be known of one from there.
//
// Source: 监察法 37 (courts, procuratorates, police and audit hand over), 监察法实施条例 23, 200-202;
// 规则 20.
#pragma once

#include <span>
#include <string_view>

namespace qy {

struct LeadSource {
  std::string_view name, chinese, english;
  bool needs_sender;  // from_unit and from_number: somebody handed it over with a letter
  bool needs_report;  // the number of the report 检举控告件
};

std::span<const LeadSource> lead_sources();
const LeadSource* lead_source(std::string_view name);  // null when there is no such source

}  // namespace qy
