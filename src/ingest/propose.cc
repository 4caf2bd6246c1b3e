#include "ingest/propose.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include "ingest/choose_table.h"
#include "ingest/propose_reading.h"

namespace qy {
namespace {

std::vector<const SampleRow*> data_rows(const SectionSample& sample, const Header& header) {
  std::vector<const SampleRow*> rows;
  for (size_t i = header.data_begins(); i < sample.head.size(); ++i)
    if (sample.head[i].broken.empty()) rows.push_back(&sample.head[i]);
  for (const SampleRow& row : sample.tail)
    if (row.broken.empty()) rows.push_back(&row);
  return rows;
}

class Proposer {
 public:
  Proposer(const std::vector<Section>& sections, const TableSet& tables, const HeaderWords& words,
           const ProposeHints& hints)
      : sections_(sections),
        tables_(tables),
        words_(words),
        hints_(hints),
        reading_(proposal_, hints.date_order) {}

  Proposal run(const std::vector<SectionSample>& samples) {
    for (const SectionSample& sample : samples)
      if (is_wanted(sections_[sample.section])) look_into(sample);
    finish_profile();
    if (proposal_.profile.tables.empty())
      ask(proposal_, "没有一张表像标准表，请在映射方案里写明各列的去向",
          "nothing here looks like a standard table: say in the profile where its columns go");
    return std::move(proposal_);
  }

 private:
  // A hidden sheet is looked at where somebody names it.
  bool is_wanted(const Section& section) const {
    const auto is_named = [&](const std::string& sheet) { return sheet == section.name; };
    if (!hints_.sheets.empty()) return std::ranges::any_of(hints_.sheets, is_named);
    return !section.hidden || std::ranges::any_of(hints_.told, is_named, &SectionTold::section);
  }

  std::optional<HeaderPlace> place_told(const std::string& section) const {
    for (const SectionTold& told : hints_.told)
      if (told.section == section && told.header) return told.header;
    return hints_.header;
  }

  void look_into(const SectionSample& sample) {
    SectionProposal section;
    section.section = sample.section;
    section.name = sections_[sample.section].name;
    if (sections_[sample.section].columns.empty()) section.place = place_told(section.name);
    section.header = section.place ? header_at(sample.head, section.place->row, section.place->rows)
                                   : find_header(sample.head, words_);
    const auto rows = data_rows(sample, section.header);
    const std::vector<std::string> names = section.header.distinct_names();
    std::vector<ColumnSight> sights(names.size());
    for (size_t c = 0; c < names.size(); ++c) {
      sights[c].is_named = section.header.rows > 0 && !names[c].empty();
      sights[c].name = sights[c].is_named ? names[c] : "#" + std::to_string(c + 1);
      sights[c].look = look_at(rows, c);
      if (sights[c].is_named) sights[c].hits = words_.hits(section.header.names[c]);
    }
    ++visible_;
    if (!hints_.told.empty()) return take_told(section, sights, rows);
    choose_table(sights, tables_, hints_.table, section);
    if (section.table != nullptr) add_rule(section, sights, rows);
    std::optional<SectionProposal> second;
    if (section.table != nullptr && hints_.table.empty()) second = second_table(section, sights, tables_);
    proposal_.sections.push_back(std::move(section));
    if (!second) return;
    add_rule(*second, sights, rows);
    proposal_.sections.push_back(std::move(*second));
  }

  // As a person said: the proposal only finds out how each column is to be read.
  void take_told(const SectionProposal& found, const std::vector<ColumnSight>& sights,
                 const std::vector<const SampleRow*>& rows) {
    for (const SectionTold& told : hints_.told) {
      if (told.section != found.name) continue;
      SectionProposal section = found;
      choose_table(sights, tables_, told.table, section);
      if (section.table != nullptr) {
        if (told.columns) put_right(*told.columns, section);
        add_rule(section, sights, rows, told.columns ? &*told.columns : nullptr);
      }
      proposal_.sections.push_back(std::move(section));
    }
  }

  using ToldColumns = std::map<size_t, SectionTold::Column>;

