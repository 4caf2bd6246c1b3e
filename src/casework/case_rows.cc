#include "casework/case_rows.h"

#include <algorithm>
#include <sstream>

#include "casework/approval_text.h"
#include "casework/limit_rows.h"
#include "casework/messages.h"
#include "casework/officers.h"
#include "casework/recusals.h"
#include "record/numbers.h"

namespace qy {
namespace {

Fields of_file(const std::string& number) {
  return {{"case_file", number}};
}

// Rows in the order in which the acts made them; of one act, in the order of their ids.
Result<std::vector<Row>> in_order(RecordBook& book, std::string_view table, const Fields& where) {
  QY_TRY(auto rows, book.select(table, where));
  std::ranges::stable_sort(rows, std::less(), &Row::seq);
  return rows;
}

Result<void> read_matters(RecordBook& book, const std::string& number, FileOnRecord& found) {
  QY_TRY(auto rows, book.select("matter", of_file(number)));
  for (Row& row : rows) {
    const std::string name = row.text("name");
    found.file.matters[name] = {
        name, row.text("procedure"), row.text("state"), words_of_text(row.text("facts")), {}};
    found.matters.emplace(name, std::move(row));
  }
  return {};
}

Result<void> read_acts(RecordBook& book, const std::string& number, CaseFile& file) {
  QY_TRY(const auto rows, in_order(book, "done_act", of_file(number)));
  for (const Row& row : rows) {
    const auto matter = file.matters.find(row.text("matter"));
    if (matter == file.matters.end()) return damaged(say(kActWithoutMatter, number, row.text("matter")));
    QY_TRY(const Moment at, Moment::from_text(row.text("done_at")));
    QY_TRY(file.last_entry, Moment::from_text(row.text("entered_at")));
    std::istringstream officers(row.text("officers"));
    DoneAct act{row.text("step"), at, {}};
    for (std::string officer; officers >> officer;) act.officers.push_back(officer);
    matter->second.acts.push_back(std::move(act));
  }
  return {};
}

Result<void> read_limits(RecordBook& book, const std::string& number, FileOnRecord& found) {
  QY_TRY(found.limits, in_order(book, "running_limit", of_file(number)));
  // A limit that changed later moved in the order of acts; its number says when it was begun.
  std::ranges::sort(found.limits, std::less(), &Row::id);
  for (const Row& row : found.limits) {
    QY_TRY(auto limit, limit_of_row(row));
    found.file.limits.push_back(std::move(limit));
  }
  return {};
}

Result<void> read_documents(RecordBook& book, const std::string& number, FileOnRecord& found) {
  QY_TRY(const auto rows, book.select("document", {{"object", "case_file/" + number}}));
  found.documents = rows.size();
  for (const Row& row : rows) {
    QY_TRY(const Date dated, Date::from_iso(row.text("dated_on")));
    found.file.documents.push_back({row.text("document_kind"), dated});
  }
  return {};
}

Result<void> read_ledger(RecordBook& book, const std::string& number, FileOnRecord& found) {
  QY_TRY(const auto rows, book.select("property_entry", of_file(number)));
  found.ledger = rows.size();
  for (const Row& row : rows) {  // by number, so in the order in which they were made
    const auto [account, is_first] = found.file.property.try_emplace(row.text("matter"));
    if (is_first) account->second.taken = row.number("quantity");
    account->second.balance = row.number("balance");
  }
  return {};
}

// What differs from the row; everything where there is none.
void put(std::vector<Change>& changes, const char* table, const std::string& id, const Row* row,
         Fields fields) {
  if (row != nullptr)
    std::erase_if(fields, [&](const auto& field) {
      const auto at = row->fields.find(field.first);
      return at != row->fields.end() && at->second == field.second;
    });
  if (!fields.empty()) changes.push_back({table, id, row == nullptr ? 0 : row->version, std::move(fields)});
}

// The nearest last moment of a matter's own limits.
std::pair<std::string, std::string> nearest(const CaseFile& file, const std::string& matter,
                                            const Calendar& calendar, bool& runs) {
  std::pair<std::string, std::string> due{std::string(kNoDue), ""};
  for (const RunningLimit& limit : file.limits) {
    if (limit.matter != matter || limit.ended) continue;
    runs = true;
    const std::string end = due_text_of(limit, calendar);
    if (!end.empty() && end < due.first) due = {end, limit.limit};
  }
  return due;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

class Writing {
 public:
  Writing(const FileOnRecord& before, const CaseAct& act, const AcceptedAct& accepted,
          const EntryWords& words, const ProcedureBook& book, const Calendar& calendar)
      : before_(before), act_(act), accepted_(accepted), words_(words), book_(book), calendar_(calendar) {
    after_ = before.file;
    enter(after_, act, accepted);
  }

  std::vector<Change> changes() {
    file();
    for (const auto& [name, matter] : after_.matters) this->matter(matter);
    limits();
    done();
    documents();
    ledger();
    participants();
    return std::move(changes_);
  }

 private:
  const std::string& number() const { return before_.row.id; }

  void file() {
    Fields fields{{"facts", words_text(after_.facts)}, {"progress_at", act_.entered_at.text()}};
    if (accepted_.procedure == "archive") fields["state"] = accepted_.to;
    if (act_.step == "investigation.file") fields["filed_on"] = act_.at.date.iso();
    if (act_.step == "investigation.close") fields["closed_on"] = act_.at.date.iso();
    changes_.push_back({"case_file", number(), before_.row.version, std::move(fields)});
  }

  void matter(const Matter& matter) {
    const auto row = before_.matters.find(matter.id);
    const bool is_acted = matter.id == act_.matter;
    bool runs = false;
    const auto [due_at, due_limit] = nearest(after_, matter.id, calendar_, runs);
    const bool is_end = book_.procedure(matter.procedure)->state(matter.state)->is_end;
    Fields fields{{"state", matter.state},
                  {"facts", words_text(matter.facts)},
                  {"open", int64_t(!is_end || runs)},
                  {"due_at", due_at},
                  {"due_limit", text_or_none(due_limit)}};
    if (is_acted) {
      fields["progress_at"] = act_.at.text();
      fields["holder"] = text_or_none(words_.holder);
    }
    if (row == before_.matters.end()) {
      fields["case_file"] = number();
      fields["name"] = matter.id;
      fields["procedure"] = matter.procedure;
      fields["began_at"] = act_.at.text();
    }
    put(changes_, "matter", number() + "/" + matter.id, row == before_.matters.end() ? nullptr : &row->second,
        std::move(fields));
  }

  void limits() {
    for (size_t i = 0; i < after_.limits.size(); ++i) {
      Fields fields = fields_of_limit(after_.limits[i], calendar_);
      fields["case_file"] = number();
      const bool is_new = i >= before_.limits.size();
      put(changes_, "running_limit", is_new ? numbered(number() + "/", int64_t(i + 1)) : before_.limits[i].id,
          is_new ? nullptr : &before_.limits[i], std::move(fields));
    }
  }

  void done() {
    changes_.push_back({"done_act",
                        words_.key,
                        0,
                        {{"case_file", number()},
                         {"matter", act_.matter},
                         {"step", act_.step},
                         {"done_at", act_.at.text()},
                         {"entered_at", act_.entered_at.text()},
                         {"officers", joined(act_.officers)},
                         {"approvals", text_of_approvals(act_.approvals)},
                         {"recorded", int64_t(act_.recorded)},
                         {"extension", act_.extension ? FieldValue(act_.extension->text()) : FieldValue()}}});
  }

  void documents() {
    size_t place = before_.documents;
    for (const FiledDocument& document : act_.documents)
      changes_.push_back({"document",
                          numbered(number() + "/", int64_t(++place)),
                          0,
                          {{"object", "case_file/" + number()},
                           {"document_kind", document.id},
                           {"title", book_.terms().document(document.id)->title},
                           {"dated_on", document.dated.iso()},
                           {"sm3", ""},
                           {"matter", act_.matter},
                           {"step", act_.step}}});
  }

  void ledger() {
    if (!accepted_.ledger) return;
    changes_.push_back({"property_entry",
                        numbered(number() + "/", int64_t(before_.ledger + 1)),
                        0,
                        {{"case_file", number()},
                         {"matter", act_.matter},
                         {"step", act_.step},
                         {"quantity", accepted_.ledger->quantity},
                         {"unit", accepted_.ledger->is_money ? "fen" : "piece"},
                         {"balance", accepted_.ledger->balance},
                         {"entered_at", act_.entered_at.text()}}});
  }

  // Whoever had a hand in it, in the role in which he had it.
  void participants() {
    const ProcedureStep& step = *book_.step(act_.step);
    std::set<std::pair<std::string, std::string>> took_part;
    for (const std::string& id : act_.officers) {
      const std::set<std::string>& roles = before_.file.officers.at(id).roles;
      const auto asked =
          std::ranges::find_if(step.by, [&](const auto& role) { return roles.contains(role); });
      took_part.emplace(id, asked == step.by.end() ? *roles.begin() : *asked);
    }
    for (const GivenApproval& approval : act_.approvals) took_part.emplace(approval.officer, approval.role);
    for (const auto& [user, relation] : took_part) {
      const std::string id = number() + "/" + user + "/" + relation;
      if (!before_.accounts.contains(user) || before_.participants.contains(id)) continue;
      changes_.push_back({"participant",
                          id,
                          0,
                          {{"case_file", number()},
                           {"user_id", user},
                           {"relation", relation},
                           {"since", act_.entered_at.text()},
                           {"active", int64_t(1)}}});
    }
  }

  const FileOnRecord& before_;
  const CaseAct& act_;
  const AcceptedAct& accepted_;
  const EntryWords& words_;
  const ProcedureBook& book_;
  const Calendar& calendar_;
  CaseFile after_;
  std::vector<Change> changes_;
};

}  // namespace

Result<FileOnRecord> read_case_file(RecordBook& book, const std::string& number) {
  FileOnRecord found;
  QY_TRY(auto files, book.select("case_file", {{"id", number}}));
  if (files.empty()) return not_found(say(kNoCaseFile, number));
  found.row = std::move(files.front());
  found.file.facts = words_of_text(found.row.text("facts"));
  QY_CHECK(read_matters(book, number, found));
  QY_CHECK(read_acts(book, number, found.file));
  QY_CHECK(read_limits(book, number, found));
  QY_CHECK(read_documents(book, number, found));
  QY_CHECK(read_ledger(book, number, found));
  QY_TRY(const auto participants, book.select("participant", of_file(number)));
  for (const Row& row : participants) found.participants.insert(row.id);
  QY_TRY(KeptOut out, kept_out(book, found.row));
  found.file.recused = std::move(out.officers);
  found.file.found_ground = std::move(out.found);
  return found;
}

std::vector<Change> changes_of(const FileOnRecord& before, const CaseAct& act, const AcceptedAct& accepted,
                               const EntryWords& words, const ProcedureBook& book, const Calendar& calendar) {
  return Writing(before, act, accepted, words, book, calendar).changes();
}

}  // namespace qy
