#include "ingest/propose.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include "ingest/choose_table.h"
#include "text/amount_text.h"

namespace qy {
namespace {

std::vector<const SampleRow*> data_rows(const SectionSample& sample, const Header& header) {
  std::vector<const SampleRow*> rows;
  for (size_t i = header.data_begins(); i < sample.head.size(); ++i)
    if (!sample.head[i].broken) rows.push_back(&sample.head[i]);
  for (const SampleRow& row : sample.tail)
    if (!row.broken) rows.push_back(&row);
  return rows;
}

// What a title says of the unit: "……（单位：万元）". The rest of it ("over £25,000", "two million people")
// says nothing.
std::string unit_remark(const std::string& title) {
  for (const std::string_view word : {"单位", "£'000", "£000", "(000s)", "£m"})
    if (const size_t at = title.find(word); at != std::string::npos) return title.substr(at, 24);
  return "";
}

class Proposer {
 public:
  Proposer(const std::vector<Section>& sections, const TableSet& tables, const HeaderWords& words,
           const ProposeHints& hints)
      : sections_(sections), tables_(tables), words_(words), hints_(hints) {}

  Proposal run(const std::vector<SectionSample>& samples) {
    for (const SectionSample& sample : samples)
      if (!sections_[sample.section].hidden) look_into(sample);
    finish_profile();
    if (proposal_.profile.tables.empty())
      ask("没有一张表像标准表，请在映射方案里写明各列的去向",
          "nothing here looks like a standard table: say in the profile where its columns go");
    return std::move(proposal_);
  }

 private:
  void ask(const std::string& chinese, const std::string& english) {
    const std::string question = chinese + " (" + english + ")";
    auto& all = proposal_.questions;
    if (std::find(all.begin(), all.end(), question) == all.end()) all.push_back(question);
  }

  void look_into(const SectionSample& sample) {
    SectionProposal section;
    section.section = sample.section;
    section.name = sections_[sample.section].name;
    section.header = find_header(sample.head, words_);
    const auto rows = data_rows(sample, section.header);
    const std::vector<std::string> names = section.header.distinct_names();
    std::vector<ColumnSight> sights(names.size());
    for (size_t c = 0; c < names.size(); ++c) {
      sights[c].is_named = section.header.rows > 0 && !names[c].empty();
      sights[c].name = sights[c].is_named ? names[c] : "#" + std::to_string(c + 1);
      sights[c].look = look_at(rows, c);
      if (sights[c].is_named) sights[c].hits = words_.hits(section.header.names[c]);
    }
    choose_table(sights, tables_, hints_.table, section);
    if (section.table != nullptr) add_rule(section, sights, rows);
    std::optional<SectionProposal> second;
    if (section.table != nullptr && hints_.table.empty()) second = second_table(section, sights, tables_);
    proposal_.sections.push_back(std::move(section));
    if (!second) return;
    add_rule(*second, sights, rows);
    proposal_.sections.push_back(std::move(*second));
  }

  // Headers that would be taken for a position or a file's name are named by their position.
  static std::string from_of(const ColumnSight& sight, size_t column) {
    const bool is_plain = sight.is_named && sight.name[0] != '#' && sight.name[0] != '@';
    return is_plain ? sight.name : "#" + std::to_string(column + 1);
  }

  void add_rule(SectionProposal& section, const std::vector<ColumnSight>& sights,
                const std::vector<const SampleRow*>& rows) {
    TableRule rule;
    rule.table = section.table->name;
    rule.section = section.name.empty() ? "*" : section.name;
    size_t mapped = 0, telling = 0;
    for (ProposedColumn& column : section.columns) {
      if (column.field == nullptr) continue;
      const bool is_doubtful = column.must_confirm;
      ColumnRule columns = column_rule(section, column, sights[column.column], rows);
      // A doubtful column is no reason to ask, and none to fill a field with: it is left for a person to take
      // up.
      if (!column.field->required &&
          (is_doubtful || (columns.area == std::nullopt && area_unit_of(column.field->name)))) {
        rule.notes.push_back("可能，请核对后取用 (perhaps, take it up if it is right): " + columns.field +
                             ": {from: \"" + columns.from[0] + "\"}  " + columns.note);
        continue;
      }
      rule.columns.push_back(std::move(columns));
      ++mapped;
      const auto& key = section.table->key;
      const bool is_key = std::find(key.begin(), key.end(), column.field->name) != key.end();
      const bool is_time = column.field->name == section.table->time_field;
      telling += is_time || (is_key && column.field->type != FieldType::money) ? 1 : 0;
    }
    add_currency(section, sights, rule);
    ask_about(section, mapped, telling);
    add_notes(section, sights, rule);
    proposal_.profile.tables.push_back(std::move(rule));
  }

