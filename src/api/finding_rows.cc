// /findings/{id}/rows: what stands in the rows that a finding rests on, in the files as they were received. Somebody's data:
// what for goes into the log before anything is read.
#include <algorithm>
#include <mutex>
#include <nlohmann/json.hpp>

#include "api/case_words.h"
#include "api/cursor.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/purpose.h"
#include "api/route.h"
#include "api/shelf.h"
#include "ingest/original_rows.h"

namespace qy {
namespace {

constexpr int64_t kMostRows = 100;  // of one answer

// An original is held in memory while it is looked into: one at a time, whoever asks.
std::mutex one_original;

// A rule names the columns of the lake: paid_fen, citizen_no_check.
bool is_used(const Rule* rule, const std::string& table, const Field& field) {
  const auto needs = rule == nullptr ? std::map<std::string, std::vector<std::string>>() : rule->card.needs;
  const auto at = needs.find(table);
  return at != needs.end() && std::ranges::any_of(at->second, [&](const std::string& name) {
           return name == field.name || (field.personal() && name.starts_with(field.name + "_"));
         });
}

struct SourceInLake {
  SourceManifest source;
  bool is_there = false;
};

// The newest batch of it that fed the table, since a file may be taken again under another mapping.
SourceInLake source_of(const std::vector<BatchManifest>& batches, const EvidenceRow& row) {
  for (auto batch = batches.rbegin(); batch != batches.rend(); ++batch)
    for (const SourceManifest& source : batch->sources)
      if (source.source_id == row.source_id && batch->rows_by_table.contains(row.table))
        return {source, true};
  return {};
}

struct RowsGround {
  OriginalGround originals;
  const std::vector<BatchManifest>& batches;
  const Rule* rule;
};

// Rows of one table and sheet of one file.
Json place_json(const RowsGround& ground, std::span<const EvidenceRow> rows) {
  const EvidenceRow& first = rows.front();
  const Table* table = ground.originals.tables.find(first.table);
  Json place = {{"table", words_of(table ? Said{table->label, table->english} : said(first.table))},
                {"file", first.source_name},
                {"sheet", first.sheet},
                {"header_row", 0},
                {"columns", Json::array()},
                {"left_out", 0},
                {"rows", Json::array()},
                {"missing", Json::array()}};
  for (const EvidenceRow& row : rows) place["missing"].push_back(row.row);
  const auto [source, is_there] = source_of(ground.batches, first);
  if (table == nullptr || !is_there) {
    place["problem"] = words_of(say(kSourceUndone));
    return place;
  }
  RowsWanted wanted{.table = *table, .sheet = first.sheet, .rows = {}};
  for (const EvidenceRow& row : rows) wanted.rows.push_back(row.row);
  const auto found = rows_of_original(ground.originals, source, wanted);
  if (!found.ok()) {
    place["problem"] = words_of(parted(found.error().message));
    return place;
  }
  place["header_row"] = found->header_row;
  place["left_out"] = found->left_out;
  for (const OriginalColumn& column : found->columns)
    place["columns"].push_back({{"name", column.name},
                                {"field", words_of(Said{column.field->label, column.field->english})},
                                {"used", is_used(ground.rule, first.table, *column.field)},
                                {"masked", column.is_masked}});
  for (const OriginalRow& row : found->rows) {
    place["rows"].push_back({{"row", row.row}, {"cells", row.cells}});
    std::erase(wanted.rows, row.row);
  }
  place["missing"] = wanted.rows;
  return place;
}

int64_t bytes_of(const RowsGround& ground, const EvidenceRow& row) {
  std::error_code missing;
  const auto bytes = std::filesystem::file_size(
      ground.originals.workspace / "originals" / source_of(ground.batches, row).source.received_sm3, missing);
  return missing ? 0 : int64_t(bytes);
}

bool is_one_place(const EvidenceRow& a, const EvidenceRow& b) {
  return a.table == b.table && a.source_id == b.source_id && a.sheet == b.sheet;
}

}  // namespace

Result<HttpResponse> show_finding_rows(ApiCall& call) {
  QY_TRY(const auto screening, call.shelf.latest());
  const Finding* finding = screening->finding(call.in_path["id"]);
  if (finding == nullptr) return problem(404, say(kNothingHere));
  const std::string object = "finding/" + finding->fingerprint;
  // One that nobody has acted on has no record of its own yet, and is judged by its kind.
  QY_TRY(const auto acted_on, call.records->select("finding_exit", {{"id", finding->fingerprint}}));
  QY_TRY(const bool may, call.book->may(Operation::read, acted_on.empty() ? "finding" : object));
  if (!may) return problem(404, say(kNothingHere));
  const std::string from = call.query("at"), limit = call.query("limit");
  const auto page =
      page_at(int64_t(finding->evidence.size()), limit.empty() ? "100" : limit, from.empty() ? "0" : from);
  if (!page || (!limit.empty() && std::stoll(limit) > kMostRows)) return problem(400, say(kCursorStale));

  const std::unique_lock alone(one_original, std::try_to_lock);
  if (!alone) return problem(503, say(kRowsBusy));
  QY_TRY(const auto refused, log_purpose(call, object,
                                         "证据行 " + std::to_string(page->from + 1) + "–" +
                                             std::to_string(page->to) + " (rows of evidence)"));
  if (refused) return *refused;

  QY_TRY(const Lake lake, Lake::open(call.ground.workspace, call.ground.tables));
  QY_TRY(const auto batches, lake.batches());
  Sealer sealer = call.ground.sealer.twin();
  const HeaderWords words(call.ground.tables);
  const RowsGround ground{
      {call.ground.workspace, call.ground.tables, words, sealer, call.ground.clock.today()},
      batches,
      call.ground.rules.find(finding->rule)};
  const std::span<const EvidenceRow> evidence(finding->evidence);
  Json places = Json::array();
  int64_t at = page->from, opened = 0;
  while (at < page->to) {
    // What one answer opens is bounded; the next page goes on.
    opened += bytes_of(ground, evidence[size_t(at)]);
    if (!places.empty() && opened > kMostOriginalBytes) break;
    int64_t end = at + 1;
    while (end < page->to && is_one_place(evidence[size_t(at)], evidence[size_t(end)])) ++end;
    places.push_back(place_json(ground, evidence.subspan(size_t(at), size_t(end - at))));
    at = end;
  }
  return json_response({{"places", places}, {"total", evidence.size()}, {"from", page->from}, {"to", at}});
}

}  // namespace qy
