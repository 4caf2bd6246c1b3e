#include "resolve/resolve_files.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/disk.h"
#include "base/json.h"
#include "base/message.h"
#include "entity/cohesion.h"
#include "entity/explain.h"
#include "entity/messages.h"
#include "ingest/source.h"
#include "leads/spreadsheet_cell.h"
#include "text/normalize.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

// One file's rows into records; where a column was not there before, the records before it say nothing.
class RecordReader {
 public:
  RecordReader(Records& records, uint32_t table, std::string id_column)
      : records_(records), table_(table), id_column_(std::move(id_column)) {}

  Result<void> read(const std::string& path) {
    QY_TRY(const auto source, open_source(path, {}));
    RawRow row;
    size_t section = ~size_t{0};
    while (true) {
      QY_TRY(const bool more, source->next(row));
      if (!more) return {};
      if (!row.broken.empty())
        return invalid(path + ":" + std::to_string(row.row_number) + ": " + row.broken);
      if (section != row.section) {
        section = row.section;
        const std::vector<std::string>& known = source->sections()[section].columns;
        std::vector<std::string> names = known;
        for (size_t i = 0; known.empty() && i < row.cells.size(); ++i)
          names.push_back(normalize(row.cells[i].text));
        QY_CHECK(begin(names, path));
        if (known.empty()) continue;
      }
      QY_CHECK(add(row, fs::path(path).filename().string()));
    }
  }

 private:
  Result<void> begin(const std::vector<std::string>& names, const std::string& path) {
    at_.clear();
    id_at_ = names.size();
    for (size_t i = 0; i < names.size(); ++i) {
      if (names[i] == id_column_) id_at_ = i;
      size_t at = 0;
      while (at < records_.columns.size() && records_.columns[at].name != names[i]) ++at;
      if (at == records_.columns.size()) {
        records_.columns.emplace_back().name = names[i];
        records_.columns.back().codes.resize(records_.size());
      }
      at_.push_back(at);
    }
    if (!id_column_.empty() && id_at_ == names.size())
      return not_found(path + ": " + say(kNoSuchColumn, id_column_).text());
    return {};
  }

  Result<void> add(const RawRow& row, const std::string& file) {
    const std::string place = file + ":" + std::to_string(row.row_number);
    const std::string id = id_column_.empty()          ? place
                           : id_at_ < row.cells.size() ? normalize(row.cells[id_at_].text)
                                                       : "";
    if (id.empty()) return invalid(say(kNoId, place, id_column_));
    if (!records_.ids.add(id)) return invalid(say(kIdTwice, place, id));
    records_.tables.push_back(table_);
    for (RecordColumn& column : records_.columns) column.codes.push_back(kNothing);
    for (size_t i = 0; i < at_.size() && i < row.cells.size(); ++i) {
      if (i == id_at_ || is_placeholder(row.cells[i].text)) continue;
      RecordColumn& column = records_.columns[at_[i]];
      column.codes.back() = column.values.add(normalize_name(row.cells[i].text));
    }
    return {};
  }

  Records& records_;
  uint32_t table_;
  std::string id_column_;
  std::vector<size_t> at_;  // which column each cell goes to
  size_t id_at_ = 0;
};

Json model_json(const LinkConfig& config, const Linkage& linkage) {
  Json out;
  out["prior"] = linkage.model.prior;
  out["pairs"] = linkage.pairs;
  out["links"] = linkage.links.size();
  out["contradicted"] = linkage.clusters.contradicted;
  out["bridges"] = linkage.clusters.bridges;
  for (const KeyReport& key : linkage.keys)
    out["keys"].push_back({{"key", key.text},
                           {"records", key.records},
                           {"groups", key.groups},
                           {"largest", key.largest},
                           {"crowded_groups", key.crowded_groups},
                           {"passed_over", key.passed_over},
                           {"pairs", key.pairs}});
  for (size_t c = 0; c < config.compare.size(); ++c) {
    Json levels;
    for (unsigned level = 0; level < linkage.model.weights[c].size(); ++level) {
      const LevelWeight& weight = linkage.model.weights[c][level];
      levels.push_back({{"level", level_text(config.compare[c], level)},
                        {"m", weight.m},
                        {"u", weight.u},
                        {"bits", weight.bits()}});
    }
    out["comparisons"].push_back({{"of", config.compare[c].of.text}, {"levels", levels}});
  }
  return out;
}

