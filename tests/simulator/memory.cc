#include "memory.h"

#include <algorithm>

namespace qy::county {
namespace {

Result<std::vector<Row>> in_order(RecordBook& book, std::string_view table, const std::string& file) {
  QY_TRY(auto rows, book.select(table, {{"case_file", file}}));
  std::ranges::stable_sort(rows, std::less(), &Row::seq);
  return rows;
}

}  // namespace

Result<FileRows> rows_of(RecordBook& book, const std::string& file) {
  FileRows rows;
  QY_TRY(rows.file, book.find("case_file", file));
  for (const auto& [table, into] : {std::pair{"matter", &rows.matters},
                                    {"done_act", &rows.acts},
                                    {"running_limit", &rows.limits},
                                    {"property_entry", &rows.property},
                                    {"participant", &rows.participants},
                                    {"recusal", &rows.recusals},
                                    {"secondment", &rows.secondments},
                                    {"submission", &rows.submissions}}) {
    QY_TRY(*into, in_order(book, table, file));
  }
  return rows;
}

std::string Deed::text() const {
  std::string line = std::to_string(number) + "  " + when + "  " + who + "  " + what;
  if (!file.empty()) line += "  [" + file + "]";
  return line + "  → " + outcome;
}

}  // namespace qy::county
