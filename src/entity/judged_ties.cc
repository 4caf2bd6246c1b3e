#include "entity/judged_ties.h"

#include <algorithm>
#include <unordered_map>

#include "entity/messages.h"
#include "entity/naming.h"

namespace qy {
namespace {

// The records of each group of yes, as far as they are here, by the group's name.
using Present = std::unordered_map<std::string, std::vector<RecordIndex>>;

Result<void> check_numbers(const Judgements& judgements, const Records& records, const RecordColumn& field,
                           const Present& present) {
  for (const auto& [group, members] : present) {
    RecordIndex first = kNew;
    for (const RecordIndex member : members) {
      if (field.codes[member] == kNothing) continue;
      if (first == kNew) first = member;
      if (field.codes[member] == field.codes[first]) continue;
      const std::string a(records.ids[first]), b(records.ids[member]);
      return Error{Code::conflict,
                   say(kJudgedOverNumbers, written(judgements.chain(a, b)), a, b, field.name)};
    }
  }
  return {};
}

}  // namespace

Result<JudgedTies> judged_ties(const Judgements& judgements, const Records& records,
                               const std::vector<Expression>& never_join, Derived& derived) {
  const auto group_of = judgements.together();
  Present present;
  for (RecordIndex i = 0; i < records.size(); ++i)
    if (const auto at = group_of.find(std::string(records.ids[i])); at != group_of.end())
      present[at->second].push_back(i);
  for (const Expression& expression : never_join) {
    QY_TRY(const RecordColumn* field, derived.column(expression));
    QY_CHECK(check_numbers(judgements, records, *field, present));
  }
  JudgedTies out;
  for (const auto& [group, members] : present)
    for (size_t i = 1; i < members.size(); ++i) out.yes.emplace_back(members[0], members[i]);
  for (const Judgement& j : judgements.all()) {
    const auto a = present.find(group_of.at(j.a)), b = present.find(group_of.at(j.b));
    if (a == present.end() || b == present.end()) {
      ++out.not_here;
    } else if (j.verdict == Verdict::no) {
      out.no.emplace_back(a->second[0], b->second[0]);
    } else if (j.verdict == Verdict::unsure) {
      // Of these two records and no others: what cannot be told of them may be plain of their like.
      const auto x = records.ids.find(j.a), y = records.ids.find(j.b);
      if (x && y) out.unsure.emplace(std::min(*x, *y), std::max(*x, *y));
    }
  }
  return out;
}

}  // namespace qy
