#include "app/resolve_files.h"

#include <nlohmann/json.hpp>
#include <set>

#include "base/disk.h"
#include "base/json.h"
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
  RecordReader(Records& records, std::set<std::string>& ids, uint32_t table, std::string id_column)
      : records_(records), ids_(ids), table_(table), id_column_(std::move(id_column)) {}

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
    if (!ids_.insert(id).second) return invalid(say(kIdTwice, place, id));
    records_.ids.push_back(id);
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
  std::set<std::string>& ids_;  // of all files
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

std::string clusters_csv(const Records& records, const Linkage& linkage) {
  std::string out = "entity_id,records,weakest_a,weakest_b,bits,probability\n";
  const std::vector<Cohesion> all = cohesion_of(linkage.clusters.entity_of, linkage.links);
  for (RecordIndex i = 0; i < records.size(); ++i) {
    if (all[i].records < 2) continue;
    out += csv_field(records.ids[i]) + "," + std::to_string(all[i].records);
    if (const auto& weakest = all[i].weakest) {
      out += "," + csv_field(records.ids[weakest->a]) + "," + csv_field(records.ids[weakest->b]) + "," +
             number(weakest->bits) + "," + number(linkage.model.probability(weakest->bits)) + "\n";
    } else {
      out += ",,,,\n";
    }
  }
  return out;
}

}  // namespace

Result<Records> read_records(const std::vector<std::string>& paths, const std::string& id_column) {
  Records records;
  std::set<std::string> ids;
  for (size_t i = 0; i < paths.size(); ++i)
    QY_CHECK(RecordReader(records, ids, uint32_t(i), id_column).read(paths[i]));
  return records;
}

Result<void> write_linkage(const fs::path& folder, const Records& records, const LinkConfig& config,
                           const Linkage& linkage) {
  QY_CHECK(make_folder(folder));
  std::string entities = "record,table,entity_id\n";
  for (size_t i = 0; i < records.size(); ++i)
    entities += csv_field(records.ids[i]) + "," + std::to_string(records.tables[i]) + "," +
                csv_field(records.ids[linkage.clusters.entity_of[i]]) + "\n";
  QY_CHECK(write_file(folder / "entities.csv", entities));
  std::string links = "a,b,bits,probability\n";
  for (const Link& link : linkage.links)
    links += csv_field(records.ids[link.a]) + "," + csv_field(records.ids[link.b]) + "," + number(link.bits) +
             "," + number(linkage.model.probability(link.bits)) + "\n";
  QY_CHECK(write_file(folder / "links.csv", links));
  QY_CHECK(write_file(folder / "clusters.csv", clusters_csv(records, linkage)));
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