// Our results as CSV, written as they come: a large one is never held whole.
class CsvFile {
 public:
  explicit CsvFile(fs::path path, std::string_view header)
      : path_(std::move(path)), file_(part(), std::ios::binary) {
    file_ << header << "\n";
  }
  template <class... Fields>
  void row(const Fields&... fields) {
    size_t at = 0;
    ((file_ << (at++ == 0 ? "" : ",") << fields), ...);
    file_ << "\n";
  }
  // On disk under its name when it returns; until then what stood there stands.
  Result<void> done() {
    file_.close();
    if (!file_) return io_error(path_.string() + ": " + reason_of_failure().text());
    std::error_code ec;  // as write_file makes them: not for everybody
    fs::permissions(part(), fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read, ec);
    QY_CHECK(sync_file(part()));
    return move_durably(part(), path_);
  }

 private:
  fs::path part() const { return path_.string() + ".part"; }
  fs::path path_;
  std::ofstream file_;
};

Result<void> write_clusters(const fs::path& folder, const Records& records, const Linkage& linkage) {
  QY_TRY(const auto all, cohesion_of(linkage.clusters.entity_of, linkage.links));
  CsvFile file(folder / "clusters.csv", "entity_id,records,weakest_a,weakest_b,bits,probability,whole");
  for (RecordIndex i = 0; i < records.size(); ++i) {
    if (all[i].records < 2) continue;
    const std::string id = csv_field(records.ids[i]);
    const char* whole = all[i].is_whole ? "yes" : "judged";
    if (const auto& weakest = all[i].weakest) {
      file.row(id, all[i].records, csv_field(records.ids[weakest->a]), csv_field(records.ids[weakest->b]),
               number(weakest->bits), number(linkage.model.probability(weakest->bits)), whole);
    } else {
      file.row(id, all[i].records, "", "", "", "", whole);
    }
  }
  return file.done();
}

Result<void> write_links(const fs::path& folder, const Records& records, const Linkage& linkage) {
  CsvFile file(folder / "links.csv", "a,b,bits,probability");
  QY_CHECK(linkage.links.each([&](const Link& link) {
    file.row(csv_field(records.ids[link.a]), csv_field(records.ids[link.b]), number(link.bits),
             number(linkage.model.probability(link.bits)));
  }));
  return file.done();
}

}  // namespace

Result<Records> read_records(const std::vector<std::string>& paths, const std::string& id_column) {
  Records records;
  for (size_t i = 0; i < paths.size(); ++i)
    QY_CHECK(RecordReader(records, uint32_t(i), id_column).read(paths[i]));
  return records;
}

Result<void> write_linkage(const fs::path& folder, const Records& records, const LinkConfig& config,
                           const Linkage& linkage) {
  QY_CHECK(make_folder(folder));
  CsvFile entities(folder / "entities.csv", "record,table,entity_id");
  for (size_t i = 0; i < records.size(); ++i)
    entities.row(csv_field(records.ids[i]), records.tables[i],
                 csv_field(records.ids[linkage.clusters.entity_of[i]]));
  QY_CHECK(entities.done());
  QY_CHECK(write_links(folder, records, linkage));
  QY_CHECK(write_clusters(folder, records, linkage));
  CsvFile changes(folder / "changes.csv", "change,from,to,records");
  for (const EntityChange& change : linkage.changes)
    changes.row(change.kind == EntityChangeKind::merged ? "merged" : "split",
                csv_field(records.ids[change.from]), csv_field(records.ids[change.to]), change.records);
  QY_CHECK(changes.done());
  return write_file(folder / "model.json", model_json(config, linkage).dump(2) + "\n");
}

Result<std::map<std::string, std::string>> read_entities(const fs::path& path, size_t id_column,
                                                         size_t entity_column) {
  QY_TRY(const auto source, open_source(path, {}));
  std::map<std::string, std::string> out;
  RawRow row;
  for (bool is_header = true;; is_header = false) {
    QY_TRY(const bool more, source->next(row));
    if (!more) return out;
    if (is_header) continue;
    if (!row.broken.empty() || row.cells.size() <= std::max(id_column, entity_column))
      return invalid(say(kTwoColumns, path.string(), row.row_number));
    out[normalize(row.cells[id_column].text)] = normalize(row.cells[entity_column].text);
  }
}

}  // namespace qy
