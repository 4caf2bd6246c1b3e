#include "casework/recusals.h"

namespace qy {
namespace {

constexpr std::string_view kFile = "case_file/", kLead = "lead/", kPerson = "person/";

FieldValue text_or_nobody(const std::string& user) {
  return user.empty() ? FieldValue(std::monostate()) : FieldValue(user);
}

Result<std::vector<Row>> files_reached(RecordBook& book, const std::string& object) {
  if (object.starts_with(kFile)) return book.select("case_file", {{"id", object.substr(kFile.size())}});
  if (object.starts_with(kLead)) return book.select("case_file", {{"lead", object.substr(kLead.size())}});
  if (!object.starts_with(kPerson)) return std::vector<Row>();
  const std::string person = object.substr(kPerson.size());
  QY_TRY(auto files, book.select("case_file", {{"subject", person}}));
  QY_TRY(const auto ties, book.select("lead_person", {{"person", person}, {"active", int64_t(1)}}));
  for (const Row& tie : ties) {
    QY_TRY(const auto more, book.select("case_file", {{"lead", tie.text("lead")}}));
    for (const Row& file : more)
      if (file.text("subject") != person) files.push_back(file);
  }
  return files;
}

}  // namespace

Result<std::set<std::string>> recused_in(RecordBook& book, const Row& file) {
  std::set<std::string> recused;
  QY_TRY(const auto own, book.select("recusal", {{"case_file", file.id}, {"active", int64_t(1)}}));
  for (const Row& row : own) recused.insert(row.text("user_id"));
  std::vector<std::string> objects{std::string(kFile) + file.id};
  if (const std::string lead = file.text("lead"); !lead.empty()) {
    objects.push_back(std::string(kLead) + lead);
    QY_TRY(const auto persons, book.select("lead_person", {{"lead", lead}, {"active", int64_t(1)}}));
    for (const Row& person : persons) objects.push_back(std::string(kPerson) + person.text("person"));
  }
  if (const std::string subject = file.text("subject"); !subject.empty())
    objects.push_back(std::string(kPerson) + subject);
  for (const std::string& object : objects) {
    QY_TRY(const auto rows, book.select("involvement", {{"object", object}, {"relation", "recusal"}}));
    for (const Row& row : rows)
      if (row.number("active") == 1) recused.insert(row.text("user_id"));
  }
  return recused;
}

Result<std::vector<Change>> taken_out(RecordBook& book, const std::string& file, const std::string& officer,
                                      const std::string& successor) {
  std::vector<Change> changes;
  QY_TRY(const auto matters,
         book.select("matter", {{"case_file", file}, {"holder", officer}, {"open", int64_t(1)}}));
  for (const Row& row : matters)
    changes.push_back({"matter", row.id, row.version, {{"holder", text_or_nobody(successor)}}});
  QY_TRY(const auto parts,
         book.select("participant", {{"case_file", file}, {"user_id", officer}, {"active", int64_t(1)}}));
  for (const Row& row : parts)
    changes.push_back({"participant", row.id, row.version, {{"active", int64_t(0)}}});
  return changes;
}

Result<std::vector<Change>> taken_out_of_all(RecordBook& book, const std::string& object,
                                             const std::string& officer) {
  std::vector<Change> all;
  QY_TRY(const auto files, files_reached(book, object));
  for (const Row& file : files) {
    QY_TRY(const auto changes, taken_out(book, file.id, officer, ""));
    all.insert(all.end(), changes.begin(), changes.end());
  }
  return all;
}

}  // namespace qy
