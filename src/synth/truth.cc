#include "synth/truth.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/disk.h"

namespace qy::synth {
namespace {

constexpr size_t kPlacesKept = 4;  // at either end of a file

struct Domain {
  char letter;
  std::string_view name;
};
// The packs of rules/; "ingest" are the importer's own troubles.
constexpr Domain kDomains[] = {
    {'A', "subsidies"},     {'B', "civil_aid"},         {'C', "medical"},           {'D', "schools"},
    {'E', "housing"},       {'F', "collective_assets"}, {'G', "rural_projects"},    {'H', "tenders"},
    {'I', "procurement"},   {'J', "state_assets"},      {'K', "official_spending"}, {'L', "treasury"},
    {'M', "public_office"}, {'N', "enforcement"},       {'P', "payments"},          {'i', "ingest"}};

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
  std::string text;
  for (const auto& seen : plant.places) {
    std::set<int64_t> told;
    const auto tell = [&](int64_t line) {
      if (told.insert(line).second)
        text += (text.empty() ? "" : ";") + seen.file + ":" + std::to_string(line);
    };
    for (const int64_t line : seen.first) tell(line);
    for (const int64_t line : seen.last) tell(line);
    for (const auto& [amount_fen, line] : seen.largest) tell(line);
  }
  return text;
}

std::string row_of(size_t id, const Plant& plant) {
  std::string row = std::to_string(id);
  for (const std::string& cell :
       {plant.rules, std::string(name_of(plant.kind)), std::string(domain_of(plant.rules)), plant.scheme,
        plant.table, plant.subject, std::to_string(plant.amount_fen), std::to_string(plant.rows),
        places_of(plant), plant.explanation}) {
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
    auto& count = counts[{plant.rules, plant.scheme}];
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

std::string_view domain_of(std::string_view rules) {
  const char letter = rules.empty() ? ' ' : rules.front();
  for (const auto& domain : kDomains)
    if (domain.letter == letter) return domain.name;
  return "";
}

bool is_domain(std::string_view name) {
  return std::any_of(std::begin(kDomains), std::end(kDomains),
                     [&](const Domain& domain) { return domain.name == name; });
}

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

int Truth::plant(PlantKind kind, std::string rules, std::string scheme, std::string table,
                 std::string subject, std::string explanation) {
  Plant planted;
  planted.rules = std::move(rules);
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
  if (seen.places.empty() || seen.places.back().file != file) {
    const auto known = std::find_if(seen.places.begin(), seen.places.end(),
                                    [&](const PlacesInFile& places) { return places.file == file; });
    if (known == seen.places.end())
      seen.places.push_back({file, {}, {}, {}});
    else
      std::rotate(known, known + 1, seen.places.end());
  }
  auto& places = seen.places.back();
  auto& lines = places.first.size() < kPlacesKept ? places.first : places.last;
  if (lines.size() == kPlacesKept) lines.erase(lines.begin());
  lines.push_back(line);
  const auto smaller = std::find_if(places.largest.begin(), places.largest.end(),
                                    [&](const auto& kept) { return kept.first < amount_fen; });
  places.largest.insert(smaller, {amount_fen, line});
  if (places.largest.size() > kPlacesKept) places.largest.pop_back();
}

Result<void> Truth::write(const std::filesystem::path& csv, const std::filesystem::path& markdown,
                          const std::string& preface) const {
  std::string rows =
      "\xEF\xBB\xBFid,rules,kind,domain,scheme,table,subject,amount_fen,rows,places,explanation\r\n";
  for (size_t i = 0; i < plants_.size(); ++i) rows += row_of(i + 1, plants_[i]);
  QY_CHECK(write_file(markdown, preface + "\n" + table_of_counts(plants_)));
  return write_file(csv, rows);
}

}  // namespace qy::synth
