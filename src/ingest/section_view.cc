#include "ingest/section_view.h"

#include <algorithm>

#include "ingest/dry_run.h"
#include "ingest/transform.h"
#include "text/party_no.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr size_t kSamples = 4, kSampleBytes = 80, kLines = 15, kLineCells = 30, kTitleBytes = 200;

// Numbers of persons, cards and telephones, whatever the header says; names of persons where it says nothing (a word
// of two to four characters looks like one).
bool looks_personal(const ColumnLook& look, bool is_known) {
  return look.citizen_numbers > 0.05 || look.cards > 0.3 || look.phones > 0.3 ||
         (!is_known && look.person_names > 0.5);
}

bool is_personal(const Field* field) {
  return field != nullptr && (field->personal() || field->sensitivity >= Sensitivity::personal);
}

// A citizen number, a telephone or an account, be it whole or damaged.
bool has_long_number(std::string_view text) {
  size_t digits = 0;
  for (const char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= 11) return true;
  }
  return false;
}

std::string unit_of(const ColumnRule& rule) {
  if (rule.unit) return std::string(name_of(*rule.unit));
  return rule.area ? std::string(name_of(*rule.area)) : "";
}

class Viewer {
 public:
  Viewer(const SectionSample& sample, const ViewGround& ground)
      : sample_(sample), ground_(ground), info_(ground.sections[sample.section]) {
    if (info_.columns.empty()) {
      const auto told = place_told();
      is_told_ = told.has_value();
      header_ = told ? header_at(sample.head, told->row, told->rows) : find_header(sample.head, ground.words);
    }
    names_ = info_.columns.empty() ? header_.distinct_names() : info_.columns;
    for (size_t i = header_.data_begins(); i < sample.head.size(); ++i)
      if (sample.head[i].broken.empty()) rows_.push_back(&sample.head[i]);
    for (const SampleRow& row : sample.tail)
      if (row.broken.empty()) rows_.push_back(&row);
  }

  void add_to(std::vector<SectionView>& views) const {
    const size_t before = views.size();
    const bool is_wanted = ground_.profile.wants_sheet(info_.name, info_.hidden);
    if (is_wanted && ground_.profile.by_name)
      if (const Table* table = ground_.tables.find(info_.name)) views.push_back(by_name(*table));
    for (const TableRule& rule : ground_.profile.tables)
      if (const Table* table = ground_.tables.find(rule.table);
          is_wanted && table != nullptr && matches_pattern(rule.section, info_.name))
        views.push_back(by_rule(rule, *table));
    if (views.size() == before) views.push_back(finished(plain(nullptr)));
  }

 private:
  // A correction counts also where no table is found for the sheet.
  std::optional<HeaderPlace> place_told() const {
    if (ground_.proposal)
      for (const SectionProposal& section : ground_.proposal->sections)
        if (section.section == sample_.section && section.place) return section.place;
    return ground_.profile.header_of(info_.name);
  }

  SectionView plain(const Table* table) const {
    SectionView view{.name = info_.name, .title = title(), .is_hidden = info_.hidden};
    view.header_rows = header_.rows;
    view.is_header_told = is_told_;
    if ((header_.rows > 0 || is_told_) && header_.first < sample_.head.size())
      view.header_row = sample_.head[header_.first].row_number;
    view.table = table;
    for (size_t c = 0; c < names_.size(); ++c) {
      ColumnView column{.at = c,
                        .name = names_[c].empty() ? "#" + std::to_string(c + 1) : shown(names_[c], false)};
      column.rows = rows_.size();
      view.columns.push_back(std::move(column));
    }
    return view;
  }

  SectionView by_name(const Table& table) const {
    SectionView view = plain(&table);
    for (ColumnView& column : view.columns) column.field = table.field(names_[column.at]);
    return finished(std::move(view));
  }

  SectionView by_rule(const TableRule& rule, const Table& table) const {
    SectionView view = plain(&table);
    std::vector<std::string> fed;
    for (const ColumnRule& one : rule.columns) {
      const auto at = column_of(one, names_);
      const bool is_fed = std::find(fed.begin(), fed.end(), one.field) != fed.end();
      if (is_fed || (!at && !one.constant)) continue;  // several for one field: the first that holds
      fed.push_back(one.field);
      if (!at || *at >= view.columns.size()) continue;
      view.columns[*at].field = table.field(one.field);
      view.columns[*at].unit = unit_of(one);
    }
    for (const Field& field : table.fields)
      if (field.required && std::find(fed.begin(), fed.end(), field.name) == fed.end())
        view.missing.push_back(&field);
    if (ground_.proposal) add_reasons(*ground_.proposal, view);
    return finished(std::move(view));
  }

