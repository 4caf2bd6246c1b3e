#include "leads/report_xlsx.h"

#include "base/date.h"
#include "base/disk.h"
#include "leads/unanswered.h"
#include "leads/words.h"
#include "leads/xlsx_sheet.h"

namespace qy {
namespace {

namespace fs = std::filesystem;
using Kind = ReportColumn::Kind;

// Up to 与上次相比: what fits across A4 and can still be read. The others are for the screen.
constexpr size_t kPrintedColumns = 11;

lxw_format* band_format(const XlsxFormats& formats, Band band) {
  switch (band) {
    case Band::red:
      return formats.red;
    case Band::yellow:
      return formats.yellow;
    case Band::blue:
      return formats.blue;
  }
  return nullptr;
}

// Says in the last row how many rows did not fit.
void put_rest(ReportSheet& sheet, int64_t rest) {
  if (rest > 0) sheet.put(0, "此表已满，另有 " + count_text(rest) + " 行见 findings.json");
  if (rest > 0) sheet.end_row();
}

void put_findings(lxw_workbook* book, const XlsxFormats& formats, const Screening& s) {
  const auto& columns = findings_columns();
  std::vector<XlsxColumn> heads;
  heads.reserve(columns.size());
  for (const auto& column : columns) heads.push_back({column.title, column.width, column.kind});
  ReportSheet sheet(book, formats, "疑点清单", heads);
  int64_t rest = 0;
  for (const auto& f : s.findings) {
    if (sheet.full()) {
      ++rest;
      continue;
    }
    for (size_t i = 0; i < columns.size(); ++i) {
      sheet.put(i, columns[i].value(s, f),
                columns[i].title == "级别" ? band_format(formats, f.band) : nullptr);
    }
    sheet.end_row();
  }
  put_rest(sheet, rest);
  sheet.finish(kPrintedColumns);
}

void put_evidence(lxw_workbook* book, const XlsxFormats& formats, const Screening& s) {
  ReportSheet sheet(book, formats, "证据行",
                    {{"序号", 7, Kind::count},
                     {"规则", 9, Kind::text},
                     {"对象", 40, Kind::wrapped},
                     {"数据", 16, Kind::text},
                     {"来源文件", 42, Kind::wrapped},
                     {"工作表", 16, Kind::text},
                     {"行号", 10, Kind::count},
                     {"文件编号", 19, Kind::text},
                     {"疑点编号", 19, Kind::text}});
  int64_t rest = 0;
  for (const auto& f : s.findings) {
    for (const auto& row : f.evidence) {
      if (sheet.full()) {
        ++rest;
        continue;
      }
      const CellValue cells[] = {f.rank,          rule_text(s.card(f.rule)),
                                 f.subject_label, table_text(s, row.table),
                                 row.source_name, row.sheet,
                                 row.row,         row.source_id,
                                 f.fingerprint};
      for (size_t i = 0; i < std::size(cells); ++i) sheet.put(i, cells[i]);
      sheet.end_row();
    }
  }
  put_rest(sheet, rest);
  sheet.finish();
}

// One row a finding of a gathering, so that it can be filtered by typology and by subject.
void put_gatherings(lxw_workbook* book, const XlsxFormats& formats, const Screening& s) {
  if (s.gatherings.empty()) return;
  ReportSheet sheet(book, formats, "合在一起看",
                    {{"组", 6, Kind::count},
                     {"组合", 34, Kind::wrapped},
                     {"研判", 14, Kind::text},
                     {"对象", 30, Kind::wrapped},
                     {"部分", 26, Kind::wrapped},
                     {"规则", 9, Kind::text},
                     {"疑点序号", 9, Kind::count},
                     {"说明", 60, Kind::wrapped}});
  int64_t group = 0, rest = 0;
  for (const Gathering& g : s.gatherings) {
    ++group;
    const auto facts = s.typologies.find(g.typology);
    const std::string title = facts == s.typologies.end() ? g.typology : facts->second.title;
    for (const GatheredPart& part : g.parts) {
      for (const std::string& fingerprint : part.findings) {
        const Finding* finding = s.finding(fingerprint);
        if (finding == nullptr || sheet.full()) {
          rest += finding == nullptr ? 0 : 1;
          continue;
        }
        const CellValue cells[] = {group,
                                   title,
                                   std::string(word_of(g.level).zh),
                                   g.subject_label,
                                   part.label,
                                   finding->rule,
                                   finding->rank,
                                   finding->sentence};
        for (size_t i = 0; i < std::size(cells); ++i) sheet.put(i, cells[i]);
        sheet.end_row();
      }
    }
  }
  put_rest(sheet, rest);
  sheet.finish();
}

void put_suppressed(lxw_workbook* book, const XlsxFormats& formats, const Screening& s) {
  if (s.suppressed.empty()) return;
  ReportSheet sheet(book, formats, "已压制",
                    {{"规则", 9, Kind::text},
                     {"对象", 40, Kind::wrapped},
                     {"说明", 60, Kind::wrapped},
                     {"理由", 40, Kind::wrapped},
                     {"提出人", 12, Kind::text},
                     {"批准人", 12, Kind::text},
                     {"到期", 12, Kind::text},
                     {"疑点编号", 19, Kind::text}});
  int64_t rest = 0;
  for (const Finding& f : s.suppressed) {
    if (sheet.full()) {
      ++rest;
      continue;
    }
    const CellValue cells[] = {rule_text(s.card(f.rule)), f.subject_label,        f.sentence,
                               f.suppressed->reason,      f.suppressed->asked_by, f.suppressed->approved_by,
                               f.suppressed->until,       f.fingerprint};
    for (size_t i = 0; i < std::size(cells); ++i) sheet.put(i, cells[i]);
    sheet.end_row();
  }
  put_rest(sheet, rest);
  sheet.finish();
}

std::string detail_text(const Screening& s, const Coverage& row) {
  if (row.outcome == "hit") {
    const auto band = band_of(row.detail);
    return band ? std::string(mark_of(*band)) + " " + std::string(word_of(*band).zh) : row.detail;
  }
  if (row.outcome == "not_computable") return "缺少“" + missing_text(s, row.detail) + "”";
  const auto& clauses = s.card(row.rule).exclusions;
  const auto clause = clauses.find(row.detail);
  return clause == clauses.end() ? row.detail : clause->second;
}

void put_coverage(lxw_workbook* book, const XlsxFormats& formats, const Screening& s) {
  ReportSheet sheet(book, formats, "规则覆盖",
                    {{"规则", 9, Kind::text},
                     {"名称", 34, Kind::wrapped},
                     {"来源文件", 42, Kind::wrapped},
                     {"结果", 16, Kind::text},
                     {"说明", 34, Kind::wrapped},
                     {"记录数", 12, Kind::count}});
  const auto put = [&](const std::string& rule, const std::string& title, const std::string& source,
                       const std::string& outcome, const std::string& detail, const CellValue& count) {
    const CellValue cells[] = {
        rule.empty() ? "" : rule_text(s.card(rule)), title, source, outcome, detail, count};
    for (size_t i = 0; i < std::size(cells); ++i) sheet.put(i, cells[i]);
    sheet.end_row();
  };
  for (const auto& row : unanswered(s)) {
    if (row.of == 0) put(row.rule, row.title, "", "没有结论", row.what, std::string("全部"));
  }
  int64_t rest = 0;
  for (const auto& row : s.coverage) {
    if (sheet.full()) {
      ++rest;
      continue;
    }
    put(row.rule, s.card(row.rule).title, row.source_name, std::string(word_of_outcome(row.outcome).zh),
        detail_text(s, row), row.count);
  }
  put_rest(sheet, rest);
  sheet.finish();
}

std::vector<std::pair<std::string, std::string>> notes(const Screening& s) {
  const auto& page = s.first_page;
  std::vector<std::pair<std::string, std::string>> notes{
      {"请注意", std::string(notice().zh)},
      {"Please note", std::string(notice().en)},
      {"单位", s.run.unit},
      {"数据截至", s.run.as_of},
      {"筛查", s.run.run_id + "，" + s.run.started_at + "，" + s.run.program},
      {"先看", count_text(page.findings) + " 条，" + count_text(page.matters) + " 个事项；预计可核实 " +
                   number_text(page.expected, 1) + " 条（90% 区间 " + count_text(page.low) + "–" +
                   count_text(page.high) + " 条）。“首批”一列写“是”的就是。"},
      {"级别", "规则说得有多肯定，不是对谁的评价：▲ 红，数字直接对不上；◆ 黄，需要核对；● 蓝，留意即可。"},
      {"得分",
       "证据 × 金额系数。证据：同一事项上每个规则族取最强的一条，各取 −ln(1 − 核实率 × 级别权重) "
       "后相加；金额系数 = 1 + log10(1 + 元)。只用来排定先看哪一个问题，不是给人或单位打分。"},
      {"去向", "数据核正；行政整改、追缴；提醒、工作提示单；移送线索；说明清楚的，登记“情况已说明”。"},
      {"打印", "“疑点清单”打印到“与上次相比”一列；其余各列在屏幕上看，逐条说明请打印 HTML 报告。"},
      {"金额", "单位为元；其他货币见“币种”，不作换算。"},
      {"撇号", "以 = + - @ 开头的文字前加了一个撇号，使表格软件把它当作文字，不当作公式。"}};
  if (s.run.approval) notes.emplace_back("批准", approval_text(s.run));
  for (const auto& source : s.run.sources) {
    notes.emplace_back("来源文件", source.name + "，" + count_text(source.rows) + " 行，SM3 " + source.sm3);
  }
  return notes;
}

void put_notes(lxw_workbook* book, const XlsxFormats& formats, const Screening& s) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, "说明");
  worksheet_set_column(sheet, 0, 0, 14, nullptr);
  worksheet_set_column(sheet, 1, 1, 100, nullptr);
  write_text(sheet, 0, 0, "疑点报告", formats.title);
  lxw_row_t row = 2;
  for (const auto& [name, text] : notes(s)) {
    worksheet_set_row(sheet, row, height_of(lines_of(text, 100)), nullptr);
    write_text(sheet, row, 0, name, formats.text);
    write_text(sheet, row, 1, text, formats.wrapped);
    ++row;
  }
  set_up_page(sheet, false);
}

