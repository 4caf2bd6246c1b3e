#include "ingest/original_rows.h"

#include <sys/mman.h>
#include <unistd.h>

#include <map>
#include <set>

#include "ingest/dry_run.h"
#include "ingest/header_finder.h"
#include "ingest/messages.h"
#include "ingest/source.h"
#include "ingest/transform.h"
#include "seal/file_sealer.h"
#include "text/credit_code.h"
#include "text/party_no.h"
#include "text/utf8.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr size_t kCellBytes = 300, kLongNumber = 11;
constexpr size_t kMostOfOneLine = 50;  // rows that one line of an OCDS file may give

// Bytes that a reader may seek in and that no disk ever sees.
class MemoryFile {
 public:
  static Result<MemoryFile> of_unsealed(Sealer& sealer, const fs::path& sealed) {
    MemoryFile file(::memfd_create("original", MFD_CLOEXEC));
    if (file.fd_ < 0) return Error{Code::io, reason_of_failure()};
    QY_CHECK(unseal_file(sealer, sealed, [&](std::string_view piece) -> Result<void> {
      for (ssize_t written; !piece.empty(); piece.remove_prefix(size_t(written)))
        if (written = ::write(file.fd_, piece.data(), piece.size()); written <= 0)
          return Error{Code::io, reason_of_failure()};
      return {};
    }));
    return file;
  }
  MemoryFile(MemoryFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  MemoryFile& operator=(MemoryFile&&) = delete;
  ~MemoryFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  fs::path path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  explicit MemoryFile(int fd) : fd_(fd) {}
  int fd_;
};

// A large one in pieces; what reads it may stop early, and the rest is verified by to_the_end().
class UnsealedStream final : public ByteStream {
 public:
  explicit UnsealedStream(std::shared_ptr<FileUnsealer> file) : file_(std::move(file)) {}
  Result<size_t> read(char* buffer, size_t size) override {
    while (piece_.empty()) {
      QY_TRY(const auto next, file_->next());
      if (!next) return size_t{0};
      piece_ = *next;
    }
    const size_t n = piece_.copy(buffer, size);
    piece_.remove_prefix(n);
    return n;
  }
  double progress() const override { return 0; }

 private:
  std::shared_ptr<FileUnsealer> file_;
  std::string_view piece_;
};

Result<void> to_the_end(FileUnsealer& file) {
  for (;;) {
    QY_TRY(const auto piece, file.next());
    if (!piece) return {};
  }
}

bool is_private(const Field& field) {
  return field.personal() || field.sensitivity >= Sensitivity::personal;
}

// 经手人〔证件号〕电话〔号码〕
std::string without_long_numbers(std::string_view text) {
  std::string open;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    if (end - at >= kLongNumber)
      open += "〔号码〕";
    else
      open += text.substr(at, end - at);
    if (end < text.size()) open += text[end];
    at = end + 1;
  }
  return open;
}

bool holds_long_number(std::string_view text) {
  size_t digits = 0;
  for (const char c : text)
    if ((digits = c >= '0' && c <= '9' ? digits + 1 : 0) >= kLongNumber) return true;
  return false;
}

// The ends of a long number let it be found on paper; of anything else every letter may tell.
std::string hidden(std::string_view text) {
  return text.size() >= kLongNumber && holds_long_number(text) ? masked(text) : "***";
}

std::string shown_cell(std::string_view text, const OriginalColumn& column, Date today) {
  if (text.empty()) return "";
  if (column.is_masked) return hidden(text);
  const FieldType type = column.field->type;
  if (type == FieldType::party_no && read_credit_code(text).check == NumberCheck::valid)
    return std::string(text);
  if (type == FieldType::party_no && holds_long_number(text)) return masked(text);
  std::string open = hide_citizen_numbers(text, today);
  if (type == FieldType::text) open = without_long_numbers(open);
  if (open.size() > kCellBytes) open = std::string(first_bytes(open, kCellBytes)) + "…";
  return open;
}

class Finder {
 public:
  Finder(Source& source, const Profile& profile, const OriginalGround& ground, const RowsWanted& wanted)
      : source_(source),
        profile_(profile),
        ground_(ground),
        wanted_(wanted),
        rows_(wanted.rows.begin(), wanted.rows.end()) {}

  Result<OriginalRows> find() {
    RawRow row;
    while (!rows_.empty()) {
      QY_TRY(const bool more, source_.next(row));
      if (!more) break;
      if (row.section != section_) {
        settle();
        if (is_wanted_) break;
        begin(row.section);
      }
      if (is_ready_) {
        if (!is_wanted_) continue;
        if (row.row_number > *rows_.rbegin()) break;
        if (rows_.contains(row.row_number)) take(copy_of(row));
        continue;
      }
      waiting_.push_back(copy_of(row));
      if (waiting_.size() >= kHeaderRows) settle();
    }
    settle();
    return std::move(found_);
  }

 private:
  void begin(size_t section) {
    section_ = section;
    const Section& info = source_.sections()[section];
    is_wanted_ = info.name == wanted_.sheet;
    is_ready_ = !info.columns.empty();
    if (is_ready_ && is_wanted_) name_columns(info.columns);
  }

  // As the importer settled it (copy_rows.cc).
  void settle() {
    if (is_ready_ || waiting_.empty()) return;
    is_ready_ = true;
    const auto told = profile_.header_of(source_.sections()[section_].name);
    Header header = told ? header_at(waiting_, told->row, told->rows) : find_header(waiting_, ground_.words);
    if (header.rows == 0 && !told && header.names.size() == last_names_.size()) header.names = last_names_;
    const auto waiting = std::move(waiting_);
    waiting_.clear();
    if (feeds(header.distinct_names()).size() > 0) last_names_ = header.names;
    if (!is_wanted_) return;
    if (header.rows > 0 && header.first < waiting.size())
      found_.header_row = waiting[header.first].row_number;
    name_columns(header.distinct_names());
    for (const SampleRow& row : waiting) take(row);
  }