  ColumnRule column_rule(const SectionProposal& section, ProposedColumn& column, const ColumnSight& sight,
                         const std::vector<const SampleRow*>& rows) {
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

  AmountUnit unit_of(const SectionProposal& section, ProposedColumn& column, const ColumnSight& sight) const {
    if (const auto unit = unit_in(column.header); unit.ok()) {
      column.reason += "；单位见表头";
      return *unit;
    }
    if (const auto unit = unit_in(unit_remark(section.header.title)); unit.ok()) {
      column.reason += "；单位见标题";
      return *unit;
    }
    column.reason += sight.look.decimals > 0.1 || sight.look.currency_signs > 0.1
                         ? "；按元（内容有角分或币符）"
                         : "；未写单位，按元";
    return AmountUnit::yuan;
  }

  void settle_date(ProposedColumn& column, const ColumnSight& sight,
                   const std::vector<const SampleRow*>& rows, ColumnRule& rule) {
    if (sight.look.dates < 0.5 && sight.look.serials > 0.5) {
      rule.transform = CellTransform::serial_date;
      column.must_confirm = true;
      ask("列“" + rule.from[0] + "”像表格软件的日期序号（1900 年起），请确认",
          "column " + rule.from[0] + " looks like spreadsheet day numbers from 1900");
      return;
    }
    if (hints_.date_order) {
      proposal_.profile.date_order = hints_.date_order;
      return;
    }
    std::vector<std::string_view> texts;
    for (const SampleRow* row : rows)
      if (const std::string& text = row->text(column.column);
          !text.empty() && row->cells[column.column].kind == CellKind::text)
        texts.emplace_back(text);
    const DateEvidence evidence = weigh_dates(texts);
    if (texts.empty() || (evidence.irrelevant && proposal_.profile.date_order)) return;
    if (!evidence.order && evidence.ambiguous + evidence.only_dmy + evidence.only_mdy == 0 &&
        evidence.example.empty())
      return;
    if (!evidence.order) {
      column.must_confirm = true;
      ask("列“" + rule.from[0] + "”的日期日月顺序不明（如 " + evidence.example +
              "），请写明 date_order: dmy 或 mdy",
          "day and month cannot be told apart in " + rule.from[0] + ": give --date-order");
      return;
    }
    if (evidence.irrelevant) {
      if (!order_settled_) proposal_.profile.date_order = DateOrder::ymd;
      return;
    }
    if (order_settled_ && proposal_.profile.date_order != evidence.order)
      ask("各列的日期日月顺序不一致，请分别处理", "the columns of dates have different orders");
    proposal_.profile.date_order = evidence.order;
    order_settled_ = true;
    column.reason += "；日月顺序由内容判定：" + std::string(name_of(*evidence.order));
  }

  static void settle_area(const SectionProposal& section, ProposedColumn& column, ColumnRule& rule) {
    const auto kept = area_unit_of(column.field->name);
    if (!kept) return;
    const std::string& title = section.header.title;
    rule.area = area_unit_in(column.header);
    if (!rule.area) rule.area = area_unit_in(unit_remark(title));
    column.must_confirm |= !rule.area;
    column.reason += rule.area ? "；单位 " + std::string(name_of(*rule.area))
                               : "；未写面积单位，按 " + std::string(name_of(*kept));
  }

  static std::string note_on(const ProposedColumn& column) {
    char share[32];
    std::snprintf(share, sizeof share, "%.2f", column.confidence);
    return (column.must_confirm ? "请确认 " : "") + std::string("置信 ") + share + "：" + column.reason;
  }

  // £ in a header or beside the figures: the ledger's money is no yuan.
  static void add_currency(const SectionProposal& section, const std::vector<ColumnSight>& sights,
                           TableRule& rule) {
    if (section.table->field("currency") == nullptr) return;
    std::string currency;
    for (const ColumnRule& column : rule.columns)
      if (column.field == "currency") return;
    for (const ProposedColumn& column : section.columns) {
      if (column.field == nullptr || column.field->type != FieldType::money) continue;
      for (const std::string& text : {column.header, section.header.title})
        if (currency.empty() &&
            (text.find("£") != std::string::npos || text.find("GBP") != std::string::npos ||
             text.find("terling") != std::string::npos))
          currency = "GBP";
      if (currency.empty() && sights[column.column].look.currency_signs > 0.05)
        currency = sights[column.column].look.currency;
    }
    if (currency.empty() || currency == "CNY") return;
    ColumnRule constant;
    constant.field = "currency";
    constant.constant = currency;
    constant.note = "币种见表头或金额";
    rule.columns.push_back(std::move(constant));
  }

  void ask_about(const SectionProposal& section, size_t mapped, size_t telling) {
    const std::string where = section.name.empty() ? "" : "工作表“" + section.name + "”：";
    for (const Field* field : section.missing)
      ask(where + "没有找到必填字段 " + field->name + "（" + field->label + "）的列",
          "no column for the required field " + field->name);
    for (const ProposedColumn& column : section.columns)
      if (column.field != nullptr && column.field->required && column.must_confirm)
        ask(where + "请确认列“" +
                (column.header.empty() ? "#" + std::to_string(column.column + 1) : column.header) + "”是" +
                column.field->label + "（" + column.reason + "）",
            "confirm the column of " + column.field->name);
    if (mapped < 3 || telling == 0)
      ask(where + "能对上的列太少，请确认它是不是" + section.table->label,
          "too few columns match: is this " + section.table->name + "?");
    if (!section.runner_up.empty())
      ask(where + "像" + section.table->label + "，也像 " + section.runner_up + "，请确认",
          "it looks like " + section.table->name + " and like " + section.runner_up);
    if (section.header.rows == 0)
      ask(where + "没有找到表头，各列按内容猜测", "there is no header: columns are taken by their values");
  }

  static void add_notes(const SectionProposal& section, const std::vector<ColumnSight>& sights,
                        TableRule& rule) {
    std::string unmapped;
    for (const ProposedColumn& column : section.columns)
      if (column.field == nullptr && sights[column.column].look.filled > 0)
        unmapped += (unmapped.empty() ? "" : ", ") + sights[column.column].name;
    if (!unmapped.empty()) rule.notes.push_back("未映射的列 (not mapped): " + unmapped);
    for (const Field* field : section.missing)
      rule.notes.push_back("缺必填字段，请补 (required, add it): " + field->name + " " + field->label);
  }

  // Sheets of one kind (a table split at 65,536 rows) share one rule.
  void finish_profile() {
    Profile& profile = proposal_.profile;
    std::vector<TableRule> rules;
    bool all_alike = proposal_.sections.size() == profile.tables.size();
    for (TableRule& rule : profile.tables) {
      const bool same = !rules.empty() && rules[0].table == rule.table &&
                        rules[0].columns.size() == rule.columns.size() &&
                        std::equal(rule.columns.begin(), rule.columns.end(), rules[0].columns.begin(),
                                   [](const ColumnRule& a, const ColumnRule& b) {
                                     return a.field == b.field && a.from == b.from;
                                   });
      if (!rules.empty() && !same) all_alike = false;
      rules.push_back(std::move(rule));
    }
    if (all_alike && !rules.empty()) {
      rules.resize(1, rules[0]);
      rules[0].section = "*";
    }
    profile.tables = std::move(rules);
    profile.name = "proposed-" + std::filesystem::path(hints_.file_name).stem().string();
    profile.description = "根据 " + hints_.file_name + " 提出的映射方案，请核对后使用";
    for (const SectionProposal& section : proposal_.sections) {
      if (section.table == nullptr || section.header.rows == 0) continue;
      HeaderSignature signature;
      for (const ProposedColumn& column : section.columns)
        if (column.field != nullptr && !column.header.empty()) signature.headers.push_back(column.header);
      profile.match.push_back(std::move(signature));
      if (all_alike) break;
    }
    for (const std::string& question : proposal_.questions) profile.notes.push_back("待确认：" + question);
  }

  const std::vector<Section>& sections_;
  const TableSet& tables_;
  const HeaderWords& words_;
  const ProposeHints& hints_;
  Proposal proposal_;
  bool order_settled_ = false;
};

}  // namespace

Proposal propose(const std::vector<Section>& sections, const std::vector<SectionSample>& samples,
                 const TableSet& tables, const HeaderWords& words, const ProposeHints& hints) {
  return Proposer(sections, tables, words, hints).run(samples);
}

}  // namespace qy