  static void put_right(const ToldColumns& told, SectionProposal& section) {
    section.runner_up.clear();
    for (ProposedColumn& column : section.columns) {
      const auto at = told.find(column.column);
      column.field = at == told.end() ? nullptr : section.table->field(at->second.field);
      column.is_told = true;
      column.must_confirm = false;
      column.confidence = 1;
      column.reason = "由人指定";
    }
    section.missing.clear();
    for (const Field& field : section.table->fields)
      if (field.required && std::none_of(section.columns.begin(), section.columns.end(),
                                         [&](const auto& c) { return c.field == &field; }))
        section.missing.push_back(&field);
  }

  static void take_unit(const std::string& unit, const Field& field, ColumnRule& rule) {
    if (const auto kept = area_unit_of(field.name)) {
      if (!unit.empty()) rule.area = area_unit_named(unit);
      if (!rule.area) rule.area = kept;
    } else if (const auto named = amount_unit_named(unit); named && field.type == FieldType::money) {
      rule.unit = named;
    }
  }

  void add_rule(SectionProposal& section, const std::vector<ColumnSight>& sights,
                const std::vector<const SampleRow*>& rows, const ToldColumns* told = nullptr) {
    TableRule rule;
    rule.table = section.table->name;
    rule.section = section.name.empty() ? "*" : section.name;
    rule.header = section.place;
    size_t mapped = 0, telling = 0;
    for (ProposedColumn& column : section.columns) {
      if (column.field == nullptr) continue;
      const bool is_doubtful = column.must_confirm;
      ColumnRule columns = reading_.rule_for(section, column, sights[column.column], rows);
      if (told != nullptr) take_unit(told->at(column.column).unit, *column.field, columns);
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
    ReadingProposer::add_currency(section, sights, rule);
    ask_about(section, mapped, telling, told != nullptr);
    add_notes(section, sights, rule);
    proposal_.profile.tables.push_back(std::move(rule));
  }

  void ask_about(const SectionProposal& section, size_t mapped, size_t telling, bool is_told) {
    const std::string where = section.name.empty() ? "" : "工作表“" + section.name + "”：";
    for (const Field* field : section.missing)
      ask(proposal_, where + "没有找到必填字段 " + field->name + "（" + field->label + "）的列",
          "no column for the required field " + field->name);
    if (is_told) return;
    for (const ProposedColumn& column : section.columns)
      if (column.field != nullptr && column.field->required && column.must_confirm)
        ask(proposal_,
            where + "请确认列“" +
                (column.header.empty() ? "#" + std::to_string(column.column + 1) : column.header) + "”是" +
                column.field->label + "（" + column.reason + "）",
            "confirm the column of " + column.field->name);
    if (mapped < 3 || telling == 0)
      ask(proposal_, where + "能对上的列太少，请确认它是不是" + section.table->label,
          "too few columns match: is this " + section.table->name + "?");
    if (!section.runner_up.empty())
      ask(proposal_, where + "像" + section.table->label + "，也像 " + section.runner_up + "，请确认",
          "it looks like " + section.table->name + " and like " + section.runner_up);
    if (section.header.rows == 0 && !section.place)
      ask(proposal_, where + "没有找到表头，各列按内容猜测",
          "there is no header: columns are taken by their values");
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

  // A hidden sheet is read by its name alone, and so the others have to be named too.
  void name_sheets(Profile& profile) const {
    profile.sheets.clear();
    for (const SectionProposal& section : proposal_.sections)
      if (section.table != nullptr) profile.sheets.push_back(section.name);
  }

  // Sheets of one kind (a table split at 65,536 rows) share one rule.
  void finish_profile() {
    Profile& profile = proposal_.profile;
    std::vector<TableRule> rules;
    bool all_alike =
        proposal_.sections.size() == profile.tables.size() && proposal_.sections.size() >= visible_;
    for (TableRule& rule : profile.tables) {
      const bool same = !rules.empty() && rules[0].table == rule.table && rules[0].header == rule.header &&
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
    profile.sheets = hints_.sheets;
    for (const SectionProposal& section : proposal_.sections)
      if (sections_[section.section].hidden && hints_.sheets.empty()) name_sheets(profile);
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
  ReadingProposer reading_;
  size_t visible_ = 0;  // sections with rows that are not hidden
};

}  // namespace

Proposal propose(const std::vector<Section>& sections, const std::vector<SectionSample>& samples,
                 const TableSet& tables, const HeaderWords& words, const ProposeHints& hints) {
  return Proposer(sections, tables, words, hints).run(samples);
}

}  // namespace qy
