#include "api/material_view.h"

#include <algorithm>

#include "api/case_words.h"

namespace qy {
namespace {

// Rows by what they belong to, in the order in which they were written.
std::map<std::string, std::vector<Row>> grouped(std::vector<Row> rows, const char* by) {
  std::ranges::sort(rows, {}, &Row::seq);
  std::map<std::string, std::vector<Row>> groups;
  for (Row& row : rows) groups[row.text(by)].push_back(std::move(row));
  return groups;
}

Json hands_of(const CaseFile& file, const std::vector<Row>& moves) {
  Json list = Json::array();
  for (const Row& row : moves)
    list.push_back({{"from", person_of(file, row.text("giver"))},
                    {"to", person_of(file, row.text("receiver"))},
                    {"at", row.text("moved_at")},
                    {"reason", row.text("reason")}});
  return list;
}

Json entries_of(const ApiCall& call, const std::vector<Row>& rows) {
  Json list = Json::array();
  for (const Row& row : rows)
    list.push_back({{"at", row.text("entered_at")},
                    {"step", step_words(call.ground.procedures, row.text("step"))},
                    {"quantity", std::to_string(row.number("quantity"))},
                    {"balance", std::to_string(row.number("balance"))}});
  return list;
}

}  // namespace

Result<Json> papers_of(ApiCall& call, const FileOnRecord& found) {
  QY_TRY(const auto rows, call.book->select("document", {{"object", "case_file/" + found.row.id}}));
  Json list = Json::array();
  for (const Row& row : rows)
    list.push_back({{"id", row.id.substr(row.id.rfind('/') + 1)},
                    {"title", row.text("title")},
                    {"matter", row.text("matter")},
                    {"step", step_words(call.ground.procedures, row.text("step"))},
                    {"dated_on", row.text("dated_on")},
                    {"file_name", row.text("file_name")},
                    {"sm3", row.text("sm3")}});
  return list;
}

Result<Json> evidence_of(ApiCall& call, const FileOnRecord& found) {
  QY_TRY(const auto rows, call.book->select("evidence", {{"object", "case_file/" + found.row.id}}));
  QY_TRY(auto moves, call.book->select("evidence_move", {{"case_file", found.row.id}}));
  auto by_evidence = grouped(std::move(moves), "evidence");
  Json list = Json::array();
  for (const Row& row : rows)
    list.push_back({{"id", row.id.substr(row.id.rfind('/') + 1)},
                    {"kind", row.text("evidence_kind")},
                    {"title", row.text("title")},
                    {"origin", row.text("origin")},
                    {"speaks", row.text("speaks")},
                    {"taken_on", row.text("taken_on")},
                    {"taken_by", person_of(found.file, row.text("taken_by"))},
                    {"taken_by_second", person_of(found.file, row.text("taken_by_second"))},
                    {"holder", person_of(found.file, row.text("holder"))},
                    {"kept_at", row.text("kept_at")},
                    {"file_name", row.text("file_name")},
                    {"bytes", row.number("bytes")},
                    {"sm3", row.text("sm3")},
                    {"moves", hands_of(found.file, by_evidence[row.id])}});
  return list;
}

Result<Json> property_of(ApiCall& call, const FileOnRecord& found) {
  QY_TRY(auto rows, call.book->select("property_entry", {{"case_file", found.row.id}}));
  auto by_matter = grouped(std::move(rows), "matter");
  Json list = Json::array();
  for (const auto& [matter, account] : found.file.property) {
    const auto& entries = by_matter[matter];
    list.push_back({{"matter", matter},
                    {"unit", entries.empty() ? "piece" : entries.front().text("unit")},
                    {"taken", std::to_string(account.taken)},
                    {"balance", std::to_string(account.balance)},
                    {"entries", entries_of(call, entries)}});
  }
  return list;
}

}  // namespace qy
