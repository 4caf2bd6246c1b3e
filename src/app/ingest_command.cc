#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/progress.h"
#include "app/workspace.h"
#include "base/clock.h"
#include "ingest/dry_run.h"
#include "ingest/folder.h"
#include "ingest/import_run.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

struct IngestWords {
  std::string folder, profile, table, date_order, encoding, delimiter, header;
  std::vector<std::string> files, sheets;
  bool dry_run = false, summary = false;
};

// "3", "3-4" as the file numbers its rows; "0": there is none.
Result<HeaderPlace> header_written(const std::string& text) {
  if (text == "0") return HeaderPlace{1, 0};
  int from = 0, to = 0, end = 0;
  if (std::sscanf(text.c_str(), "%d%n-%d%n", &from, &end, &to, &end) == 1) to = from;
  if (size_t(end) != text.size() || from < 1 || to < from || to - from > 8)
    return invalid(
        "--header " + text +
        "：请写表头的行号，如 3 或 3-4（最多九行），没有表头写 0 (rows of the header, 3 or 3-4; 0: none)");
  return HeaderPlace{size_t(from), size_t(to - from + 1)};
}

Result<ImportOptions> options_of(const IngestWords& words) {
  ImportOptions options{.profile = words.profile, .table = words.table, .cancel = &interrupted};
  options.sheets = words.sheets;
  if (!words.header.empty()) {
    QY_TRY(options.header, header_written(words.header));
  }
  if (!words.date_order.empty())
    options.date_order = words.date_order == "dmy"   ? DateOrder::dmy
                         : words.date_order == "mdy" ? DateOrder::mdy
                                                     : DateOrder::ymd;
  if (!words.encoding.empty()) {
    QY_TRY(options.source.encoding, encoding_named(words.encoding));
  }
  if (!words.delimiter.empty())
    options.source.delimiter = words.delimiter == "\\t" ? '\t' : words.delimiter[0];
  return options;
}

// What came of all files, for the closing lines.
struct Total {
  int64_t files = 0, failed = 0, again = 0, read = 0, kept = 0, refused = 0;
  std::map<std::string, int64_t> rows_by_table;

  void add(const Result<ImportOutcome>& outcome) {
    ++files;
    if (!outcome.ok()) {
      ++failed;
      return;
    }
    if (outcome->already_there) {
      ++again;
      return;
    }
    read += outcome->copied.rows_read;
    kept += outcome->copied.rows_kept;
    refused += outcome->copied.rows_refused;
    for (const auto& [table, rows] : outcome->copied.rows_by_table) rows_by_table[table] += rows;
  }
};

void print_outcome(const std::string& name, const ImportOutcome& outcome) {
  if (outcome.already_there) {
    std::printf("%s：此前已入库（批次 %s），未重复导入\n", name.c_str(), outcome.batch_id.c_str());
    return;
  }
  std::printf("%s：读 %lld 行 = 入库 %lld + 拒收 %lld，批次 %s，映射方案 %s\n", name.c_str(),
              static_cast<long long>(outcome.copied.rows_read),
              static_cast<long long>(outcome.copied.rows_kept),
              static_cast<long long>(outcome.copied.rows_refused), outcome.batch_id.c_str(),
              outcome.profile.name.c_str());
  for (const RefusedCount& refused : outcome.copied.refused)
    std::printf("    拒收 %lld 行：%s %s\n", static_cast<long long>(refused.count),
                std::string(label_of(refused.trouble)).c_str(), refused.field.c_str());
  for (const Warning& warning : outcome.copied.warnings)
    std::printf("    置空 %lld 处：%s %s\n", static_cast<long long>(warning.count),
                std::string(label_of(warning.trouble)).c_str(), warning.field.c_str());
}

void print_failure(const std::string& file, const Error& error) {
  std::fprintf(stderr, "%s：未入库，没有留下任何数据 (nothing of it was kept)。\n    %s\n", file.c_str(),
               officer_text(error).c_str());
}

