// Files at the size of ten county years, as officers see and work on them: every reading and every act goes through the rights of an
// account, and every act is durable, with its log entry. bench/cases.py fills the records between the two calls.
//
//   case_speed found FOLDER [URL]              the office and the schema
//   case_speed ask FOLDER ACTS AT_ONCE [URL]   lists of a desk, one file read, acts one at a time and so many at once
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <thread>

#include "casework/case_book.h"
#include "casework/case_list.h"
#include "casework/desk.h"
#include "casework/entry_time.h"
#include "rights/guarded_book.h"
#include "stopwatch.h"
#include "store/record_store.h"
#include "store/store_place.h"

namespace qy {
namespace {

constexpr int kOfficers = 200;  // as bench/cases.py: each has a two-hundredth of the open files on the desk
constexpr int64_t kOpenEvery = 10;

std::string officer(int64_t n) {
  return "h" + std::to_string(n % kOfficers);
}

// The n-th file that is open, and on whose desk it lies.
std::string file_number(int64_t n) {
  return "2025-" + std::to_string(1'000'000 + n * kOpenEvery).substr(1);
}

Result<std::unique_ptr<RecordStore>> opened(const std::string& folder, const std::string& url,
                                            const Clock& clock) {
  std::filesystem::create_directories(std::filesystem::path(folder) / "keys");
  return RecordStore::open({folder, QY_SOURCE_DIR "/db/migrations", url},
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
  for (int n = 0; n < kOfficers; ++n) {
    hire(officer(n), "handler");
    for (const char* tie : {"spouse", "child"})
      act.changes.push_back({"officer_tie",
                             officer(n) + "." + tie,
                             0,
                             {{"user_id", officer(n)},
                              {"tie", tie},
                              {"person_token", officer(n) + tie},
                              {"source", "申报表"},
                              {"source_row", std::to_string(n)},
                              {"declared_on", "2025-01-05"},
                              {"active", int64_t(1)}}});
  }
  hire("cm", "case_management");
  hire("head", "handling_head");
  hire("deputy", "leader_in_charge");
  hire("chief", "chief");
  QY_CHECK(store.perform(act));
  return store.close();
}

void fail(const char* what, const Error& error) {
  std::fprintf(stderr, "%s: %s\n", what, error.message.c_str());
  std::exit(1);
}

void print_times(const char* what, std::vector<double> took, double cpu, double per_second) {
  std::ranges::sort(took);
  std::printf("%-40s p50 %.2f ms  p99 %.2f ms  cpu %.2f ms", what, took[took.size() / 2],
              took[took.size() * 99 / 100], cpu * 1000 / double(took.size()));
  if (per_second > 0) std::printf("  %.1f acts/s", per_second);
  std::printf("\n");
}

// Milliseconds, wall and processor, of each of `times`.
void report(const char* what, int64_t times, const std::function<Result<void>(int64_t)>& one) {
  std::vector<double> took;
  const double cpu = processor_seconds();
  for (int64_t n = 0; n < times; ++n) {
    const double from = wall_seconds();
    if (const auto done = one(n); !done.ok()) fail(what, done.error());
    took.push_back((wall_seconds() - from) * 1000);
  }
  print_times(what, std::move(took), processor_seconds() - cpu, 0);
}

void report_at_once(const char* what, int64_t times, int threads,
                    const std::function<Result<void>(int64_t)>& one) {
  std::vector<double> took(static_cast<size_t>(times));
  std::atomic<int64_t> next = 0;
  const double cpu = processor_seconds(), start = wall_seconds();
  std::vector<std::thread> officers;
  for (int n = 0; n < threads; ++n)
    officers.emplace_back([&] {
      for (int64_t i = next++; i < times; i = next++) {
        const double from = wall_seconds();
        if (const auto done = one(i); !done.ok()) fail(what, done.error());
        took[static_cast<size_t>(i)] = (wall_seconds() - from) * 1000;
      }
    });
  for (auto& one_of : officers) one_of.join();
  const double whole = wall_seconds() - start;
  print_times(what, std::move(took), processor_seconds() - cpu, double(times) / whole);
}

struct Bench {
  const ProcedureBook procedures = *ProcedureBook::load(QY_SOURCE_DIR "/procedures");
  const Calendar calendar = *Calendar::load(QY_SOURCE_DIR "/procedures/workdays");
  const Rights rights = *Rights::load(QY_SOURCE_DIR "/rights");
  const SystemClock clock;
  std::unique_ptr<RecordStore> store;
  AlertSet colours;

  // As a request of the server has it (api/api.cc).
  struct Asked {
    std::unique_ptr<FilteringBook> records;
    GuardedBook book;
  };
  Asked asked_by(const std::string& user) {
    auto records = store->steady();
    auto asker = asker_of(*records, user);
    if (!asker.ok()) fail("account", asker.error());
    GuardedBook book(*records, rights, std::move(*asker), clock);
    return {std::move(records), std::move(book)};
  }

  void lists() {
    const Moment now = moment_of(clock.now_ms());
    report("to-dos of one officer, 100 rows", 200, [&](int64_t n) -> Result<void> {
      Asked asked = asked_by(officer(n));
      QY_CHECK(desk_of(asked.book, {officer(n), 100}, procedures, colours, now));
      return {};
    });
    report("deadlines of the whole office, 100 rows", 50, [&](int64_t) -> Result<void> {
      Asked asked = asked_by("cm");
      QY_CHECK(desk_of(asked.book, {"", 100}, procedures, colours, now));
      return {};
    });
    report("deadlines that one officer may see", 50, [&](int64_t n) -> Result<void> {
      Asked asked = asked_by(officer(n));
      QY_CHECK(desk_of(asked.book, {"", 100}, procedures, colours, now));
      return {};
    });
    report("files of one officer, 50 rows", 100, [&](int64_t n) -> Result<void> {
      Asked asked = asked_by(officer(n));
      QY_CHECK(asked.book.list({"case_file", {}, "id", 50}));
      return {};
    });
    for (const std::string user : {"cm", "h0"}) {
      report(("50 leads and how many there are, " + user).c_str(), 20, [&](int64_t) -> Result<void> {
        Asked asked = asked_by(user);
        QY_CHECK(asked.book.overview_count("lead", {}));
        QY_CHECK(asked.book.overview_page({.table = "lead", .where = {}, .order_by = "id", .most = 50}));
        return {};
      });
      report(("50 files and how many there are, " + user).c_str(), 20, [&](int64_t) -> Result<void> {
        Asked asked = asked_by(user);
        QY_CHECK(asked.book.overview_count("case_file", {}));
        QY_TRY(const auto rows, asked.book.overview_page(case_list_page({}, 50, 0)));
        std::set<std::string> ids;
        for (const Row& row : rows) ids.insert(row.id);
        QY_CHECK(desk_of_files(asked.book, ids, procedures, colours, now));
        return {};
      });
    }
    report("one file read by its officer", 200, [&](int64_t n) -> Result<void> {
      Asked asked = asked_by(officer(n));
      QY_CHECK(CaseBook(asked.book, procedures, calendar, clock).read(file_number(n)));
      return {};
    });
  }

  // The officer proposes verification of what lies on his desk, three levels approve: read, judged, allowed, written, in the log.
  Result<void> verify(int64_t n) {
    const std::string who = officer(n);
    Asked asked = asked_by(who);
    CaseBook cases(asked.book, procedures, calendar, clock);
    const Moment now = moment_of(clock.now_ms());
    const CaseAct act{.matter = "lead",
                      .step = "lead.verify",
                      .at = now,
                      .officers = {who},
                      .approvals = {{"head", "handling_head", now},
                                    {"deputy", "leader_in_charge", now},
                                    {"chief", "chief", now}},
                      .documents = {{"disposition_opinion", now.date}, {"disposition_plan", now.date}}};
    QY_TRY(const StepOutcome outcome, cases.act(file_number(n), act, {{who, "handler"}, "", "", ""}));
    return outcome.refusal ? Result<void>(Error{Code::forbidden, outcome.refusal->text()}) : Result<void>();
  }

  // Every run works on files of its own; what earlier runs did is on record.
  int64_t first_untouched() {
    int64_t n = 0;
    for (int64_t step = 1 << 14; step > 0; step /= 2)
      if (const auto row = store->find("matter", file_number(n + step - 1) + "/lead");
          row.ok() && row->text("state") != "in_study")
        n += step;
    return n;
  }
};

int ask(const std::string& folder, int64_t acts, int threads, const std::string& url) {
  Bench bench;
  bench.colours =
      load_alerts(QY_SOURCE_DIR "/procedures/shared/alerts.yaml", bench.procedures.terms())->at(1);
  auto store = opened(folder, url, bench.clock);
  if (!store.ok()) fail("records", store.error());
  bench.store = std::move(*store);
  bench.lists();
  const int64_t from = bench.first_untouched(), alone = acts / 4;
  report("one act after another", alone, [&](int64_t n) { return bench.verify(from + n); });
  const std::string title = std::to_string(threads) + " at once";
  report_at_once(title.c_str(), acts - alone, threads,
                 [&](int64_t n) { return bench.verify(from + alone + n); });
  return bench.store->close().ok() ? 0 : 1;
}

int found(const std::string& folder, const std::string& url) {
  const SystemClock clock;
  auto store = opened(folder, url, clock);
  if (!store.ok()) fail("records", store.error());
  if (const auto done = found_office(**store); !done.ok()) fail("office", done.error());
  return 0;
}

}  // namespace
}  // namespace qy

int main(int argc, char** argv) {
  if (argc >= 3 && std::strcmp(argv[1], "found") == 0) return qy::found(argv[2], argc > 3 ? argv[3] : "");
  if (argc >= 5 && std::strcmp(argv[1], "ask") == 0)
    return qy::ask(argv[2], std::atoll(argv[3]), std::atoi(argv[4]), argc > 5 ? argv[5] : "");
  std::fprintf(stderr, "case_speed found FOLDER [URL] | case_speed ask FOLDER ACTS AT_ONCE [URL]\n");
  return 2;
}
