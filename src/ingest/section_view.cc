#include "ingest/section_view.h"

#include <algorithm>

#include "ingest/dry_run.h"
#include "ingest/transform.h"
#include "text/party_no.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr size_t kSamples = 4, kSampleBytes = 80;

// Numbers of persons, cards and telephones, whatever the header says; names of persons where it says nothing (a word
// of two to four characters looks like one).
bool looks_personal(const ColumnLook& look, bool is_known) {
  return look.citizen_numbers > 0.05 || look.cards > 0.3 || look.phones > 0.3 ||
         (!is_known && look.person_names > 0.5);
}

bool is_personal(const Field* field) {
  return field != nullptr && (field->personal() || field->sensitivity >= Sensitivity::personal);
}

std::string unit_of(const ColumnRule& rule) {
  if (rule.unit) return std::string(name_of(*rule.unit));
  return rule.area ? std::string(name_of(*rule.area)) : "";
}

class Viewer {
 public:
  Viewer(const SectionSample& sample, const ViewGround& ground)
      : sample_(sample), ground_(ground), info_(ground.sections[sample.section]) {
    if (info_.columns.empty())
      header_ = ground.profile.header
                    ? header_at(sample.head, ground.profile.header->row - 1, ground.profile.header->rows)
                    : find_header(sample.head, ground.words);
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
  SectionView plain(const Table* table) const {
    SectionView view{.name = info_.name, .title = header_.title, .is_hidden = info_.hidden};
    view.header_rows = header_.rows;
    if (header_.rows > 0 && header_.first < sample_.head.size())
      view.header_row = sample_.head[header_.first].row_number;
    view.table = table;
    for (size_t c = 0; c < names_.size(); ++c) {
      ColumnView column{.at = c, .name = names_[c].empty() ? "#" + std::to_string(c + 1) : names_[c]};
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
    return view;
  }

  void fill(ColumnView& column) const {
    const ColumnLook look = look_at(rows_, column.at);
    column.filled = look.filled;
    column.is_masked = is_personal(column.field) || is_personal(column.perhaps) ||
                       looks_personal(look, column.field != nullptr || column.perhaps != nullptr);
    for (const SampleRow* row : rows_) {
      if (column.samples.size() == kSamples) break;
      const std::string_view text = trimmed(row->text(column.at));
      if (text.empty()) continue;
      std::string shown =
          column.is_masked ? masked(text) : hide_citizen_numbers(std::string(text), ground_.received_on);
      shown = std::string(first_bytes(shown, kSampleBytes));
      if (std::find(column.samples.begin(), column.samples.end(), shown) == column.samples.end())
        column.samples.push_back(std::move(shown));
    }
  }

  const SectionSample& sample_;
  const ViewGround& ground_;
  const Section& info_;
  Header header_;
  std::vector<std::string> names_;
  std::vector<const SampleRow*> rows_;
};

}  // namespace

std::vector<SectionView> views_of(const std::vector<SectionSample>& samples, const ViewGround& ground) {
  std::vector<SectionView> views;
  for (const SectionSample& sample : samples) Viewer(sample, ground).add_to(views);
  return views;
}

}  // namespace qy
