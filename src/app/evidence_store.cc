#include "app/evidence_store.h"

#include <fstream>

#include "app/commands.h"
#include "base/disk.h"
#include "base/messages.h"
#include "ingest/original.h"
#include "seal/file_sealer.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

fs::path folder_of(const Workspace& workspace) {
  return workspace.folder() / "evidence";
}

Result<FileUnsealer> kept_as(const Workspace& workspace, const std::string& sm3) {
  QY_TRY(Sealer sealer, workspace.sealer());
  return FileUnsealer::open(sealer, folder_of(workspace) / sm3);
}

Result<void> rehash(FileUnsealer& file, const std::string& sm3,
                    const std::function<void(std::string_view)>& see) {
  Sm3 hash;
  for (;;) {
    QY_TRY(const auto piece, file.next());
    if (!piece) break;
    hash.update(*piece);
    see(*piece);
  }
  if (hash.hex() == sm3) return {};
  return damaged("证据或文书 " + sm3 +
                 " 的内容与校验值不符，请从备份恢复 (does not match its hash: restore it from a backup)");
}

class KeptSource : public BodySource {
 public:
  KeptSource(FileUnsealer file, int64_t bytes) : file_(std::move(file)), bytes_(bytes) {}
  int64_t bytes() const override { return bytes_; }
  std::optional<std::string> next() override {
    const auto piece = file_.next();
    if (piece.ok()) return std::string(piece->value_or(""));
    std::fprintf(stderr, "qingyuan: %s\n", piece.error().message.c_str());
    return std::nullopt;
  }

 private:
  FileUnsealer file_;
  int64_t bytes_;
};

}  // namespace

Result<KeptBytes> keep_bytes(const Workspace& workspace, const fs::path& file) {
  const fs::path folder = folder_of(workspace);
  QY_CHECK(make_folder(folder));
  QY_TRY(const FileLock lock, FileLock::take(workspace.folder() / "evidence.lock"));
  const fs::path coming = folder / "coming";
  QY_TRY(Sealer sealer, workspace.sealer());
  QY_TRY(const Received received,
         receive_sealed(file, coming, sealer, interrupted, [](const std::string&) {}));
  QY_CHECK(sync_file(coming));
  QY_CHECK(move_durably(coming, folder / received.sm3));
  return KeptBytes{received.sm3, received.bytes};
}

Result<void> give_bytes(const Workspace& workspace, const std::string& sm3, const fs::path& to) {
  QY_TRY(FileUnsealer file, kept_as(workspace, sm3));
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  QY_CHECK(rehash(file, sm3,
                  [&](std::string_view piece) { out.write(piece.data(), std::streamsize(piece.size())); }));
  out.close();
  if (!out) return io_error(say(kCannotWrite, to.string(), reason_of_failure()));
  return sync_file(to);
}

Result<std::shared_ptr<BodySource>> open_bytes(const Workspace& workspace, const std::string& sm3) {
  QY_TRY(FileUnsealer file, kept_as(workspace, sm3));
  int64_t bytes = 0;
  QY_CHECK(rehash(file, sm3, [&](std::string_view piece) { bytes += int64_t(piece.size()); }));
  file.rewind();
  return std::shared_ptr<BodySource>(std::make_shared<KeptSource>(std::move(file), bytes));
}

Result<int64_t> verify_bytes(const Workspace& workspace) {
  int64_t kept = 0;
  std::error_code none;
  for (const auto& one : fs::directory_iterator(folder_of(workspace), none)) {
    const std::string name = one.path().filename();
    if (name == "coming") continue;  // what a crash left of keeping one
    QY_TRY(FileUnsealer file, kept_as(workspace, name));
    QY_CHECK(rehash(file, name, [](std::string_view) {}));
    ++kept;
  }
  return kept;
}

}  // namespace qy
