#include "leads/finding_text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <tuple>

#include "leads/figure_label.h"
#include "leads/words.h"

namespace qy {
namespace {

std::string rows_text(std::vector<int64_t> rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::string text;
  for (size_t i = 0; i < rows.size();) {
    size_t end = i;
    while (end + 1 < rows.size() && rows[end + 1] == rows[end] + 1) ++end;
    text += (text.empty() ? "" : "、") + std::to_string(rows[i]);
    if (end > i) text += (end > i + 1 ? "–" : "、") + std::to_string(rows[end]);
    i = end + 1;
  }
  return text;
}

bool is_whole(const std::string& value) {
  const size_t sign = value.starts_with('-') ? 1 : 0;
  return value.size() > sign && value.size() < 18 &&
         value.find_first_not_of("0123456789", sign) == std::string::npos;
}

std::optional<double> fraction(const std::string& value) {
  const size_t dot = value.find('.');
  if (dot == std::string::npos || value.size() > 24 || !is_whole(value.substr(0, dot)) ||
      value.find_first_not_of("0123456789", dot + 1) != std::string::npos) {
    return std::nullopt;
  }
  return std::strtod(value.c_str(), nullptr);
}

std::string figure_text(const std::string& name, const std::string& value, const std::string& currency) {
  if (name.ends_with("_fen") && is_whole(value)) return amount_text(std::stoll(value), currency);
  const auto x = fraction(value);
  if (!x) return value;
  return name == "share" || name.ends_with("_share") ? percent_text(*x) : number_text(*x, 2);
}

std::string halves(double x) {
  return number_text(x, x == std::floor(x) ? 0 : 1);
}

}  // namespace

std::vector<EvidencePlace> evidence_places(const Screening& s, const Finding& f) {
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<int64_t>> rows;
  for (const auto& row : f.evidence) rows[{row.table, row.source_name, row.sheet}].push_back(row.row);
  std::vector<EvidencePlace> places;
  places.reserve(rows.size());
  for (const auto& [place, numbers] : rows) {
    places.push_back(
        {table_text(s, std::get<0>(place)), std::get<1>(place), std::get<2>(place), rows_text(numbers)});
  }
  return places;
}

std::vector<std::pair<std::string, std::string>> figures_shown(const Screening& s, const Finding& f) {
  std::vector<std::pair<std::string, std::string>> shown;
  for (const auto& [name, value] : f.figures) {
    if (name == "amount_fen" || value.empty()) continue;
    const auto field = s.field_labels.find(name);
    const std::string label(field != s.field_labels.end() ? std::string_view(field->second)
                                                          : figure_label(name));
    if (!label.empty()) shown.emplace_back(label, figure_text(name, value, f.currency));
  }
  return shown;
}

std::string threshold_text(const Parameter& p) {
  if (p.unit == "分" && is_whole(p.value)) return amount_text(std::stoll(p.value), "CNY");
  return p.unit.empty() ? p.value : p.value + " " + p.unit;
}

std::string exits_counted(const Score& score) {
  if (score.decided == 0) return "先验值，尚无登记";
  return "先验 " + percent_text(score.prior) + "，已登记 " + halves(score.decided) + " 次，核实 " +
         halves(score.confirmed) + " 次";
}

}  // namespace qy