void print_total(const Total& total, const Workspace& workspace) {
  std::printf("共 %lld 个文件：读 %lld 行 = 入库 %lld + 拒收 %lld；此前已入库 %lld 个，失败 %lld 个\n",
              static_cast<long long>(total.files), static_cast<long long>(total.read),
              static_cast<long long>(total.kept), static_cast<long long>(total.refused),
              static_cast<long long>(total.again), static_cast<long long>(total.failed));
  for (const auto& [name, rows] : total.rows_by_table) {
    const Table* table = workspace.tables().find(name);
    std::printf("    %-22s %12lld 行  %s\n", name.c_str(), static_cast<long long>(rows),
                table == nullptr ? "" : table->label.c_str());
  }
}

void print_other(const std::string& name) {
  std::printf("%s：不是数据文件，没有读 (no data file, not read)\n", name.c_str());
}

// A folder stands for the files in it and below.
std::vector<std::string> files_meant(const std::vector<std::string>& words, int64_t& failed) {
  std::vector<std::string> files;
  for (const std::string& word : words) {
    if (!fs::is_directory(word)) {
      files.push_back(word);
      continue;
    }
    const auto contents = contents_of_folder(word);
    if (!contents.ok()) {
      print_failure(word, contents.error());
      ++failed;
      continue;
    }
    for (const fs::path& path : contents->data) files.push_back(path.string());
    for (const fs::path& path : contents->other) print_other(path.string());
  }
  return files;
}

// What all files bring: a zip's files are sources of their own, and what in it is no data is said.
std::vector<Delivered> look_into_all(const std::vector<std::string>& words, int64_t& failed) {
  std::vector<Delivered> sources;
  for (const std::string& file : files_meant(words, failed)) {
    auto delivery = look_into(file);
    if (!delivery.ok()) {
      print_failure(file, delivery.error());
      ++failed;
      continue;
    }
    for (const std::string& name : delivery->other) print_other(file + "/" + name);
    sources.insert(sources.end(), delivery->sources.begin(), delivery->sources.end());
  }
  return sources;
}

// Shows what importing would do; how many files could not be read at all comes back.
int64_t dry_run_all(const Importer& importer, const std::vector<Delivered>& sources,
                    const ImportOptions& options) {
  int64_t failed = 0;
  for (const Delivered& file : sources) {
    if (interrupted) break;
    const auto run = importer.dry_run(file, options);
    if (run.ok())
      std::fputs(to_text(*run, Language::chinese).c_str(), stdout);
    else
      print_failure(file.shown(), run.error()), ++failed;
  }
  return failed;
}

Result<Total> import_all(const Importer& importer, const std::vector<Delivered>& sources,
                         const IngestWords& words, const ImportOptions& options) {
  Total total;
  ProgressLine progress;
  ImportRun run{.each = options};
  run.swept = [] {
    std::fputs(
        "上次运行中断，它没有做完的部分已清除；此前入库的数据完好，请重新入库没有做完的文件 (the last run "
        "was cut "
        "short: what it had not finished was cleared away, what was in before is whole; ingest the rest "
        "again)\n",
        stderr);
  };
  run.progress = [&](const Delivered& file, double share) { progress.show(file.name(), share); };
  run.settled = [&](const Delivered& file, const Result<ImportOutcome>& outcome) {
    progress.wipe();
    total.add(outcome);
    if (!outcome.ok())
      print_failure(file.shown(), outcome.error());
    else if (!words.summary)
      print_outcome(file.name(), *outcome);
  };
  QY_CHECK(import_files(importer, sources, run));
  return total;
}

