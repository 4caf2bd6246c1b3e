// Standard tables: the one vocabulary between messy files and rules. They are data (`tables/*.yaml`), read
// here.
//
//   tables/subsidy_payment.yaml
//     table: subsidy_payment            name in SQL
//     label: 补贴发放                    what an officer reads
//     english: subsidy payments
//     domain: money_to_people           reference | people | money_to_people | medical | school | procurement
//     | asset
//                                       | unit_money | complaint
//     purpose: 逐人逐笔的补贴发放明细……
//     time: paid_on                     the field that says when a row happened (gaps and breaks are looked
//     for in it) key: [program_code, citizen_no, period]     fields that should tell rows apart (duplicates
//     are counted by it) fields:
//       - {name: paid_fen, label: 实发金额, english: amount paid, type: money, required: true,
//          sensitivity: internal, synonyms: [发放金额, 实发, paid amount]}
//
// A field of a personal type is stored as several columns, because no rule ever needs the raw number:
//
//   citizen_no: citizen_no           keyed hash, 32 hex digits (equal numbers, equal tokens)
//               citizen_no_check     'valid' or why not (text/citizen_no.h)
//               citizen_no_born_on   date; citizen_no_sex 'male'|'female'; citizen_no_division 6 digits
//                                    (these three of a valid number; sex and division also of what a masked one of 18 shows)
//               citizen_no_sealed    the original, encrypted
//   account_no: account_no, account_no_check, account_no_sealed
//   address:    address              the token of the text as written
//               address_place        the token of the place in one spelling, behind its division (text/written_place.h)
//               address_division     6 digits, where the text says so; address_extent 'house' or 'area'
//               address_sealed
//   phone, secret: token and _sealed
//   party_no: a firm's number as it is; a private person's as the token of that citizen number, with _sealed
//
// Citizen numbers that strayed into a code are stored as their token, those in a text as 〔证件号〕: never
// raw.
//
// Every table ends with the lineage columns source_id, source_sheet, source_row, batch_id.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace qy {

enum class FieldType {
  text,
  code,
  integer,
  decimal,
  money,
  date,
  timestamp,
  boolean,
  uscc,      // stored as they are, save a citizen number in a code, which becomes its token
  party_no,  // a firm's or a private person's number (text/party_no.h): as it is, or the person's token +
             // sealed
  citizen_no,
  account_no,
  phone,
  address,
  secret,  // personal: stored as token + sealed
};
enum class Sensitivity { public_, internal, personal, restricted };

// How a column lies in the lake. decimal is DECIMAL(18,4); timestamp is microseconds, UTC+8 wall clock.
enum class ColumnType { text, int64, decimal, date, timestamp, boolean, blob };

struct Field {
  std::string name, label, english, unit;
  FieldType type = FieldType::text;
  bool required = false;  // a row without it is refused
  Sensitivity sensitivity = Sensitivity::internal;
  std::vector<std::string> synonyms;  // headers seen in the wild, Chinese and English
  std::vector<std::string> values;    // the closed list, where there is one
  bool personal() const { return type >= FieldType::citizen_no; }
  // A month, kept as 2024-03 whatever the file writes: a code whose unit is 年-月.
  bool is_month() const { return type == FieldType::code && unit == "年-月"; }
};

struct ColumnSpec {
  std::string name;
  ColumnType type;
};

struct Table {
  std::string name, label, english, domain, purpose, time_field;
  std::vector<std::string> key;
  std::vector<Field> fields;

  const Field* field(std::string_view name) const;
  // The columns as they lie in the lake, lineage included, in a fixed order.
  std::vector<ColumnSpec> columns() const;
  // The columns that one field becomes.
  static std::vector<ColumnSpec> columns_of(const Field& field);
};

inline constexpr int kLineageColumns =
    4;  // source_id text, source_sheet text, source_row int64, batch_id text

class TableSet {
 public:
  // Reads every *.yaml of the folder; the error names file, line and field.
  static Result<TableSet> load(const std::filesystem::path& folder);
  const Table* find(std::string_view name) const;
  const std::map<std::string, Table, std::less<>>& all() const { return tables_; }

 private:
  std::map<std::string, Table, std::less<>> tables_;
};

// The soundness that `qingyuan tables check` proves: names well formed and unique, units last, every time and
// key field present, labels and purpose filled, no synonym twice in a table. Empty when sound.
std::vector<std::string> problems_of(const TableSet& tables);

std::string_view name_of(FieldType type);
std::string_view name_of(ColumnType type);
std::string_view sql_type(ColumnType type);  // DECIMAL(18,4) …, as our SQL names it
std::string_view name_of(Sensitivity sensitivity);

}  // namespace qy
