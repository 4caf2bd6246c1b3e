#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "base/clock.h"
#include "base/disk.h"
#include "base/json.h"
#include "entity/judgements.h"
#include "entity/messages.h"

namespace qy {
namespace {

struct JudgeWords {
  std::string book, a, b, verdict, by, reason;
  bool undo = false, list = false, as_json = false;
};

Result<void> list(const JudgementBook& book, bool as_json) {
  QY_TRY(const Judgements judgements, book.load());
  Json all = Json::array();
  for (const Judgement& j : judgements.all()) {
    const std::string verdict(name_of(j.verdict));
    all.push_back(
        {{"a", j.a}, {"b", j.b}, {"verdict", verdict}, {"by", j.by}, {"reason", j.reason}, {"at", j.at}});
    if (!as_json)
      std::printf("%s  %s  %-6s  %s  %s：%s\n", j.a.c_str(), j.b.c_str(), verdict.c_str(), j.at.c_str(),
                  j.by.c_str(), j.reason.c_str());
  }
  if (as_json) std::printf("%s\n", all.dump(2).c_str());
  return {};
}

Result<void> judge(const JudgeWords& words) {
  const JudgementBook book(words.book);
  if (words.list) return list(book, words.as_json);
  Judgement judgement{
      .a = words.a, .b = words.b, .by = words.by, .reason = words.reason, .at = SystemClock().stamp()};
  QY_TRY(const FileLock lock, FileLock::take(words.book + ".lock"));
  if (words.undo) {
    QY_CHECK(book.undo(judgement));
  } else {
    QY_TRY(judgement.verdict, verdict_of(words.verdict));
    QY_CHECK(book.judge(judgement));
  }
  std::printf("%s\n", say(words.undo ? kUndone : kJudged, words.a, words.b).text().c_str());
  return {};
}

}  // namespace

void add_resolve_judge(CommandLine& line, CLI::App& resolve) {
  auto words = std::make_shared<JudgeWords>();
  CLI::App* command = resolve.add_subcommand(
      "judge",
      "记下对一对记录的判断，以后每次比对都照办 (what a person says of a pair; every later run keeps to it)");
  command->add_option("book", words->book, "判断簿 (the book, .jsonl)")->required();
  command->add_option("a", words->a, "记录编号 (a record)");
  command->add_option("b", words->b, "记录编号 (another)");
  command->add_option("verdict", words->verdict, "yes 是同一个 | no 不是 | unsure 说不准");
  command->add_option("--by", words->by, "谁判的 (who)");
  command->add_option("--reason", words->reason, "理由 (why)");
  command->add_flag("--undo", words->undo, "撤销这一对的判断 (take back what was said of the pair)");
  command->add_flag("--list", words->list, "列出现有判断 (what stands)");
  command->add_flag("--json", words->as_json, "JSON");
  command->callback([&line, words] {
    if (!words->list && (words->a.empty() || words->b.empty() || words->verdict.empty() != words->undo))
      throw CLI::RequiredError("BOOK A B yes|no|unsure, BOOK A B --undo, BOOK --list");
    line.chosen = [words] { return judge(*words); };
  });
}

}  // namespace qy
