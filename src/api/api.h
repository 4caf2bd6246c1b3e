// The API under /api/v1. A request passes these doors in this order, and none of them tells what lies behind:
//
//   host ─▶ route ─▶ origin ─▶ session ─▶ CSRF ─▶ own password ─▶ role ─▶ key of repetition ─▶ If-Match ─▶ body ─▶ resource
//   421     404, 405 403       401        403     403             403     400, 409             428         400, 415 …
//
// Origin, CSRF, repetition and body concern writes only. A PUT is a file: it passes the doors before a byte of it is
// read, and its address makes a repetition of it the same thing. Errors are problems (RFC 9457); money is a string of fen,
// ids are strings, days are YYYY-MM-DD.
//
// Source: contract/openapi.yaml; shared ui.md 3 and trust.md 6.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "account/door.h"
#include "base/clock.h"
#include "http/body_sink.h"
#include "jobs/job_board.h"
#include "law/alert.h"
#include "law/calendar.h"
#include "law/procedure_book.h"
#include "record/told_book.h"
#include "rights/guarded_book.h"
#include "rules/life.h"
#include "rules/rule_set.h"

namespace qy {

class BodySource;
class TableSet;
class UploadBox;
struct HouseWork;

// The bytes of evidence and of documents, under seal, each by its SM3.
struct KeptContents {
  std::function<Result<std::string>(const std::filesystem::path&)> keep;  // of a file; returns its SM3
  // Checked whole. not_found, damaged.
  std::function<Result<std::shared_ptr<BodySource>>(const std::string& sm3)> open;
};

// What the API stands on; given by app, and kept by it for as long as the API answers.
struct ApiGround {
  std::filesystem::path workspace;
  std::string unit;   // whose data this is
  ToldBook& records;  // the house's own; an officer's calls go through a GuardedBook
  std::function<Result<int64_t>()> acts_on_record;  // by whatever process
  const Rights& rights;
  const RuleSet& rules;
  const Calendar& calendar;
  const ProcedureBook& procedures;
  const std::vector<AlertSet>& colours;  // of supervision
  const Clock& clock;
  Door& door;
  Sealer& sealer;  // of the cursors; twins of it work in jobs
  KeptContents contents;
  const TableSet& tables;
  std::filesystem::path content;  // where the shipped profiles lie
  std::string version;            // of the program
  JobBoard& jobs;
  UploadBox& uploads;
  HouseWork& work;
  std::string setup_code;  // makes the first accounts; "" where there are some
  std::set<std::string>
      origins;  // "http://127.0.0.1:8080": those of pages that may write, and the hosts that answer
};

// Safe from several threads.
class Api {
 public:
  explicit Api(ApiGround ground);
  ~Api();
  HttpResponse answer(const HttpRequest& request);
  Taken take(const HttpRequest& head, int64_t bytes);  // a file on its way
  // For the administration socket alone, and for nobody at the port (metrics.h).
  std::string metrics(int connections) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace qy
