// /registers: the registers of the whole house (登记簿), the last first: who asked about a file, whom somebody met, what data was queried, which
// identity was unsealed. Whoever may not read them is answered as if there were none, and so is one who is recused from a file about its entries.
// For a purpose that goes on record first; nothing here is changed.
//
// Source: 监察法第六十六条; 《监察法实施条例》第一百三十八条、第二百九十四条、第二百九十九条.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "api/cursor.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/purpose.h"
#include "api/route.h"
#include "record/act_time.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 4> kRegisters{"interference", "contact", "data_query", "unsealing"};

struct RegisterLine {
  std::string happened_at, officer;  // officer: who entered it, "" where that is still to be asked
  Json json;
};

class HouseRegisters {
 public:
  static Result<HouseRegisters> open(ApiCall& call) {
    HouseRegisters registers(call);
    QY_TRY(const auto accounts, call.book->select("user_account", {}));
    for (const Row& row : accounts) registers.names_[row.id] = row.text("name");
    return registers;
  }

  Result<std::vector<RegisterLine>> lines() {
    // Those files that he may know of: nobody reads about one from which he is recused.
    QY_TRY(const auto files, call_.book->overview("case_file", {}));
    std::set<std::string> known;
    for (const Row& row : files) known.insert(row.id);
    std::vector<RegisterLine> lines;
    QY_TRY(const auto entries, call_.book->select("register_entry", {}));
    for (const Row& row : entries)
      if (const std::string file = row.text("case_file"); file.empty() || known.contains(file))
        lines.push_back(entry(row, file));
    QY_TRY(const auto unsealings, call_.book->select("unsealing", {}));
    for (const Row& row : unsealings) lines.push_back(unsealing(row));
    std::ranges::stable_sort(lines, std::ranges::greater(), &RegisterLine::happened_at);
    return lines;
  }

  Result<void> find_officer(RegisterLine& line) {
    if (line.officer.empty()) {
      QY_TRY(const auto acts, call_.book->history("register/" + line.json["id"].get<std::string>()));
      line.officer = acts.empty() ? "" : acts.front().actor.user;
    }
    line.json["entered_by"] = person(line.officer);
    return {};
  }

 private:
  explicit HouseRegisters(ApiCall& call) : call_(call) {}

  Json person(const std::string& id) const {
    const auto at = names_.find(id);
    return {{"id", id}, {"name", at == names_.end() ? id : at->second}};
  }
  RegisterLine entry(const Row& row, const std::string& file) const {
    Json json = {{"id", row.id}, {"file", file}, {"state", ""}};
    for (const char* field : {"register", "subject", "manner", "content", "answer", "reported_to", "purpose",
                              "fields", "happened_at", "entered_at"})
      json[field] = row.text(field);
    json["approver"] = person(row.text("approver"));
    return {row.text("happened_at"), "", std::move(json)};
  }
  // What was asked for, by whom and who decided; the identity and its token stand nowhere here.
  RegisterLine unsealing(const Row& row) const {
    const int64_t last = std::max(row.number("opened_ms"), row.number("approved_ms"));
    const std::string at = last == 0 ? "" : stamp_of(last).substr(0, 16);
    Json json = {{"id", row.id},
                 {"file", ""},
                 {"register", "unsealing"},
                 {"state", row.text("state")},
                 {"subject", row.text("object")},
                 {"manner", row.text("basis")},
                 {"content", ""},
                 {"answer", ""},
                 {"reported_to", ""},
                 {"purpose", row.text("reason")},
                 {"fields", ""},
                 {"happened_at", at},
                 {"entered_at", ""},
                 {"approver", person(row.text("approved_by"))}};
    return {at, row.text("asked_by"), std::move(json)};
  }

  ApiCall& call_;
  std::map<std::string, std::string> names_;
};

std::optional<HttpResponse> wrong_filter(const ApiCall& call) {
  const std::string kind = call.query("register");
  if (!kind.empty() && std::ranges::find(kRegisters, kind) == kRegisters.end())
    return problem(400, say(kNoSuchRegister));
  for (const char* day : {"from", "to"})
    if (!call.query(day).empty() && !Date::from_iso(call.query(day)).ok())
      return problem(400, say(kFieldDay));
  return std::nullopt;
}

bool is_asked_for(const ApiCall& call, const RegisterLine& line) {
  const std::string kind = call.query("register"), from = call.query("from"), to = call.query("to"),
                    day = line.happened_at.substr(0, 10);
  return (kind.empty() || line.json["register"] == kind) && (from.empty() || day >= from) &&
         (to.empty() || day <= to);
}

}  // namespace

Result<HttpResponse> list_registers(ApiCall& call) {
  if (auto wrong = wrong_filter(call)) return std::move(*wrong);
  QY_TRY(const auto refused, log_purpose(call, "register", say(kReadsAllRegisters)));
  if (refused) return *refused;
  QY_TRY(HouseRegisters registers, HouseRegisters::open(call));
  QY_TRY(auto lines, registers.lines());
  std::erase_if(lines, [&](const RegisterLine& line) { return !is_asked_for(call, line); });
  const std::string officer = call.query("officer");
  if (!officer.empty()) {
    for (RegisterLine& line : lines) QY_CHECK(registers.find_officer(line));
    std::erase_if(lines, [&](const RegisterLine& line) { return line.officer != officer; });
  }
  const auto page = page_of(call.cursors,
                            "registers\n" + call.officer.user + "\n" + call.query("register") + "\n" +
                                officer + "\n" + call.query("from") + "\n" + call.query("to"),
                            int64_t(lines.size()), call.query("limit"), call.query("cursor"));
  if (!page) return problem(400, say(kCursorStale));
  Json items = Json::array();
  for (int64_t i = page->from; i < page->to; ++i) {
    QY_CHECK(registers.find_officer(lines[size_t(i)]));
    items.push_back(std::move(lines[size_t(i)].json));
  }
  return json_response({{"items", items}, {"total", lines.size()}, {"next", page->next}});
}

}  // namespace qy
