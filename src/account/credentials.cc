#include "account/credentials.h"

#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "account/messages.h"
#include "base/disk.h"
#include "base/json.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

Result<Json> all_of(const fs::path& file) {
  if (!fs::exists(file)) return Json::object();
  QY_TRY(const std::string text, read_file(file));
  QY_TRY(Json all, parse_json(text, file.string()));
  if (!all.is_object()) return damaged(say(kCredentialsBroken, file.string()));
  return all;
}

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) out += {kDigits[uint8_t(c) >> 4], kDigits[uint8_t(c) & 15]};
  return out;
}

std::string bytes_of(const std::string& hex) {
  std::string out;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) out += char(std::stoi(hex.substr(i, 2), nullptr, 16));
  return out;
}

}  // namespace

Result<std::optional<Credential>> CredentialBook::find(const std::string& user) {
  const fs::path file = keys_ / "accounts.json";
  QY_TRY(const Json all, all_of(file));
  const auto at = all.find(user);
  if (at == all.end()) return std::optional<Credential>();
  try {
    QY_TRY(std::string key,
           sealer_.unseal_value("code_key", bytes_of(at->at("code_key").get<std::string>())));
    return std::optional(
        Credential{at->at("password"), std::move(key), at->at("set_at"), at->value("own", false)});
  } catch (const std::exception&) {
    return damaged(say(kCredentialsBroken, file.string()));
  }
}

Result<std::map<std::string, std::string>> CredentialBook::passwords() const {
  const fs::path file = keys_ / "accounts.json";
  QY_TRY(const Json all, all_of(file));
  std::map<std::string, std::string> by_user;
  for (const auto& [user, one] : all.items()) {
    if (!one.is_object() || !one.contains("password") || !one["password"].is_string())
      return damaged(say(kCredentialsBroken, file.string()));
    by_user[user] = one["password"];
  }
  return by_user;
}

std::string CredentialBook::edition() const {
  struct stat at {};
  if (::stat((keys_ / "accounts.json").c_str(), &at) != 0) return "";
  return std::to_string(at.st_ino) + " " + std::to_string(at.st_mtim.tv_sec) + " " +
         std::to_string(at.st_mtim.tv_nsec);
}

Result<void> CredentialBook::set(const std::map<std::string, Credential>& credentials) {
  QY_TRY(const FileLock lock, FileLock::take(keys_ / "accounts.lock"));
  const fs::path file = keys_ / "accounts.json";
  QY_TRY(Json all, all_of(file));
  for (const auto& [user, one] : credentials)
    all[user] = {{"password", one.password},
                 {"code_key", hex_of(sealer_.seal_value("code_key", one.code_key))},
                 {"set_at", one.set_at},
                 {"own", one.own}};
  QY_CHECK(write_file(file, all.dump(1) + "\n"));
  std::error_code ec;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, ec);
  if (ec) return io_error(say(kCredentialsOpen, file.string()));
  return {};
}

}  // namespace qy
