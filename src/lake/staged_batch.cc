#include <fstream>

#include "base/disk.h"
#include "lake/lake_writer.h"
#include "lake/messages.h"
#include "lake/table_stream.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kPart = "part-0.parquet";

}  // namespace

struct StagedBatch::Writing {
  Writing(const fs::path& staging, ParquetPress& used)
      : press(used), refused(staging / "refused.csv", std::ios::binary) {}

  ParquetPress& press;
  std::map<std::string, std::unique_ptr<TableStream>> tables;
  std::ofstream refused;
  int64_t refused_rows = 0;
};

StagedBatch::StagedBatch(fs::path workspace, std::string id, std::string created_at, ParquetPress& press)
    : workspace_(std::move(workspace)), manifest_{std::move(id), std::move(created_at), {}, {}} {
  writing_ = std::make_unique<Writing>(staging(), press);
}

StagedBatch::~StagedBatch() {
  writing_.reset();
  std::error_code ec;
  fs::remove_all(staging(), ec);
}

fs::path StagedBatch::staging() const {
  return workspace_ / "lake" / ".staging" / id();
}

Result<void> StagedBatch::append(const Table& table, ColumnBatch rows) {
  if (rows.rows() == 0) return {};
  std::unique_ptr<TableStream>& stream = writing_->tables[table.name];
  if (!stream) {
    const fs::path folder = staging() / table.name;
    QY_CHECK(make_folder(folder));
    stream = std::make_unique<TableStream>(writing_->press, table.columns(), folder / kPart);
  }
  return stream->push(std::move(rows));
}

Result<void> StagedBatch::refuse(std::string_view csv_line) {
  writing_->refused << csv_line << '\n';
  ++writing_->refused_rows;
  if (!writing_->refused) return io_error(say(kRefusedNotWritten, id(), reason_of_failure()));
  return {};
}

fs::path StagedBatch::companion(const fs::path& place) {
  fs::path here = staging() / ("companion-" + std::to_string(moves_.size()));
  moves_.push_back({here, workspace_ / place});
  return here;
}

fs::path StagedBatch::shared_companion(const fs::path& place) {
  fs::path here = staging().parent_path() / ("shared-" + place.filename().string());
  moves_.push_back({here, workspace_ / place});
  return here;
}

// What is ready is on its way to the disk already when the commit waits for it.
Result<void> StagedBatch::finish(std::vector<SourceManifest> sources) {
  for (const Move& companion : moves_) begin_sync(companion.from);
  for (auto& [table, stream] : writing_->tables) {
    QY_CHECK(stream->finish());
    manifest_.rows_by_table[table] = stream->rows();
    moves_.push_back({staging() / table, workspace_ / "lake" / table / ("batch=" + id())});
    begin_sync(staging() / table / kPart);
  }
  writing_->refused.close();
  if (!writing_->refused) return io_error(say(kRefusedNotWritten, id(), reason_of_failure()));
  manifest_.sources = std::move(sources);
  if (writing_->refused_rows > 0)
    moves_.push_back({staging() / "refused.csv", workspace_ / "batches" / (id() + ".refused.csv")});
  writing_.reset();
  return {};
}

}  // namespace qy
