#include "ingest/quality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "base/date.h"
#include "ingest/hash_counter.h"
#include "text/encoding.h"

namespace qy {
namespace {

constexpr int64_t kMojibakeLooked = 20'000;  // cells a field looked at for mojibake: enough to know

// Every bit of `x` reaches every bit of the outcome, so that sums of them tell rows apart.
// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (2014), the mixer of
// SplitMix64.
uint64_t scattered(uint64_t x) {
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ x >> 27) * 0x94D049BB133111EBULL;
  return x ^ x >> 31;
}

uint64_t hash_of(const Column& column, size_t row) {
  return column.is_text() ? hash_of_bytes(column.text(row)) : uint64_t(column.integer(row));
}

// Adds what each filled cell of a column says to the hash of its row. Empty cells add nothing, and the salt
// is the column's name: a field added to a table later leaves the hashes as they are (row_sketch.h).
void add_hashes(const Column& values, uint64_t salt, std::vector<uint64_t>& of_row) {
  for (size_t row = 0; row < values.nulls_from(); ++row)
    if (!values.is_null(row)) of_row[row] += scattered(hash_of(values, row) ^ salt);
}

bool is_ascii(std::string_view text) {
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080ULL) != 0) return false;
  }
  for (; at < text.size(); ++at)
    if ((text[at] & 0x80) != 0) return false;
  return true;
}

std::string month_text(int32_t month) {  // months since year 0
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", month / 12, month % 12 + 1);
  return text;
}

// Amounts by size, four steps to every doubling: enough for a median within 20 %.
class SizeHistogram {
 public:
  void add(int64_t fen) {
    if (fen == 0) return;
    const double size = std::log2(double(std::llabs(fen)));
    ++counts_[std::min<size_t>(size_t(size * 4), counts_.size() - 1)];
    ++total_;
  }
  MoneyMonth month() const {
    int64_t below = 0;
    for (size_t i = 0; i < counts_.size(); ++i)
      if (2 * (below += counts_[i]) >= total_ && total_ > 0)
        return {total_, Fen(std::exp2((double(i) + 0.5) / 4))};
    return {};
  }

 private:
  std::array<uint32_t, 256> counts_{};
  int64_t total_ = 0;
};

struct FieldCounter {
  const Field* field = nullptr;
  size_t column = 0;
  FieldQuality quality;
  bool varies = false;
  int64_t mojibake_looked = 0;
  std::map<int32_t, SizeHistogram> months;

  void look_at_text(std::string_view text) {
    if (is_ascii(text)) return;
    if (text.find("\xEF\xBF\xBD") != std::string_view::npos) ++quality.replaced;
    if (mojibake_looked++ < kMojibakeLooked && looks_mojibake(text)) ++quality.mojibake;
  }

  void look_at_constancy(const Column& values, size_t row) {
    const bool is_text = values.type() == ColumnType::text;
    std::string number;
    if (!is_text) number = std::to_string(values.integer(row));
    const std::string_view text = is_text ? values.text(row) : std::string_view(number);
    if (quality.filled == 1)
      quality.constant = text;
    else
      varies = quality.constant != text;
  }
};

}  // namespace

struct QualityCounter::Impl {
  const Table* table;
  TableQuality quality;
  std::vector<FieldCounter> fields;
  std::vector<size_t> key;      // columns
  std::vector<uint64_t> salts;  // of all columns
  int time_column = -1;
  bool time_is_timestamp = false;
  HashCounter keys, rows;
  std::vector<int32_t> month_of_row;  // of the batch at hand; -1 without a time
  std::vector<uint64_t> hashes;       // of its rows
  std::map<int32_t, int64_t> months;

