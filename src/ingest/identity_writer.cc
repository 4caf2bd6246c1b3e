// Numbers that name someone: credit codes as they are, personal numbers as token, facts and sealed original,
// numbers of parties as the one or the other.
#include "ingest/cell_reader.h"
#include "ingest/field_writer.h"
#include "text/credit_code.h"
#include "text/normalize.h"
#include "text/party_no.h"

namespace qy {
namespace {

constexpr size_t kShortestPersonal = 15;  // characters of an old citizen number

class CreditCodeWriter : public FieldWriter {
 public:
  CreditCodeWriter(const Field& field, size_t column, const ReadingRules& rules)
      : FieldWriter(field, column), rules_(rules) {}

 private:
  std::optional<Trouble> write(std::string_view text, CellKind kind, ColumnBatch& out) override {
    const CreditCode read = read_credit_code(text, kind == CellKind::number);
    if (read.check == NumberCheck::placeholder) return Trouble::missing;
    if (read.check == NumberCheck::damaged) return Trouble::damaged_number;
    const std::string code = read.code.empty() ? normalize(text) : read.code;
    column(out).append_text(without_citizen_no(code, rules_));
    return std::nullopt;
  }
  ReadingRules rules_;
};

class PartyWriter : public FieldWriter {
 public:
  PartyWriter(const Field& field, size_t column, const ReadingRules& rules)
      : FieldWriter(field, column),
        received_on_(rules.received_on),
        persons_(FieldType::citizen_no, rules.sealer, rules.received_on) {}

 private:
  std::optional<Trouble> write(std::string_view text, CellKind kind, ColumnBatch& out) override {
    if (text.size() < kShortestPersonal) {
      if (is_eaten_number(text)) return Trouble::damaged_number;
      return put(is_normal(text) ? std::string(text) : normalize(text), out);
    }
    const bool was_number = kind == CellKind::number;
    const PartyNo party = read_party_no(text, was_number, received_on_);
    if (party.is_damaged) return Trouble::damaged_number;
    if (!party.is_person) return put(party.number, out);
    const Pseudonym& person = persons_.read(text, was_number);
    column(out).append_text(person.token);
    column(out, 1).append_text(person.sealed);
    return std::nullopt;
  }

  std::optional<Trouble> put(std::string_view number, ColumnBatch& out) {
    column(out).append_text(number);
    column(out, 1).append_null();
    return std::nullopt;
  }

  Date received_on_;
  PseudonymReader persons_;
};

class PersonalWriter : public FieldWriter {
 public:
  PersonalWriter(const Field& field, size_t column, const ReadingRules& rules)
      : FieldWriter(field, column),
        reader_(field.type, rules.sealer, rules.received_on),
        has_check_(field.type == FieldType::citizen_no || field.type == FieldType::account_no),
        has_facts_(field.type == FieldType::citizen_no),
        is_address_(field.type == FieldType::address) {}

 private:
  std::optional<Trouble> write(std::string_view text, CellKind kind, ColumnBatch& out) override {
    const Pseudonym& value = reader_.read(text, kind == CellKind::number);
    if (value.sealed.empty()) {
      // The number itself says that there is none (000000000000000000).
      write_null(out, true);
      return Trouble::missing;
    }
    append_or_null(column(out), value.token);
    size_t offset = 1;
    if (has_check_) append_or_null(column(out, offset++), value.check);
    if (has_facts_) {
      if (value.born_on)
        column(out, offset).append_int(*value.born_on);
      else
        column(out, offset).append_null();
      append_or_null(column(out, offset + 1), value.sex);
      append_or_null(column(out, offset + 2), value.division);
      offset += 3;
    }
    if (is_address_)
      for (const std::string* said : {&value.place, &value.division, &value.extent})
        append_or_null(column(out, offset++), *said);
    column(out, offset).append_text(value.sealed);
    if (value.is_damaged) return Trouble::damaged_number;
    return std::nullopt;
  }

  void write_null(ColumnBatch& out, bool is_placeholder) override {
    FieldWriter::write_null(out, is_placeholder);
    if (!is_placeholder || !has_check_) return;
    Column& check = column(out, 1);
    check.truncate(check.size() - 1);
    check.append_text(name_of(NumberCheck::placeholder));
  }

  static void append_or_null(Column& column, const std::string& text) {
    if (text.empty())
      column.append_null();
    else
      column.append_text(text);
  }

  PseudonymReader reader_;
  bool has_check_, has_facts_, is_address_;
};

}  // namespace

std::string without_citizen_no(std::string_view code, const ReadingRules& rules) {
  const size_t at = find_citizen_no(code, rules.received_on);
  if (at != 0 || code.size() != kCitizenNoLength) return hide_citizen_numbers(code, rules.received_on);
  return PseudonymReader(FieldType::citizen_no, rules.sealer, rules.received_on).read(code, false).token;
}

std::unique_ptr<FieldWriter> make_identity_writer(const Field& field, size_t column,
                                                  const ReadingRules& rules) {
  if (field.type == FieldType::uscc) return std::make_unique<CreditCodeWriter>(field, column, rules);
  if (field.type == FieldType::party_no) return std::make_unique<PartyWriter>(field, column, rules);
  return std::make_unique<PersonalWriter>(field, column, rules);
}

}  // namespace qy
