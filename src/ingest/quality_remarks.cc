#include "ingest/quality_remarks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/money.h"
#include "ingest/remark_figures.h"
#include "ingest/time_remarks.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 19> kKinds = {
    "break_in_time",  "jump_in_time",       "gap_in_time",        "stray_dates",   "without_time",
    "year_end_heap",  "invalid_identities", "damaged_identities", "repeated_rows", "repeated_keys",
    "rows_elsewhere", "other_unit",         "encoding_damage",    "placeholders",  "constant_column",
    "empty_key",      "many_refused",       "unread_cells",       "reader"};

constexpr double kUnitFactor = 200;
constexpr size_t kRowsTold = 20;
constexpr size_t kSourcesTold = 5;
constexpr int64_t kMuch = 20;  // rows that may be no chance

class Writer {
 public:
  explicit Writer(const Quality& quality) : quality_(quality) {}

  std::vector<Remark> write() {
    for (const TableQuality& table : quality_.tables) {
      table_ = &table;
      for (Remark& remark : remarks_on_time(table)) remarks_.push_back(std::move(remark));
      for (const FieldQuality& field : table.fields) {
        identities(field);
        damaged(field);
        units(field);
        damage(field);
        values(field);
      }
      duplicates();
      elsewhere();
    }
    table_ = nullptr;
    reading();
    std::stable_sort(remarks_.begin(), remarks_.end(),
                     [](const Remark& a, const Remark& b) { return a.level > b.level; });
    return std::move(remarks_);
  }

 private:
  void say(RemarkLevel level, RemarkKind kind, const std::string& field, std::string chinese,
           std::string english) {
    remarks_.push_back(
        {level, kind, table_ == nullptr ? "" : table_->table, field, std::move(chinese), std::move(english)});
  }

  void identities(const FieldQuality& field) {
    int64_t all = 0, invalid = 0;
    std::string kinds;
    for (const auto& [check, count] : field.checks) {
      all += count;
      if (check == "valid" || check == "damaged") continue;
      invalid += count;
      kinds += (kinds.empty() ? "" : "、") + check + " " + number(count);
    }
    if (invalid > 0)
      say(share(invalid, all) > 0.01 ? RemarkLevel::warning : RemarkLevel::notice,
          RemarkKind::invalid_identities, field.field,
          field.label + "有 " + number(invalid) + " 个（" + percent(share(invalid, all)) + "）不合规则：" +
              kinds,
          number(invalid) + " values of " + field.field + " (" + percent(share(invalid, all)) +
              ") are not valid: " + kinds);
  }

  // Told from the warnings, because codes (a voucher number 4.72E+21) are eaten as well as citizen numbers.
  void damaged(const FieldQuality& field) {
    for (const Warning& warning : quality_.warnings) {
      if (warning.trouble != Trouble::damaged_number || warning.field != field.field) continue;
      std::string rows;
      // Rows of several files taken together say nothing without the files' names.
      for (size_t i = 0; i < std::min(kRowsTold, warning.examples.size()) && !quality_.source_id.empty();
           ++i) {
        const Warning::Example& example = warning.examples[i];
        rows += (rows.empty() ? "" : "、") + (example.sheet.empty() ? "" : example.sheet + "!") +
                number(example.row);
      }
      if (!rows.empty() && warning.count > int64_t(kRowsTold)) rows += "…";
      say(RemarkLevel::serious, RemarkKind::damaged_identities, field.field,
          field.label + "有 " + number(warning.count) +
              " 个已损坏（被表格软件当成数字），不能用来辨认，已置空，请向来源单位重新索取" +
              (rows.empty() ? "" : "；行号：" + rows),
          number(warning.count) + " values of " + field.field +
              " were eaten by a spreadsheet and identify nothing" + (rows.empty() ? "" : "; rows " + rows));
    }
  }

  void units(const FieldQuality& field) {
    std::vector<int64_t> medians;
    for (const auto& [month, money] : field.by_month)
      if (money.rows >= 5) medians.push_back(money.median_fen);
    if (medians.size() < 3) return;
    const int64_t usual = median(medians);
    for (const auto& [month, money] : field.by_month) {
      if (money.rows < 5 || usual == 0) continue;
      const double factor = double(money.median_fen) / double(usual);
      if (factor < kUnitFactor && factor > 1 / kUnitFactor) continue;
      const auto power = int64_t(std::llround(std::pow(10.0, std::round(std::abs(std::log10(factor))))));
      const bool larger = factor > 1;
      say(RemarkLevel::serious, RemarkKind::other_unit, field.field,
          month + " 的" + field.label + "比其他月份" + (larger ? "大" : "小") + "约 " + number(power) +
              " 倍（中位数 " + format_money(money.median_fen) + "，其他月份 " + format_money(usual) +
              "），单位可能不同",
          field.field + " of " + month + " is about " + number(power) + " times " +
              (larger ? "larger" : "smaller") + " than in the other months: another unit?");
    }
  }

  void damage(const FieldQuality& field) {
    if (field.replaced + field.mojibake == 0) return;
    say(RemarkLevel::warning, RemarkKind::encoding_damage, field.field,
        field.label + "有 " + number(field.replaced + field.mojibake) + " 格出现乱码，请用原始编码重新导出",
        number(field.replaced + field.mojibake) + " cells of " + field.field + " show damaged characters");
  }

