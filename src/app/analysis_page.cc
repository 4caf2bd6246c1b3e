#include "app/analysis_page.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "entity/messages.h"

namespace qy {
namespace {

constexpr double kOneValue = 0.999, kMostlyOneValue = 0.5, kMostlyEmpty = 0.5;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string number(double value, int decimals) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string percent(double share) {
  return number(share * 100, 1) + " %";
}

std::string cells(const std::vector<std::string>& values, const char* tag) {
  std::string out = "<tr>";
  for (const std::string& value : values)
    out += std::string("<") + tag + ">" + escaped(value) + "</" + tag + ">";
  return out + "</tr>\n";
}

// One bar a bit: how many pairs weigh so much, on a scale of logarithms; dark: the matches among them.
std::string picture(const Analysis& analysis, double threshold) {
  constexpr double kHeight = 220, kBar = 10, kLeft = 50;
  if (analysis.by_weight.empty()) return "";
  const int from = analysis.by_weight.begin()->first, to = analysis.by_weight.rbegin()->first + 1;
  int64_t most = 1;
  for (const auto& [bits, count] : analysis.by_weight) most = std::max(most, count.pairs);
  const double scale = kHeight / std::log10(double(most) + 1);
  const auto height = [&](double count) { return count > 0 ? std::log10(count + 1) * scale : 0; };
  const double width = kLeft + (to - from) * kBar + 20;
  std::string out =
      "<svg viewBox=\"0 0 " + number(width, 0) + " 270\" width=\"" + number(width, 0) + "\" role=\"img\">\n";
  const auto bar = [&](int bits, double count, const char* colour) {
    out += "<rect x=\"" + number(kLeft + (bits - from) * kBar, 1) + "\" y=\"" +
           number(kHeight + 10 - height(count), 1) + "\" width=\"" + number(kBar - 1, 1) + "\" height=\"" +
           number(height(count), 1) + "\" fill=\"" + colour + "\"/>\n";
  };
  const auto text = [&](double x, double y, const std::string& what) {
    out += "<text x=\"" + number(x, 1) + "\" y=\"" + number(y, 1) + "\" font-size=\"11\">" + escaped(what) +
           "</text>\n";
  };
  for (const auto& [bits, count] : analysis.by_weight) {
    bar(bits, double(count.pairs), "#b9c4d0");
    bar(bits, analysis.real_matches ? double(count.real) : count.expected, "#1f4e79");
  }
  for (int64_t mark = 1; mark <= most; mark *= 10)
    text(2, kHeight + 14 - height(double(mark)), std::to_string(mark));
  for (int bits = from - from % 10; bits <= to; bits += 10)
    text(kLeft + (bits - from) * kBar, 250, std::to_string(bits));
  const double line = kLeft + (std::log2(threshold / (1 - threshold)) - from) * kBar;
  out += "<line x1=\"" + number(line, 1) + "\" x2=\"" + number(line, 1) +
         "\" y1=\"4\" y2=\"234\" stroke=\"#a00\"/>\n";
  text(kLeft, 266, say(kWeightAxis).text());
  return out + "</svg>\n";
}

std::string keys_table(const Analysis& analysis) {
  const bool known = analysis.real_matches.has_value();
  const auto matches = [&](const MatchCount& count) { return known ? double(count.real) : count.expected; };
  const double all = known ? double(*analysis.real_matches)
                           : std::max(analysis.all.expected, analysis.estimated_matches.value_or(0));
  std::string out =
      "<table>\n" + cells({say(kKeyColumn).text(), say(kPairsColumn).text(), say(kMatchesColumn).text(),
                           say(kRecallColumn).text(), say(kAloneColumn).text(), say(kLargestColumn).text(),
                           say(kPassedOverColumn).text()},
                          "th");
  const auto row = [&](const std::string& text, const MatchCount& count, double alone,
                       const KeyReport* report) {
    out += cells({text, std::to_string(count.pairs), number(matches(count), 0),
                  percent(all > 0 ? matches(count) / all : 0), report != nullptr ? number(alone, 0) : "",
                  report != nullptr ? std::to_string(report->largest) : "",
                  report != nullptr ? std::to_string(report->passed_over) : ""},
                 "td");
  };
  for (const KeyAnalysis& key : analysis.keys) row(key.report.text, key.all, matches(key.alone), &key.report);
  row(say(kAllKeys).text(), analysis.all, 0, nullptr);
  return out + "</table>\n";
}

std::string columns_table(const Analysis& analysis) {
  std::string out = "<table>\n" + cells({say(kColumnColumn).text(), say(kFilledColumn).text(),
                                         say(kDistinctColumn).text(), say(kCommonestColumn).text()},
                                        "th");
  for (const ColumnAnalysis& column : analysis.columns)
    out += cells(
        {column.text, percent(column.filled), std::to_string(column.distinct), percent(column.commonest)},
        "td");
  return out + "</table>\n";
}

}  // namespace

std::vector<Said> warnings_of(const Analysis& analysis) {
  std::vector<Said> out;
  for (const ColumnAnalysis& column : analysis.columns) {
    if (column.filled < 1 - kMostlyEmpty)
      out.push_back(say(kMostlyEmptyColumn, column.text, percent(1 - column.filled)));
    if (column.distinct > 0 && column.commonest >= kOneValue)
      out.push_back(say(kOneValueColumn, column.text));
    else if (column.commonest >= kMostlyOneValue && column.distinct > 2)
      out.push_back(say(kCommonValueColumn, column.text, percent(column.commonest)));
  }
  for (const KeyAnalysis& key : analysis.keys)
    if (key.report.crowded_groups > 0) out.push_back(crowded(key.report));
  if (analysis.records_without_key > 0)
    out.push_back(say(kWithoutKey, analysis.records_without_key, analysis.records));
  return out;
}

std::string analysis_page(const Analysis& analysis, double threshold) {
  std::string out =
      "<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\"><title>实体识别分析</title>\n"
      "<style>body{font:14px/1.6 sans-serif;margin:24px;max-width:1100px}table{border-collapse:collapse}"
      "td,th{border:1px solid #ccc;padding:3px 8px;text-align:left}li{color:#8a4b00}</style>\n<h1>" +
      escaped(say(kAnalysisTitle).text()) + "</h1>\n<ul>\n";
  for (const Said& warning : warnings_of(analysis)) out += "<li>" + escaped(warning.text()) + "</li>\n";
  out += "</ul>\n<h2>" + escaped(say(kWeightsTitle).text()) + "</h2>\n" + picture(analysis, threshold);
  out += "<h2>" + escaped(say(kKeysTitle).text()) + "</h2>\n" + keys_table(analysis);
  if (!analysis.real_matches) out += "<p>" + escaped(say(kEstimateNote).text()) + "</p>\n";
  return out + "<h2>" + escaped(say(kColumnsTitle).text()) + "</h2>\n" + columns_table(analysis) +
         "</html>\n";
}

}  // namespace qy
