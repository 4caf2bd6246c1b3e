// What was planted, so that a screening can be measured: one row per planted matter, with the places in the
// source files where it can be read.
//
//   truth.csv  id, rules, kind, domain, scheme, table, subject, amount_fen, rows, places, explanation
//
// `rules`: ids of the catalogue that ought to see it (a look-alike: that might, wrongly), joined by ' '.
// `kind`: wrongdoing (a rule should find it) · lookalike (a rule should stay silent, or the officer be told
//         why) · dirt (damaged cells, told so that every invalid number of the county is accounted for).
// `domain`: the pack of the first rule.
// `subject`: raw values joined by '|', in the order of the rule's subject key.
// `places`: of each file: file:line of the first four rows, the last four and the four largest, joined by
// ';'.
//          Lines count from 1, title rows included.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/result.h"

namespace qy::synth {

enum class PlantKind { wrongdoing, lookalike, dirt };
std::string_view name_of(PlantKind kind);
inline constexpr auto kWrong = PlantKind::wrongdoing;
inline constexpr auto kAlike = PlantKind::lookalike;

// The pack of rules that the first of these ids belongs to, by its letter: "D01" -> schools.
std::string_view domain_of(std::string_view rules);
bool is_domain(std::string_view name);

struct PlacesInFile {
  std::string file;
  std::vector<int64_t> first, last;
  std::vector<std::pair<Fen, int64_t>> largest;  // falling
};

struct Plant {
  std::string rules, scheme, table, subject, explanation;
  PlantKind kind = PlantKind::wrongdoing;
  Fen amount_fen = 0;
  int64_t rows = 0;
  std::vector<PlacesInFile> places;
};

inline constexpr int kNoPlant = -1;

class Truth {
 public:
  // `scheme` is the short name of how it was done (double-listing, one-card-village …).
  int plant(PlantKind kind, std::string rules, std::string scheme, std::string table, std::string subject,
            std::string explanation);
  // A row of the plant was written. Nothing happens for kNoPlant.
  void saw(int plant, const std::string& file, int64_t line, Fen amount_fen);
  // A subject learnt only while writing (an invoice number, a tender).
  void name_subject(int plant, std::string subject) { plants_[size_t(plant)].subject = std::move(subject); }
  // The last plant was not to be: nobody was left to plant it on.
  void drop(int plant) { plants_.resize(size_t(plant)); }

  const std::vector<Plant>& plants() const { return plants_; }
  Result<void> write(const std::filesystem::path& csv, const std::filesystem::path& markdown,
                     const std::string& preface) const;

 private:
  std::vector<Plant> plants_;
};

}  // namespace qy::synth
