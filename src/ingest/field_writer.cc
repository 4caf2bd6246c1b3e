#include "ingest/field_writer.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "ingest/cell_reader.h"
#include "ingest/sample.h"
#include "ingest/value_words.h"
#include "text/normalize.h"
#include "text/party_no.h"

namespace qy {
namespace {

__extension__ using Wide = __int128;

class TextWriter : public FieldWriter {
 public:
  TextWriter(const Field& field, size_t column, const ReadingRules& rules)
      : FieldWriter(field, column),
        rules_(rules),
        normal_(field.type == FieldType::code || field.name.find("name") != std::string::npos) {}

 private:
  std::optional<Trouble> write(std::string_view text, CellKind kind, ColumnBatch& out) override {
    if (field_->type == FieldType::code && (kind == CellKind::number || text.size() > 5) &&
        is_eaten_number(text))
      return Trouble::damaged_number;
    // 2023年3月, 2023-3, 202303: one spelling, so that the months of two files meet.
    if (field_->is_month())
      if (const auto day = month_in_text(text)) {
        column(out).append_text(Date::from_days(*day).iso().substr(0, 7));
        return std::nullopt;
      }
    if (!normal_ || is_normal(text))
      put(text, out);
    else
      put(normalize(text), out);
    return std::nullopt;
  }

  void put(std::string_view text, ColumnBatch& out) {
    if (text.size() < kCitizenNoLength)
      column(out).append_text(text);
    else if (field_->type == FieldType::code)
      column(out).append_text(without_citizen_no(text, rules_));
    else
      column(out).append_text(hide_citizen_numbers(text, rules_.received_on));
  }

  ReadingRules rules_;
  bool normal_;
};

class ListedWriter : public FieldWriter {
 public:
  ListedWriter(const Field& field, size_t column, const ColumnRule& rule) : FieldWriter(field, column) {
    for (const auto& [text, value] : rule.map) known_.emplace(text, value);
  }

 private:
  std::optional<Trouble> write(std::string_view text, CellKind, ColumnBatch& out) override {
    auto at = known_.find(text);
    if (at == known_.end() && known_.size() < 1000)
      at = known_.emplace(std::string(text), value_meant(text, field_->values)).first;
    const auto value = at != known_.end() ? at->second : value_meant(text, field_->values);
    if (!value) return Trouble::bad_value;
    column(out).append_text(*value);
    return std::nullopt;
  }
  std::map<std::string, std::optional<std::string>, std::less<>> known_;
};

class MoneyWriter : public FieldWriter {
 public:
  MoneyWriter(const Field& field, size_t column, AmountUnit unit, bool negate)
      : FieldWriter(field, column), reader_(unit), negate_(negate) {}

 private:
  std::optional<Trouble> write(std::string_view text, CellKind, ColumnBatch& out) override {
    const auto fen = reader_.read(text);
    if (!fen) return Trouble::bad_amount;
    column(out).append_int(negate_ ? -*fen : *fen);
    return std::nullopt;
  }
  AmountReader reader_;
  bool negate_;
};

class DateWriter : public FieldWriter {
 public:
  DateWriter(const Field& field, size_t column, CellTransform transform, std::optional<DateOrder> order)
      : FieldWriter(field, column), reader_(order), transform_(transform) {}

 private:
  std::optional<Trouble> write(std::string_view text, CellKind kind, ColumnBatch& out) override {
    if (transform_ == CellTransform::month_in_text) {
      const auto days = month_in_text(text);
      if (!days) return Trouble::bad_date;
      column(out).append_int(*days);
      return std::nullopt;
    }
    const bool serial =
        transform_ == CellTransform::serial_date || transform_ == CellTransform::serial_date_1904;
    if (serial && kind != CellKind::date)
      if (const auto number = read_decimal(text)) {
        const auto date =
            date_of_serial(double(*number) / 10'000, transform_ == CellTransform::serial_date_1904);
        if (!date.ok()) return Trouble::bad_date;
        column(out).append_int(date->days());
        return std::nullopt;
      }
    const auto reading = reader_.read(text);
    if (!reading.ok) return reading.trouble;
    column(out).append_int(reading.days);
    return std::nullopt;
  }
  DateReader reader_;
  CellTransform transform_;
};

class TimestampWriter : public FieldWriter {
 public:
  TimestampWriter(const Field& field, size_t column, std::optional<DateOrder> order)
      : FieldWriter(field, column), order_(order.value_or(DateOrder::ymd)) {}

 private:
  std::optional<Trouble> write(std::string_view text, CellKind, ColumnBatch& out) override {
    const auto read = read_timestamp(text, order_);
    if (!read.ok()) return Trouble::bad_date;
    column(out).append_int(*read);
    return std::nullopt;
  }
  DateOrder order_;
};

class NumberWriter : public FieldWriter {
 public:
  NumberWriter(const Field& field, size_t column, std::optional<AreaUnit> area) : FieldWriter(field, column) {
    const auto kept = area_unit_of(field.name);
    if (!area || !kept || field.type != FieldType::decimal) return;
    times_ = thirds_of_m2(*area);
    over_ = thirds_of_m2(*kept);
  }

