#include "ingest/transform.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "ingest/field_writer.h"
#include "ingest/messages.h"
#include "ingest/sample.h"
#include "text/normalize.h"
#include "text/party_no.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr int kNone = -1, kConstant = -2;

struct FieldPlan {
  int column = kNone;
  std::string constant;
  std::unique_ptr<FieldWriter> writer;
  int64_t padded = 0;
};

bool same_header(const std::string& a, const std::string& b) {
  return a == b || fold_key(a) == fold_key(b);
}

int index_of(const std::string& wanted, const std::vector<std::string>& headers) {
  if (wanted.size() > 1 && wanted[0] == '#' && wanted.find_first_not_of("0123456789", 1) == std::string::npos)
    return std::stoi(wanted.substr(1)) - 1;
  const auto at = std::find(headers.begin(), headers.end(), wanted);
  if (at != headers.end()) return int(at - headers.begin());
  // A plain name is also met folded, a numbered one ("name#2") only as it stands.
  const auto folded = std::find_if(headers.begin(), headers.end(), [&](const std::string& h) {
    return !h.empty() && same_header(h, wanted) &&
           (h.find('#') == std::string::npos) == (wanted.find('#') == std::string::npos);
  });
  return folded == headers.end() ? kNone : int(folded - headers.begin());
}

// Where a rule finds its text among these headers: a column, a constant, or nothing.
std::optional<std::pair<int, std::string>> place_of(const ColumnRule& rule,
                                                    const std::vector<std::string>& headers,
                                                    const RowOrigin& origin) {
  for (const std::string& other : rule.with)
    if (index_of(other, headers) == kNone) return std::nullopt;
  for (const std::string& from : rule.from) {
    if (from == "@file_name")
      return std::pair(kConstant, origin.file_name.substr(origin.file_name.find_last_of('/') + 1));
    if (from == "@sheet") return std::pair(kConstant, origin.sheet);
    if (const int column = index_of(from, headers); column != kNone) return std::pair(column, std::string());
  }
  if (rule.constant) return std::pair(kConstant, *rule.constant);
  return std::nullopt;
}

// Texts of this file that say nothing ("REDACTED*"): nearly every cell is dismissed by its first letter.
class SaysNothing {
 public:
  SaysNothing() = default;
  explicit SaysNothing(const std::vector<std::string>& patterns) : patterns_(patterns) {
    for (const std::string& pattern : patterns)
      for (int c = 0; c < 256; ++c)
        first_[size_t(c)] |= pattern.empty() || pattern[0] == '*' || pattern[0] == '?' ||
                             std::tolower(c) == std::tolower(static_cast<unsigned char>(pattern[0]));
  }
  bool operator()(std::string_view text) const {
    if (patterns_.empty() || text.empty() || !first_[static_cast<unsigned char>(text[0])]) return false;
    const std::string whole(text);
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const std::string& pattern) {
      return fnmatch(pattern.c_str(), whole.c_str(), FNM_CASEFOLD) == 0;
    });
  }

 private:
  std::vector<std::string> patterns_;
  std::array<bool, 256> first_{};
};

Said wanted_headers(const TableRule& rule, const std::string& field) {
  std::string text;
  for (const ColumnRule& column : rule.columns)
    if (column.field == field)
      for (const std::string& from : column.from) text += (text.empty() ? "" : ", ") + from;
  return text.empty() ? said(kNone) : said(text);
}

}  // namespace

std::optional<size_t> column_of(const ColumnRule& rule, const std::vector<std::string>& headers) {
  const auto place = place_of(rule, headers, {});
  if (!place || place->first < 0) return std::nullopt;
  return size_t(place->first);
}

struct RowMapper::Impl {
  const Table* table;
  RowOrigin origin;
  std::vector<FieldPlan> plans;  // one a field that is fed, in the table's order
  std::vector<size_t> unfed;     // columns of the other fields
  std::vector<size_t> used, personal;
  std::vector<Warning> warnings;
  SaysNothing says_nothing;
  size_t lineage = 0;  // first of the four lineage columns

  std::string shown(const Field& field, std::string_view text) const {
    if (field.personal()) return {};
    return std::string(first_bytes(hide_citizen_numbers(text, origin.received_on), 200));
  }

  void warn(const Field& field, Trouble trouble, int64_t row, std::string_view text) {
    auto at = std::find_if(warnings.begin(), warnings.end(),
                           [&](const Warning& w) { return w.trouble == trouble && w.field == field.name; });
    if (at == warnings.end()) at = warnings.insert(warnings.end(), Warning{field.name, trouble, 0, {}});
    const bool listed = trouble == Trouble::damaged_number;
    if (at->examples.size() < (listed ? kListedRows : kExamples))
      at->examples.push_back({origin.sheet, row, shown(field, text)});
    ++at->count;
  }
};

