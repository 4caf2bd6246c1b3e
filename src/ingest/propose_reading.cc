#include "ingest/propose_reading.h"

#include <algorithm>
#include <cstdio>

#include "text/amount_text.h"

namespace qy {
namespace {

// What a title says of the unit: "……（单位：万元）". The rest of it ("over £25,000", "two million people")
// says nothing.
std::string unit_remark(const std::string& title) {
  for (const std::string_view word : {"单位", "£'000", "£000", "(000s)", "£m"})
    if (const size_t at = title.find(word); at != std::string::npos) return title.substr(at, 24);
  return "";
}

// Headers that would be taken for a position or a file's name are named by their position.
std::string from_of(const ColumnSight& sight, size_t column) {
  const bool is_plain = sight.is_named && sight.name[0] != '#' && sight.name[0] != '@';
  return is_plain ? sight.name : "#" + std::to_string(column + 1);
}

AmountUnit unit_of(const SectionProposal& section, ProposedColumn& column, const ColumnSight& sight) {
  if (const auto unit = unit_in(column.header); unit.ok()) {
    column.reason += "；单位见表头";
    return *unit;
  }
  if (const auto unit = unit_in(unit_remark(section.header.title)); unit.ok()) {
    column.reason += "；单位见标题";
    return *unit;
  }
  column.reason += sight.look.decimals > 0.1 || sight.look.currency_signs > 0.1 ? "；按元（内容有角分或币符）"
                                                                                : "；未写单位，按元";
  return AmountUnit::yuan;
}

void settle_area(const SectionProposal& section, ProposedColumn& column, ColumnRule& rule) {
  const auto kept = area_unit_of(column.field->name);
  if (!kept) return;
  rule.area = area_unit_in(column.header);
  if (!rule.area) rule.area = area_unit_in(unit_remark(section.header.title));
  column.must_confirm |= !rule.area;
  column.reason += rule.area ? "；单位 " + std::string(name_of(*rule.area))
                             : "；未写面积单位，按 " + std::string(name_of(*kept));
}

std::string note_on(const ProposedColumn& column) {
  char share[32];
  std::snprintf(share, sizeof share, "%.2f", column.confidence);
  return (column.must_confirm ? "请确认 " : "") + std::string("置信 ") + share + "：" + column.reason;
}

bool names_pounds(const std::string& text) {
  return text.find("£") != std::string::npos || text.find("GBP") != std::string::npos ||
         text.find("terling") != std::string::npos;
}

std::string currency_of(const SectionProposal& section, const std::vector<ColumnSight>& sights) {
  std::string currency;
  for (const ProposedColumn& column : section.columns) {
    if (column.field == nullptr || column.field->type != FieldType::money || !currency.empty()) continue;
    if (names_pounds(column.header) || names_pounds(section.header.title))
      currency = "GBP";
    else if (sights[column.column].look.currency_signs > 0.05)
      currency = sights[column.column].look.currency;
  }
  return currency;
}

}  // namespace

void ask(Proposal& proposal, const std::string& chinese, const std::string& english) {
  const std::string question = chinese + " (" + english + ")";
  auto& all = proposal.questions;
  if (std::find(all.begin(), all.end(), question) == all.end()) all.push_back(question);
}

ColumnRule ReadingProposer::rule_for(const SectionProposal& section, ProposedColumn& column,
                                     const ColumnSight& sight, const std::vector<const SampleRow*>& rows) {
  ColumnRule rule;
  rule.field = column.field->name;
  rule.from = {from_of(sight, column.column)};
  if (column.field->type == FieldType::money) rule.unit = unit_of(section, column, sight);
  if (column.field->type == FieldType::date || column.field->type == FieldType::timestamp)
    settle_date(column, sight, rows, rule);
  settle_area(section, column, rule);
  rule.note = note_on(column);
  return rule;
}

void ReadingProposer::settle_date(ProposedColumn& column, const ColumnSight& sight,
                                  const std::vector<const SampleRow*>& rows, ColumnRule& rule) {
  if (sight.look.dates < 0.5 && sight.look.serials > 0.5) {
    rule.transform = CellTransform::serial_date;
    if (column.is_told) return;
    column.must_confirm = true;
    ask(proposal_, "列“" + rule.from[0] + "”像表格软件的日期序号（1900 年起），请确认",
        "column " + rule.from[0] + " looks like spreadsheet day numbers from 1900");
    return;
  }
  if (told_) {
    proposal_.profile.date_order = told_;
    return;
  }
  std::vector<std::string_view> texts;
  for (const SampleRow* row : rows)
    if (const std::string& text = row->text(column.column);
        !text.empty() && row->cells[column.column].kind == CellKind::text)
      texts.emplace_back(text);
  if (!texts.empty()) take_order(column, weigh_dates(texts), rule.from[0]);
}

void ReadingProposer::take_order(ProposedColumn& column, const DateEvidence& evidence,
                                 const std::string& from) {
  auto& order = proposal_.profile.date_order;
  if (evidence.irrelevant) {
    if (!order_settled_ && !order) order = DateOrder::ymd;
    return;
  }
  if (!evidence.order) {
    const bool says_nothing = evidence.ambiguous + evidence.only_dmy + evidence.only_mdy == 0;
    if (says_nothing && evidence.example.empty()) return;
    column.must_confirm = true;
    ask(proposal_,
        "列“" + from + "”的日期日月顺序不明（如 " + evidence.example + "），请写明 date_order: dmy 或 mdy",
        "day and month cannot be told apart in " + from + ": give --date-order");
    return;
  }
  if (order_settled_ && order != evidence.order)
    ask(proposal_, "各列的日期日月顺序不一致，请分别处理", "the columns of dates have different orders");
  order = evidence.order;
  order_settled_ = true;
  column.reason += "；日月顺序由内容判定：" + std::string(name_of(*evidence.order));
}

void ReadingProposer::add_currency(const SectionProposal& section, const std::vector<ColumnSight>& sights,
                                   TableRule& rule) {
  if (section.table->field("currency") == nullptr) return;
  for (const ColumnRule& column : rule.columns)
    if (column.field == "currency") return;
  const std::string currency = currency_of(section, sights);
  if (currency.empty() || currency == "CNY") return;
  ColumnRule constant;
  constant.field = "currency";
  constant.constant = currency;
  constant.note = "币种见表头或金额";
  rule.columns.push_back(std::move(constant));
}

}  // namespace qy
