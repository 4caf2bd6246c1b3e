// qingyuan ties: what officers declare for recusal (casework/tie_book.h), from a file that a person keeps:
//
//   source: 2026年度回避事项申报表
//   declared_on: 2026-03-01
//   rows:
//     - {row: 1, user: h1, tie: spouse, citizen: "…"}            citizen numbers are kept as tokens only
//     - {row: 2, user: h1, tie: own_firm, unit: 91330000…}
//     - {row: 3, user: h2, tie: former_unit, unit: 12330000…, from: 2019-01-01, until: 2023-05-31}
#include <cstdio>
#include <memory>

#include "app/desk.h"
#include "app/record_commands.h"
#include "base/disk.h"
#include "casework/entry_time.h"
#include "casework/tie_book.h"
#include "ingest/cell_reader.h"
#include "leads/act_key.h"
#include "record/officer_tie.h"
#include "text/citizen_no.h"
#include "text/credit_code.h"
#include "text/yaml.h"

namespace qy {
namespace {

struct TieWords {
  std::string folder, by, file, tie, reason;
};

Result<DeclaredTie> tie_of(const Yaml& row, PseudonymReader& citizens) {
  QY_CHECK(row.only({"row", "user", "tie", "citizen", "unit", "from", "until"}));
  DeclaredTie tie{.from_on = row.optional("from"), .until_on = row.optional("until")};
  QY_TRY(tie.row, row.required("row"));
  QY_TRY(tie.user, row.required("user"));
  QY_TRY(tie.tie, row.required("tie"));
  if (const std::string citizen = row.optional("citizen"); !citizen.empty()) {
    if (read_citizen_no(citizen).check != NumberCheck::valid)
      return row.wrong("身份证件号不对，请核对 (the citizen number is not sound)");  // and is not repeated
    tie.person_token = citizens.read(citizen, false).token;
  }
  if (const std::string unit = row.optional("unit"); !unit.empty())
    tie.unit_code = read_credit_code(unit).code;
  return tie;
}

Result<void> load(const TieWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "cadre_supervision"));
  QY_TRY(const std::string text, read_file(words.file));
  QY_TRY(const Yaml file, Yaml::parse(text, words.file));
  QY_CHECK(file.only({"source", "declared_on", "rows"}));
  TieDeclaration declaration{.source = file.optional("source")};
  QY_TRY(const std::string day, file.required("declared_on"));
  QY_TRY(declaration.declared_on, Date::from_iso(day));
  QY_TRY(Sealer sealer, desk->workspace().sealer());
  PseudonymReader citizens(FieldType::citizen_no, sealer, desk->clock().today());
  QY_TRY(const auto rows, file.list("rows"));
  for (const Yaml& row : rows) {
    QY_TRY(declaration.ties.emplace_back(), tie_of(row, citizens));
  }
  const std::string key = act_key({"tie.declared", text, std::to_string(desk->clock().now_ms())});
  QY_TRY(const size_t written,
         TieBook(desk->book(), desk->clock().today()).declare(declaration, key, desk->by()));
  std::printf("已登记 %zu 项，%zu 项与登记的一致 (recorded, the rest stands as declared)\n", written,
              declaration.ties.size() - written);
  return desk->close();
}

Result<void> list(const TieWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(const auto rows, desk->book().select("officer_tie", {}));
  QY_CHECK(desk->log_reading("reading.listed", "tie", "查看清单：" + std::to_string(rows.size())));
  for (const Row& row : rows) {
    const TieKind* kind = tie_kind(row.text("tie"));
    std::printf("%s  %s  %s  %s第 %s 行  %s%s\n", row.id.c_str(), row.text("user_id").c_str(),
                kind == nullptr ? row.text("tie").c_str() : std::string(kind->chinese).c_str(),
                row.text("source").c_str(), row.text("source_row").c_str(), row.text("declared_on").c_str(),
                row.number("active") == 1 ? "" : "  已结束 (over)");
  }
  return desk->close();
}

Result<void> end(const TieWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "chief"));
  const std::string now = moment_of(desk->clock().now_ms()).text();
  QY_TRY(const Recorded done,
         TieBook(desk->book(), desk->clock().today()).end(words.tie, words.reason, now, desk->by()));
  std::printf("已登记，日志第 %lld 条 (recorded)\n", static_cast<long long>(done.seq));
  return desk->close();
}

}  // namespace

void add_ties(CommandLine& line) {
  auto words = std::make_shared<TieWords>();
  CLI::App* command =
      line.parser.add_subcommand("ties", "工作人员申报的回避事项 (what officers declare for recusal)");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const TieWords&)) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->add_option("--by", words->by, "办理人账号 (account of who acts)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  sub("load", "按申报表登记，干部监督办理 (record a declaration)", load)
      ->add_option("file", words->file, "YAML 文件 (file)")
      ->required();
  sub("list", "列出 (list)", list);
  CLI::App* one = sub("end", "结束一项，主要负责人决定 (it is over: the chief decides)", end);
  one->add_option("tie", words->tie, "编号 (its number)")->required();
  one->add_option("--reason", words->reason, "理由 (why)")->required();
}

}  // namespace qy
