#include "ingest/delivered.h"

#include <mutex>

#include "base/disk.h"
#include "ingest/archive.h"
#include "ingest/messages.h"

namespace qy {
namespace fs = std::filesystem;

class DeliveredZip {
 public:
  DeliveredZip(fs::path path, ZipFile zip, ZipContents contents)
      : path_(std::move(path)),
        zip_(std::make_shared<const ZipFile>(std::move(zip))),
        contents_(std::move(contents)) {}

  const fs::path& path() const { return path_; }
  const std::shared_ptr<const ZipFile>& zip() const { return zip_; }
  const ZipContents& contents() const { return contents_; }

  Result<std::string> sm3() {
    const std::lock_guard lock(mutex_);
    if (received_.sm3.empty()) {
      QY_TRY(received_, receive(path_));
    }
    return received_.sm3;
  }

  // Written under a name of its own and renamed: the same zip may have been named twice on the command line.
  Result<void> seal(const fs::path& to, Sealer& sealer) {
    const std::lock_guard lock(mutex_);
    if (is_sealed_) return {};
    const fs::path beside = to.string() + "." + std::to_string(reinterpret_cast<uintptr_t>(this));
    QY_CHECK(seal_original(path_, received_, beside, sealer));
    QY_CHECK(rename_file(beside, to));
    is_sealed_ = true;
    return {};
  }

 private:
  fs::path path_;
  std::shared_ptr<const ZipFile> zip_;
  ZipContents contents_;
  std::mutex mutex_;  // over what follows
  Received received_;
  bool is_sealed_ = false;
};

Delivered::Delivered(std::shared_ptr<DeliveredZip> zip, std::string inner)
    : path_(zip->path()), zip_(std::move(zip)), inner_(std::move(inner)) {}

std::string Delivered::name() const {
  return readable_name(path_.filename().string()) + (zip_ ? "/" + inner_ : "");
}
std::string Delivered::base_name() const {
  return zip_ ? inner_.substr(inner_.find_last_of('/') + 1) : readable_name(path_.filename().string());
}
std::string Delivered::shown() const {
  return readable_name(path_.string()) + (zip_ ? "/" + inner_ : "");
}

Result<std::unique_ptr<Source>> Delivered::open(SourceOptions options) const {
  if (zip_) {
    options.inner_file = inner_;
    options.zip = zip_->zip();
  }
  return open_source(path_, options);
}

Result<std::unique_ptr<ByteStream>> Delivered::bytes() const {
  if (!zip_) return open_plain(path_);
  const ZipPart* part = zip_->zip()->find(inner_);
  if (part == nullptr) return not_found(say(kNoInner, path_.string(), inner_));
  return zip_->zip()->read(*part);
}

Result<std::optional<std::string>> Delivered::hold() const {
  QY_TRY(const auto stream, bytes());
  return qy::hold(*stream);
}

Result<void> Delivered::hash(Received& received) const {
  QY_TRY(const auto stream, bytes());
  return qy::hash(*stream, received);
}

Result<std::string> Delivered::sm3_of_file(const Received& own) const {
  return zip_ ? zip_->sm3() : own.sm3;
}

Result<void> Delivered::seal(const Received& own, const fs::path& to, Sealer& sealer) const {
  return zip_ ? zip_->seal(to, sealer) : seal_original(path_, own, to, sealer);
}

std::vector<Said> Delivered::remarks() const {
  if (!zip_ || zip_->contents().other.empty()) return {};
  return {say(kOtherInner, readable_name(path_.filename().string()), listed(zip_->contents().other))};
}

Result<Delivery> look_into(const fs::path& path) {
  Delivery delivery;
  QY_TRY(const auto bytes, open_plain(path));
  QY_TRY(const std::string head, read_up_to(*bytes, 4));
  if (wrapping_of(head) != Wrapping::zip) {
    delivery.sources.emplace_back(path);
    return delivery;
  }
  QY_TRY(ZipFile zip, ZipFile::open(path));
  if (is_document(zip)) {
    delivery.sources.emplace_back(path);
    return delivery;
  }
  QY_CHECK(judge_files(zip));
  ZipContents contents = contents_of(zip);
  if (contents.data.empty())
    return invalid(contents.other.empty() ? say(kEmptyZip, path.string())
                                          : say(kZipWithoutData, path.string(), listed(contents.other)));
  delivery.other = contents.other;
  const auto delivered = std::make_shared<DeliveredZip>(path, std::move(zip), std::move(contents));
  for (const std::string& inner : delivered->contents().data) delivery.sources.emplace_back(delivered, inner);
  return delivery;
}

}  // namespace qy
