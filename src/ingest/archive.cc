#include "ingest/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "ingest/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr size_t kHeadBytes = 1 << 20, kPackedBytes = 256 << 10;

Error nested(const fs::path& path) {
  return invalid(say(kNested, path.string()));
}

struct FreeArchive {
  void operator()(struct archive* a) const { ::archive_read_free(a); }
};

class UnpackedStream final : public ByteStream {
 public:
  static Result<std::unique_ptr<ByteStream>> open(const fs::path& path, Wrapping wrapping) {
    auto stream = std::unique_ptr<UnpackedStream>(new UnpackedStream(path, wrapping));
    std::error_code ec;
    stream->size_ = int64_t(fs::file_size(path, ec));
    if (ec) stream->size_ = 0;
    const int state = ::archive_read_open_filename(stream->archive_.get(), path.c_str(), kPackedBytes);
    return begin(std::move(stream), state);
  }
  static Result<std::unique_ptr<ByteStream>> open(std::unique_ptr<ByteStream> packed, const fs::path& path,
                                                  Wrapping wrapping) {
    auto stream = std::unique_ptr<UnpackedStream>(new UnpackedStream(path, wrapping));
    stream->packed_ = std::move(packed);
    stream->buffer_.resize(kPackedBytes);
    const int state = ::archive_read_open(stream->archive_.get(), stream.get(), nullptr, give, nullptr);
    return begin(std::move(stream), state);
  }

  Result<size_t> read(char* buffer, size_t size) override {
    if (is_done_) return size_t{0};
    const la_ssize_t got = ::archive_read_data(archive_.get(), buffer, size);
    if (got < 0) return broken();
    given_ += got;
    const int64_t taken = ::archive_filter_bytes(archive_.get(), -1);
    if (given_ > kGrowthFloor && given_ / kMaxGrowth > taken) {
      return Error{Code::limit, say(kGrowsTooMuch, path_.string(), kMaxGrowth)};
    }
    is_done_ = got == 0;
    return size_t(got);
  }
  double progress() const override {
    return size_ > 0 ? std::min(1.0, double(::archive_filter_bytes(archive_.get(), -1)) / double(size_))
                     : 1.0;
  }

 private:
  UnpackedStream(const fs::path& path, Wrapping wrapping) : path_(path), archive_(::archive_read_new()) {
    if (wrapping == Wrapping::gz) ::archive_read_support_filter_gzip(archive_.get());
    if (wrapping == Wrapping::xz) ::archive_read_support_filter_xz(archive_.get());
    ::archive_read_support_format_raw(archive_.get());
  }

  static Result<std::unique_ptr<ByteStream>> begin(std::unique_ptr<UnpackedStream> stream, int state) {
    if (state != ARCHIVE_OK) return stream->broken();
    struct archive* a = stream->archive_.get();
    struct archive_entry* entry = nullptr;
    state = ::archive_read_next_header(a, &entry);
    if (state == ARCHIVE_EOF) stream->is_done_ = true;
    if (state != ARCHIVE_OK && state != ARCHIVE_WARN && state != ARCHIVE_EOF) return stream->broken();
    // libarchive peels every layer it knows; its count includes the bare file.
    if (::archive_filter_count(a) > 2) return nested(stream->path_);
    return std::unique_ptr<ByteStream>(std::move(stream));
  }

  // The next packed bytes, as libarchive asks for them.
  static la_ssize_t give(struct archive*, void* self, const void** bytes) {
    auto& stream = *static_cast<UnpackedStream*>(self);
    auto got = stream.packed_->read(stream.buffer_.data(), stream.buffer_.size());
    if (!got.ok()) return stream.fault_ = got.error(), -1;
    *bytes = stream.buffer_.data();
    return la_ssize_t(*got);
  }

  Error broken() const { return fault_ ? *fault_ : damaged(say(kCannotUnpackFurther, path_.string())); }

  fs::path path_;
  std::unique_ptr<ByteStream> packed_;  // where it is no file that libarchive opened
  std::string buffer_;
  std::optional<Error> fault_;                            // of packed_
  std::unique_ptr<struct archive, FreeArchive> archive_;  // after what it reads from
  int64_t size_ = 0, given_ = 0;
  bool is_done_ = false;
};

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return char(std::tolower(c)); });
  return text;
}

std::string lower_ending(const std::string& name) {
  return lower_case(fs::path(name).extension().string());
}

// "ledger.csv.gz" -> "ledger.csv"
std::string without_wrapping(const std::string& name) {
  const std::string ending = lower_ending(name);
  return ending == ".gz" || ending == ".xz" ? name.substr(0, name.size() - ending.size()) : name;
}

bool is_of_the_system(const std::string& name, const std::string& base) {
  return base.starts_with('.') || base.starts_with("~$") || name.starts_with("__MACOSX/") ||
         base == "Thumbs.db" || base == "desktop.ini";
}

// Endings of what is certainly no table. Whatever is not named here is tried, and a failure is told.
constexpr std::array<std::string_view, 33> kNoTables = {
    ".pdf", ".ofd",  ".doc", ".docx", ".wps", ".odt", ".rtf", ".ppt", ".pptx", ".md",  ".jpg",
    ".png", ".jpeg", ".gif", ".bmp",  ".tif", ".svg", ".mp3", ".mp4", ".tiff", ".avi", ".mov",
    ".exe", ".dll",  ".bat", ".lnk",  ".url", ".xsd", ".dtd", ".sql", ".log",  ".ini", ".tmp"};