  void add_reasons(const Proposal& proposal, SectionView& view) const {
    for (const SectionProposal& section : proposal.sections) {
      if (section.section != sample_.section || section.table != view.table) continue;
      for (const ProposedColumn& proposed : section.columns) {
        if (proposed.field == nullptr || proposed.column >= view.columns.size()) continue;
        ColumnView& column = view.columns[proposed.column];
        column.confidence = proposed.confidence;
        column.must_confirm = proposed.must_confirm;
        column.reason = proposed.reason;
        if (column.field != proposed.field) column.perhaps = proposed.field;
      }
    }
  }

  SectionView finished(SectionView view) const {
    for (ColumnView& column : view.columns) fill(column);
    if (info_.columns.empty()) add_lines(view);
    return view;
  }

  // Below the header, and above it where a person may have said that rows of data are none.
  bool may_be_data(size_t r) const {
    const size_t filled = sample_.head[r].filled();
    return r >= header_.data_begins() || (r < header_.first && (filled > 2 || 2 * filled > names_.size()));
  }

  std::string shown(std::string_view text, bool is_masked) const {
    if (is_masked || has_long_number(text)) return masked(text);
    return hide_citizen_numbers(std::string(text), ground_.received_on);
  }

  std::string title() const {
    std::string text;
    for (size_t r = 0; r < header_.first && text.size() < kTitleBytes; ++r)
      for (const SampleCell& cell : sample_.head[r].cells)
        if (!cell.repeated && !trimmed(cell.text).empty() && !may_be_data(r))
          text += (text.empty() ? "" : " ") + shown(trimmed(cell.text), false);
    return std::string(first_bytes(text, kTitleBytes));
  }

  // Header and title as they are written; what may be data masked as the samples are.
  void add_lines(SectionView& view) const {
    for (size_t r = 0; r < std::min(sample_.head.size(), kLines); ++r) {
      const SampleRow& row = sample_.head[r];
      SectionView::Line line{.row = row.row_number};
      for (size_t c = 0; c < std::min(row.cells.size(), kLineCells); ++c) {
        const std::string_view text = row.cells[c].repeated ? std::string_view() : trimmed(row.text(c));
        const bool is_masked = c < view.columns.size() && view.columns[c].is_masked && may_be_data(r);
        line.cells.emplace_back(first_bytes(shown(text, is_masked), kSampleBytes));
      }
      view.first_lines.push_back(std::move(line));
    }
  }

  void fill(ColumnView& column) const {
    const ColumnLook look = look_at(rows_, column.at);
    column.filled = look.filled;
    column.is_masked = is_personal(column.field) || is_personal(column.perhaps) ||
                       looks_personal(look, column.field != nullptr || column.perhaps != nullptr);
    const bool is_known = column.field != nullptr || column.perhaps != nullptr;
    for (const SampleRow* row : rows_) {
      if (column.samples.size() == kSamples) break;
      const std::string_view text = trimmed(row->text(column.at));
      if (text.empty()) continue;
      const bool is_hidden = column.is_masked || (!is_known && has_long_number(text));
      std::string sample =
          is_hidden ? masked(text) : hide_citizen_numbers(std::string(text), ground_.received_on);
      sample = std::string(first_bytes(sample, kSampleBytes));
      if (std::find(column.samples.begin(), column.samples.end(), sample) == column.samples.end())
        column.samples.push_back(std::move(sample));
    }
  }

  const SectionSample& sample_;
  const ViewGround& ground_;
  const Section& info_;
  Header header_;
  std::vector<std::string> names_;
  std::vector<const SampleRow*> rows_;
  bool is_told_ = false;
};

}  // namespace

std::vector<SectionView> views_of(const std::vector<SectionSample>& samples, const ViewGround& ground) {
  std::vector<SectionView> views;
  for (const SectionSample& sample : samples) Viewer(sample, ground).add_to(views);
  return views;
}

}  // namespace qy
