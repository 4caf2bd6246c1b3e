#include "synth/truth.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/disk.h"

namespace qy::synth {
namespace {

constexpr size_t kPlacesKept = 6;  // at either end

void put_cell(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string places_of(const Plant& plant) {
  std::set<std::string> told;
  std::string text;
  const auto tell = [&](const std::string& place) {
    if (told.insert(place).second) text += (text.empty() ? "" : ";") + place;
  };
  for (const auto& place : plant.first_places) tell(place);
  for (const auto& place : plant.last_places) tell(place);
  for (const auto& place : plant.largest_places) tell(place.second);
  return text;
}

std::string row_of(size_t id, const Plant& plant) {
  std::string row = std::to_string(id);
  for (const std::string& cell :
       {plant.rule, std::string(name_of(plant.kind)), plant.scheme, plant.table, plant.subject,
        std::to_string(plant.amount_fen), std::to_string(plant.rows), places_of(plant), plant.explanation}) {
    row += ',';
    put_cell(row, cell);
  }
  return row + "\r\n";
}

struct Count {
  int wrongdoing = 0, lookalike = 0, dirt = 0;
};

std::string table_of_counts(const std::vector<Plant>& plants) {
  std::map<std::pair<std::string, std::string>, Count> counts;
  for (const auto& plant : plants) {
    auto& count = counts[{plant.rule, plant.scheme}];
    ++(plant.kind == PlantKind::wrongdoing  ? count.wrongdoing
       : plant.kind == PlantKind::lookalike ? count.lookalike
                                            : count.dirt);
  }
  std::string text =
      "| 规则 rule | 手法 scheme | 问题 wrongdoing | 相似但正常 look-alike | 脏数据 dirt "
      "|\n|---|---|---|---|---|\n";
  for (const auto& [key, count] : counts)
    text += "| " + key.first + " | " + key.second + " | " + std::to_string(count.wrongdoing) + " | " +
            std::to_string(count.lookalike) + " | " + std::to_string(count.dirt) + " |\n";
  return text;
}

}  // namespace

std::string_view name_of(PlantKind kind) {
  switch (kind) {
    case PlantKind::wrongdoing:
      return "wrongdoing";
    case PlantKind::lookalike:
      return "lookalike";
    case PlantKind::dirt:
      return "dirt";
  }
  return "";
}

int Truth::plant(PlantKind kind, std::string rule, std::string scheme, std::string table, std::string subject,
                 std::string explanation) {
  Plant planted;
  planted.rule = std::move(rule);
  planted.scheme = std::move(scheme);
  planted.table = std::move(table);
  planted.subject = std::move(subject);
  planted.explanation = std::move(explanation);
  planted.kind = kind;
  plants_.push_back(std::move(planted));
  return int(plants_.size()) - 1;
}

void Truth::saw(int plant, const std::string& file, int64_t line, Fen amount_fen) {
  if (plant == kNoPlant) return;
  auto& seen = plants_[size_t(plant)];
  ++seen.rows;
  seen.amount_fen += amount_fen;
  const std::string place = file + ":" + std::to_string(line);
  auto& places = seen.first_places.size() < kPlacesKept ? seen.first_places : seen.last_places;
  if (places.size() == kPlacesKept) places.erase(places.begin());
  places.push_back(place);
  auto& largest = seen.largest_places;
  const auto smaller =
      std::find_if(largest.begin(), largest.end(), [&](const auto& kept) { return kept.first < amount_fen; });
  largest.insert(smaller, {amount_fen, place});
  if (largest.size() > kPlacesKept) largest.pop_back();
}

Result<void> Truth::write(const std::filesystem::path& csv, const std::filesystem::path& markdown,
                          const std::string& preface) const {
  std::string rows = "\xEF\xBB\xBFid,rule,kind,scheme,table,subject,amount_fen,rows,places,explanation\r\n";
  for (size_t i = 0; i < plants_.size(); ++i) rows += row_of(i + 1, plants_[i]);
  QY_CHECK(write_file(markdown, preface + "\n" + table_of_counts(plants_)));
  return write_file(csv, rows);
}

}  // namespace qy::synth
