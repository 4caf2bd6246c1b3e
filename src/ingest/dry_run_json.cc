// A dry run for a page: contract/openapi.yaml, SourceLook.
#include <nlohmann/json.hpp>

#include "ingest/dry_run.h"

namespace qy {
namespace {

std::string_view name_of(ProfileOrigin origin) {
  return origin == ProfileOrigin::given ? "given" : origin == ProfileOrigin::matched ? "matched" : "proposed";
}

std::string name_or_empty(const Field* field) {
  return field == nullptr ? "" : field->name;
}

Json to_json(const ColumnView& column) {
  return {{"at", column.at},
          {"name", column.name},
          {"field", name_or_empty(column.field)},
          {"perhaps", name_or_empty(column.perhaps)},
          {"unit", column.unit},
          {"rows", column.rows},
          {"filled", column.filled},
          {"samples", column.samples},
          {"masked", column.is_masked},
          {"confidence", column.confidence},
          {"must_confirm", column.must_confirm},
          {"reason", column.reason}};
}

Json to_json(const SectionView& view) {
  Json columns = Json::array(), missing = Json::array();
  for (const ColumnView& column : view.columns) columns.push_back(to_json(column));
  for (const Field* field : view.missing) missing.push_back(field->name);
  Json lines = Json::array();
  for (const SectionView::Line& line : view.first_lines)
    lines.push_back({{"row", line.row}, {"cells", line.cells}});
  return {{"name", view.name},
          {"title", view.title},
          {"hidden", view.is_hidden},
          {"header_row", view.header_row},
          {"header_rows", view.header_rows},
          {"header_told", view.is_header_told},
          {"first_lines", lines},
          {"table", view.table == nullptr ? "" : view.table->name},
          {"columns", columns},
          {"missing", missing}};
}

Json to_json(Trouble trouble, const std::string& field, int64_t count,
             const std::vector<Warning::Example>& examples) {
  Json some = Json::array();
  for (size_t i = 0; i < std::min(examples.size(), kExamples); ++i)
    some.push_back({{"sheet", examples[i].sheet}, {"row", examples[i].row}, {"text", examples[i].text}});
  return {{"reason", std::string(qy::name_of(trouble))},
          {"label", {{"zh", std::string(label_of(trouble))}, {"en", std::string(english_of(trouble))}}},
          {"field", field},
          {"count", count},
          {"examples", some}};
}

Json cells_of(const std::vector<DryRun::Cell>& cells) {
  Json all = Json::array();
  for (const DryRun::Cell& cell : cells) all.push_back({{"name", cell.name}, {"text", cell.text}});
  return all;
}

}  // namespace

Json problems_json(const CopyOutcome& copied) {
  Json problems = {{"refused", Json::array()}, {"left_empty", Json::array()}};
  for (const RefusedCount& one : copied.refused)
    problems["refused"].push_back(to_json(one.trouble, one.field, one.count, one.examples));
  for (const Warning& one : copied.warnings)
    problems["left_empty"].push_back(to_json(one.trouble, one.field, one.count, one.examples));
  return problems;
}

Json to_json(const DryRun& run) {
  Json sections = Json::array(), left_out = Json::array(), samples = Json::array();
  for (const SectionView& view : run.views) sections.push_back(to_json(view));
  for (const SectionOutcome& section : run.copied.sections)
    if (!section.is_mapped && section.rows_read > 0)
      left_out.push_back({{"name", section.name}, {"why", section.why_not}});
  for (const auto& pair : run.samples)
    samples.push_back({{"table", pair.table},
                       {"sheet", pair.sheet},
                       {"row", pair.row},
                       {"as_read", cells_of(pair.as_read)},
                       {"as_mapped", cells_of(pair.as_mapped)}});
  Json json = {{"name", run.file_name},
               {"format", run.format},
               {"encoding", run.encoding},
               {"profile", run.profile.name},
               {"origin", std::string(name_of(run.profile_origin))},
               {"date_order", run.profile.date_order ? std::string(name_of(*run.profile.date_order)) : ""},
               {"questions", run.questions},
               {"sections", sections},
               {"left_out", left_out},
               {"samples", samples},
               {"rows_read", run.copied.rows_read},
               {"rows_kept", run.copied.rows_kept},
               {"rows_refused", run.copied.rows_refused},
               {"ready", run.is_ready()}};
  json.update(problems_json(run.copied));
  return json;
}

}  // namespace qy
