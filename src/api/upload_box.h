// Files on their way: received from an officer, not yet in the lake or in the case file that they are for. They lie in the workspace,
// outside of lake/, originals/ and evidence/, readable by the program's own account alone, until they are taken in or dropped. What came
// for a file is nothing to be imported, and the other way round.
//
//   uploads/<id>/upload.json     whose, what name, how large: there once the file is whole
//   uploads/<id>/file/<name>     the file, under a name that leads nowhere
//   uploads/<id>/look.json       what was recognised in it (imports.cc)
//   uploads/<id>/profile-<n>.yaml  the mapping that was agreed for its n-th source
//
//   begin ──write──write──▶ settle: there      dropped before: nothing of it is left
//
// What a killed server left half received is swept at the next start; what nobody imported for a week too.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/new_file.h"
#include "base/result.h"
#include "seal/seal.h"

namespace qy {

struct UploadLimits {
  int64_t file_bytes = int64_t(512) << 20;
  int64_t all_bytes = int64_t(2) << 30;      // of everything that lies in the box
  int64_t spare_bytes = int64_t(512) << 20;  // left free on the disk
  int at_once = 4;                           // files being received, one an officer
};

struct Upload {
  std::string id, user, name, at;
  int64_t bytes = 0;
  std::string file = {};  // "2026-0001": the case file that it is for; "" where it goes into the lake
  std::string sm3 = {};   // of what was received
};

class UploadBox {
 public:
  UploadBox(const std::filesystem::path& workspace, const UploadLimits& limits, const Clock& clock);

  const UploadLimits& limits() const { return limits_; }

  // A file being received. Dropped before settle(), it leaves nothing.
  class Receiving {
   public:
    ~Receiving();
    Result<void> write(std::string_view bytes);
    Result<Upload> settle();

   private:
    friend class UploadBox;
    Receiving(UploadBox& box, Upload upload) : box_(box), upload_(std::move(upload)) {}
    void let_go();  // of its place among those that are being received
    UploadBox& box_;
    Upload upload_;
    std::optional<NewFile> file_;
    Sm3 hash_;
    int64_t written_ = 0;
    bool is_settled_ = false;
  };
  // invalid: the id or the name leads somewhere. conflict: the id is taken. limit: too large, the box or the disk is
  // full, or too many are being received.
  // `upload`: id, user, name, bytes, file.
  Result<std::unique_ptr<Receiving>> begin(Upload upload);
  // not_found for another's, and for one that is not for this file.
  Result<Upload> find(const std::string& id, const std::string& user, const std::string& file = "") const;
  std::vector<Upload> of(const std::string& user) const;  // those to be imported, the newest first
  void drop(const std::string& id);

  std::filesystem::path folder(const Upload& upload) const { return folder_ / upload.id; }
  std::filesystem::path file(const Upload& upload) const { return folder(upload) / "file" / upload.name; }

 private:
  Result<void> promise(const Upload& upload);
  void sweep();
  std::vector<Upload> all() const;

  std::filesystem::path folder_;
  UploadLimits limits_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::set<std::string> receiving_;  // users
  int64_t promised_bytes_ = 0;       // of what is being received
};

// The last part of a name, without what a file system or a terminal would take for more than a name. invalid where it
// has folders in it or is empty.
Result<std::string> safe_file_name(const std::string& name);

}  // namespace qy
