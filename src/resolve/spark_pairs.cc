#include "resolve/spark_pairs.h"

#include <mutex>

#include "base/disk.h"
#include "entity/messages.h"
#include "lake/parquet_file.h"

namespace qy {
namespace {

constexpr size_t kRowsAFile = 1'000'000;

// The whole numbers of a row; fails where Spark has none: a worker of another version.
Result<std::vector<int64_t>> numbers_of(const std::vector<Value>& row) {
  std::vector<int64_t> out;
  for (const Value& cell : row) {
    const int64_t* number = std::get_if<int64_t>(&cell);
    if (number == nullptr) return invalid(say(kBadPairTask));
    out.push_back(*number);
  }
  return out;
}

}  // namespace

SparkPairs::~SparkPairs() {
  std::error_code ec;
  for (const auto& file : cells_.files) std::filesystem::remove(file, ec);
  if (!cells_.files.empty()) std::filesystem::remove(place_.folder, ec);  // where nothing else lies in it
}

Result<void> SparkPairs::write_cells(const std::vector<KeyOut>& keys) {
  Derived derived(records_);
  QY_TRY(const RecordCells cells, RecordCells::prepare(records_, config_, derived, keys));
  cells_ = {.name = "record", .is_here_only = true};
  for (const std::string& name : cells.names()) cells_.columns.push_back({name, ColumnType::text});
  QY_CHECK(make_folder(place_.folder));
  ColumnBatch batch(cells_.columns);
  for (RecordIndex i = 0; i < records_.size(); ++i) {
    const std::vector<std::string> row = cells.of(i);
    for (size_t c = 0; c < row.size(); ++c) {
      if (row[c].empty())
        batch.columns[c].append_null();
      else
        batch.columns[c].append_text(row[c]);
    }
    if (batch.rows() < kRowsAFile && i + 1 < records_.size()) continue;
    cells_.files.push_back(place_.folder / ("record-" + std::to_string(cells_.files.size()) + ".parquet"));
    QY_CHECK(write_parquet(cells_.files.back(), cells_.columns, batch));
    batch.clear();
  }
  return {};
}

Plan SparkPairs::plan_of(std::string where) const {
  std::string cells;
  for (const ColumnSpec& column : cells_.columns) cells += (cells.empty() ? "" : ", ") + column.name;
  std::string by_key;
  for (const size_t key : out_) {
    const std::string k = std::to_string(key);
    by_key += std::string(by_key.empty() ? "SELECT " : " UNION ALL SELECT ") + k + " AS k, g" + k +
              " AS g, array(" + cells + ") AS cells FROM record WHERE g" + k + " <> '0'";
  }
  const std::string lines = "SELECT to_json(named_struct('k', k, 'r', collect_list(cells))) AS line FROM (" +
                            by_key + ") AS by_key GROUP BY k, g";
  const LineFilter filter{"pairs " + task_.words(), {"k", "a", "b", "pattern", "fresh"}, std::move(where)};
  return {.tables = {cells_}, .relations = {{"pair", lines, filter}}};
}

Result<void> SparkPairs::carry_out(const Plan& plan, const std::function<Result<void>(const Rows&)>& take) {
  std::mutex mutex;
  Result<void> outcome;
  const auto note = [&](const Result<void>& done) {
    if (outcome.ok()) outcome = done;
  };
  const PlanEvents events{.built =
                              [&](const std::string&, double, const Result<void>& built) {
                                const std::lock_guard lock(mutex);
                                note(built);
                              },
                          .answered =
                              [&](const std::string&, double, Result<Rows> answer) {
                                const std::lock_guard lock(mutex);
                                note(answer.ok() ? take(*answer) : Result<void>(answer.error()));
                              },
                          .cancelled = place_.cancelled};
  QY_CHECK(spark_.carry_out({plan}, events));
  return outcome;
}

Result<std::vector<KeyTallies>> SparkPairs::tallies(const std::vector<KeyOut>& keys, RecordIndex first) {
  std::vector<KeyTallies> out(keys.size());
  for (size_t k = 0; k < keys.size(); ++k)
    if (keys[k].is_given_out) out_.push_back(k);
  if (out_.empty()) return out;
  task_ = pair_task(config_text_, keys, first);
  QY_CHECK(write_cells(keys));
  Plan plan = plan_of("");
  plan.share = false;  // one question reads the pairs: they are not written down
  plan.questions = {
      {"tally", "SELECT k, pattern, fresh, count(*) AS pairs FROM pair GROUP BY k, pattern, fresh"}};
  QY_CHECK(carry_out(plan, [&](const Rows& rows) -> Result<void> {
    for (const auto& row : rows.cells) {
      QY_TRY(const auto numbers, numbers_of(row));
      KeyTallies& key = out[size_t(numbers[0])];
      (numbers[2] == 1 ? key.fresh : key.known).emplace_back(Pattern(numbers[1]), numbers[3]);
    }
    return {};
  }));
  return out;
}

Result<void> SparkPairs::links(const std::vector<Pattern>& wanted, const Take& take) {
  std::string list;
  for (const Pattern pattern : wanted) list += (list.empty() ? "" : ", ") + std::to_string(int64_t(pattern));
  Plan plan = plan_of("fresh = 1 AND pattern IN (" + list + ")");
  for (const size_t key : out_)
    plan.questions.push_back(
        {"links_" + std::to_string(key), "SELECT a, b, pattern FROM pair WHERE k = " + std::to_string(key)});
  return carry_out(plan, [&](const Rows& rows) -> Result<void> {
    for (const auto& row : rows.cells) {
      QY_TRY(const auto numbers, numbers_of(row));
      QY_CHECK(take(RecordIndex(numbers[0]), RecordIndex(numbers[1]), Pattern(numbers[2])));
    }
    return {};
  });
}

}  // namespace qy
