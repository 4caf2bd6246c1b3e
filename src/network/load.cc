#include "network/load.h"

#include <algorithm>

#include "lake/stream.h"
#include "network/messages.h"

namespace qy {
namespace {

enum EdgeColumn { kFrom, kTo, kSince, kUntil, kShare, kSourceId, kSheet, kRow };

std::string_view text_or_none(const Column& column, size_t row) {
  return column.is_null(row) ? std::string_view() : column.text(row);
}

// More than all of a firm is a slip of the pen; it counts as all.
int32_t share_of(int64_t ten_thousandths) {
  return int32_t(std::clamp<int64_t>(ten_thousandths, 0, kWholeShare));
}

DaySpan span_of(const ColumnBatch& rows, size_t row) {
  DaySpan span;
  const Column &since = rows.columns[kSince], &until = rows.columns[kUntil];
  if (!since.is_null(row)) span.since = day_of(Date::from_days(int32_t(since.integer(row))));
  if (!until.is_null(row)) span.until = day_of(Date::from_days(int32_t(until.integer(row))));
  return span;
}

Result<void> add_rows(const ColumnBatch& rows, uint8_t relation, GraphBuilder& builder) {
  for (size_t row = 0; row < rows.rows(); ++row) {
    const Column &share = rows.columns[kShare], &number = rows.columns[kRow];
    QY_CHECK(builder.add({.from = rows.columns[kFrom].text(row),
                          .to = rows.columns[kTo].text(row),
                          .relation = relation,
                          .span = span_of(rows, row),
                          .share = share.is_null(row) ? -1 : share_of(share.integer(row)),
                          .source_id = text_or_none(rows.columns[kSourceId], row),
                          .sheet = text_or_none(rows.columns[kSheet], row),
                          .row = number.is_null(row) ? 0 : number.integer(row)}));
  }
  return {};
}

}  // namespace

Result<Graph> load_graph(Engine& engine, const RelationSet& relations, const TableSet& tables,
                         const LoadOptions& options) {
  GraphBuilder builder(relations);
  const auto& all = relations.all();
  for (size_t i = 0; i < all.size(); ++i) {
    if ((options.wanted >> i & 1) == 0) continue;
    if (options.progress) options.progress(all[i], i, all.size());
    QY_CHECK(stream(engine, edge_select(all[i], tables), [&](const ColumnBatch& rows) -> Result<void> {
      if (options.stop && options.stop()) return Error{Code::cancelled, say(kRelateStopped)};
      return add_rows(rows, uint8_t(i), builder);
    }));
  }
  return std::move(builder).finish();
}

}  // namespace qy
