// /batches: the files that are in the lake, one by one: what was kept, what was refused and why, and taking one back.
#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "api/body.h"
#include "api/cursor.h"
#include "api/import_work.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/route.h"
#include "base/disk.h"
#include "ingest/quality_report.h"
#include "lake/batch_undo.h"
#include "leads/reading_log.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr int64_t kMostRefusedBytes = 8 << 20;  // of one answer

Json batch_json(const BatchManifest& batch) {
  Json sources = Json::array();
  for (const SourceManifest& source : batch.sources)
    sources.push_back({{"name", source.name},
                       {"profile", source.profile},
                       {"bytes", source.bytes},
                       {"rows_read", source.rows_read},
                       {"rows_kept", source.rows_kept},
                       {"rows_refused", source.rows_refused}});
  return {{"id", batch.batch_id},
          {"at", batch.created_at},
          {"rows_by_table", batch.rows_by_table},
          {"sources", sources}};
}

Result<std::vector<BatchManifest>> batches_of(const ApiCall& call) {
  QY_TRY(const Lake lake, Lake::open(call.ground.workspace, call.ground.tables));
  return lake.batches();
}

Result<BatchManifest> batch_of(ApiCall& call) {
  QY_TRY(const auto batches, batches_of(call));
  for (const BatchManifest& batch : batches)
    if (batch.batch_id == call.in_path["id"]) return batch;
  return not_found(say(kNothingHere));
}

// What lies sealed is said to be sealed: its digits are of no use to anybody outside of the program.
std::string shown_line(std::string line) {
  const size_t sealed = line.rfind(",sealed:");
  if (sealed != line.npos && line.find_first_not_of("0123456789abcdef", sealed + 8) == line.npos)
    line.replace(sealed + 1, line.npos, "已密封 (sealed)");
  return line;
}

}  // namespace

Result<HttpResponse> list_batches(ApiCall& call) {
  QY_TRY(auto batches, batches_of(call));
  std::reverse(batches.begin(), batches.end());
  const std::string last = batches.empty() ? "" : batches.front().batch_id;
  const auto page = page_of(call.cursors, "batches\n" + last + "\n" + std::to_string(batches.size()),
                            int64_t(batches.size()), call.query("limit"), call.query("cursor"));
  if (!page) return problem(400, say(kCursorStale));
  Json items = Json::array();
  for (int64_t i = page->from; i < page->to; ++i) items.push_back(batch_json(batches[size_t(i)]));
  return json_response({{"items", items}, {"total", batches.size()}, {"next", page->next}});
}

Result<HttpResponse> show_batch(ApiCall& call) {
  QY_TRY(const BatchManifest batch, batch_of(call));
  Json page = batch_json(batch);
  QY_TRY(const std::string text, read_file(call.ground.workspace / "quality" / (batch.batch_id + ".json")));
  QY_TRY(const Quality quality, quality_from_json(text, batch.batch_id));
  page["quality"] = quality_document({quality}).at("sources").at(0);
  return json_response(page);
}

// As CSV that spreadsheets open as it is: UTF-8 with its mark. Too long, it ends with a line that says so.
Result<HttpResponse> show_refused(ApiCall& call) {
  QY_TRY(const BatchManifest batch, batch_of(call));
  QY_CHECK(log_reading_of(*call.records, call.ground.clock, {call.officer.user, *call.officer.roles.begin()},
                          "reading.exported", "source/" + batch.batch_id, "拒收行 (refused rows)"));
  HttpResponse response{.type = "text/csv; charset=utf-8"};
  response.body = "\xEF\xBB\xBF";
  std::ifstream file(call.ground.workspace / "batches" / (batch.batch_id + ".refused.csv"));
  for (std::string line; std::getline(file, line);) {
    if (int64_t(response.body.size()) > kMostRefusedBytes) {
      response.body += ",,,,\"" + say(kRefusedCut).text() + "\",\r\n";
      break;
    }
    response.body += shown_line(std::move(line)) + "\r\n";
  }
  response.fields.emplace_back("Content-Disposition",
                               "attachment; filename=\"" + batch.batch_id + "-refused.csv\"");
  return response;
}

// The reason goes on record before the batch goes, under the lake's lock.
Result<HttpResponse> undo_batch(ApiCall& call) {
  BodyReader body(call.body);
  const std::string reason = body.text("reason", 1, kMostReasonBytes);
  if (const auto refused = body.refusal()) return *refused;
  QY_TRY(const BatchManifest batch, batch_of(call));
  QY_TRY(const Lake lake, Lake::open(call.ground.workspace, call.ground.tables));
  QY_CHECK(undo_batch(lake, batch.batch_id, [&] {
    return record_batch_act(*call.records, call.ground.rights, call.ground.clock,
                            {call.officer.user, "data_analyst"}, "source.undone", batch.batch_id, reason);
  }));
  return HttpResponse{.status = 204};
}

}  // namespace qy
