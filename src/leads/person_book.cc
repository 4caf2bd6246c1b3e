#include "leads/person_book.h"

#include "leads/act_key.h"
#include "leads/lead_words.h"
#include "leads/messages.h"
#include "record/numbers.h"

namespace qy {

Result<std::string> PersonBook::add(const NewPerson& person, const Actor& by) {
  if (person.name.empty()) return invalid(said(kPersonName));
  const std::string& token = person.citizen_token;
  std::vector<Row> ties;
  if (!token.empty()) {
    QY_TRY(const auto there, book_.select("person", {{"citizen_token", token}}));
    if (!there.empty()) return Error{Code::conflict, say(kPersonThere, there.front().id)};
    QY_TRY(ties, book_.select("officer_tie", {{"person_token", token}}));
  }
  const std::string prefix = "P" + std::to_string(clock_.today().year()) + "-";
  Fields fields{{"name", person.name},
                {"initials", initials_of(person.name)},
                {"party_member", int64_t(person.party_member)}};
  for (const auto& [field, text] : {std::pair{"citizen_token", &token},
                                    {"unit", &person.unit},
                                    {"post", &person.post},
                                    {"rank", &person.rank},
                                    {"management_authority", &person.management_authority}})
    if (!text->empty()) fields[field] = *text;
  return under_next_number(book_, "person", prefix, [&](const std::string& id) {
    Act act{.key = act_key({"person.registered", id, person.name, token}),
            .kind = "person.registered",
            .actor = by,
            .object = "person/" + id,
            .basis = "监察法实施条例203",
            .note = ""};
    act.changes = {{"person", id, 0, fields}};
    for (const Row& tie : ties) act.changes.push_back({"officer_tie", tie.id, tie.version, {{"person", id}}});
    return book_.perform(act);
  });
}

RowFilter persons_like(const std::string& query) {
  const auto within = [](const std::string& text) {  // LIKE's own signs are no signs here
    std::string plain;
    for (const char c : text) {
      if (c == '%' || c == '_' || c == '!') plain.push_back('!');
      plain.push_back(c);
    }
    return plain;
  };
  std::string initials;
  for (const char c : query) initials.push_back(c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c);
  return {
      "t.id = :person_query OR t.name LIKE :person_name ESCAPE '!' OR t.initials LIKE :person_initials "
      "ESCAPE '!'",
      {{"person_query", query},
       {"person_name", "%" + within(query) + "%"},
       {"person_initials", within(initials) + "%"}}};
}

RowFilter persons_with_token(const std::string& citizen_token) {
  return {"t.citizen_token = :person_token", {{"person_token", citizen_token}}};
}

}  // namespace qy
