#include "ingest/copy_rows.h"

#include <algorithm>
#include <chrono>

#include "ingest/fed_section.h"
#include "ingest/messages.h"

namespace qy {
namespace {

constexpr int64_t kProgressRows = 8192;
constexpr size_t kHeldBatches = 48;  // a million rows, some 200 MB

struct HeldRows {
  const Table* table;
  ColumnBatch rows;
};

// The source's id in every row.
void name_rows(ColumnBatch& rows, std::string_view source_id) {
  Column& column = rows.columns[rows.columns.size() - size_t(kLineageColumns)];
  const size_t count = rows.rows();
  column.clear();
  for (size_t i = 0; i < count; ++i) column.append_text(source_id);
}

struct Output {
  const Table* table;
  ColumnBatch rows;
  QualityCounter quality;
};

RawRow raw(const SampleRow& row, size_t section) {
  RawRow raw;
  raw.section = section;
  raw.row_number = row.row_number;
  for (const SampleCell& cell : row.cells) raw.cells.push_back({cell.text, cell.kind, cell.repeated});
  raw.broken = row.broken;
  return raw;
}

class Copier {
 public:
  Copier(Source& source, Batch& batch, const CopyJob& job, const CopyOptions& options)
      : source_(source),
        batch_(batch),
        job_(job),
        options_(options),
        refused_(batch, job.sealer, job.origin.file_name, job.origin.received_on) {
    const std::vector<Section>& sections = source_.sections();
    states_.resize(sections.size());
    for (size_t i = 0; i < sections.size(); ++i) states_[i].outcome.name = sections[i].name;
    for (const TableRule& rule : job_.profile.tables)
      if (const Table* table = job_.tables.find(rule.table))
        for (const ColumnRule& column : rule.columns)
          if (const Field* field = table->field(column.field); field != nullptr && field->personal())
            refused_.seal_texts();
  }

  Result<CopyOutcome> run() {
    RawRow row;
    while (true) {
      QY_TRY(const bool more, source_.next(row));
      if (!more) break;
      QY_CHECK(take(row));
      if (++since_progress_ >= kProgressRows) QY_CHECK(tell_progress());
    }
    for (size_t i = 0; i < states_.size(); ++i) QY_CHECK(settle(i));
    QY_CHECK(refused_.finish());
    for (Output& output : outputs_) QY_CHECK(flush(output));
    QY_CHECK(hand_over());
    return finish();
  }

 private:
  Result<void> take(const RawRow& row) {
    if (row.section >= states_.size())
      return Error{Code::internal, "row of a section that the reader did not name"};
    FedSection& state = states_[row.section];
    ++outcome_.rows_read;
    ++state.outcome.rows_read;
    if (!state.is_ready && !source_.sections()[row.section].columns.empty())
      QY_CHECK(make_ready(row.section, {}));
    if (!state.is_ready && job_.header && !place_in(row.section))
      QY_CHECK(make_ready(row.section, *job_.header));
    if (state.is_ready) return place(state, row, size_t(state.outcome.rows_read - 1));
    state.waiting.push_back(copy_of(row));
    return state.waiting.size() >= kHeaderRows ? settle(row.section) : Result<void>();
  }

  // Finds the header of a section among the rows that wait, and hands those rows on.
  Result<void> settle(size_t section) {
    FedSection& state = states_[section];
    if (state.is_ready || state.waiting.empty()) return {};
    const std::vector<SampleRow> waiting = std::move(state.waiting);
    const auto told = place_in(section);
    Header header = told ? header_at(waiting, told->row, told->rows) : find_header(waiting, job_.words);
    // The next sheet of one long table often has no header of its own.
    if (header.rows == 0 && !told && header.names.size() == last_names_.size()) header.names = last_names_;
    QY_CHECK(make_ready(section, header));
    if (state.outcome.is_mapped) last_names_ = header.names;
    for (size_t i = 0; i < waiting.size(); ++i) QY_CHECK(place(state, raw(waiting[i], section), i));
    return {};
  }

