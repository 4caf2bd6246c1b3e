#include "api/upload_box.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/messages.h"
#include "base/disk.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr int64_t kKeptMs = int64_t(7) * 86'400'000;
constexpr size_t kNameBytes = 200;

bool is_id(const std::string& id) {
  return id.size() >= 8 && id.size() <= 64 &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == id.npos && id[0] != '-';
}

// Marks that turn the direction of writing make "fdp.exe" look like "exe.pdf"; others are not seen at all.
bool is_unseen(std::string_view three) {
  return three.size() == 3 && three[0] == '\xE2' &&
         ((three[1] == '\x80' &&
           ((three[2] >= '\x8B' && three[2] <= '\x8F') || (three[2] >= '\xA8' && three[2] <= '\xAE'))) ||
          (three[1] == '\x81' && three[2] >= '\xA0' && three[2] <= '\xAF'));
}

Json to_json(const Upload& upload, int64_t at_ms) {
  return {{"id", upload.id}, {"user", upload.user}, {"name", upload.name}, {"bytes", upload.bytes},
          {"at", upload.at}, {"at_ms", at_ms},      {"file", upload.file}, {"sm3", upload.sm3}};
}

Result<std::pair<Upload, int64_t>> read_upload(const fs::path& folder) {
  QY_TRY(const std::string text, read_file(folder / "upload.json"));
  QY_TRY(const Json json, parse_json(text, "upload.json"));
  try {
    return std::pair(Upload{json.at("id"), json.at("user"), json.at("name"), json.at("at"), json.at("bytes"),
                            json.value("file", ""), json.value("sm3", "")},
                     json.at("at_ms").get<int64_t>());
  } catch (const nlohmann::json::exception& e) {
    return damaged(std::string("upload.json: ") + e.what());
  }
}

}  // namespace

Result<std::string> safe_file_name(const std::string& name) {
  if (name.find_first_of("/\\") != name.npos || name.find('\0') != name.npos || name == "." || name == "..")
    return invalid(say(kUploadNamePath));
  std::string safe;
  for (size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    if (is_unseen(std::string_view(name).substr(i, 3)))
      i += 2;
    else if (c >= 0x20 && c != 0x7F && (!safe.empty() || c != '.'))
      safe += name[i];
  }
  if (safe.size() > kNameBytes) return invalid(say(kUploadNameLong));
  if (safe.find_first_not_of(' ') == safe.npos) return invalid(say(kUploadNameEmpty));
  return safe;
}

UploadBox::UploadBox(const fs::path& workspace, const UploadLimits& limits, const Clock& clock)
    : folder_(workspace / "uploads"), limits_(limits), clock_(clock) {
  sweep();
}

void UploadBox::sweep() {
  std::error_code ec;
  for (const auto& entry : fs::directory_iterator(folder_, ec)) {
    const auto upload = read_upload(entry.path());
    if (!upload.ok() || upload->second + kKeptMs < clock_.now_ms()) fs::remove_all(entry.path(), ec);
  }
}

std::vector<Upload> UploadBox::all() const {
  std::vector<std::pair<int64_t, Upload>> found;
  std::error_code ec;
  for (const auto& entry : fs::directory_iterator(folder_, ec))
    if (auto upload = read_upload(entry.path()); upload.ok())
      found.emplace_back(upload->second, std::move(upload->first));
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(b.first, b.second.id) < std::tie(a.first, a.second.id);
  });
  std::vector<Upload> uploads;
  for (auto& one : found) uploads.push_back(std::move(one.second));
  return uploads;
}

std::vector<Upload> UploadBox::of(const std::string& user) const {
  auto uploads = all();
  std::erase_if(uploads, [&](const Upload& one) { return one.user != user || !one.file.empty(); });
  return uploads;
}

Result<Upload> UploadBox::find(const std::string& id, const std::string& user,
                               const std::string& file) const {
  if (!is_id(id)) return not_found(say(kNoUpload));
  auto upload = read_upload(folder_ / id);
  if (!upload.ok() || upload->first.user != user || upload->first.file != file)
    return not_found(say(kNoUpload));
  return std::move(upload->first);
}

void UploadBox::drop(const std::string& id) {
  std::error_code ec;
  if (is_id(id)) fs::remove_all(folder_ / id, ec);
}

// Takes the place for it, or says what is in the way.
Result<void> UploadBox::promise(const Upload& upload) {
  if (upload.bytes == 0) return invalid(say(kUploadEmpty));
  if (upload.bytes > limits_.file_bytes)
    return Error{Code::limit, say(kUploadLarge, upload.bytes >> 20, limits_.file_bytes >> 20)};
  const std::lock_guard lock(mutex_);
  if (receiving_.contains(upload.user) || int(receiving_.size()) >= limits_.at_once)
    return Error{Code::conflict, say(kUploadAtWork)};
  int64_t held = promised_bytes_;
  for (const Upload& one : all()) held += one.bytes;
  if (held + upload.bytes > limits_.all_bytes)
    return Error{Code::limit, say(kUploadBoxFull, held >> 20, limits_.all_bytes >> 20)};
  QY_CHECK(make_folder(folder_));
  std::error_code ec;
  fs::permissions(folder_, fs::perms::owner_all, ec);
  const auto space = fs::space(folder_, ec);
  if (ec || int64_t(space.available) < promised_bytes_ + upload.bytes + limits_.spare_bytes)
    return Error{Code::limit, say(kUploadDiskFull)};
  if (!fs::create_directory(folder_ / upload.id, ec)) return Error{Code::conflict, say(kUploadTaken)};
  receiving_.insert(upload.user);
  promised_bytes_ += upload.bytes;
  return {};
}

Result<std::unique_ptr<UploadBox::Receiving>> UploadBox::begin(Upload upload) {
  if (!is_id(upload.id)) return invalid(say(kUploadId));
  QY_TRY(upload.name, safe_file_name(upload.name));
  upload.at = clock_.stamp();
  QY_CHECK(promise(upload));
  std::unique_ptr<Receiving> receiving(new Receiving(*this, upload));
  QY_CHECK(make_folder(file(upload).parent_path()));
  QY_TRY(NewFile written, NewFile::beside(file(upload)));
  receiving->file_.emplace(std::move(written));
  return receiving;
}

UploadBox::Receiving::~Receiving() {
  if (is_settled_) return;
  file_.reset();
  box_.drop(upload_.id);
  let_go();
}

void UploadBox::Receiving::let_go() {
  const std::lock_guard lock(box_.mutex_);
  box_.receiving_.erase(upload_.user);
  box_.promised_bytes_ -= upload_.bytes;
}

Result<void> UploadBox::Receiving::write(std::string_view bytes) {
  written_ += int64_t(bytes.size());
  if (written_ > upload_.bytes) return invalid(say(kUploadShort));
  hash_.update(bytes);
  return file_->write(bytes);
}

Result<Upload> UploadBox::Receiving::settle() {
  if (written_ != upload_.bytes) return invalid(say(kUploadShort));
  QY_CHECK(file_->settle());
  upload_.sm3 = hash_.hex();
  QY_CHECK(write_file(box_.folder(upload_) / "upload.json", to_json(upload_, box_.clock_.now_ms()).dump(1)));
  is_settled_ = true;
  let_go();  // before the answer goes out: the next file may come with it
  return upload_;
}

}  // namespace qy
