// One source file as a bureau hands it in: a table under a title, in its own encoding, with its own way to
// write dates and money, a 合计 row and a remark at the end.
//
//   惠民惠农补贴发放明细表              title
//   单位：元        制表日期：2024.1.5   note
//   ,,,发放情况,                        upper header row, when a column names a group
//   姓名,身份证号,…                     header
//   …                                   rows, written cell by cell
//   合计,,,12345.00                     totals
//   说明：……                            remark
//
// A failure to write is remembered and told by close(); cells after it are dropped.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/result.h"

namespace qy::synth {

enum class Charset { utf8, utf8_bom, gb18030 };
enum class DateStyle { iso, dotted, chinese, compact, slashed };
// `yuan_commas` puts what is taken back in brackets, as books do; `capital` is 大写, as receipts have it.
enum class MoneyStyle { yuan, yuan_commas, wan, capital };

struct SheetStyle {
  Charset charset = Charset::utf8_bom;
  char delimiter = ',';
  DateStyle dates = DateStyle::iso;
  MoneyStyle money = MoneyStyle::yuan;
  std::string title, note, remark;
  bool has_totals = false;
  bool has_blank_column = false;  // an empty column after the third
};

struct Column {
  std::string header;
  std::string group;  // what the upper header row says above it
  bool is_summed = false;
};

class Sheet {
 public:
  Sheet(const std::filesystem::path& folder, std::string name, SheetStyle style, std::vector<Column> columns);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  Sheet& text(std::string_view cell);
  Sheet& count(int64_t number);
  Sheet& fen(Fen amount);
  Sheet& day(Date date);
  Sheet& hundredths(int64_t number);  // 1234 -> 12.34, 1200 -> 12
  Sheet& blank() { return text(""); }
  void end_row();

  // The line on which the row being written will stand.
  int64_t line() const { return line_; }
  int64_t rows() const { return rows_; }
  const std::string& name() const { return name_; }
  const SheetStyle& style() const { return style_; }
  Result<void> close();

 private:
  void start_cell();
  void put_digits(uint64_t number, int width);
  void put_number(uint64_t number);
  void put_header();
  void put_line(const std::string& first_cell);
  void put_totals();
  void end_line();
  void flush();

  std::string name_, path_;
  SheetStyle style_;
  std::vector<Column> columns_;
  std::vector<Fen> sums_;
  std::string buffer_;
  size_t column_ = 0;
  int64_t line_ = 1, rows_ = 0;
  int file_ = -1;
  int failure_ = 0;  // errno of the first failure
};

std::string full_width(std::string_view digits);

}  // namespace qy::synth