RowMapper::RowMapper(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RowMapper::RowMapper(RowMapper&&) noexcept = default;
RowMapper& RowMapper::operator=(RowMapper&&) noexcept = default;
RowMapper::~RowMapper() = default;

const Table& RowMapper::table() const {
  return *impl_->table;
}
const std::vector<Warning>& RowMapper::warnings() const {
  return impl_->warnings;
}
const std::vector<size_t>& RowMapper::used_columns() const {
  return impl_->used;
}
const std::vector<size_t>& RowMapper::personal_columns() const {
  return impl_->personal;
}

CellCounts RowMapper::counts_of(std::string_view field) const {
  for (const FieldPlan& plan : impl_->plans)
    if (plan.writer->field().name == field) return {plan.writer->placeholders(), plan.padded};
  return {};
}

Result<RowMapper> RowMapper::compile(const TableRule& rule, const Table& table,
                                     const std::vector<std::string>& headers, const RowOrigin& origin,
                                     std::optional<DateOrder> date_order, Sealer& sealer) {
  auto impl = std::make_unique<Impl>();
  impl->table = &table;
  impl->origin = origin;
  impl->says_nothing = SaysNothing(rule.empty);
  size_t column = 0;
  for (const Field& field : table.fields) {
    FieldPlan plan;
    const ColumnRule* chosen = nullptr;
    for (const ColumnRule& candidate : rule.columns) {
      if (candidate.field != field.name || chosen != nullptr) continue;
      if (auto place = place_of(candidate, headers, origin)) {
        chosen = &candidate;
        plan.column = place->first;
        plan.constant = std::move(place->second);
      }
    }
    if (field.required && chosen == nullptr)
      return invalid(say(kRequiredMissing, field.name, field.label, wanted_headers(rule, field.name)));
    const size_t first = column;
    column += Table::columns_of(field).size();
    if (chosen == nullptr) {
      for (size_t c = first; c < column; ++c) impl->unfed.push_back(c);
      continue;
    }
    plan.writer = make_field_writer(field, first, *chosen, {sealer, date_order, origin.received_on});
    if (plan.column >= 0) impl->used.push_back(size_t(plan.column));
    if (plan.column >= 0 && field.personal()) impl->personal.push_back(size_t(plan.column));
    impl->plans.push_back(std::move(plan));
  }
  impl->lineage = column;
  return RowMapper(std::move(impl));
}

Result<RowMapper> RowMapper::by_name(const Table& table, const std::vector<std::string>& columns,
                                     const RowOrigin& origin, Sealer& sealer) {
  TableRule rule;
  rule.table = table.name;
  for (size_t i = 0; i < columns.size(); ++i) {
    const Field* field = table.field(columns[i]);
    if (field == nullptr) return invalid(say(kNoFieldNamed, table.name, columns[i]));
    ColumnRule column;
    column.field = field->name;
    column.from = {"#" + std::to_string(i + 1)};
    if (field->type == FieldType::money && field->name.ends_with("_fen")) column.unit = AmountUnit::fen;
    rule.columns.push_back(std::move(column));
  }
  return compile(rule, table, columns, origin, DateOrder::ymd, sealer);
}

std::optional<Refused> RowMapper::map(const RawRow& row, ColumnBatch& out) {
  Impl& self = *impl_;
  const size_t before = out.columns[self.lineage].size();
  for (FieldPlan& plan : self.plans) {
    RawCell cell;
    if (plan.column >= 0) {
      if (size_t(plan.column) < row.cells.size()) cell = row.cells[size_t(plan.column)];
    } else if (plan.column == kConstant) {
      cell.text = plan.constant;
    }
    const std::string_view text = trimmed(cell.text);
    if (text.size() != cell.text.size()) ++plan.padded;
    const std::optional<Trouble> trouble =
        self.says_nothing(text) ? plan.writer->append_empty(out) : plan.writer->append(text, cell.kind, out);
    if (!trouble) continue;
    const Field& field = plan.writer->field();
    // A row whose citizen number was eaten is kept: its loss must be seen, and nothing is taken for an
    // identity.
    if (field.required && !(field.personal() && *trouble == Trouble::damaged_number)) {
      for (Column& column : out.columns) column.truncate(before);
      return Refused{*trouble, field.name, self.shown(field, text)};
    }
    if (*trouble != Trouble::missing) self.warn(field, *trouble, row.row_number, text);
  }
  for (const size_t column : self.unfed) out.columns[column].append_null();
  out.columns[self.lineage]
      .append_null();  // the source's id: copy_rows names it, once the file is read to its end
  out.columns[self.lineage + 1].append_text(self.origin.sheet);
  out.columns[self.lineage + 2].append_int(row.row_number);
  out.columns[self.lineage + 3].append_text(self.origin.batch_id);
  return std::nullopt;
}

}  // namespace qy
