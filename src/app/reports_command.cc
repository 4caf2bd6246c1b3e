// Reports, and the one lawful way to who made them: sealed on the way in, opened by two holders after an approval.
// (leads/report_book.h, leads/unsealing.h, seal/identity.h)
#include <cstdio>
#include <memory>

#include "app/desk.h"
#include "app/record_commands.h"
#include "app/secret_word.h"
#include "base/disk.h"
#include "leads/report_book.h"
#include "leads/unsealing.h"
#include "record/act_time.h"
#include "seal/identity.h"
#include "seal/merkle.h"

namespace qy {
namespace {

struct ReportWords {
  std::string folder, by, role, identity, number, basis, reason, purpose, other;
  std::string key, other_key;
  NewReport added;
};

Result<std::vector<HolderPublic>> holders(RecordBook& book) {
  QY_TRY(const auto rows, book.select("key_holder", {{"active", int64_t(1)}}));
  std::vector<HolderPublic> all;
  for (const Row& row : rows) {
    QY_TRY(all.emplace_back(), HolderPublic::parse(row.text("public_key")));
  }
  return all;
}

Result<void> add(const ReportWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "petition_office"));
  NewReport report = words.added;
  if (report.received_on.empty()) report.received_on = desk->clock().today().iso();
  if (!words.identity.empty()) {
    QY_TRY(const std::string identity, read_file(words.identity));
    QY_TRY(const auto three, holders(desk->book()));
    QY_TRY(const Sealer sealer, desk->workspace().sealer());
    report.reporter = "r-" + fresh_salt().substr(0, 32);  // says nothing, not even who came after whom
    QY_TRY(report.envelope, seal_identity(sealer.profile(), report.reporter, identity, three));
  }
  QY_TRY(const std::string id, ReportBook(desk->book(), desk->clock()).add(report, desk->by()));
  std::printf(
      "已登记 %s%s (registered)\n", id.c_str(),
      words.identity.empty() ? "" : "，身份已密封；请销毁身份文件 (destroy the file of the identity)");
  return desk->close();
}

Result<void> list(const ReportWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(const auto reports, desk->book().overview("report", {}));
  QY_CHECK(desk->log_reading("reading.listed", "report", "查看清单：" + std::to_string(reports.size())));
  for (const Row& report : reports)
    std::printf("%s  %s  %s  %s  %s\n", report.id.c_str(), report.text("received_on").c_str(),
                report.text("state").c_str(), report.text("channel").c_str(),
                report.number("named") == 1 ? "实名" : "匿名");
  return desk->close();
}

Result<void> show(const ReportWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(const Row report, desk->book().find("report", words.number));
  QY_CHECK(desk->log_reading("reading.opened", "report/" + report.id, words.purpose));
  std::printf("%s  %s  %s  %s\n%s\n", report.id.c_str(), report.text("received_on").c_str(),
              report.text("state").c_str(), report.number("named") == 1 ? "实名" : "匿名",
              report.text("content").c_str());
  return desk->close();
}

Result<void> ask(const ReportWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, words.role));
  QY_TRY(const std::string id,
         UnsealingBook(desk->book(), desk->clock()).ask(words.number, words.basis, words.reason, desk->by()));
  std::printf("已登记启封申请 %s (recorded)\n", id.c_str());
  return desk->close();
}

template <auto decide>
Result<void> decided(const ReportWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "chief"));
  UnsealingBook book(desk->book(), desk->clock());
  QY_CHECK((book.*decide)(words.number, words.reason, desk->by()));
  std::printf("已登记 (recorded)\n");
  return desk->close();
}

Result<HolderPrivate> key_of(const std::string& file, const std::string& holder) {
  QY_TRY(const std::string locked, read_file(file));
  QY_TRY(const std::string word, secret_word(holder + " 的口令 (passphrase): "));
  QY_TRY(HolderPrivate key, HolderPrivate::open(locked, word));
  if (key.public_half().holder() != holder)
    return Error{Code::forbidden,
                 "这把密钥不是 " + holder + " 的，没有打开 (not the key of that holder: nothing was opened)"};
  return key;
}

