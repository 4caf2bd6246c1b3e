// Who looked at what, when, and what for: every reading.* of the log, for those who watch over it (rights/reading.yaml). It
// is read from the log's own files, and the purpose from the record that each entry is committed to.
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/desk.h"
#include "app/record_commands.h"
#include "base/json.h"
#include "record/act_time.h"
#include "store/publishing.h"

namespace qy {
namespace {

struct ReadingWords {
  std::string folder, by, user, object, from;
  bool as_json = false;
};

struct Reading {
  int64_t seq = 0, at_ms = 0;
  std::string kind, user, role, object;
};

// "act/1", kind, user and role, object, milliseconds, each on its line (docs/records.md).
std::optional<Reading> reading_of(int64_t seq, std::string_view entry) {
  std::istringstream lines{std::string(entry)};
  std::string form, who, at;
  Reading reading{.seq = seq};
  std::getline(lines, form);
  std::getline(lines, reading.kind);
  std::getline(lines, who);
  std::getline(lines, reading.object);
  std::getline(lines, at);
  if (!reading.kind.starts_with("reading.")) return std::nullopt;
  const size_t blank = who.find(' ');
  reading.user = who.substr(0, blank);
  reading.role = who.substr(std::min(who.size(), blank + 1));
  reading.at_ms = std::atoll(at.c_str());
  return reading;
}

Result<std::vector<Reading>> readings(Desk& desk, const ReadingWords& words) {
  const auto folder = desk.workspace().folder();
  QY_TRY(const auto still, lock_publishing(folder));
  QY_TRY(const LogReader log, LogReader::open(folder / "log", desk.store().verifier()));
  std::vector<Reading> found;
  QY_CHECK(log.check_all([&](int64_t seq, std::string_view entry) -> Result<void> {
    const auto reading = reading_of(seq, entry);
    if (reading && (words.user.empty() || reading->user == words.user) &&
        (words.object.empty() || reading->object == words.object) &&
        day_of(reading->at_ms).iso() >= words.from)
      found.push_back(*reading);
    return {};
  }));
  return found;
}

// seq -> what it was for, of all acts about one object.
Result<std::map<int64_t, std::string>> purposes_of(Desk& desk, const std::string& object) {
  QY_TRY(const auto acts, desk.store().history(object));
  std::map<int64_t, std::string> notes;
  for (const PastAct& act : acts) {
    if (!act.record || !act.kind.starts_with("reading.")) continue;
    QY_TRY(const Json record, parse_json(*act.record, "act " + std::to_string(act.seq)));
    notes[act.seq] = record.value("note", "");
  }
  return notes;
}

Result<void> list(const ReadingWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(const bool may, desk->book().may(Operation::list, "reading"));
  if (!may)
    return Error{Code::forbidden,
                 "查阅登记由审计管理员和干部监督查看 (for the audit administrator and cadre supervision)"};
  QY_CHECK(desk->store().publish());
  QY_TRY(const auto found, readings(*desk, words));
  QY_CHECK(desk->log_reading("reading.listed", "reading", "查看查阅登记：" + std::to_string(found.size())));
  std::map<std::string, std::map<int64_t, std::string>> purposes;
  Json all = Json::array();
  for (const Reading& reading : found) {
    if (!purposes.contains(reading.object)) {
      QY_TRY(purposes[reading.object], purposes_of(*desk, reading.object));
    }
    const std::string why = purposes[reading.object][reading.seq];
    all.push_back({{"entry", reading.seq},
                   {"at", stamp_of(reading.at_ms)},
                   {"user", reading.user},
                   {"role", reading.role},
                   {"kind", reading.kind},
                   {"object", reading.object},
                   {"purpose", why}});
    if (!words.as_json)
      std::printf("%lld  %s  %s (%s)  %s  %s  %s\n", static_cast<long long>(reading.seq),
                  stamp_of(reading.at_ms).c_str(), reading.user.c_str(), reading.role.c_str(),
                  reading.kind.c_str(), reading.object.c_str(), why.c_str());
  }
  if (words.as_json) std::printf("%s\n", all.dump(1).c_str());
  if (found.empty() && !words.as_json) std::printf("没有查阅 (nobody looked)\n");
  return desk->close();
}

}  // namespace

void add_readings(CommandLine& line, CLI::App& records) {
  auto words = std::make_shared<ReadingWords>();
  CLI::App* one = records.add_subcommand("readings", "谁看了什么、为什么 (who looked at what, and what for)");
  one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  one->add_option("--by", words->by, "账号 (account)")->required();
  one->add_option("--user", words->user, "只看此人的 (of this account)");
  one->add_option("--object", words->object, "只看此件的 (of this matter)");
  one->add_option("--from", words->from, "自何日 YYYY-MM-DD (from this day)");
  one->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
  one->callback([&line, words] { line.chosen = [words] { return list(*words); }; });
}

}  // namespace qy
