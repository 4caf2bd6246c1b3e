// The subsidy programmes of the county, as data, and who is entitled to which.
#pragma once

#include <array>
#include <string_view>

#include "synth/population.h"

namespace qy::synth {

enum class Program : uint8_t {
  farmland,          // 耕地地力保护补贴
  rice,              // 稻谷种植补贴
  inputs,            // 农资一次性补贴
  forest,            // 公益林生态效益补偿
  machinery,         // 农机购置补贴
  pension,           // 城乡居民基础养老金
  elder,             // 高龄津贴
  minimum,           // 最低生活保障金
  destitute,         // 特困人员救助供养金
  disabled_living,   // 困难残疾人生活补贴
  disabled_nursing,  // 重度残疾人护理补贴
  one_child,         // 计划生育奖励扶助金
  veteran,           // 优抚对象生活补助
  public_post,       // 公益性岗位补贴
  school,            // 家庭经济困难学生生活补助
};
inline constexpr int kPrograms = 15;

struct ProgramCard {
  Program id;
  std::string_view code, name, department, unit;
  int periods = 1;                             // payments a year: 1, 2 or 12
  int first_month = 6;                         // of a payment that is not monthly
  std::array<int32_t, kYears> standard_fen{};  // per unit and period
  bool payroll_allowed = false;
  std::string_view stackable_group;  // programmes of one group exclude each other; empty: goes with all
  std::string_view basis;
};

const std::array<ProgramCard, kPrograms>& programs();
const ProgramCard& card_of(Program program);

// By standing alone: age, traits, household; death and the plants are the payer's business.
bool is_entitled(const Population& county, const Person& person, Program program, Date day);

// How many units, in hundredths (mu, machines, months), and what one unit is worth to this person.
struct Entitlement {
  int32_t quantity_hundredths = 100;
  int32_t standard_fen = 0;
  int64_t due_fen() const { return (int64_t(quantity_hundredths) * standard_fen + 50) / 100; }
};
Entitlement entitlement_of(const Population& county, int32_t person, Program program, int year,
                           uint64_t seed);

// The first day of the period that payment number `period` (from 1) of a year stands for.
Date period_start(const ProgramCard& card, int year, int period);

}  // namespace qy::synth