  void see_times(const ColumnBatch& batch) {
    month_of_row.assign(batch.rows(), -1);
    if (time_column < 0) return;
    const Column& times = batch.columns[size_t(time_column)];
    int32_t last_days = INT32_MIN, last_month = -1;
    for (size_t row = 0; row < batch.rows(); ++row) {
      if (times.is_null(row)) {
        ++quality.rows_without_time;
        continue;
      }
      const int64_t value = times.integer(row);
      const auto days =
          int32_t(time_is_timestamp ? (value - (value < 0 ? 86'399'999'999 : 0)) / 86'400'000'000 : value);
      const Date date = Date::from_days(days);
      if (days != last_days) last_month = date.year() * 12 + date.month() - 1;
      last_days = days;
      month_of_row[row] = last_month;
      ++months[last_month];
      const bool january = last_month % 12 == 0, december = last_month % 12 == 11;
      if (january && date.day() == 1) ++quality.on_first_of_january;
      if (december && date.day() == 31) ++quality.on_last_of_december;
    }
  }

  void see_field(FieldCounter& counter, const ColumnBatch& batch) {
    const Column& values = batch.columns[counter.column];
    const bool is_text = values.type() == ColumnType::text && !counter.field->personal();
    const bool is_money = counter.field->type == FieldType::money;
    int32_t month = -2;
    SizeHistogram* sizes = nullptr;
    counter.quality.empty += int64_t(batch.rows() - values.nulls_from());
    for (size_t row = 0; row < values.nulls_from(); ++row) {
      if (values.is_null(row)) {
        ++counter.quality.empty;
        continue;
      }
      ++counter.quality.filled;
      if (!counter.varies) counter.look_at_constancy(values, row);
      if (is_text) counter.look_at_text(values.text(row));
      if (!is_money) continue;
      if (values.integer(row) < 0) ++counter.quality.negatives;
      if (month_of_row[row] != month) {
        month = month_of_row[row];
        sizes = month < 0 || (counter.months.size() >= 1200 && !counter.months.contains(month))
                    ? nullptr
                    : &counter.months[month];
      }
      if (sizes != nullptr) sizes->add(values.integer(row));
    }
    if (counter.field->type != FieldType::citizen_no && counter.field->type != FieldType::account_no) return;
    const Column& checks = batch.columns[counter.column + 1];
    for (size_t row = 0; row < batch.rows(); ++row)
      if (!checks.is_null(row)) ++counter.quality.checks[std::string(checks.text(row))];
  }

  void see_duplicates(const ColumnBatch& batch) {
    const size_t width = batch.columns.size() - size_t(kLineageColumns);
    hashes.assign(batch.rows(), 0);
    for (size_t c = 0; c < width; ++c)
      if (batch.columns[c].type() != ColumnType::blob) add_hashes(batch.columns[c], salts[c], hashes);
    for (const uint64_t hash : hashes) rows.add(hash);

    hashes.assign(batch.rows(), 0);
    for (const size_t c : key) add_hashes(batch.columns[c], salts[c], hashes);
    for (size_t row = 0; row < batch.rows(); ++row) {
      const auto filled = size_t(
          std::count_if(key.begin(), key.end(), [&](size_t c) { return !batch.columns[c].is_null(row); }));
      // With half of its parts missing a key tells nothing apart.
      if (filled > 0 && 2 * filled >= key.size()) keys.add(hashes[row]);
    }
  }
};

QualityCounter::QualityCounter(const Table& table) : impl_(std::make_unique<Impl>()) {
  impl_->table = &table;
  impl_->quality.table = table.name;
  impl_->quality.label = table.label;
  impl_->quality.time_field = table.time_field;
  for (const ColumnSpec& spec : table.columns()) impl_->salts.push_back(scattered(hash_of_bytes(spec.name)));
  size_t column = 0;
  for (const Field& field : table.fields) {
    FieldCounter counter;
    counter.field = &field;
    counter.column = column;
    counter.quality.field = field.name;
    counter.quality.label = field.label;
    impl_->fields.push_back(std::move(counter));
    if (std::find(table.key.begin(), table.key.end(), field.name) != table.key.end())
      impl_->key.push_back(column);
    if (field.name == table.time_field &&
        (field.type == FieldType::date || field.type == FieldType::timestamp)) {
      impl_->time_column = int(column);
      impl_->time_is_timestamp = field.type == FieldType::timestamp;
    }
    column += Table::columns_of(field).size();
  }
}

QualityCounter::QualityCounter(QualityCounter&&) noexcept = default;
QualityCounter& QualityCounter::operator=(QualityCounter&&) noexcept = default;
QualityCounter::~QualityCounter() = default;

void QualityCounter::see(const ColumnBatch& rows) {
  impl_->quality.rows += int64_t(rows.rows());
  impl_->see_times(rows);
  for (FieldCounter& counter : impl_->fields) impl_->see_field(counter, rows);
  impl_->see_duplicates(rows);
}

TableQuality QualityCounter::result() const {
  TableQuality result = impl_->quality;
  for (const auto& [month, rows] : impl_->months) result.rows_by_month[month_text(month)] = rows;
  for (const FieldCounter& counter : impl_->fields) {
    FieldQuality field = counter.quality;
    field.is_constant = !counter.varies && field.filled > 1;
    if (!field.is_constant || counter.field->personal() ||
        counter.field->sensitivity >= Sensitivity::personal)
      field.constant.clear();
    for (const auto& [month, sizes] : counter.months) field.by_month[month_text(month)] = sizes.month();
    result.fields.push_back(std::move(field));
  }
  result.keyed_rows = impl_->keys.seen();
  result.repeated_keys = impl_->keys.repeated();
  result.repeated_rows = impl_->rows.repeated();
  result.sketch.hashes = impl_->rows.sample(kSketchRows, result.sketch.mask);
  result.is_estimate = impl_->keys.is_estimate() || impl_->rows.is_estimate();
  return result;
}

}  // namespace qy