Result<void> unseal(const ReportWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "key_holder"));
  QY_CHECK(asker_in(desk->store(), words.other, "key_holder"));
  // Both keys first: an opening that fails for a wrong passphrase is none.
  QY_TRY(const HolderPrivate own, key_of(words.key, words.by));
  QY_TRY(const HolderPrivate other, key_of(words.other_key, words.other));
  QY_TRY(const std::string token,
         UnsealingBook(desk->book(), desk->clock()).open(words.number, words.other, desk->by()));
  QY_TRY(const Row sealed, desk->store().find("reporter", token));
  QY_TRY(const std::string identity, open_identity(token, sealed.text("envelope"), {&own, &other}));
  std::printf("%s", identity.c_str());
  return desk->close();
}

Result<void> unsealings(const ReportWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(const auto rows, desk->book().overview("unsealing", {}));
  QY_CHECK(desk->log_reading("reading.listed", "unsealing", "查看启封登记：" + std::to_string(rows.size())));
  for (const Row& row : rows)
    std::printf("%s  %s  %s  申请 %s  批准 %s  开启 %s %s  %s\n", row.id.c_str(), row.text("object").c_str(),
                row.text("state").c_str(), row.text("asked_by").c_str(), row.text("approved_by").c_str(),
                row.text("opened_by").c_str(), row.text("opened_with").c_str(), row.text("basis").c_str());
  return desk->close();
}

}  // namespace

void add_reports(CommandLine& line) {
  auto words = std::make_shared<ReportWords>();
  CLI::App* command =
      line.parser.add_subcommand("reports", "检举控告件与检举人身份 (reports, and who made them)");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const ReportWords&)) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->add_option("--by", words->by, "办理人账号 (account of who acts)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  const auto number = [&](CLI::App* one, const char* help) {
    one->add_option("number", words->number, help)->required();
    return one;
  };
  const auto reason = [&](CLI::App* one) {
    one->add_option("--reason", words->reason, "理由 (why)")->required();
    return one;
  };
  CLI::App* one = sub("add", "登记 (register one)", add);
  one->add_option("--channel", words->added.channel, "letter, visit, phone, network, other")->required();
  one->add_option("--kind", words->added.report_kind, "accusation, complaint, appeal, suggestion")
      ->required();
  one->add_option("--content", words->added.content, "反映的问题 (what it says)")->required();
  one->add_option("--received", words->added.received_on, "收到日期 (day received)");
  one->add_option("--persons", words->added.persons_reporting, "联名人数 (how many signed it)");
  one->add_option("--identity", words->identity,
                  "身份文件，登记时密封；匿名件不写 (file that says who; sealed at once)");
  sub("list", "列出有权知悉的 (those one may know of)", list);
  number(sub("show", "查阅一件，记入日志 (one whole; logged)", show), "编号 (number)")
      ->add_option("--purpose", words->purpose, "用途 (what for)")
      ->required();
  one = reason(number(sub("ask", "申请启封身份 (ask to open an identity)", ask), "检举控告件编号 (report)"));
  one->add_option("--as", words->role, "以何职责 (in which role)")->required();
  one->add_option("--basis", words->basis, "依据条款 (article)")->required();
  reason(number(sub("approve", "批准启封 (approve)", decided<&UnsealingBook::approve>),
                "启封编号 (its number)"));
  reason(
      number(sub("refuse", "不予启封 (refuse)", decided<&UnsealingBook::refuse>), "启封编号 (its number)"));
  one = number(sub("open", "两位保管人启封，只此一次 (two holders open it, once)", unseal),
               "启封编号 (its number)");
  one->add_option("--key", words->key, "办理人的密钥文件 (key file of who acts)")->required();
  one->add_option("--with", words->other, "另一位保管人账号 (the other holder)")->required();
  one->add_option("--other-key", words->other_key, "另一位的密钥文件 (his key file)")->required();
  sub("unsealings", "启封登记簿 (register of openings)", unsealings);
}

}  // namespace qy