  struct Fed {
    const Field* field = nullptr;
    bool is_private = false;
  };

  // What each column feeds, over all tables of the profile.
  std::map<size_t, Fed> feeds(const std::vector<std::string>& names) const {
    std::map<size_t, Fed> fed;
    const auto note = [&](size_t at, const Field* field, bool is_of_table) {
      if (field == nullptr) return;
      Fed& one = fed[at];
      if (one.field == nullptr || is_of_table) one.field = field;
      one.is_private |= is_private(*field);
    };
    const Section& info = source_.sections()[section_];
    if (!profile_.wants_sheet(info.name, info.hidden)) return fed;
    if (const Table* table = ground_.tables.find(info.name); profile_.by_name && table != nullptr)
      for (size_t c = 0; c < names.size(); ++c) note(c, table->field(names[c]), table == &wanted_.table);
    for (const TableRule& rule : profile_.tables) {
      const Table* table = ground_.tables.find(rule.table);
      if (table == nullptr || !matches_pattern(rule.section, info.name)) continue;
      for (const ColumnRule& column : rule.columns)
        if (const auto at = column_of(column, names); at && *at < names.size())
          note(*at, table->field(column.field), table == &wanted_.table);
    }
    return fed;
  }

  void name_columns(const std::vector<std::string>& names) {
    for (const auto& [at, fed] : feeds(names)) {
      places_.push_back(at);
      const std::string name = names[at].empty() ? "#" + std::to_string(at + 1) : names[at];
      found_.columns.push_back({hide_citizen_numbers(name, ground_.today), fed.field, fed.is_private});
    }
    found_.left_out = int64_t(names.size() - places_.size());
  }

  void take(const SampleRow& row) {
    if (!rows_.contains(row.row_number) || found_.rows.size() >= rows_.size() + kMostOfOneLine) return;
    OriginalRow told{.row = row.row_number};
    for (size_t i = 0; i < places_.size(); ++i)
      told.cells.push_back(shown_cell(trimmed(row.text(places_[i])), found_.columns[i], ground_.today));
    found_.rows.push_back(std::move(told));
  }

  Source& source_;
  const Profile& profile_;
  const OriginalGround& ground_;
  const RowsWanted& wanted_;
  const std::set<int64_t> rows_;
  size_t section_ = size_t(-1);
  bool is_wanted_ = false, is_ready_ = true;
  std::vector<SampleRow> waiting_;
  std::vector<std::string> last_names_;
  std::vector<size_t> places_;
  OriginalRows found_;
};

SourceOptions options_of(const Profile& profile, const SourceManifest& source) {
  SourceOptions options{.encoding = profile.encoding, .delimiter = profile.delimiter};
  options.name = source.name;
  if (source.received_sm3 != source.sm3) {  // march.zip/towns/a.csv
    const size_t slash = source.name.find('/');
    options.name = source.name.substr(0, slash);
    if (slash != source.name.npos) options.inner_file = source.name.substr(slash + 1);
  }
  return options;
}

// Held whole in memory, so that every format can be read.
Result<OriginalRows> rows_of_whole(const OriginalGround& ground, const fs::path& sealed,
                                   const SourceOptions& options, const Profile& profile,
                                   const RowsWanted& wanted) {
  QY_TRY(const MemoryFile plain, MemoryFile::of_unsealed(ground.sealer, sealed));
  auto opened = open_source(plain.path(), options);
  if (!opened.ok()) return damaged(opened.error().message);
  return Finder(**opened, profile, ground, wanted).find();
}

Result<OriginalRows> rows_in_passing(const OriginalGround& ground, const fs::path& sealed,
                                     const SourceOptions& options, const Profile& profile,
                                     const RowsWanted& wanted) {
  QY_TRY(FileUnsealer unsealer, FileUnsealer::open(ground.sealer, sealed));
  const auto file = std::make_shared<FileUnsealer>(std::move(unsealer));
  auto opened = open_stream(std::make_unique<UnsealedStream>(file), options);
  if (!opened.ok()) return opened.error();
  auto found = Finder(**opened, profile, ground, wanted).find();
  if (!found.ok()) return damaged(found.error().message);
  QY_CHECK(to_the_end(*file));
  return found;
}

}  // namespace

Result<OriginalRows> rows_of_original(const OriginalGround& ground, const SourceManifest& source,
                                      const RowsWanted& wanted) {
  const fs::path sealed = ground.workspace / "originals" / source.received_sm3;
  const fs::path used = ground.workspace / "profiles" / "used" / (source.profile_hash + ".yaml");
  if (!fs::exists(sealed) || !fs::exists(used)) return not_found(say(kOriginalGone));
  std::error_code ec;
  const auto bytes = int64_t(fs::file_size(sealed, ec));
  if (bytes > kMostReadBytes) return Error{Code::limit, say(kOriginalHuge, kMostReadBytes >> 30)};
  QY_TRY(const Profile profile, load_profile(used, ground.tables));
  const bool is_held = bytes <= kMostOriginalBytes;
  auto found = (is_held ? rows_of_whole : rows_in_passing)(ground, sealed, options_of(profile, source),
                                                           profile, wanted);
  if (found.ok() || found.error().code == Code::io) return found;
  if (!is_held && found.error().code == Code::limit)
    return Error{Code::limit, say(kOriginalLarge, kMostOriginalBytes >> 20)};
  return damaged(say(kOriginalUnreadable));
}

}  // namespace qy
