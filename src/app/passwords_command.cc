// qingyuan office passwords: passwords and second factors of accounts, printed once and kept as hashes;
// qingyuan office code: what an authenticator shows for a key, for whoever has none at hand.
#include <cstdio>
#include <memory>

#include "account/credentials.h"
#include "account/issue.h"
#include "app/record_commands.h"
#include "app/records.h"
#include "seal/password.h"

namespace qy {
namespace {

struct PasswordWords {
  std::string folder, by, key;
  std::vector<std::string> users;
};

// Accounts in force that have none yet, or those that were named.
Result<std::vector<Row>> chosen(RecordBook& records, CredentialBook& book, const PasswordWords& words,
                                bool& first) {
  QY_TRY(const auto accounts, records.select("user_account", {{"active", int64_t(1)}}));
  std::vector<Row> taken;
  for (const Row& account : accounts) {
    QY_TRY(const auto has, book.find(account.id));
    first = first && !has;
    const bool named = std::find(words.users.begin(), words.users.end(), account.id) != words.users.end();
    if (words.users.empty() ? !has : named) taken.push_back(account);
  }
  if (taken.size() < words.users.size())
    return not_found(
        "有的账号不存在或已停用，未作改动 (an account does not exist or is not in force: nothing changed)");
  return taken;
}

Result<void> set_passwords(const PasswordWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  const SystemClock clock;
  QY_TRY(const auto records, open_records(*workspace, clock));
  QY_TRY(Sealer sealer, workspace->sealer());
  CredentialBook book(workspace->folder(), std::move(sealer));
  bool first = true;
  QY_TRY(const auto accounts, chosen(*records, book, words, first));
  if (accounts.empty()) {
    std::printf(
        "每个账号都已有密码；要重设请用 --user 指明 (every account has one: name those to set anew)\n");
    return records->close();
  }
  std::vector<std::string> users;
  for (const Row& account : accounts) users.push_back(account.id);
  const Actor by = first ? Actor{"system", "system"}
                         : Actor{words.by, "security_administrator"};  // nobody could sign in before
  QY_TRY(const auto issued, issue_passwords(*records, book, users, by, "office passwords", clock));
  std::string told;
  for (size_t i = 0; i < issued.size(); ++i)
    told += issued[i].user + "\t" + issued[i].password + "\t" + issued[i].code_key + "\t" +
            accounts[i].text("name") + "\n";
  std::printf(
      "账号\t密码（只显示这一次）\t动态码密钥\t姓名 (account, password shown once, key of the codes, "
      "name)\n%s",
      told.c_str());
  return records->close();
}

Result<void> code(const PasswordWords& words) {
  const auto now = code_at(words.key, SystemClock().now_ms());
  if (!now) return invalid("不是动态码密钥 (not a key of codes)");
  std::printf("%s\n", now->c_str());
  return {};
}

}  // namespace

void add_office_passwords(CommandLine& line, CLI::App& office) {
  auto words = std::make_shared<PasswordWords>();
  CLI::App* setting =
      office.add_subcommand("passwords", "设置密码和动态码，只显示一次 (set passwords, shown once)");
  setting->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  setting->add_option("--user", words->users, "重设这些账号 (set these anew)");
  setting->add_option("--by", words->by, "安全管理员账号，首次不需要 (security administrator)");
  setting->callback([&line, words] { line.chosen = [words] { return set_passwords(*words); }; });
  CLI::App* showing = office.add_subcommand("code", "由密钥算出此刻的动态码 (the code of now, from its key)");
  showing->add_option("key", words->key, "动态码密钥 (key)")->required();
  showing->callback([&line, words] { line.chosen = [words] { return code(*words); }; });
}

}  // namespace qy
