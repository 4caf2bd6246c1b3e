// Files at the size of ten county years: lists of a desk, and whole acts (read, decide, write, log).
//
//   case_speed fill FOLDER FILES EVENTS   the rows that so many files would have, written past the door: fast, and not verifiable
//   case_speed ask FOLDER ACTS            to-dos and deadline lists, one file read, acts one at a time and 32 at once
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>

#include "casework/case_book.h"
#include "casework/desk.h"
#include "casework/entry_time.h"
#include "stopwatch.h"
#include "store/record_store.h"
#include "store/store_place.h"

namespace qy {
namespace {

constexpr int kOfficers = 200;  // handlers: each has FILES / 200 open matters on the desk

std::string officer(int64_t n) {
  return "h" + std::to_string(n % kOfficers);
}

std::string file_number(int64_t n) {
  char text[24];
  std::snprintf(text, sizeof text, "2025-%06lld", static_cast<long long>(n));
  return text;
}

Result<std::unique_ptr<RecordStore>> opened(const std::string& folder, const Clock& clock) {
  return RecordStore::open({folder, QY_SOURCE_DIR "/db/migrations", ""},
                           Sealer::for_tests(SealProfile::intl, "seed"), clock);
}

Result<void> found_office(RecordStore& store) {
  Act act{.key = "bench-office",
          .kind = "system.bench",
          .actor = {"system", "system"},
          .object = "office",
          .basis = ""};
  act.changes = {{"unit", "room", 0, {{"name", "室"}, {"unit_kind", "office"}}}};
  const auto hire = [&](const std::string& user, const std::string& role) {
    act.changes.push_back(
        {"user_account", user, 0, {{"name", user}, {"unit", "room"}, {"active", int64_t(1)}}});
    act.changes.push_back(
        {"user_role", user + "." + role, 0, {{"user_id", user}, {"role", role}, {"active", int64_t(1)}}});
  };
  for (int n = 0; n < kOfficers; ++n) hire(officer(n), "handler");
  hire("cm", "case_manager");
  hire("chief", "chief");
  QY_CHECK(store.perform(act));
  return store.close();
}

// Rows as acts would have left them: of every ten files one is open, its lead on the desk of one of the officers. {F} files, {E} events each.
constexpr const char* kFill = R"(
PRAGMA synchronous = OFF;
PRAGMA temp_store = MEMORY;
BEGIN;
CREATE TABLE history_2025 (seq BIGINT PRIMARY KEY, kind TEXT NOT NULL, user_id TEXT NOT NULL, role TEXT NOT NULL,
  object TEXT NOT NULL, at_ms BIGINT NOT NULL, basis TEXT NOT NULL, commitment TEXT NOT NULL, salt TEXT, record TEXT);
CREATE TEMP TABLE f (i INTEGER PRIMARY KEY, file TEXT, day TEXT, due TEXT, who TEXT, is_open INTEGER);
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {F})
  INSERT INTO f SELECT i, printf('2025-%06d', i), date('2025-01-01', '+' || (i % 400) || ' days'), date('2025-02-01', '+' || (i % 400) || ' days'),
    'h' || (i / 10 % {O}), i % 10 = 0 FROM n;
CREATE TEMP TABLE e (k INTEGER PRIMARY KEY);
WITH RECURSIVE n(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k + 1 < {E}) INSERT INTO e SELECT k FROM n;
INSERT INTO case_file (id, version, seq, state, facts, progress_at) SELECT file, {E}, i, 'open', 'party_member', day || ' 09:00' FROM f;
INSERT INTO matter SELECT file || '/lead', 3, i, file, 'lead', 'lead', iif(is_open, 'in_study', 'archived'), '', who, day || ' 09:00', day || ' 09:00',
  is_open, iif(is_open, due || ' 24:00', '9999'), iif(is_open, 'LD-01', NULL) FROM f;
INSERT INTO running_limit SELECT file || '/0001', 1, i, file, 'lead', 'LD-01', day || ' 09:00', '1 months', 0, '', '', iif(is_open, NULL, day || ' 10:00'), 0,
  iif(is_open, due || ' 24:00', NULL) FROM f;
INSERT INTO participant SELECT file || '/' || who || '/handler', 1, i, file, who, 'handler', day || ' 09:00', 1 FROM f;
INSERT INTO participant SELECT file || '/chief/chief', 1, i, file, 'chief', 'chief', day || ' 09:00', 1 FROM f;
INSERT INTO done_act SELECT file || '.v' || k, 1, 1000000000 + i * {E} + k, file, 'lead', iif(k = 0, 'lead.register', 'lead.sign'), day || ' 09:00',
  day || ' 09:00', who, '', 0, NULL FROM f, e;
INSERT INTO document (id, version, seq, object, document_kind, title, dated_on, sm3, matter, step) SELECT printf('%s/%04d', file, k + 1), 1,
  1000000000 + i * {E} + k, 'case_file/' || file, 'lead_registration', '问题线索登记表', day, '', 'lead', 'lead.register' FROM f, e;
INSERT INTO history_2025 SELECT 1000000000 + i * {E} + k, 'lead.sign', who, 'handler', 'case_file/' || file, 0, '条例202',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '', '{}' FROM f, e;
CREATE INDEX history_2025_object ON history_2025 (object);
INSERT INTO act_key SELECT file || '.v' || k, 1000000000 + i * {E} + k FROM f, e;
COMMIT;
ANALYZE;
)";

