// Numbers that name someone: credit codes as they are, personal numbers as token, facts and sealed original.
#include "ingest/cell_reader.h"
#include "ingest/field_writer.h"
#include "text/credit_code.h"
#include "text/normalize.h"

namespace qy {
namespace {

class CreditCodeWriter : public FieldWriter {
 public:
  using FieldWriter::FieldWriter;

 private:
  std::optional<Trouble> write(std::string_view text, CellKind kind, ColumnBatch& out) override {
    const CreditCode read = read_credit_code(text, kind == CellKind::number);
    if (read.check == NumberCheck::placeholder) return Trouble::missing;
    if (read.check == NumberCheck::damaged) return Trouble::damaged_number;
    column(out).append_text(read.code.empty() ? normalize(text) : read.code);
    return std::nullopt;
  }
};

class PersonalWriter : public FieldWriter {
 public:
  PersonalWriter(const Field& field, size_t column, Sealer& sealer)
      : FieldWriter(field, column),
        reader_(field.type, sealer),
        has_check_(field.type == FieldType::citizen_no || field.type == FieldType::account_no),
        has_facts_(field.type == FieldType::citizen_no) {}

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
  bool has_check_, has_facts_;
};

}  // namespace

std::unique_ptr<FieldWriter> make_identity_writer(const Field& field, size_t column, Sealer& sealer) {
  if (field.type == FieldType::uscc) return std::make_unique<CreditCodeWriter>(field, column);
  return std::make_unique<PersonalWriter>(field, column, sealer);
}

}  // namespace qy
