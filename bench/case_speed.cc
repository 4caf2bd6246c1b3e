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
  const std::string digits = std::to_string(n);
  return "2025-" + std::string(6 - std::min<size_t>(6, digits.size()), '0') + digits;
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

// Rows as acts would have left them. Every tenth file is still open.
class Filler {
 public:
  explicit Filler(const std::string& file) { check(sqlite3_open(file.c_str(), &db_)); }
  ~Filler() { sqlite3_close(db_); }

  void run(const std::string& text) { check(sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr)); }

  void fill(int64_t files, int64_t events) {
    run("PRAGMA synchronous = OFF; BEGIN");
    run("CREATE TABLE IF NOT EXISTS history_2025 (seq BIGINT PRIMARY KEY, kind TEXT NOT NULL, user_id TEXT "
        "NOT NULL, role TEXT NOT NULL, "
        "object TEXT NOT NULL, at_ms BIGINT NOT NULL, basis TEXT NOT NULL, commitment TEXT NOT NULL, salt "
        "TEXT, record TEXT);"
        "CREATE INDEX IF NOT EXISTS history_2025_object ON history_2025 (object)");
    int64_t seq = 1'000'000'000;  // of no log: these rows are for reading past
    for (int64_t n = 0; n < files; ++n) {
      const std::string file = file_number(n), day = date(n);
      const bool open = n % 10 == 0;
      run("INSERT INTO case_file (id, version, seq, state, facts, progress_at) VALUES ('" + file + "', " +
          std::to_string(events) + ", " + std::to_string(seq) + ", 'open', 'party_member', '" + day +
          " 09:00')");
      run("INSERT INTO matter VALUES ('" + file + "/lead', 3, 1, '" + file + "', 'lead', 'lead', '" +
          (open ? "in_study" : "archived") + "', '', '" + officer(n) + "', '" + day + " 09:00', '" + day +
          " 09:00', " + (open ? "1" : "0") + ", '" + (open ? date(n + 31) + " 24:00" : "9999") + "', " +
          (open ? "'LD-01'" : "NULL") + ")");
      run("INSERT INTO running_limit VALUES ('" + file + "/0001', 1, 1, '" + file + "', 'lead', 'LD-01', '" +
          day + " 09:00', '1 months', 0, '', '', " + (open ? "NULL" : "'" + day + " 10:00'") + ", 0, " +
          (open ? "'" + date(n + 31) + " 24:00'" : "NULL") + ")");
      for (const auto& part : {officer(n), std::string("cm"), std::string("chief")})
        run("INSERT INTO participant VALUES ('" + file + "/" + part + "', 1, 1, '" + file + "', '" + part +
            "', 'handler', '" + day + " 09:00', 1)");
      for (int64_t event = 0; event < events; ++event, ++seq) {
        const std::string number = std::to_string(seq), step = event == 0   ? "lead.register"
                                                               : event == 1 ? "lead.assign"
                                                                            : "lead.sign";
        run("INSERT INTO done_act VALUES ('" + file + ".v" + std::to_string(event) + "', 1, " + number +
            ", '" + file + "', 'lead', '" + step + "', '" + day + " 09:00', '" + day + " 09:00', '" +
            officer(n) + "', '', 0, NULL)");
        run("INSERT INTO document (id, version, seq, object, document_kind, title, dated_on, sm3, matter, "
            "step) VALUES ('" +
            file + "/" + std::to_string(event) + "', 1, " + number + ", 'case_file/" + file +
            "', 'lead_registration', '问题线索登记表', '" + day + "', '', 'lead', '" + step + "')");
        run("INSERT INTO history_2025 VALUES (" + number + ", '" + step + "', '" + officer(n) +
            "', 'handler', 'case_file/" + file +
            "', 0, '条例202', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '', '{}')");
        run("INSERT INTO act_key VALUES ('" + file + ".v" + std::to_string(event) + "', " + number + ")");
      }
      if (n % 20'000 == 19'999) run("COMMIT; BEGIN");
    }
    run("COMMIT; ANALYZE");
  }

 private:
  static std::string date(int64_t n) { return Date::from_days(int32_t(20'100 + n % 400)).iso(); }
  void check(int code) {
    if (code == SQLITE_OK) return;
    std::fprintf(stderr, "%s\n", sqlite3_errmsg(db_));
    std::exit(1);
  }
  sqlite3* db_ = nullptr;
};

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
    qy::Filler(std::string(argv[2]) + "/records.db").fill(std::atoll(argv[3]), std::atoll(argv[4]));
    return 0;
  }
  if (argc == 4 && std::strcmp(argv[1], "ask") == 0) return qy::ask(argv[2], std::atoll(argv[3]));
  std::fprintf(stderr, "case_speed fill FOLDER FILES EVENTS | case_speed ask FOLDER ACTS\n");
  return 2;
}
