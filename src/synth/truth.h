// What was planted, so that a screening can be measured: one row per planted matter, with the places in the
// source files where it can be read.
//
//   truth.csv  id, rule, kind, scheme, table, subject, amount_fen, rows, places, explanation
//
// `kind`: wrongdoing (a rule should find it) · lookalike (a rule should stay silent, or the officer be told
// why)
//         · dirt (damaged cells, told so that every invalid number of the county is accounted for).
// `subject`: raw values joined by '|', in the order of the rule's subject key.
// `places`: file:line of the first six rows, the last six and the six largest, joined by ';'. Lines count
//          from 1, title rows included.
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

struct Plant {
  std::string rule, scheme, table, subject, explanation;
  PlantKind kind = PlantKind::wrongdoing;
  Fen amount_fen = 0;
  int64_t rows = 0;
  std::vector<std::string> first_places, last_places;
  std::vector<std::pair<Fen, std::string>> largest_places;  // falling
};

inline constexpr int kNoPlant = -1;

class Truth {
 public:
  // `scheme` is the short name of how it was done (double-listing, one-card-village …).
  int plant(PlantKind kind, std::string rule, std::string scheme, std::string table, std::string subject,
            std::string explanation);
  // A row of the plant was written. Nothing happens for kNoPlant.
  void saw(int plant, const std::string& file, int64_t line, Fen amount_fen);
  // A subject learnt only while writing (an invoice number, a tender).
  void name_subject(int plant, std::string subject) { plants_[size_t(plant)].subject = std::move(subject); }

  const std::vector<Plant>& plants() const { return plants_; }
  Result<void> write(const std::filesystem::path& csv, const std::filesystem::path& markdown,
                     const std::string& preface) const;

 private:
  std::vector<Plant> plants_;
};

}  // namespace qy::synth
