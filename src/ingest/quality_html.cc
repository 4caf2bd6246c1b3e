#include <algorithm>
#include <cstdio>

#include "ingest/quality_remarks.h"
#include "ingest/quality_report.h"

namespace qy {
namespace {

std::string safe(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

constexpr std::string_view kStyle = R"(
body{font:14px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1c2733;margin:2em auto;max-width:60em;padding:0 1em}
h1{font-size:1.5em}h2{font-size:1.2em;border-bottom:2px solid #1d5fb4;margin-top:2em}h3{font-size:1em;margin-bottom:.3em}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #d5dbe3;padding:.2em .6em;text-align:left;vertical-align:top}
th{font-weight:600;background:#f2f5f9}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
ul{padding-left:0;list-style:none}li{margin:.2em 0}b.level{display:inline-block;min-width:3.6em;font-size:.85em;text-align:center;border:1px solid;border-radius:3px;margin-right:.6em}
.serious{color:#a3160f}.warning{color:#7a4b00}.notice{color:#44546a}.bar{fill:#1d5fb4}.low{fill:#a3160f}.muted{color:#5b6b7f}
meter{width:7em}@media print{body{margin:0;max-width:none}h2{break-before:auto}table{break-inside:auto}tr{break-inside:avoid}thead{display:table-header-group}})";

class Page {
 public:
  explicit Page(Language language) : chinese_(language == Language::chinese) {}

  std::string write(const std::vector<Quality>& sources, const std::string& title) {
    out_ = "<!doctype html>\n<html lang=\"" + say("zh-CN", "en") +
           "\"><head><meta charset=\"utf-8\"><title>" + safe(title) + "</title><style>" +
           std::string(kStyle) + "</style></head><body>\n<h1>" + safe(title) + "</h1>\n";
    summary(sources);
    for (const Quality& source : sources) one(source);
    return std::move(out_) + "</body></html>\n";
  }

 private:
  std::string say(std::string_view chinese, std::string_view english) const {
    return std::string(chinese_ ? chinese : english);
  }
  static std::string number(int64_t value) {
    std::string text = std::to_string(value);
    for (int at = int(text.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3) text.insert(size_t(at), ",");
    return text;
  }
  std::string level_name(RemarkLevel level) const {
    switch (level) {
      case RemarkLevel::serious:
        return say("严重", "serious");
      case RemarkLevel::warning:
        return say("注意", "warning");
      case RemarkLevel::notice:
        return say("提示", "notice");
    }
    return "";
  }

  void summary(const std::vector<Quality>& sources) {
    out_ += "<table><thead><tr><th>" + say("来源", "source") + "</th><th class=n>" + say("读", "read") +
            "</th><th class=n>" + say("入库", "kept") + "</th><th class=n>" + say("拒收", "refused") +
            "</th><th class=n>" + say("严重", "serious") + "</th><th class=n>" + say("注意", "warnings") +
            "</th></tr></thead><tbody>\n";
    for (const Quality& source : sources) {
      const auto remarks = remarks_on(source);
      const auto count = [&](RemarkLevel level) {
        return std::count_if(remarks.begin(), remarks.end(),
                             [&](const Remark& r) { return r.level == level; });
      };
      out_ += "<tr><td>" + safe(source.name) + "</td><td class=n>" + number(source.rows_read) +
              "</td><td class=n>" + number(source.rows_kept) + "</td><td class=n>" +
              number(source.rows_refused) + "</td><td class=\"n serious\">" +
              number(count(RemarkLevel::serious)) + "</td><td class=\"n warning\">" +
              number(count(RemarkLevel::warning)) + "</td></tr>\n";
    }
    out_ += "</tbody></table>\n";
  }

  void one(const Quality& source) {
    out_ += "<h2>" + safe(source.name) + "</h2>\n<p class=muted>" + safe(source.format) + " " +
            safe(source.encoding) + " · " + say("映射方案 ", "profile ") + safe(source.profile) + " · " +
            say("读 ", "read ") + number(source.rows_read) + say(" = 入库 ", " = kept ") +
            number(source.rows_kept) + say(" + 拒收 ", " + refused ") + number(source.rows_refused) +
            "</p>\n<ul>\n";
    for (const Remark& remark : remarks_on(source))
      out_ += "<li><b class=\"level " + std::string(name_of(remark.level)) + "\">" +
              level_name(remark.level) + "</b>" + safe(chinese_ ? remark.chinese : remark.english) +
              "</li>\n";
    out_ += "</ul>\n";
    for (const TableQuality& table : source.tables) {
      out_ += "<h3>" + safe(chinese_ ? table.label : table.table) + " <span class=muted>" +
              safe(table.table) + " · " + number(table.rows) + "</span></h3>\n";
      months(table);
      fields(table);
    }
  }

  // Rows a month as bars; a month far below the usual is red.
  void months(const TableQuality& table) {
    const MonthSpan span = span_of(table);
    if (span.first.empty() || span.first == span.last) return;
    int64_t most = 1;
    size_t count = 0;
    for (std::string month = span.first; month <= span.last; month = month_after(month), ++count)
      if (const auto at = table.rows_by_month.find(month); at != table.rows_by_month.end())
        most = std::max(most, at->second);
    const double width = std::min(16.0, 880.0 / double(count));
    char text[256];
    std::snprintf(text, sizeof text,
                  "<svg viewBox=\"0 0 %d 96\" width=\"100%%\" role=\"img\" aria-label=\"%s\">",
                  int(width * double(count)) + 60, say("每月行数", "rows a month").c_str());
    out_ += text;
    size_t i = 0;
    for (std::string month = span.first; month <= span.last; month = month_after(month), ++i) {
      const auto at = table.rows_by_month.find(month);
      const int64_t rows = at == table.rows_by_month.end() ? 0 : at->second;
      const double height = rows == 0 ? 2 : std::max(2.0, 74.0 * double(rows) / double(most));
      std::snprintf(text, sizeof text,
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s: "
                    "%lld</title></rect>",
                    rows * 5 <= most / 2 ? "low" : "bar", width * double(i), 76 - height,
                    std::max(1.0, width - 1), height, month.c_str(), static_cast<long long>(rows));
      out_ += text;
      // A first label beside that of the next January would lie over it.
      const bool is_labelled =
          i == 0 ? !month_after(month, 1).ends_with("-01") && !month_after(month, 2).ends_with("-01")
                 : month.ends_with("-01");
      if (is_labelled) {
        std::snprintf(text, sizeof text, "<text x=\"%.1f\" y=\"90\" font-size=\"10\">%s</text>",
                      width * double(i), month.substr(0, 4).c_str());
        if (i == 0 || count < 200) out_ += text;
      }
    }
    out_ += "</svg>\n";
  }

  void fields(const TableQuality& table) {
    out_ += "<table><thead><tr><th>" + say("字段", "field") + "</th><th>" + say("填写率", "filled") +
            "</th><th class=n>" + say("占位", "placeholders") + "</th><th>" + say("说明", "remarks") +
            "</th></tr></thead><tbody>\n";
    for (const FieldQuality& field : table.fields) {
      if (field.filled == 0 && field.placeholders == 0) continue;
      const double share = table.rows == 0 ? 0 : double(field.filled) / double(table.rows);
      char meter[96];
      std::snprintf(meter, sizeof meter, "<meter min=0 max=1 value=\"%.3f\"></meter> %.1f%%", share,
                    100 * share);
      std::string about;
      if (field.is_constant && !field.constant.empty()) about = say("恒为 ", "always ") + field.constant;
      for (const auto& [check, count] : field.checks)
        about += (about.empty() ? "" : " · ") + check + " " + number(count);
      out_ += "<tr><td>" + safe(chinese_ ? field.label : field.field) + " <span class=muted>" +
              safe(chinese_ ? field.field : "") + "</span></td><td>" + meter + "</td><td class=n>" +
              (field.placeholders == 0 ? "" : number(field.placeholders)) + "</td><td>" + safe(about) +
              "</td></tr>\n";
    }
    out_ += "</tbody></table>\n";
  }

  bool chinese_;
  std::string out_;
};

}  // namespace

std::string to_html(const std::vector<Quality>& sources, const std::string& title, Language language) {
  return Page(language).write(sources, title);
}

}  // namespace qy
