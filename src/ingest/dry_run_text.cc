#include "ingest/dry_run.h"

#include <cstdio>

namespace qy {
namespace {

std::string_view origin_of(ProfileOrigin origin, Language language) {
  const bool chinese = language == Language::chinese;
  switch (origin) {
    case ProfileOrigin::given:
      return chinese ? "指定" : "given";
    case ProfileOrigin::matched:
      return chinese ? "按表头匹配" : "matched by its headers";
    case ProfileOrigin::proposed:
      return chinese ? "自动提出" : "proposed";
  }
  return "";
}

std::string examples_of(const std::vector<Warning::Example>& examples) {
  std::string text;
  for (size_t i = 0; i < std::min<size_t>(examples.size(), 3); ++i) {
    text += (text.empty() ? "" : "; ") + std::string("row ") + std::to_string(examples[i].row);
    if (!examples[i].text.empty()) text += " “" + examples[i].text + "”";
  }
  return text.empty() ? "" : "  [" + text + "]";
}

class Report {
 public:
  explicit Report(Language language) : chinese_(language == Language::chinese), language_(language) {}

  std::string write(const DryRun& run) {
    line(say("试读 ", "Dry run of ") + run.file_name + "  (" + run.format +
         (run.encoding.empty() ? "" : ", " + run.encoding) + ")");
    line(say("映射方案 ", "Profile ") + run.profile.name + " (" +
         std::string(origin_of(run.profile_origin, language_)) + ")" +
         (run.profile.date_order
              ? say("，日期顺序 ", ", dates ") + std::string(name_of(*run.profile.date_order))
              : ""));
    if (run.proposal) mapping(*run.proposal);
    for (const SectionOutcome& section : run.copied.sections) sections(section);
    for (const std::string& question : run.questions) line("  ? " + question);
    for (const auto& pair : run.samples) sample(pair);
    problems(run.copied);
    line(say("读 ", "read ") + std::to_string(run.copied.rows_read) + say(" 行 = 可入库 ", " rows = kept ") +
         std::to_string(run.copied.rows_kept) + say(" + 拒收 ", " + refused ") +
         std::to_string(run.copied.rows_refused) + say("。没有写入任何数据。", ". Nothing was written."));
    return std::move(out_);
  }

 private:
  std::string say(std::string_view chinese, std::string_view english) const {
    return std::string(chinese_ ? chinese : english);
  }
  void line(const std::string& text) { out_ += text + "\n"; }

  void mapping(const Proposal& proposal) {
    for (const SectionProposal& section : proposal.sections) {
      if (section.table == nullptr) continue;
      line("  " + (section.name.empty() ? "" : section.name + ": ") +
           say("标准表 " + section.table->label + " ", "table ") + section.table->name);
      for (const ProposedColumn& column : section.columns) {
        if (column.field == nullptr) continue;
        char share[16];
        std::snprintf(share, sizeof share, "%.2f", column.confidence);
        line("    " + (column.header.empty() ? "#" + std::to_string(column.column + 1) : column.header) +
             " -> " + column.field->name + " " + column.field->label + "  " + share +
             (column.must_confirm ? " ? " : "  ") + (chinese_ ? column.reason : ""));
      }
    }
  }

  void sections(const SectionOutcome& section) {
    const std::string name = section.name.empty() ? "" : section.name + ": ";
    if (!section.is_mapped && section.rows_read > 0)
      line("  " + name + say("未入库：", "left out: ") + section.why_not);
    std::string unused;
    for (const std::string& header : section.unused) unused += (unused.empty() ? "" : ", ") + header;
    if (section.is_mapped && !unused.empty())
      line("  " + name + say("未映射的列：", "columns not mapped: ") + unused);
  }

  void sample(const DryRun::SampleRowPair& pair) {
    line((pair.sheet.empty() ? "" : pair.sheet + " ") + say("第 ", "row ") + std::to_string(pair.row) +
         say(" 行", "") + " -> " + pair.table);
    const auto cells = [&](const std::vector<DryRun::Cell>& all) {
      std::string text;
      for (const auto& cell : all) text += (text.empty() ? "" : " | ") + cell.name + "=" + cell.text;
      return text;
    };
    line(say("  原文 ", "  as read   ") + cells(pair.as_read));
    line(say("  入库 ", "  as mapped ") + cells(pair.as_mapped));
  }

  void problems(const CopyOutcome& copied) {
    for (const RefusedCount& refused : copied.refused)
      line(say("  拒收 ", "  refused ") + std::to_string(refused.count) + "  " +
           say(label_of(refused.trouble), english_of(refused.trouble)) +
           (refused.field.empty() ? "" : " " + refused.field) + examples_of(refused.examples));
    for (const Warning& warning : copied.warnings)
      line(say("  置空 ", "  left empty ") + std::to_string(warning.count) + "  " +
           say(label_of(warning.trouble), english_of(warning.trouble)) + " " + warning.field +
           examples_of(warning.examples));
  }

  bool chinese_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string to_text(const DryRun& run, Language language) {
  return Report(language).write(run);
}

}  // namespace qy
