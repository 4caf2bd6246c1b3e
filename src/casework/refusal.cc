#include "casework/refusal.h"

#include "casework/messages.h"

namespace qy {

std::string ActRefusal::text() const {
  return say(kRefusedUnder, why, article).text();
}

Error refused_under(const ProcedureBook& book, const Said& why, const std::vector<Provision>& basis,
                    Date day) {
  const auto articles = book.laws().binding_on(basis, day);
  const Said article = articles.empty() ? said(kNoArticleThatDay) : book.laws().cite(articles);
  return {Code::forbidden, say(kNotEntered, say(kRefusedUnder, why, article))};
}

ActRefusal refuse(const ProcedureBook& book, const std::string& guard, const Said& particular,
                  const ProcedureStep& step, Date day) {
  const Guard* words = book.guard(guard);
  auto articles = book.laws().binding_on(words->basis, day);
  if (articles.empty()) articles = book.laws().binding_on(step.basis, day);
  const Said article = articles.empty() ? said(kNoArticleThatDay) : book.laws().cite(articles);
  const Said why =
      particular.chinese.empty() ? words->said() : say(kWithParticular, words->said(), particular);
  return {guard, why, article};
}

}  // namespace qy
