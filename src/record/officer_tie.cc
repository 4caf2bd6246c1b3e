#include "record/officer_tie.h"

#include <algorithm>

namespace qy {
namespace {

constexpr std::string_view kPerson = "person/", kUnit = "unit/";

}  // namespace

const std::vector<TieKind>& tie_kinds() {
  static const std::vector<TieKind> kKinds{
      {"self", "interest", true, true, "本人", "himself"},
      {"spouse", "near_relative", true, true, "配偶", "spouse"},
      {"parent", "near_relative", true, true, "父母", "parent"},
      {"child", "near_relative", true, true, "子女", "child"},
      {"sibling", "near_relative", true, true, "同胞兄弟姊妹", "brother or sister"},
      {"own_firm", "interest", true, false, "本人投资或者任职的单位", "his own firm"},
      {"relative_firm", "interest", true, false, "近亲属投资或者任职的单位", "the firm of a near relative"},
      {"household", "other", false, true, "同住的其他人", "of the same household"},
      {"former_unit", "other", false, false, "曾任职的单位", "a unit where he worked"}};
  return kKinds;
}

const TieKind* tie_kind(std::string_view name) {
  const auto at = std::ranges::find(tie_kinds(), name, &TieKind::name);
  return at == tie_kinds().end() ? nullptr : &*at;
}

bool is_in_force(const Row& tie, bool certain) {
  const TieKind* kind = tie_kind(tie.text("tie"));
  return kind != nullptr && kind->certain == certain && tie.number("active") == 1;
}

Result<std::set<std::string>> kept_from(RecordBook& book, const std::string& user) {
  std::set<std::string> names;
  QY_TRY(const auto ties, book.select("officer_tie", {{"user_id", user}, {"active", int64_t(1)}}));
  for (const Row& tie : ties) {
    if (!is_in_force(tie, true)) continue;
    for (const auto& [head, field] : {std::pair{kPerson, "person"}, {kUnit, "unit_code"}})
      if (const std::string of = tie.text(field); !of.empty()) names.insert(std::string(head) + of);
  }
  return names;
}

}  // namespace qy
