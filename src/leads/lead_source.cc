#include "leads/lead_source.h"

#include <algorithm>
#include <array>

namespace qy {
namespace {

constexpr std::array<LeadSource, 17> kSources{{
    {"report", "信访举报", false, true},
    {"supervision", "监督检查中发现", false, false},
    {"investigation", "审查调查中发现", false, false},
    {"provincial_inspection", "巡视移交", true, false},
    {"inspection", "巡察移交", true, false},
    {"audit", "审计移送", true, false},
    {"enforcement", "行政执法机关移送", true, false},
    {"court", "法院移送", true, false},
    {"procuratorate", "检察机关移送", true, false},
    {"police", "公安机关移送", true, false},
    {"assigned", "上级交办", true, false},
    {"leader_instruction", "领导批示交办", true, false},
    {"subordinate", "下级、派驻报送", true, false},
    {"other_department", "其他部门移送", true, false},
    {"surrender", "自动投案", false, false},
    {"media", "媒体舆情", false, false},
    {"campaign", "专项整治", false, false},
}};

}  // namespace

std::span<const LeadSource> lead_sources() {
  return kSources;
}

const LeadSource* lead_source(std::string_view name) {
  const auto at =
      std::find_if(kSources.begin(), kSources.end(), [&](const LeadSource& s) { return s.name == name; });
  return at == kSources.end() ? nullptr : &*at;
}

}  // namespace qy