  std::optional<HeaderPlace> place_in(size_t section) const {
    return job_.profile.header_of(source_.sections()[section].name);
  }

  // Row `index` of its section: data, or part of what stands above them.
  Result<void> place(FedSection& state, const RawRow& row, size_t index) {
    if (index >= state.data_begins) return sort(state, row);
    const bool is_blank = std::all_of(row.cells.begin(), row.cells.end(),
                                      [](const RawCell& cell) { return trimmed(cell.text).empty(); });
    return refuse(state, row,
                  {index >= state.header_begins ? Trouble::header_row
                   : is_blank                   ? Trouble::blank_row
                                                : Trouble::title_row,
                   {},
                   {}});
  }

  Result<void> make_ready(size_t section, const Header& header) {
    FedSection& state = states_[section];
    const Section& info = source_.sections()[section];
    state.is_ready = true;
    state.header_begins = header.first;
    state.data_begins = header.data_begins();
    state.outcome.title = header.title;
    const std::vector<std::string> names = info.columns.empty() ? header.distinct_names() : info.columns;
    state.outcome.headers = names;
    state.screen = RowScreen(info.columns.empty() ? header.names : std::vector<std::string>(), skips());
    RowOrigin origin = job_.origin;
    origin.sheet = info.name;
    if (!job_.profile.wants_sheet(info.name, info.hidden)) {
      state.outcome.why_not = info.hidden ? say(kSheetHidden) : say(kSheetNotChosen);
      return {};
    }
    if (job_.profile.by_name && !info.columns.empty()) add_feed_by_name(state, info, origin);
    for (const TableRule& rule : job_.profile.tables)
      if (matches_pattern(rule.section, info.name)) add_feed(state, rule, names, origin);
    state.note_columns();
    return {};
  }

  void add_feed_by_name(FedSection& state, const Section& info, const RowOrigin& origin) {
    const Table* table = job_.tables.find(info.name);
    if (table == nullptr) {
      state.outcome.why_not = say(kNoTableNamed, info.name);
      return;
    }
    add_feed(state, *table, RowMapper::by_name(*table, info.columns, origin, job_.sealer));
  }

  void add_feed(FedSection& state, const TableRule& rule, const std::vector<std::string>& names,
                const RowOrigin& origin) {
    const auto order = options_.date_order ? options_.date_order : job_.profile.date_order;
    if (const Table* table = job_.tables.find(rule.table))
      add_feed(state, *table, RowMapper::compile(rule, *table, names, origin, order, job_.sealer));
  }

  void add_feed(FedSection& state, const Table& table, Result<RowMapper> mapper) {
    if (!mapper.ok()) {
      if (!state.outcome.is_mapped) state.outcome.why_not = mapper.error().message;
      return;
    }
    state.outcome.is_mapped = true;
    state.outcome.why_not.clear();
    if (!mapper->personal_columns().empty()) refused_.seal_texts();
    auto at =
        std::find_if(outputs_.begin(), outputs_.end(), [&](const Output& o) { return o.table == &table; });
    if (at == outputs_.end()) {
      outputs_.push_back({&table, ColumnBatch(table.columns()), QualityCounter(table)});
      at = outputs_.end() - 1;
    }
    state.feeds.push_back({std::move(mapper).value(), size_t(at - outputs_.begin())});
  }

  std::vector<std::string> skips() const {
    std::vector<std::string> all;
    for (const TableRule& rule : job_.profile.tables)
      all.insert(all.end(), rule.skip.begin(), rule.skip.end());
    return all;
  }