// The day of the screening, not of the writing: the same screening gives the same file.
void put_properties(lxw_workbook* book, const Screening& s) {
  lxw_doc_properties properties{};
  std::string title = "疑点报告", program = s.run.program;
  properties.title = title.data();
  properties.comments = program.data();
  if (const auto day = Date::from_iso(s.run.as_of); day.ok())
    properties.created = time_t(day->days()) * 86'400;
  workbook_set_properties(book, &properties);
}

}  // namespace

Result<void> write_report_xlsx(const Screening& screening, const fs::path& path) {
  const fs::path beside = path.string() + ".part";
  QY_CHECK(write_file(beside, ""));  // says in our words why it cannot be written
  std::error_code ec;
  std::string spill = fs::temp_directory_path(ec).string();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = ec ? nullptr : spill.data();
  lxw_workbook* book = workbook_new_opt(beside.c_str(), &options);
  if (book == nullptr) return io_error("写不出工作簿 " + path.string() + " (cannot begin the workbook)");
  put_properties(book, screening);
  const XlsxFormats formats = add_formats(book);
  put_findings(book, formats, screening);
  put_gatherings(book, formats, screening);
  put_evidence(book, formats, screening);
  put_suppressed(book, formats, screening);
  put_coverage(book, formats, screening);
  put_notes(book, formats, screening);
  const lxw_error error = workbook_close(book);
  if (error != LXW_NO_ERROR) {
    fs::remove(beside, ec);
    return io_error("写不出工作簿 " + path.string() +
                    "，原有的报告（如有）没有改动，请核对磁盘空间 (cannot write it: " + lxw_strerror(error) +
                    "; an older report, if there was one, is unchanged)");
  }
  fs::permissions(beside, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read, ec);
  return move_durably(beside, path);
}

}  // namespace qy
