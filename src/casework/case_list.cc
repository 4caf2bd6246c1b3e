#include "casework/case_list.h"

#include "casework/case_rows.h"

namespace qy {
namespace {

GuardedFilter has_matter(const std::string& field, const std::string& place, const std::string& value) {
  return {.inside = {"EXISTS (SELECT 1 FROM matter m WHERE m.case_file = t.id AND m.open = 1 AND m." + field +
                         " = :" + place + ")",
                     {{place, value}}}};
}

}  // namespace

Fields case_list_fields(const CaseListFilter& filter) {
  return filter.state.empty() ? Fields() : Fields{{"state", filter.state}};
}

std::vector<GuardedFilter> case_list_asks(const CaseListFilter& filter) {
  std::vector<GuardedFilter> asks;
  if (!filter.procedure.empty()) asks.push_back(has_matter("procedure", "list_procedure", filter.procedure));
  if (!filter.holder.empty()) asks.push_back(has_matter("holder", "list_holder", filter.holder));
  // Letter by letter: what LIKE takes for equal differs from database to database.
  if (!filter.text.empty())
    asks.push_back({{"replace(t.id, :list_text, '') <> t.id", {{"list_text", filter.text}}},
                    {"replace(t.title, :list_text, '') <> t.title", {{"list_text", filter.text}}}});
  return asks;
}

ListQuery case_list_page(const CaseListFilter& filter, int64_t most, int64_t skip) {
  return {.table = "case_file",
          .where = case_list_fields(filter),
          .order_by = "id",
          .most = most,
          .skip = skip,
          .is_downwards = true,
          .first_by = LeastOfParts{.table = "matter",
                                   .of = "case_file",
                                   .field = "due_at",
                                   .where = {{"open", int64_t(1)}},
                                   .none = std::string(kNoDue),
                                   .only = {}},
          .fields = {"state", "title", "lead", "filed_on", "closed_on", "progress_at", "handling_unit",
                     "handler"}};
}

}  // namespace qy
