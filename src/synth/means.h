// What other registers know of a person: homes, vehicles, insured employment, custody. Each file holds an
// honest ground, drawn person by person while it is written, and the records that a plant needs.
#pragma once

#include "synth/scheme.h"

namespace qy::synth {

struct HomeTitle {
  int32_t person = 0;
  Date registered;
  int area_m2 = 0;
  std::string_view use = "住宅";
  std::optional<Date> cancelled;
  int plant = kNoPlant;
};

struct VehicleTitle {
  int32_t person = 0;
  Date registered;
  std::string_view model, use = "非营运";
  std::optional<Date> cancelled;
  int plant = kNoPlant;
};

struct Employment {
  int32_t person = 0;
  int32_t firm = -1, unit = -1;  // one of the two
  Date from;
  std::optional<Date> to;
  Fen base_fen = 400'000;
  int plant = kNoPlant;
  std::string_view kind = "企业职工基本养老保险";
};

struct Custody {
  int32_t person = 0;
  Date from, to;
  std::string_view kind = "有期徒刑";
  int plant = kNoPlant;
};

struct Means {
  std::vector<HomeTitle> homes;
  std::vector<VehicleTitle> vehicles;
  std::vector<Employment> employments;
  std::vector<Custody> custodies;
};

Result<void> write_means(Stage& stage, Means means, Delivery& delivery);

}  // namespace qy::synth