Result<void> ingest(const IngestWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(Sealer sealer, workspace->sealer());
  QY_TRY(const ProfileShelf shelf,
         ProfileShelf::load({workspace->content() / "profiles", workspace->folder() / "profiles"},
                            workspace->tables()));
  QY_TRY(const ImportOptions options, options_of(words));
  const SystemClock clock;
  const Importer importer(workspace->lake(), workspace->tables(), shelf, sealer, clock);
  int64_t failed = 0;
  const std::vector<Delivered> sources = look_into_all(words.files, failed);
  const int64_t all = int64_t(sources.size()) + failed;
  if (words.dry_run) {
    failed += dry_run_all(importer, sources, options);
  } else {
    QY_TRY(Total total, import_all(importer, sources, words, options));
    total.files += failed;
    total.failed += failed;
    if (words.summary || total.files > 1) print_total(total, *workspace);
    failed = total.failed;
  }
  if (interrupted)
    return Error{Code::cancelled,
                 "已停止。此前的文件已完整入库，当前文件没有留下任何数据 (stopped; earlier files are in, "
                 "this one is not)"};
  if (failed > 0)
    return invalid(std::to_string(failed) + " 个文件未入库" +
                   (failed < all && !words.dry_run ? "，其余已入库" : "") +
                   "，原因见上 (some files were not taken, see above)");
  return {};
}

Result<void> undo(const std::string& folder, const std::vector<std::string>& batches) {
  QY_TRY(const auto workspace, Workspace::open(folder));
  if (batches.empty()) return invalid("请写明要撤销的批次，qingyuan ingest list 列出全部 (which batch?)");
  for (const std::string& batch : batches) {
    QY_CHECK(workspace->lake().undo(batch));
    std::printf("已撤销批次 %s；原件仍保留在 originals/\n", batch.c_str());
  }
  return {};
}

Result<void> list(const std::string& folder) {
  QY_TRY(const auto workspace, Workspace::open(folder));
  QY_TRY(const auto batches, workspace->lake().batches());
  for (const BatchManifest& batch : batches)
    for (const SourceManifest& source : batch.sources)
      std::printf("%s  %s  %s  读 %lld = 入库 %lld + 拒收 %lld\n", batch.batch_id.c_str(),
                  batch.created_at.c_str(), source.name.c_str(), static_cast<long long>(source.rows_read),
                  static_cast<long long>(source.rows_kept), static_cast<long long>(source.rows_refused));
  return {};
}

Result<void> run(const IngestWords& words) {
  if (words.files.empty()) return invalid("请写明要入库的文件 (which files?)");
  const std::vector<std::string> rest(words.files.begin() + 1, words.files.end());
  if (words.files.front() == "undo") return undo(words.folder, rest);
  if (words.files.front() == "list") return list(words.folder);
  return ingest(words);
}

}  // namespace

void add_ingest(CommandLine& line) {
  auto words = std::make_shared<IngestWords>();
  CLI::App* command =
      line.parser.add_subcommand("ingest",
                                 "入库：ingest -w 工作区 文件或文件夹…；ingest undo -w 工作区 "
                                 "批次；ingest list -w 工作区 (files into the lake)");
  command->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  command->add_option("files", words->files, "文件或文件夹，或 undo 批次，或 list")->required();
  command->add_option("--profile", words->profile, "映射方案的名称或文件 (mapping profile)");
  command->add_option("--table", words->table, "提示：应入哪张标准表 (the standard table it should become)");
  command->add_option("--date-order", words->date_order, "日期顺序 (order of dates)")
      ->check(CLI::IsMember({"ymd", "dmy", "mdy"}));
  command->add_option("--encoding", words->encoding, "编码 (encoding)");
  command
      ->add_option("--sheet", words->sheets, "只读这张工作表，可以写几次 (this sheet alone, may be repeated)")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_option("--header", words->header,
                      "表头在文件的第几行，如 3 或 3-4，没有写 0 (rows of the header)");
  command->add_option("--delimiter", words->delimiter, "分隔符 (delimiter)");
  command->add_flag("--dry-run", words->dry_run,
                    "试读：只显示映射、样例和全部问题，不写入 (show, write nothing)");
  command->add_flag("--summary", words->summary, "只显示合计 (totals only)");
  command->callback([&line, words] { line.chosen = [words] { return run(*words); }; });
}

}  // namespace qy
