#include "ingest/quality_report.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "ingest/quality_remarks.h"

namespace qy {
namespace {

std::string_view mark_of(RemarkLevel level, Language language) {
  const bool chinese = language == Language::chinese;
  switch (level) {
    case RemarkLevel::serious:
      return chinese ? "严重" : "SERIOUS";
    case RemarkLevel::warning:
      return chinese ? "注意" : "warning";
    case RemarkLevel::notice:
      return chinese ? "提示" : "notice";
  }
  return "";
}

std::string percent_of(int64_t part, int64_t whole) {
  char text[32];
  std::snprintf(text, sizeof text, "%5.1f%%", whole == 0 ? 0.0 : 100 * double(part) / double(whole));
  return text;
}

// ▁▂▃▅█ a month, a blank for a month without rows.
std::string bars_of(const TableQuality& table, const MonthSpan& span) {
  constexpr std::string_view kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  int64_t most = 1;
  for (const auto& [month, rows] : table.rows_by_month) most = std::max(most, rows);
  std::string bars;
  size_t months = 0;
  for (std::string month = span.first; month <= span.last && months < 400;
       month = month_after(month), ++months) {
    const auto at = table.rows_by_month.find(month);
    bars += at == table.rows_by_month.end() ? " " : kBars[size_t(double(at->second) / double(most) * 7.0)];
  }
  return bars;
}

class Text {
 public:
  explicit Text(Language language) : language_(language) {}

  std::string write(const Quality& quality) {
    line(say("数据质量：", "Quality: ") + quality.name + "  (" + quality.format +
         (quality.encoding.empty() ? "" : ", " + quality.encoding) + say("，映射方案 ", ", profile ") +
         quality.profile + ")");
    line("  " + say("读 ", "read ") + std::to_string(quality.rows_read) + say(" = 入库 ", " = kept ") +
         std::to_string(quality.rows_kept) + say(" + 拒收 ", " + refused ") +
         std::to_string(quality.rows_refused));
    for (const Remark& remark : remarks_on(quality))
      line("  [" + std::string(mark_of(remark.level, language_)) + "] " +
           say(remark.chinese, remark.english));
    for (const TableQuality& table : quality.tables) write(table);
    return std::move(out_);
  }

 private:
  std::string say(std::string_view chinese, std::string_view english) const {
    return std::string(language_ == Language::chinese ? chinese : english);
  }
  void line(const std::string& text) { out_ += text + "\n"; }

  void write(const TableQuality& table) {
    line("  " + table.table + say(" " + table.label, "") + "  " + std::to_string(table.rows) +
         say(" 行", " rows"));
    const MonthSpan span = span_of(table);
    if (!span.first.empty()) line("    " + span.first + " " + bars_of(table, span) + " " + span.last);
    for (const FieldQuality& field : table.fields) {
      if (field.filled == 0 && field.placeholders == 0) continue;
      std::string text =
          "    " + percent_of(field.filled, table.rows) + "  " + field.field + say(" " + field.label, "");
      if (field.is_constant && !field.constant.empty()) text += say("  恒为 ", "  always ") + field.constant;
      for (const auto& [check, count] : field.checks) text += "  " + check + " " + std::to_string(count);
      line(text);
    }
    std::string empty;
    for (const FieldQuality& field : table.fields)
      if (field.filled == 0 && field.placeholders == 0) empty += (empty.empty() ? "" : ", ") + field.field;
    if (!empty.empty()) line(say("    没有数据的字段：", "    fields without data: ") + empty);
  }

  Language language_;
  std::string out_;
};

}  // namespace

std::string to_text(const Quality& quality, Language language) {
  return Text(language).write(quality);
}

Json quality_document(const std::vector<Quality>& sources) {
  Json document = {{"sources", Json::array()}};
  for (const Quality& source : sources) {
    Json json = to_json(source);
    for (Json& table : json["tables"]) table.erase("sketch");
    for (size_t t = 0; t < source.tables.size(); ++t)
      for (const auto& shared : source.tables[t].elsewhere)
        json["tables"][t]["elsewhere"].push_back({{"name", shared.name},
                                                  {"other", shared.other},
                                                  {"rows", shared.rows},
                                                  {"is_estimate", shared.is_estimate}});
    json["remarks"] = Json::array();
    for (const Remark& remark : remarks_on(source))
      json["remarks"].push_back({{"level", std::string(name_of(remark.level))},
                                 {"kind", std::string(name_of(remark.kind))},
                                 {"table", remark.table},
                                 {"field", remark.field},
                                 {"chinese", remark.chinese},
                                 {"english", remark.english}});
    document["sources"].push_back(std::move(json));
  }
  return document;
}

std::vector<Quality> by_profile(const std::vector<Quality>& files) {
  std::map<std::string, std::vector<Quality>> groups;
  for (const Quality& file : files) groups[file.profile].push_back(file);
  std::vector<Quality> sources;
  sources.reserve(groups.size());
  for (const auto& [profile, group] : groups)
    sources.push_back(group.size() == 1 ? group[0]
                                        : merged(group, profile + " (" + std::to_string(group.size()) + ")"));
  return sources;
}

}  // namespace qy