 private:
  std::optional<Trouble> write(std::string_view text, CellKind, ColumnBatch& out) override {
    std::optional<int64_t> value;
    switch (field_->type) {
      case FieldType::integer:
        value = read_integer(text);
        break;
      case FieldType::decimal:
        value = read_decimal(text);
        break;
      default:
        if (const auto truth = read_boolean(text)) value = *truth ? 1 : 0;
    }
    if (!value && !is_normal(text)) return write_normalized(text, out);
    if (!value) return field_->type == FieldType::boolean ? Trouble::bad_boolean : Trouble::bad_number;
    column(out).append_int(times_ == over_ ? *value : converted(*value));
    return std::nullopt;
  }

  // Three times the square metres, so that 亩 (2000/3 m²) stays whole.
  static int64_t thirds_of_m2(AreaUnit unit) {
    switch (unit) {
      case AreaUnit::m2:
        return 3;
      case AreaUnit::mu:
        return 2'000;
      case AreaUnit::hectare:
        return 30'000;
      case AreaUnit::km2:
        return 3'000'000;
    }
    return 3;
  }
  int64_t converted(int64_t value) const {
    const Wide product = Wide(value) * times_;
    return int64_t((product + (product < 0 ? -over_ : over_) / 2) / over_);
  }

  // Full-width digits and the like.
  std::optional<Trouble> write_normalized(std::string_view text, ColumnBatch& out) {
    const std::string normal = normalize(text);
    if (!is_normal(normal))
      return field_->type == FieldType::boolean ? Trouble::bad_boolean : Trouble::bad_number;
    return write(normal, CellKind::text, out);
  }

  int64_t times_ = 1, over_ = 1;
};

// Changes the text first, then hands it on.
class TransformWriter : public FieldWriter {
 public:
  TransformWriter(std::unique_ptr<FieldWriter> next, size_t column, CellTransform transform)
      : FieldWriter(next->field(), column), next_(std::move(next)), transform_(transform) {}

 private:
  std::optional<Trouble> write(std::string_view text, CellKind kind, ColumnBatch& out) override {
    scratch_.assign(text);
    switch (transform_) {
      case CellTransform::upper:
        std::transform(scratch_.begin(), scratch_.end(), scratch_.begin(),
                       [](unsigned char c) { return std::toupper(c); });
        break;
      case CellTransform::digits:
        std::erase_if(scratch_, [](unsigned char c) { return std::isdigit(c) == 0; });
        break;
      case CellTransform::before_dash:
        if (const size_t dash = scratch_.find('-'); dash != std::string::npos) scratch_.resize(dash);
        break;
      case CellTransform::after_dash:
        if (const size_t dash = scratch_.find('-'); dash != std::string::npos) scratch_.erase(0, dash + 1);
        break;
      default:
        break;
    }
    return next_->append(trimmed(scratch_), kind, out);
  }
  std::unique_ptr<FieldWriter> next_;
  CellTransform transform_;
  std::string scratch_;
};

bool changes_text(CellTransform transform) {
  return transform == CellTransform::upper || transform == CellTransform::digits ||
         transform == CellTransform::before_dash || transform == CellTransform::after_dash;
}

}  // namespace

std::optional<Trouble> FieldWriter::append(std::string_view text, CellKind kind, ColumnBatch& out) {
  if (text.empty() && kind != CellKind::formula_without_value) {
    write_null(out, false);
    return Trouble::missing;
  }
  std::optional<Trouble> trouble;
  if (kind == CellKind::error)
    trouble = Trouble::error_cell;
  else if (kind == CellKind::formula_without_value)
    trouble = Trouble::formula_without_value;
  else if (is_placeholder(text)) {
    ++placeholders_;
    write_null(out, true);
    return Trouble::missing;
  } else {
    const size_t before = column(out).size();
    trouble = write(text, kind, out);
    if (column(out).size() > before) return trouble;
  }
  if (trouble) write_null(out, false);
  return trouble;
}

void FieldWriter::write_null(ColumnBatch& out, bool) {
  for (size_t i = 0; i < width_; ++i) column(out, i).append_null();
}

std::unique_ptr<FieldWriter> make_field_writer(const Field& field, size_t column, const ColumnRule& rule,
                                               const ReadingRules& rules) {
  std::unique_ptr<FieldWriter> writer;
  switch (field.type) {
    case FieldType::money:
      writer = std::make_unique<MoneyWriter>(field, column, rule.unit.value_or(AmountUnit::yuan),
                                             rule.transform == CellTransform::negate);
      break;
    case FieldType::date:
      writer = std::make_unique<DateWriter>(field, column, rule.transform, rules.date_order);
      break;
    case FieldType::timestamp:
      writer = std::make_unique<TimestampWriter>(field, column, rules.date_order);
      break;
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::boolean:
      writer = std::make_unique<NumberWriter>(field, column, rule.area);
      break;
    case FieldType::text:
    case FieldType::code:
      if (field.values.empty())
        writer = std::make_unique<TextWriter>(field, column, rules);
      else
        writer = std::make_unique<ListedWriter>(field, column, rule);
      break;
    default:
      writer = make_identity_writer(field, column, rules);
  }
  if (changes_text(rule.transform))
    return std::make_unique<TransformWriter>(std::move(writer), column, rule.transform);
  return writer;
}

}  // namespace qy
