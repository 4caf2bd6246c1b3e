#include "ingest/match_columns.h"

#include <algorithm>
#include <cstdio>

namespace qy {
namespace {

constexpr double kLeast = 0.45;  // below this a column stays unmapped
constexpr double kNear = 0.03;   // two candidates this near are ambiguous
constexpr double kPlain = 0.8;   // from here on a match needs no confirmation

struct Candidate {
  size_t column;
  const Field* field;
  double confidence;
  double likeness;
};

double confidence_of(double likeness, double values) {
  if (values <= -0.8) return 0;
  if (likeness >= 0.6)
    return std::clamp(likeness + 0.05 * std::max(values, 0.0) + 0.45 * std::min(values, 0.0), 0.0, 1.0);
  if (values >= 0.9) return 0.72;  // a check digit speaks for itself
  if (likeness >= 0.35) return likeness * 0.8 + 0.3 * std::max(values, 0.0) + 0.4 * std::min(values, 0.0);
  return 0;
}

std::string looks_like(const ColumnLook& look) {
  if (look.filled == 0) return "内容为空";
  if (look.citizen_numbers > 0.5) return "内容是公民身份号码（校验位相符）";
  if (look.credit_codes > 0.5) return "内容是统一社会信用代码（校验位相符）";
  if (look.cards > 0.7) return "内容是银行卡号（校验位相符）";
  if (look.phones > 0.6) return "内容是手机号码";
  if (look.dates > 0.5) return "内容是日期";
  if (look.serials > 0.9) return "内容像表格软件的日期序号";
  if (look.amounts > 0.8 && (look.decimals > 0.1 || look.currency_signs > 0.1)) return "内容是金额";
  if (look.person_names > 0.6) return "内容像人名";
  if (look.firm_names > 0.3) return "内容像单位名称";
  if (look.codes > 0.6) return "内容像编号";
  return "内容是文字";
}

std::string reason_of(const ColumnSight& sight, const Field& field, double likeness) {
  char share[32];
  std::snprintf(share, sizeof share, "%.2f", likeness);
  const auto hit = sight.hits.find(&field);
  if (hit == sight.hits.end() || likeness < 0.35) return "表头未说明；" + looks_like(sight.look);
  const std::string like = likeness >= 0.97 ? "表头即“" + hit->second.word + "”"
                                            : "表头近似“" + hit->second.word + "”（" + share + "）";
  return like + "；" + looks_like(sight.look);
}

double weight_of(const Table& table, const Field& field) {
  if (field.required) return 3;
  if (field.name == table.time_field) return 2;
  return std::find(table.key.begin(), table.key.end(), field.name) != table.key.end() ? 1.5 : 1;
}

std::vector<Candidate> candidates_of(const Table& table, const std::vector<ColumnSight>& sights) {
  std::vector<Candidate> candidates;
  for (size_t c = 0; c < sights.size(); ++c)
    for (const Field& field : table.fields) {
      const auto hit = sights[c].hits.find(&field);
      const double likeness = hit == sights[c].hits.end() ? 0 : hit->second.likeness;
      const double confidence = confidence_of(likeness, suits(sights[c].look, field));
      if (confidence >= kLeast) candidates.push_back({c, &field, confidence, likeness});
    }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.confidence > b.confidence; });
  return candidates;
}

// A lone column of dates is the time, a lone column of amounts the amount, when no header said so.
void fill_by_values(const Table& table, const std::vector<ColumnSight>& sights, TableMatch& match) {
  const auto is_taken = [&](const Field& field) {
    return std::any_of(match.columns.begin(), match.columns.end(),
                       [&](const auto& c) { return c.field == &field; });
  };
  for (const Field& field : table.fields) {
    const bool wanted = field.required || field.name == table.time_field;
    if (!wanted || is_taken(field) || (field.type != FieldType::date && field.type != FieldType::money))
      continue;
    std::vector<size_t> fitting;
    for (size_t c = 0; c < sights.size(); ++c) {
      if (match.columns[c].field != nullptr) continue;
      const double values = suits(sights[c].look, field);
      if (field.type == FieldType::date ? values >= 0.6 : values >= 0.3) fitting.push_back(c);
    }
    if (fitting.size() != 1) continue;
    ProposedColumn& column = match.columns[fitting[0]];
    column.field = &field;
    column.confidence = 0.55;
    column.must_confirm = true;
    column.reason = reason_of(sights[fitting[0]], field, 0);
  }
}

void mark_doubts(const std::vector<Candidate>& candidates, const std::vector<ColumnSight>& sights,
                 TableMatch& match) {
  for (ProposedColumn& column : match.columns) {
    if (column.field == nullptr) continue;
    column.must_confirm |= column.confidence < kPlain;
    for (const Candidate& other : candidates) {
      if (other.field != column.field || other.column == column.column) continue;
      if (match.columns[other.column].field != nullptr || sights[other.column].look.filled == 0) continue;
      // Two columns of one name ("Expense Area" twice), or two names for one thing ("Gross", "Net").
      if (other.confidence + kNear < column.confidence) continue;
      column.must_confirm = true;
      column.reason += "；也可能是“" + sights[other.column].name + "”";
    }
  }
}

}  // namespace

TableMatch match_columns(const Table& table, const std::vector<ColumnSight>& sights) {
  TableMatch match;
  match.table = &table;
  match.columns.resize(sights.size());
  for (size_t c = 0; c < sights.size(); ++c) {
    match.columns[c].column = c;
    match.columns[c].header = sights[c].is_named ? sights[c].name : "";
  }
  const std::vector<Candidate> candidates = candidates_of(table, sights);
  std::vector<const Field*> taken;
  for (const Candidate& candidate : candidates) {
    ProposedColumn& column = match.columns[candidate.column];
    if (column.field != nullptr || std::find(taken.begin(), taken.end(), candidate.field) != taken.end())
      continue;
    column.field = candidate.field;
    column.confidence = candidate.confidence;
    column.reason = reason_of(sights[candidate.column], *candidate.field, candidate.likeness);
    taken.push_back(candidate.field);
  }
  fill_by_values(table, sights, match);
  mark_doubts(candidates, sights, match);

  for (const ProposedColumn& column : match.columns) {
    if (column.field != nullptr)
      match.score += column.confidence * weight_of(table, *column.field);
    else if (sights[column.column].is_named && sights[column.column].look.filled > 0)
      match.score -= 0.3;
  }
  for (const Field& field : table.fields)
    if (field.required && std::none_of(match.columns.begin(), match.columns.end(),
                                       [&](const auto& c) { return c.field == &field; }))
      match.score -= 2.5;
  return match;
}

}  // namespace qy