int fill_rows(const std::string& file, const std::map<std::string, std::string>& numbers) {
  std::string text = kFill;
  for (const auto& [name, number] : numbers)
    for (size_t at = text.find(name); at != std::string::npos; at = text.find(name))
      text.replace(at, name.size(), number);
  sqlite3* database = nullptr;
  const bool is_filled = sqlite3_open(file.c_str(), &database) == SQLITE_OK &&
                         sqlite3_exec(database, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  if (!is_filled) std::fprintf(stderr, "%s\n", sqlite3_errmsg(database));
  sqlite3_close(database);
  return is_filled ? 0 : 1;
}

// Milliseconds, wall and processor, of each of `times`.
void report(const char* what, int64_t times, const std::function<Result<void>(int64_t)>& one) {
  std::vector<double> took;
  const double cpu = processor_seconds();
  for (int64_t n = 0; n < times; ++n) {
    const double from = wall_seconds();
    const auto done = one(n);
    if (!done.ok()) {
      std::fprintf(stderr, "%s: %s\n", what, done.error().message.c_str());
      std::exit(1);
    }
    took.push_back((wall_seconds() - from) * 1000);
  }
  std::ranges::sort(took);
  std::printf("%-44s p50 %7.2f ms  p99 %7.2f ms  cpu %7.2f ms\n", what, took[took.size() / 2],
              took[took.size() * 99 / 100], (processor_seconds() - cpu) * 1000 / double(times));
}

struct Bench {
  const ProcedureBook procedures = *ProcedureBook::load(QY_SOURCE_DIR "/procedures");
  const Calendar calendar = *Calendar::load(QY_SOURCE_DIR "/procedures/workdays");
  const SystemClock clock;
  std::unique_ptr<RecordStore> store;
  AlertSet colours;

  Result<void> lists() {
    const Moment now = moment_of(clock.now_ms());
    report("to-dos of one officer, 100 rows", 200, [&](int64_t n) -> Result<void> {
      QY_CHECK(desk_of(*store, {officer(n), 100}, procedures, colours, now));
      return {};
    });
    report("deadlines of the whole office, 100 rows", 50, [&](int64_t) -> Result<void> {
      QY_CHECK(desk_of(*store, {"", 100}, procedures, colours, now));
      return {};
    });
    CaseBook cases(*store, procedures, calendar, clock);
    report("one file read, with everybody who may act", 200, [&](int64_t n) -> Result<void> {
      QY_CHECK(cases.read(file_number(n * 37)));
      return {};
    });
    return {};
  }

  // A file is opened, its lead registered and assigned: three acts.
  Result<void> three_acts(const std::string& name) {
    CaseBook cases(*store, procedures, calendar, clock);
    QY_TRY(const std::string file,
           cases.open({name, "", "", "", {}}, {{"cm", "case_manager"}, "bench." + name, "", ""}));
    const Moment now = moment_of(clock.now_ms());
    CaseAct act{.matter = "lead",
                .step = "lead.register",
                .at = now,
                .officers = {"cm"},
                .documents = {{"lead_registration", now.date}}};
    for (const char* step : {"lead.register", "lead.assign"}) {
      act.step = step;
      if (act.step == "lead.assign") {
        act.documents = {{"assignment_submission", now.date}};
        act.approvals = {{"chief", "chief", now}};
      }
      QY_TRY(const StepOutcome outcome, cases.act(file, act, {{"cm", "case_manager"}, "", "", ""}));
      if (outcome.refusal) return Error{Code::forbidden, outcome.refusal->text()};
    }
    return {};
  }
};

int ask(const std::string& folder, int64_t acts) {
  Bench bench;
  bench.colours =
      load_alerts(QY_SOURCE_DIR "/procedures/shared/alerts.yaml", bench.procedures.terms())->at(1);
  auto store = opened(folder, bench.clock);
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.error().message.c_str());
    return 1;
  }
  bench.store = std::move(*store);
  if (!bench.lists().ok()) return 1;
  const std::string run = std::to_string(bench.clock.now_ms());
  report("three acts, one after another", acts / 3,
         [&](int64_t n) { return bench.three_acts(run + "." + std::to_string(n)); });
  return bench.store->close().ok() ? 0 : 1;
}

}  // namespace
}  // namespace qy

int main(int argc, char** argv) {
  if (argc == 5 && std::strcmp(argv[1], "fill") == 0) {
    std::filesystem::create_directories(std::filesystem::path(argv[2]) / "keys");
    const qy::SystemClock clock;
    auto store = qy::opened(argv[2], clock);
    if (!store.ok() || !qy::found_office(**store).ok()) return 1;
    return qy::fill_rows(std::string(argv[2]) + "/records.db",
                         {{"{F}", argv[3]}, {"{E}", argv[4]}, {"{O}", std::to_string(qy::kOfficers)}});
  }
  if (argc == 4 && std::strcmp(argv[1], "ask") == 0) return qy::ask(argv[2], std::atoll(argv[3]));
  std::fprintf(stderr, "case_speed fill FOLDER FILES EVENTS | case_speed ask FOLDER ACTS\n");
  return 2;
}