  // One row of data: kept when a table took it.
  Result<void> sort(FedSection& state, const RawRow& row) {
    if (const auto trouble = state.screen.judge(row)) return refuse(state, row, {*trouble, {}, row.broken});
    if (state.feeds.empty()) return refuse(state, row, {Trouble::unmapped_sheet, {}, {}});
    std::optional<Refused> why;
    bool kept = false;
    for (Feed& feed : state.feeds) {
      Output& output = outputs_[feed.table];
      if (auto refused = feed.mapper.map(row, output.rows)) {
        why = std::move(refused);
        continue;
      }
      kept = true;
      if (output.rows.rows() >= options_.rows_per_batch) QY_CHECK(flush(output));
    }
    if (!kept) {
      if (why->trouble == Trouble::missing || why->trouble == Trouble::bad_amount ||
          why->trouble == Trouble::bad_date)
        if (const Trouble what = state.screen.explain(row); what != Trouble::missing)
          why = Refused{what, {}, {}};
      return refuse(state, row, *why);
    }
    ++outcome_.rows_kept;
    ++state.outcome.rows_kept;
    return {};
  }

  Result<void> flush(Output& output) {
    if (output.rows.rows() == 0) return {};
    output.quality.see(output.rows);
    outcome_.rows_by_table[output.table->name] += int64_t(output.rows.rows());
    ColumnBatch full = std::move(output.rows);
    output.rows = ColumnBatch(output.table->columns());
    held_.push_back({output.table, std::move(full)});
    const bool is_named = job_.source_id.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    return is_named || held_.size() >= kHeldBatches ? hand_over() : Result<void>();
  }

  Result<void> hand_over() {
    QY_TRY(const std::string source_id, job_.source_id.get());
    for (HeldRows& held : held_) {
      name_rows(held.rows, source_id);
      QY_CHECK(batch_.append(*held.table, std::move(held.rows)));
    }
    held_.clear();
    return {};
  }

  Result<void> refuse(const FedSection& state, const RawRow& row, const Refused& refused) {
    ++outcome_.rows_refused;
    std::string_view label;
    if (!refused.field.empty())
      for (const Output& output : outputs_)
        if (const Field* field = output.table->field(refused.field)) label = field->label;
    return refused_.add(state.outcome.name, row, refused, label);
  }

  Result<void> tell_progress() {
    since_progress_ = 0;
    if (options_.cancel != nullptr && options_.cancel->load())
      return Error{Code::cancelled, say(kStoppedFile)};
    if (options_.progress)
      options_.progress({source_.progress(), outcome_.rows_read, outcome_.rows_kept, outcome_.rows_refused});
    return {};
  }

  Result<CopyOutcome> finish() {
    if (outcome_.rows_read != outcome_.rows_kept + outcome_.rows_refused)
      return Error{Code::internal, "rows do not balance: " + std::to_string(outcome_.rows_read) + " read, " +
                                       std::to_string(outcome_.rows_kept) + " kept, " +
                                       std::to_string(outcome_.rows_refused) + " refused"};
    bool mapped = false;
    std::string why_not;
    for (FedSection& state : states_) {
      mapped |= state.outcome.is_mapped || state.outcome.rows_read == 0;
      if (why_not.empty()) why_not = state.outcome.why_not;
      state.add_warnings(outcome_.warnings);
      outcome_.sections.push_back(std::move(state.outcome));
    }
    if (!mapped && !states_.empty()) return invalid(say(kNoSheetFits, job_.profile.name, why_not));
    outcome_.refused = refused_.counts();
    for (const Output& output : outputs_) {
      outcome_.quality.push_back(output.quality.result());
      for (const FedSection& state : states_) state.add_cell_counts(outcome_.quality.back());
    }
    return std::move(outcome_);
  }

  Source& source_;
  Batch& batch_;
  const CopyJob& job_;
  const CopyOptions& options_;
  std::vector<FedSection> states_;
  std::vector<Output> outputs_;
  std::vector<HeldRows> held_;  // full, and the source has no id yet
  std::vector<std::string> last_names_;
  CopyOutcome outcome_;
  int64_t since_progress_ = 0;
  RefusedRows refused_;
};

}  // namespace

std::shared_future<Result<std::string>> known_id(const std::string& source_id) {
  std::promise<Result<std::string>> promise;
  promise.set_value(source_id);
  return promise.get_future().share();
}

Result<CopyOutcome> copy_rows(Source& source, Batch& batch, const CopyJob& job, const CopyOptions& options) {
  return Copier(source, batch, job, options).run();
}

}  // namespace qy
