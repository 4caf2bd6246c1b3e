#include "backup/manifest.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "backup/messages.h"
#include "base/json.h"
#include "seal/merkle.h"
#include "seal/seal.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kHead = "qingyuan backup ", kForm = "qingyuan backup 1\n", kDash = "\u2014 ";

// A path of the workspace and nothing above it.
bool is_inside(const std::string& path) {
  const fs::path p(path);
  if (path.empty() || p.is_absolute()) return false;
  for (const auto& part : p)
    if (part == ".." || part == "." || part.empty()) return false;
  return *p.begin() != "keys";
}

}  // namespace

int64_t BackupManifest::bytes() const {
  int64_t sum = 0;
  for (const auto& file : files) sum += file.bytes;
  return sum;
}

Result<std::string> signed_manifest(LogSigner& signer, const BackupManifest& manifest) {
  Json files = Json::array();
  for (const auto& file : manifest.files)
    files.push_back({{"path", file.path}, {"bytes", file.bytes}, {"sm3", file.sm3}, {"sealed", file.sealed}});
  const Json json{{"made_at", manifest.made_at},       {"profile", manifest.profile},
                  {"origin", manifest.origin},         {"acts", manifest.acts},
                  {"checkpoint", manifest.checkpoint}, {"files", files}};
  const std::string body = std::string(kForm) + json.dump() + "\n";
  QY_TRY(const std::string signature, signer.sign(body));
  const LogVerifier& who = signer.verifier();
  return body + "\n" + std::string(kDash) + who.origin() + " " + base64_of(who.key_id() + signature) + "\n";
}

Result<BackupManifest> read_manifest(const LogVerifier& verifier, std::string_view text) {
  if (text.starts_with(kHead) && !text.starts_with(kForm)) return Error{Code::conflict, say(kBackupOther)};
  const Error broken = damaged(say(kBackupUnsigned));
  const size_t gap = text.rfind("\n\n");
  if (!text.starts_with(kForm) || gap == std::string_view::npos || !text.ends_with('\n')) return broken;
  const std::string_view body = text.substr(0, gap + 1);
  std::string_view line = text.substr(gap + 2);
  line.remove_suffix(1);
  const std::string mine = std::string(kDash) + verifier.origin() + " ";
  if (!line.starts_with(mine)) return broken;
  const auto signature = bytes_of_base64(line.substr(mine.size()));
  if (!signature.ok() || !signature->starts_with(verifier.key_id()) ||
      !verifier.verifies(body, std::string_view(*signature).substr(4)))
    return broken;
  QY_TRY(const Json json, parse_json(body.substr(kForm.size()), "manifest"));
  try {
    BackupManifest manifest{.made_at = json.at("made_at"),
                            .profile = json.at("profile"),
                            .origin = json.at("origin"),
                            .checkpoint = json.at("checkpoint"),
                            .acts = json.at("acts"),
                            .files = {}};
    for (const Json& file : json.at("files")) {
      manifest.files.push_back({file.at("path"), file.at("bytes"), file.at("sm3"), file.at("sealed")});
      if (!is_inside(manifest.files.back().path)) return broken;
    }
    return manifest;
  } catch (const Json::exception&) {
    return broken;
  }
}

Result<BackedUpFile> measured(const fs::path& file, const std::string& path, bool sealed) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return damaged(say(kBackupFile, path));
  BackedUpFile found{.path = path, .bytes = 0, .sm3 = "", .sealed = sealed};
  Sm3 hash;
  std::string piece(1 << 20, '\0');
  while (in.read(piece.data(), std::streamsize(piece.size())) || in.gcount() > 0) {
    hash.update(std::string_view(piece).substr(0, size_t(in.gcount())));
    found.bytes += in.gcount();
  }
  if (in.bad()) return damaged(say(kBackupFile, path));
  found.sm3 = hash.hex();
  return found;
}

Result<void> check_files(const BackupManifest& manifest, const fs::path& backup) {
  for (const auto& file : manifest.files) {
    QY_TRY(const BackedUpFile found, measured(backup / "files" / file.path, file.path, file.sealed));
    if (found.bytes != file.bytes || found.sm3 != file.sm3) return damaged(say(kBackupFile, file.path));
  }
  return {};
}

}  // namespace qy
