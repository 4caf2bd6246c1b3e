#include "ingest/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cctype>

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr size_t kHeadBytes = 1 << 20;

Error nested(const fs::path& path, const std::string& inner) {
  return invalid(path.string() + " holds another archive" + (inner.empty() ? "" : ", " + inner) +
                 ": unpack the outer one first");
}

struct FreeArchive {
  void operator()(struct archive* a) const { ::archive_read_free(a); }
};

class UnpackedStream final : public ByteStream {
 public:
  static Result<std::unique_ptr<ByteStream>> open(const fs::path& path, Wrapping wrapping) {
    auto stream = std::unique_ptr<UnpackedStream>(new UnpackedStream(path));
    struct archive* a = stream->archive_.get();
    if (wrapping == Wrapping::gz) ::archive_read_support_filter_gzip(a);
    if (wrapping == Wrapping::xz) ::archive_read_support_filter_xz(a);
    ::archive_read_support_format_raw(a);
    struct archive_entry* entry = nullptr;
    if (::archive_read_open_filename(a, path.c_str(), 256 << 10) != ARCHIVE_OK) return stream->broken();
    const int state = ::archive_read_next_header(a, &entry);
    if (state == ARCHIVE_EOF) stream->is_done_ = true;
    if (state != ARCHIVE_OK && state != ARCHIVE_WARN && state != ARCHIVE_EOF) return stream->broken();
    // libarchive peels every layer it knows; its count includes the bare file.
    if (::archive_filter_count(a) > 2) return nested(path, "");
    return std::unique_ptr<ByteStream>(std::move(stream));
  }

  Result<size_t> read(char* buffer, size_t size) override {
    if (is_done_) return size_t{0};
    const la_ssize_t got = ::archive_read_data(archive_.get(), buffer, size);
    if (got < 0) return broken();
    given_ += got;
    const int64_t taken = ::archive_filter_bytes(archive_.get(), -1);
    if (given_ > kGrowthFloor && given_ / kMaxGrowth > taken) {
      return Error{Code::limit,
                   path_.string() + " grows more than " + std::to_string(kMaxGrowth) +
                       "-fold when unpacked and is refused as a bomb: unpack it yourself if you trust it"};
    }
    is_done_ = got == 0;
    return size_t(got);
  }
  double progress() const override {
    return size_ > 0 ? std::min(1.0, double(::archive_filter_bytes(archive_.get(), -1)) / double(size_))
                     : 1.0;
  }

 private:
  explicit UnpackedStream(const fs::path& path) : path_(path), archive_(::archive_read_new()) {
    std::error_code ec;
    size_ = int64_t(fs::file_size(path, ec));
    if (ec) size_ = 0;
  }
  Error broken() const {
    return damaged(path_.string() + " cannot be unpacked further, it is damaged or cut short: copy it again");
  }

  fs::path path_;
  std::unique_ptr<struct archive, FreeArchive> archive_;
  int64_t size_ = 0, given_ = 0;
  bool is_done_ = false;
};

std::string lower_ending(const std::string& name) {
  std::string ending = fs::path(name).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return char(std::tolower(c)); });
  return ending;
}

// "ledger.csv.gz" -> "ledger.csv"
std::string without_wrapping(const fs::path& path) {
  const std::string ending = lower_ending(path.filename().string());
  return ending == ".gz" || ending == ".xz" ? path.stem().string() : path.filename().string();
}

bool is_data(const ZipPart& part) {
  const std::string base = part.name.substr(part.name.find_last_of('/') + 1);
  return !base.empty() && base.front() != '.' && !part.name.starts_with("__MACOSX/") && base != "Thumbs.db" &&
         base != "desktop.ini";
}

std::vector<std::string> data_names(const ZipFile& zip) {
  std::vector<std::string> names;
  for (const ZipPart& part : zip.parts()) {
    if (is_data(part)) names.push_back(part.name);
  }
  return names;
}

Result<const ZipPart*> choose(const ZipFile& zip, const fs::path& path, const std::string& wanted) {
  if (!wanted.empty()) {
    const ZipPart* part = zip.find(wanted);
    if (!part) return not_found(path.string() + " holds no file named " + wanted);
    return part;
  }
  const auto names = data_names(zip);
  if (names.empty()) return invalid(path.string() + " is an empty zip");
  if (names.size() == 1) return zip.find(names.front());
  std::string list;
  for (size_t i = 0; i < std::min<size_t>(names.size(), 5); ++i) list += (i ? ", " : "") + names[i];
  return invalid(path.string() + " holds " + std::to_string(names.size()) + " files (" + list +
                 (names.size() > 5 ? ", …" : "") + "): say which one to read, or unpack it");
}

Result<Opening> opening_of(const fs::path& path, std::string name, std::unique_ptr<ByteStream> bytes) {
  Opening opening;
  opening.path = path;
  opening.extension = lower_ending(name);
  opening.name = std::move(name);
  QY_TRY(opening.head, read_up_to(*bytes, kHeadBytes));
  opening.head_is_whole = opening.head.size() < kHeadBytes;
  opening.bytes = put_back(opening.head, std::move(bytes));
  return opening;
}

Result<void> refuse_nesting(const Opening& opening) {
  const Wrapping inner = wrapping_of(opening.head);
  const bool is_workbook =
      opening.extension.starts_with(".xls") || opening.extension == ".et" || opening.extension == ".ods";
  if (inner == Wrapping::none || (inner == Wrapping::zip && is_workbook)) return {};
  return nested(opening.path, opening.name);
}

}  // namespace

Wrapping wrapping_of(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\x1f\x8b"sv)) return Wrapping::gz;
  if (head.starts_with("\xfd"
                       "7zXZ\0"sv))
    return Wrapping::xz;
  if (head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv)) return Wrapping::zip;
  return Wrapping::none;
}

bool is_document(const ZipFile& zip) {
  return zip.find("[Content_Types].xml") != nullptr || zip.find("mimetype") != nullptr;
}

Result<Opening> open_peeled(const fs::path& path, const SourceOptions& options) {
  QY_TRY(auto bytes, options.content ? view_of(*options.content) : open_plain(path));
  QY_TRY(Opening opening, opening_of(path, path.filename().string(), std::move(bytes)));
  const Wrapping wrapping = wrapping_of(opening.head);
  opening.is_plain = true;
  if (wrapping == Wrapping::none) return opening;
  if (wrapping == Wrapping::zip) {
    QY_TRY(const ZipFile zip, ZipFile::open(path));
    if (is_document(zip)) return opening;
    QY_TRY(const ZipPart* part, choose(zip, path, options.inner_file));
    QY_TRY(bytes, zip.read(*part));
    QY_TRY(opening, opening_of(path, part->name, std::move(bytes)));
  } else {
    QY_TRY(bytes, UnpackedStream::open(path, wrapping));
    QY_TRY(opening, opening_of(path, without_wrapping(path), std::move(bytes)));
  }
  QY_CHECK(refuse_nesting(opening));
  return opening;
}

Result<std::vector<std::string>> inner_files(const fs::path& path) {
  QY_TRY(const auto bytes, open_plain(path));
  QY_TRY(const std::string head, read_up_to(*bytes, 4));
  if (wrapping_of(head) != Wrapping::zip) return std::vector<std::string>{};
  QY_TRY(const ZipFile zip, ZipFile::open(path));
  return is_document(zip) ? std::vector<std::string>{} : data_names(zip);
}

}  // namespace qy