  void values(const FieldQuality& field) {
    const double empty = share(field.placeholders, table_->rows);
    if (empty > 0.2)
      say(RemarkLevel::notice, RemarkKind::placeholders, field.field,
          field.label + "有 " + percent(empty) + " 填的是“无”“/”之类或被来源方遮盖，按空值处理",
          percent(empty) + " of " + field.field + " are placeholders");
    const bool telling = field.field.ends_with("_fen");
    if (field.is_constant && telling && field.filled >= 20)
      say(RemarkLevel::notice, RemarkKind::constant_column, field.field,
          field.label + "的 " + number(field.filled) + " 行全是同一个值",
          "all " + number(field.filled) + " values of " + field.field + " are the same");
  }

  void duplicates() {
    const std::string about = table_->is_estimate ? "约 " : "";
    if (table_->repeated_rows > 0)
      say(share(table_->repeated_rows, table_->rows) > 0.01 ? RemarkLevel::warning : RemarkLevel::notice,
          RemarkKind::repeated_rows, "",
          about + number(table_->repeated_rows) + " 行与前面的某行完全相同（" +
              percent(share(table_->repeated_rows, table_->rows)) + "）",
          number(table_->repeated_rows) + " rows repeat an earlier one word for word");
    if (table_->repeated_keys > table_->repeated_rows)
      say(RemarkLevel::notice, RemarkKind::repeated_keys, "",
          about + number(table_->repeated_keys) + " 行的主键此前已经出现",
          number(table_->repeated_keys) + " rows have a key that was there before");
  }

  // The largest first; many small ones (a word that every list repeats) are one sentence.
  void elsewhere() {
    std::vector<TableQuality::Elsewhere> all = table_->elsewhere;
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.rows > b.rows; });
    int64_t rest = 0;
    for (size_t i = 0; i < all.size(); ++i) {
      if (i >= kSourcesTold) {
        rest += all[i].rows;
        continue;
      }
      const auto& [name, other, rows, is_estimate] = all[i];
      const bool is_much = share(rows, table_->rows) > 0.01 && rows >= kMuch;
      say(is_much ? RemarkLevel::warning : RemarkLevel::notice, RemarkKind::rows_elsewhere, "",
          (is_estimate ? "约 " : "") + number(rows) + " 行已随“" + other + "”入库，内容完全相同" +
              (name == quality_.name ? "" : "（本次见于“" + name + "”）") + "，请核实是否重复报送",
          (is_estimate ? "about " : "") + number(rows) + " rows came before, word for word, with " + other +
              (name == quality_.name ? "" : " (again in " + name + ")"));
    }
    if (rest > 0)
      say(RemarkLevel::notice, RemarkKind::rows_elsewhere, "",
          "另有 " + number(rest) + " 行与 " + number(int64_t(all.size() - kSourcesTold)) + " 组文件重复",
          number(rest) + " rows more came before with " + number(int64_t(all.size() - kSourcesTold)) +
              " other pairs of files");
  }

  void reading() {
    const double refused = share(quality_.rows_refused, quality_.rows_read);
    int64_t faulty = 0;
    for (const auto& count : quality_.refused)
      for (const std::string_view fault : {"missing", "bad_date", "bad_amount", "bad_number", "broken_row",
                                           "unmapped_sheet", "damaged_number", "bad_value"})
        faulty += count.reason == fault ? count.count : 0;
    if (faulty > 0)
      say(share(faulty, quality_.rows_read) > 0.05 ? RemarkLevel::serious : RemarkLevel::notice,
          RemarkKind::many_refused, "",
          "拒收 " + number(quality_.rows_refused) + " 行（" + percent(refused) + "），其中 " +
              number(faulty) + " 行是有问题的数据，原因见拒收文件",
          number(quality_.rows_refused) + " rows were refused, " + number(faulty) + " of them for a fault");
    const auto unread = [&](int64_t count, const std::string& chinese, const std::string& english) {
      if (count > 0)
        say(RemarkLevel::warning, RemarkKind::unread_cells, "", number(count) + " " + chinese,
            number(count) + " " + english);
    };
    unread(quality_.formulas_without_value, "个公式没有保存结果，读不到值", "formulas have no stored value");
    unread(quality_.error_cells, "个单元格是公式错误", "cells hold an error value");
    unread(quality_.hidden_sheets, "张隐藏的工作表没有读", "hidden sheets were not read");
    unread(quality_.external_links, "处引用了别的文件", "links go to other files");
    unread(quality_.damaged_characters, "个字符无法解码", "characters could not be decoded");
    for (const Said& remark : quality_.reader_remarks)
      say(RemarkLevel::notice, RemarkKind::reader, "", remark.chinese, remark.english);
  }

  const Quality& quality_;
  const TableQuality* table_ = nullptr;
  std::vector<Remark> remarks_;
};

}  // namespace

std::string_view name_of(RemarkKind kind) {
  return kKinds.at(size_t(kind));
}
std::string_view name_of(RemarkLevel level) {
  constexpr std::array<std::string_view, 3> kNames = {"notice", "warning", "serious"};
  return kNames.at(size_t(level));
}

std::vector<Remark> remarks_on(const Quality& quality) {
  return Writer(quality).write();
}

}  // namespace qy
