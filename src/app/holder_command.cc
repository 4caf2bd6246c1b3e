// The three holders of the key to reporters' identities. The public half goes on record, the private one into a file that
// the holder takes with him.
#include <sys/stat.h>

#include <cstdio>
#include <memory>

#include "app/desk.h"
#include "app/record_commands.h"
#include "app/secret_word.h"
#include "base/disk.h"
#include "leads/act_key.h"
#include "seal/holder_key.h"
#include "seal/identity.h"

namespace qy {
namespace {

struct HolderWords {
  std::string folder, by, user, out, reason;
};

Result<Recorded> perform(Desk& desk, const std::string& kind, const Change& change, const std::string& note) {
  Act act{.key = act_key({kind, change.id, std::to_string(change.expected), note}),
          .kind = kind,
          .actor = desk.by(),
          .object = "key_holder/" + change.id,
          .basis = "检规47",
          .note = note};
  act.changes = {change};
  return desk.book().perform(act);
}

Result<void> name(const HolderWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "security_administrator"));
  QY_CHECK(asker_in(desk->store(), words.user, "key_holder"));
  if (words.user == words.by)
    return Error{Code::forbidden,
                 "安全管理员不能自任密钥保管人 (the security administrator cannot be a holder)"};
  QY_TRY(const auto there, desk->book().select("key_holder", {{"active", int64_t(1)}}));
  for (const Row& row : there)
    if (row.text("user_id") == words.user)
      return Error{Code::conflict,
                   words.user + " 已是密钥保管人，未作改动 (is a holder already: nothing was changed)"};
  if (there.size() == kHolders)
    return Error{Code::conflict, "已有三位密钥保管人，先结束一位 (there are three holders: end one first)"};
  if (std::filesystem::exists(words.out))
    return Error{Code::conflict, words.out + " 已经存在，没有覆盖 (is there already and was left as it is)"};
  QY_TRY(const Sealer sealer, desk->workspace().sealer());
  QY_TRY(const std::string word, secret_word(words.user + " 的口令 (passphrase of the holder): "));
  QY_TRY(const auto made, HolderPrivate::make(sealer.profile(), words.user, word));
  const mode_t before = ::umask(0077);
  auto written = write_file(words.out, made.locked);
  ::umask(before);
  QY_CHECK(written);
  // A new key, a new row: envelopes sealed to an old one still name it.
  const std::string id = words.user + "." + std::to_string(desk->clock().now_ms());
  QY_CHECK(
      perform(*desk, "system.holder_named",
              {"key_holder",
               id,
               0,
               {{"user_id", words.user}, {"public_key", made.public_half.line()}, {"active", int64_t(1)}}},
              words.reason));
  std::printf(
      "已登记 %s 为密钥保管人；密钥文件 %s 请本人带走，工作区里不留 (the file goes with the holder)\n",
      words.user.c_str(), words.out.c_str());
  return desk->close();
}

Result<void> end(const HolderWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "security_administrator"));
  QY_TRY(const auto there,
         desk->book().select("key_holder", {{"user_id", words.user}, {"active", int64_t(1)}}));
  if (there.empty()) return not_found("没有在任的密钥保管人 " + words.user + " (no such holder)");
  QY_CHECK(perform(*desk, "system.holder_ended",
                   {"key_holder", there.front().id, there.front().version, {{"active", int64_t(0)}}},
                   words.reason));
  std::printf(
      "已结束；以往密封的身份仍要原来的保管人开启 (ended; what was sealed before still needs the holders of "
      "then)\n");
  return desk->close();
}

}  // namespace

void add_holders(CommandLine& line) {
  auto words = std::make_shared<HolderWords>();
  CLI::App* command =
      line.parser.add_subcommand("holders", "检举人身份的密钥保管人 (holders of the key to identities)");
  command->require_subcommand(1);
  const auto sub = [&](const char* subname, const char* help, Result<void> (*run)(const HolderWords&)) {
    CLI::App* one = command->add_subcommand(subname, help);
    one->add_option("user", words->user, "账号 (account)")->required();
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->add_option("--by", words->by, "安全管理员账号 (security administrator)")->required();
    one->add_option("--reason", words->reason, "理由 (why)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  sub("name", "登记一位，生成其密钥 (name one, and make the key)", name)
      ->add_option("-o", words->out, "密钥文件，由本人带走 (file for the holder to take away)")
      ->required();
  sub("end", "结束一位 (end one)", end);
}

}  // namespace qy
