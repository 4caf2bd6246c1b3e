#include "leads/lead_source.h"

#include <algorithm>
#include <array>

namespace qy {
namespace {

constexpr std::array<LeadSource, 17> kSources{{
    {"report", "信访举报", "a report by the public", false, true},
    {"supervision", "监督检查中发现", "found in supervision", false, false},
    {"investigation", "审查调查中发现", "found in an investigation", false, false},
    {"provincial_inspection", "巡视移交", "handed over by an inspection from above", true, false},
    {"inspection", "巡察移交", "handed over by the county's inspection", true, false},
    {"audit", "审计移送", "handed over by audit", true, false},
    {"enforcement", "行政执法机关移送", "handed over by an enforcement body", true, false},
    {"court", "法院移送", "handed over by a court", true, false},
    {"procuratorate", "检察机关移送", "handed over by the procuratorate", true, false},
    {"police", "公安机关移送", "handed over by the police", true, false},
    {"assigned", "上级交办", "assigned from above", true, false},
    {"leader_instruction", "领导批示交办", "assigned by a leader's instruction", true, false},
    {"subordinate", "下级、派驻报送", "reported by a lower or a resident office", true, false},
    {"other_department", "其他部门移送", "handed over by another department", true, false},
    {"surrender", "自动投案", "somebody came forward himself", false, false},
    {"media", "媒体舆情", "the media or the public's opinion", false, false},
    {"campaign", "专项整治", "a special campaign", false, false},
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
