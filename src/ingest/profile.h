// A mapping profile: how the columns of one kind of file become fields of standard tables. Data in YAML,
// proposed once, put right by a person, replayed on next month's file.
//
//   profile: devon
//   description: 德文郡议会五百英镑以上支出 (Devon County Council, spending over £500)
//   match:                                  what a file must look like; any entry is enough
//     - headers: [Body, Amount, Vat Reg No]   all of these headers (compared folded) …
//       file: "DCCSpendingOver500_*.csv"      … and this file name, where given
//       format: csv                           … and this format
//   sheets: ["*"]                           sheets to read, as patterns; hidden ones only by name
//   header: {row: 6, rows: 2}               else looked for; the file's own rows, from 1; rows: 0 means there is none,
//                                           and data begin in `row`
//   encoding: gb18030                       else detected
//   delimiter: ";"                          else detected
//   date_order: dmy                         never guessed: without it only unambiguous dates are read
//   not_data: 合同登记表，不是支付记录            a file of this kind is refused, with this reason
//   tables:
//     - table: payment
//       section: "*"                        sheet or section it is fed from
//       header: {row: 3, rows: 1}           of this sheet alone
//       columns:
//         amount_fen: {from: [Net Amount, Amount], unit: yuan}   the first header that is there
//         payee_name: Supplier Name                              short for {from: Supplier Name}
//         payee_code: {from: "#3"}                               the third column
//         voucher_no: {from: Ref, with: [Seq no]}                only where those headers are there too
//         on: {from: "@file_name", transform: month_in_text}     2014-06.csv -> 2014-06-01
//         currency: {constant: GBP}
//         status: {from: 结果, map: {打卡成功: paid, 退票: returned}}   for fields with a closed list of
//         values
//       empty: ["REDACTED*"]                texts that say nothing, as patterns without case: stored as NULL
//       skip: [Grand total]                 rows whose first cell is this text are dropped and counted
//   by_name: true                           sections named for tables, columns named for fields (OCDS,
//   notices)
//
// What a proposal was unsure of stands in comments beside the lines; loading it is the analyst's yes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "text/amount_text.h"
#include "text/date_text.h"
#include "text/encoding.h"

namespace qy {

enum class CellTransform {
  none,
  serial_date,       // 45292 -> 2024-01-01
  serial_date_1904,  // the other base
  month_in_text,     // the first YYYY-MM, YYYYMM or 2014年6月 in the text, as its first day
  upper,             // Latin letters in upper case
  digits,            // only the digits
  negate,            // an amount with its sign turned: receipts written as negative payments
  before_dash,       // 212001-Agency staff -> 212001
  after_dash,        // 212001-Agency staff -> Agency staff
};
std::string_view name_of(CellTransform transform);

// Land is written in 亩 (2000/3 m²) as often as in m²; fields say theirs in the last part of the name
// (area_m2).
enum class AreaUnit { m2, mu, hectare, km2 };
std::string_view name_of(AreaUnit unit);
// As profiles write them; nothing for another word.
std::optional<AreaUnit> area_unit_named(std::string_view name);
std::optional<AmountUnit> amount_unit_named(std::string_view name);
// The unit that a header names: 面积（亩）, 建筑面积/平方米. Nothing when it names none.
std::optional<AreaUnit> area_unit_in(std::string_view header);
// The unit in which a field of this name is kept.
std::optional<AreaUnit> area_unit_of(std::string_view field_name);

struct ColumnRule {
  std::string field;
  std::vector<std::string> from;   // alternatives: a header, "header#2", "#3", "@file_name", "@sheet"
  std::vector<std::string> with;   // holds only where these headers are there too
  std::optional<AmountUnit> unit;  // of an amount
  std::optional<AreaUnit> area;    // of a field in _m2 or _mu; also written as `unit`
  std::optional<std::string> constant;
  std::vector<std::pair<std::string, std::string>> map;  // texts of the file to values of the field
  CellTransform transform = CellTransform::none;
  std::string note;  // written as a comment, not read back
};

struct HeaderPlace {
  size_t row = 1, rows = 1;
  bool operator==(const HeaderPlace&) const = default;
};

struct TableRule {
  std::string table;
  std::string section = "*";
  std::optional<HeaderPlace> header;
  std::vector<ColumnRule> columns;  // several for one field: the first that holds
  std::vector<std::string> skip, empty;
  std::vector<std::string> notes;
};

struct HeaderSignature {
  std::vector<std::string> headers;
  std::string file, format;
};

struct Profile {
  std::string name, description;
  std::vector<HeaderSignature> match;
  std::vector<std::string> sheets;
  std::optional<HeaderPlace> header;
  std::optional<Encoding> encoding;
  char delimiter = 0;
  std::optional<DateOrder> date_order;
  std::string not_data;
  bool by_name = false;
  std::vector<TableRule> tables;
  std::vector<std::string> notes;

  bool wants_sheet(std::string_view name, bool hidden) const;
  // Where a person said that the header of this sheet lies; nothing where it is to be looked for.
  std::optional<HeaderPlace> header_of(std::string_view sheet) const;
  // How exactly it fits a file: 0 not at all, else more for each header asked for.
  int fit(const std::vector<std::string>& names, std::string_view file_name, std::string_view format) const;
};

class TableSet;
// Errors name file and line; tables and fields must exist.
Result<Profile> read_profile(std::string_view yaml, const std::string& file_name, const TableSet& tables);
Result<Profile> load_profile(const std::filesystem::path& path, const TableSet& tables);
std::string to_yaml(const Profile& profile);
// Hash of what it says, without its comments: the same mapping, the same hash.
std::string profile_hash(const Profile& profile);

bool matches_pattern(std::string_view pattern, std::string_view text);  // * and ?

}  // namespace qy