constexpr std::array<std::string_view, 10> kReadMes = {
    "readme", "read me", "read_me", "license", "licence", "说明", "使用说明", "数据说明", "填报说明", "目录"};

bool is_other(const std::string& base) {
  const std::string ending = lower_ending(base);
  if (std::find(kNoTables.begin(), kNoTables.end(), ending) != kNoTables.end()) return true;
  if (!ending.empty() && ending != ".txt") return false;
  const std::string folded = lower_case(base);
  return std::any_of(kReadMes.begin(), kReadMes.end(),
                     [&](std::string_view word) { return folded.starts_with(word); });
}

Result<const ZipPart*> choose(const ZipFile& zip, const fs::path& path, const std::string& wanted) {
  if (!wanted.empty()) {
    const ZipPart* part = zip.find(wanted);
    if (!part) return not_found(say(kNoInner, path.string(), wanted));
    return part;
  }
  const auto [names, other] = contents_of(zip);
  if (names.empty() && other.empty()) return invalid(say(kEmptyZip, path.string()));
  if (names.empty()) return invalid(say(kZipWithoutData, path.string(), listed(other)));
  if (names.size() == 1) return zip.find(names.front());
  return invalid(say(kSeveralInner, path.string(), names.size(), listed(names)));
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
  return nested(opening.path);
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

FileKind kind_by_name(const std::string& name) {
  const std::string base = name.substr(name.find_last_of('/') + 1);
  if (is_of_the_system(name, base)) return FileKind::of_the_system;
  return is_other(base) ? FileKind::other : FileKind::data;
}

ZipContents contents_of(const ZipFile& zip) {
  ZipContents contents;
  for (const ZipPart& part : zip.parts()) {
    if (part.name.ends_with('/')) continue;  // a folder
    const FileKind kind = kind_by_name(part.name);
    if (kind != FileKind::of_the_system)
      (kind == FileKind::other ? contents.other : contents.data).push_back(part.name);
  }
  return contents;
}

Result<void> judge_files(const ZipFile& zip) {
  int64_t total = 0;
  for (const ZipPart& part : zip.parts()) total += std::min(part.unpacked, kMaxArchiveBytes + 1);
  if (total > kMaxArchiveBytes)
    return Error{Code::limit, say(kZipRefused, say(kZipTooLarge, total >> 20, kMaxArchiveBytes >> 20))};
  std::set<std::string_view> names;
  for (const ZipPart& part : zip.parts())
    if (!names.insert(part.name).second) return invalid(say(kZipRefused, say(kSameNames, part.name)));
  return {};
}

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (size_t i = 0; i < std::min<size_t>(names.size(), 5); ++i) list += (i ? ", " : "") + names[i];
  return list + (names.size() > 5 ? ", …" : "");
}

Result<Opening> open_peeled(const fs::path& path, const SourceOptions& options) {
  if (options.content && !options.inner_file.empty()) {
    QY_TRY(Opening inner,
           opening_of(path / options.inner_file, options.inner_file, view_of(*options.content)));
    QY_CHECK(refuse_nesting(inner));
    return inner;
  }
  QY_TRY(auto bytes, options.content ? view_of(*options.content) : open_plain(path));
  const std::string name = options.name.empty() ? path.filename().string() : options.name;
  QY_TRY(Opening opening, opening_of(path, name, std::move(bytes)));
  const Wrapping wrapping = wrapping_of(opening.head);
  opening.is_plain = true;
  if (wrapping == Wrapping::none) return opening;
  if (wrapping == Wrapping::zip) {
    std::shared_ptr<const ZipFile> zip = options.zip;
    if (!zip) {
      QY_TRY(ZipFile opened, ZipFile::open(path));
      zip = std::make_shared<const ZipFile>(std::move(opened));
    }
    if (is_document(*zip)) return opening;
    QY_CHECK(judge_files(*zip));
    QY_TRY(const ZipPart* part, choose(*zip, path, options.inner_file));
    QY_TRY(bytes, zip->read(*part));
    QY_TRY(opening, opening_of(path / part->name, part->name, std::move(bytes)));
  } else {
    QY_TRY(bytes, UnpackedStream::open(path, wrapping));
    QY_TRY(opening, opening_of(path, without_wrapping(name), std::move(bytes)));
  }
  QY_CHECK(refuse_nesting(opening));
  return opening;
}

Result<Opening> open_peeled(std::unique_ptr<ByteStream> bytes, const SourceOptions& options) {
  QY_TRY(Opening opening, opening_of(options.name, options.name, std::move(bytes)));
  const Wrapping wrapping = wrapping_of(opening.head);
  if (wrapping == Wrapping::none) return opening;
  if (wrapping == Wrapping::zip) return Error{Code::limit, say(kMustSeek, options.name)};
  QY_TRY(bytes, UnpackedStream::open(std::move(opening.bytes), options.name, wrapping));
  QY_TRY(opening, opening_of(options.name, without_wrapping(options.name), std::move(bytes)));
  QY_CHECK(refuse_nesting(opening));
  return opening;
}

}  // namespace qy
