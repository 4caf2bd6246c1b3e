// qingyuan outbox: what others are to be told (record/outbox.h), listed and sent: as files into a folder, where there is no network, or
// by HTTP to one address. Each message bears its key, in its name and in Idempotency-Key: whoever gets it twice keeps the first.
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/desk.h"
#include "app/record_commands.h"
#include "base/disk.h"
#include "base/json.h"
#include "http/client.h"
#include "leads/act_key.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr int64_t kAtOnce = 500;

struct OutboxWords {
  std::string folder, by, drop, url;
};

// "qingyuan-3f0a….17.0": of which log, by which entry, and which of its messages.
std::string key_of(const std::string& origin, const OutboxMessage& message) {
  std::string key = origin + "." + std::to_string(message.seq) + "." + std::to_string(message.place);
  for (char& c : key)
    if (c == '/') c = '-';
  return key;
}

std::string letter_of(const std::string& key, const OutboxMessage& message) {
  return Json{{"key", key},
              {"topic", message.message.topic},
              {"to", message.message.to},
              {"body", message.message.body}}
             .dump(1) +
         "\n";
}

Result<void> send_one(const OutboxWords& words, const std::string& key, const std::string& letter) {
  if (!words.drop.empty()) return write_file(fs::path(words.drop) / (key + ".json"), letter);
  QY_TRY(const HttpAnswer answer, http_post({.url = words.url,
                                             .type = "application/json",
                                             .body = letter,
                                             .fields = {{"Idempotency-Key", key}}}));
  if (answer.status >= 200 && answer.status < 300) return {};
  return Error{Code::conflict, words.url + " 没有收下（" + std::to_string(answer.status) +
                                   "），留待再发 (not taken: kept, to be sent again)"};
}

Result<void> list(const OutboxWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(const bool may, desk->book().may(Operation::list, "outbox"));
  if (!may) return Error{Code::forbidden, words.by + " 不能查看待发通知 (may not see what is to be sent)"};
  QY_TRY(const auto waiting, desk->store().unsent(kAtOnce));
  QY_CHECK(desk->log_reading("reading.listed", "outbox", "待发通知：" + std::to_string(waiting.size())));
  for (const OutboxMessage& one : waiting)
    std::printf("%lld.%lld  %s → %s\n", static_cast<long long>(one.seq), static_cast<long long>(one.place),
                one.message.topic.c_str(), one.message.to.c_str());
  if (waiting.empty()) std::printf("没有待发的通知 (nothing to send)\n");
  return desk->close();
}

// What has left goes into the log in one entry; what fails stays, and is sent again under the same key.
Result<void> send(const OutboxWords& words) {
  if (words.drop.empty() == words.url.empty())
    return invalid("写明 --drop 文件夹或者 --url 网址，只写一个 (say where to: --drop or --url)");
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "system_administrator"));
  if (!words.drop.empty()) QY_CHECK(make_folder(words.drop));
  const std::string origin = desk->store().verifier().origin();
  std::string first, last;
  size_t sent = 0;
  Result<void> went;
  for (bool more = true; more && went.ok();) {
    QY_TRY(const auto waiting, desk->store().unsent(kAtOnce));
    more = int64_t(waiting.size()) == kAtOnce;
    for (const OutboxMessage& one : waiting) {
      const std::string key = key_of(origin, one);
      went = send_one(words, key, letter_of(key, one));
      if (went.ok()) went = desk->store().mark_sent(one, desk->clock().now_ms());
      if (!went.ok()) break;
      if (first.empty()) first = key;
      last = key;
      ++sent;
    }
  }
  if (sent > 0) {
    const Act act{.key = act_key({"outbox.sent", first, last, desk->clock().stamp()}),
                  .kind = "outbox.sent",
                  .actor = desk->by(),
                  .object = "outbox",
                  .basis = "",
                  .note = std::to_string(sent) + "：" + first + " … " + last + " → " +
                          (words.drop.empty() ? words.url : words.drop)};
    QY_CHECK(desk->book().perform(act));
  }
  std::printf("已发出 %zu 件 (sent)\n", sent);
  const auto closed = desk->close();
  return went.ok() ? closed : went;
}

}  // namespace

void add_outbox(CommandLine& line) {
  auto words = std::make_shared<OutboxWords>();
  CLI::App* command = line.parser.add_subcommand("outbox", "待发的通知 (what others are to be told)");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const OutboxWords&)) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->add_option("--by", words->by, "系统管理员账号 (system administrator)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  sub("list", "列出 (list)", list);
  CLI::App* one =
      sub("send", "发送，至少一次，重复的可凭编号识别 (send, at least once, each with its key)", send);
  one->add_option("--drop", words->drop, "写入文件夹，不联网的用介质带走 (as files, to be carried)");
  one->add_option("--url", words->url, "http://…，逐件 POST (one POST each)");
}

}  // namespace qy
