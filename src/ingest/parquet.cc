// Parquet as one section whose columns are known. The engine of the lake reads it, a page of rows at a time.
//
// The engine gets the file by its descriptor, not by its name: a name may hold what it would take for a
// pattern.

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "ingest/formats.h"
#include "ingest/messages.h"
#include "ingest/stored_number.h"
#include "lake/engine.h"

namespace qy {
namespace {

constexpr int64_t kPageCells = 400'000;
constexpr int64_t kEngineBytes = 1LL << 30;

struct OpenFile {
  int fd = -1;
  explicit OpenFile(const std::filesystem::path& path) : fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (fd >= 0) ::close(fd);
  }
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd); }
};

std::string identifier(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

struct Column {
  std::string name;
  CellKind kind = CellKind::text;
  std::string sql;  // its value as text
};

Column column_of(const std::string& name, const std::string& type) {
  const std::string value = identifier(name);
  if (type == "DOUBLE" || type == "FLOAT") return {name, CellKind::number, "CAST(" + value + " AS VARCHAR)"};
  if (type == "BOOLEAN") return {name, CellKind::boolean, "upper(CAST(" + value + " AS VARCHAR))"};
  if (type == "DATE") return {name, CellKind::date, "CAST(" + value + " AS VARCHAR)"};
  // A moment is written as the wall clock shows it in China, UTC+8, which has no summer time.
  constexpr std::string_view kFormat = ", '%Y-%m-%dT%H:%M:%S')";
  if (type == "TIMESTAMP WITH TIME ZONE") {
    return {name, CellKind::date,
            "strftime(make_timestamp(epoch_us(" + value + ") + 28800000000)" + std::string(kFormat)};
  }
  if (type.starts_with("TIMESTAMP"))
    return {name, CellKind::date, "strftime(CAST(" + value + " AS TIMESTAMP)" + std::string(kFormat)};
  return {name, CellKind::text, "CAST(" + value + " AS VARCHAR)"};
}

class ParquetSource final : public Source {
 public:
  ParquetSource(FileOnDisk file, std::string name)
      : file_(std::move(file)), open_(file_.path), name_(std::move(name)) {
    notes_.format = "parquet";
  }

  Result<void> start(const SourceOptions& options) {
    EngineOptions engine;
    engine.spill_folder = options.spool_folder;
    engine.memory_bytes = kEngineBytes;
    engine.threads = 1;
    QY_TRY(engine_, open_duckdb(engine));
    from_ = " FROM read_parquet(" + Engine::literal(open_.path()) + ", file_row_number = true)";
    QY_TRY(const Rows described, query("DESCRIBE SELECT * EXCLUDE (file_row_number)" + from_));
    Section section;
    for (const auto& row : described.cells) {
      columns_.push_back(column_of(to_text(row[0]), to_text(row[1])));
      section.columns.push_back(columns_.back().name);
    }
    sections_.push_back(std::move(section));
    QY_TRY(const Rows counted, query("SELECT CAST(count(*) AS BIGINT)" + from_));
    total_ = std::get<int64_t>(counted.cells.at(0).at(0));
    page_rows_ = std::max<int64_t>(kPageCells / int64_t(columns_.size() + 1), 1);
    return {};
  }

  const std::vector<Section>& sections() const override { return sections_; }
  const SourceNotes& notes() const override { return notes_; }
  double progress() const override { return total_ > 0 ? double(given_) / double(total_) : 1.0; }

  Result<bool> next(RawRow& row) override {
    if (given_ == total_) return false;
    if (at_ == page_.cells.size()) QY_CHECK(turn_page());
    std::vector<Value>& values = page_.cells[at_++];
    row.section = 0;
    row.row_number = ++given_;
    row.broken.clear();
    row.cells.resize(columns_.size());
    for (size_t i = 0; i < columns_.size(); ++i) {
      auto* text = std::get_if<std::string>(&values[i]);
      if (text && columns_[i].kind == CellKind::number) *text = number_text(*text);
      row.cells[i] = {text ? std::string_view(*text) : std::string_view(),
                      text ? columns_[i].kind : CellKind::text, false};
    }
    return true;
  }

 private:
  Result<Rows> query(const std::string& sql) {
    auto rows = engine_->query(sql);
    if (!rows.ok()) return Error{rows.error().code, say(kNoParquet, what_happened(rows.error().message))};
    return rows;
  }

  // The engine's first sentence, with the file's own name: what follows quotes SQL that no officer wrote.
  std::string what_happened(std::string message) const {
    message.erase(std::min(message.find('\n'), message.size()));
    const std::string lent = open_.path();
    if (const size_t at = message.find(lent); at != std::string::npos)
      message.replace(at, lent.size(), name_);
    return message;
  }

  Result<void> turn_page() {
    std::string sql = "SELECT ";
    for (const Column& column : columns_) sql += column.sql + ", ";
    sql += "file_row_number" + from_ + " WHERE file_row_number >= " + std::to_string(given_) +
           " AND file_row_number < " + std::to_string(given_ + page_rows_) + " ORDER BY file_row_number";
    QY_TRY(page_, query(sql));
    at_ = 0;
    if (page_.cells.empty()) return damaged(say(kParquetEnds));
    return {};
  }

  FileOnDisk file_;
  OpenFile open_;
  std::string name_;
  std::unique_ptr<Engine> engine_;
  std::string from_;
  std::vector<Column> columns_;
  std::vector<Section> sections_;
  SourceNotes notes_;
  Rows page_;
  size_t at_ = 0;
  int64_t given_ = 0, total_ = 0, page_rows_ = 1;
};

}  // namespace

bool claims_parquet(const Opening& opening) {
  return opening.head.starts_with("PAR1");
}

Result<std::unique_ptr<Source>> open_parquet(Opening&& opening, const SourceOptions& options) {
  QY_TRY(FileOnDisk file, on_disk(opening, options));
  auto source = std::make_unique<ParquetSource>(std::move(file), opening.name);
  if (auto started = source->start(options); !started.ok()) {
    return Error{started.error().code, opening.name + ": " + started.error().message};
  }
  return std::unique_ptr<Source>(std::move(source));
}

}  // namespace qy
