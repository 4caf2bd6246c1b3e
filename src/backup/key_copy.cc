#include "backup/key_copy.h"

#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "backup/messages.h"
#include "base/disk.h"
#include "base/json.h"
#include "seal/locked.h"
#include "seal/merkle.h"
#include "seal/seal.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kWhat = "workspace-keys";
constexpr const char* kNames[] = {"seal.key", "log.key", "log.pub"};

}  // namespace

Result<std::string> locked_keys(const fs::path& keys, std::string_view passphrase) {
  QY_TRY(const Sealer sealer, Sealer::open(keys));
  Json json;
  for (const char* name : kNames) {
    QY_TRY(const std::string text, read_file(keys / name));
    json[name] = base64_of(text);
  }
  return lock_up(sealer.profile(), kWhat, json.dump(), passphrase);
}

Result<void> unlock_keys(std::string_view locked, std::string_view passphrase, const fs::path& into) {
  QY_TRY(const std::string text, unlock(kWhat, locked, passphrase));
  QY_TRY(const Json json, parse_json(text, "keys"));
  const mode_t before = ::umask(0077);
  Result<void> written;
  for (const char* name : kNames) {
    const auto bytes = json.contains(name) && json.at(name).is_string()
                           ? bytes_of_base64(json.at(name).get<std::string>())
                           : Result<std::string>(damaged(say(kKeyCopyBroken)));
    if (!bytes.ok()) written = damaged(say(kKeyCopyBroken));
    if (written.ok()) written = write_file(into / name, *bytes);
  }
  ::umask(before);
  return written;
}

}  // namespace qy
