#include "api/case_words.h"

#include "casework/entry_time.h"

namespace qy {

Moment now_of(const ApiCall& call) {
  return moment_of(call.ground.clock.now_ms());
}

Json words_of(const Said& said) {
  return {{"zh", said.chinese}, {"en", said.english}};
}

Json role_words(const ProcedureBook& book, const std::string& role) {
  const Role* known = book.terms().role(role);
  return words_of(known == nullptr ? said(std::string_view(role)) : known->said());
}

Json roles_words(const ProcedureBook& book, const std::vector<std::string>& roles) {
  Json list = Json::array();
  for (const std::string& role : roles) list.push_back(role_words(book, role));
  return list;
}

Json person_of(const CaseFile& file, const std::string& id) {
  const Officer* officer = file.officer(id);
  return {{"id", id}, {"name", officer == nullptr ? id : officer->name}};
}

Json step_words(const ProcedureBook& book, const std::string& step) {
  const ProcedureStep* known = book.step(step);
  return words_of(known == nullptr ? said(std::string_view(step)) : known->said());
}

Json facts_words(const ProcedureBook& book, const Facts& facts) {
  Json list = Json::array();
  for (const std::string& id : facts)
    if (const Fact* fact = book.terms().fact(id))
      list.push_back({{"id", id}, {"words", words_of(fact->said())}});
  return list;
}

}  // namespace qy
