#include "synth/medical.h"

#include <algorithm>

namespace qy::synth {
namespace {

constexpr Remedy kRemedies[] = {
    {"001102000010000", "普通床位费", "床日", 3'500, 1, 1000, false},
    {"001201000030000", "二级护理", "日", 1'200, 1, 900, false},
    {"001102000060000", "住院诊查费", "日", 1'500, 1, 1000, false},
    {"002503010010000", "血常规", "次", 2'000, 0.25, 820, false},
    {"002504030010000", "肝功能", "次", 6'500, 0.15, 560, false},
    {"002101020150000", "胸部CT平扫", "次", 22'000, 0.1, 420, false},
    {"003107010010000", "心电图", "次", 1'800, 0.15, 520, false},
    {"003108000100000", "血液透析", "次", 38'000, 0, 0, false},
    {"004500000080000", "针灸", "次", 3'600, 0.7, 160, false},
    {"003400000220000", "中频脉冲治疗", "部位", 2'800, 0.8, 200, false},
    {"XB05BAY001B002010", "氯化钠注射液250ml", "袋", 420, 2, 860, true},
    {"XJ01DDT013B001010", "头孢曲松1g", "支", 380, 2, 420, true},
    {"XA10ABG038B002020", "胰岛素笔芯", "支", 4'600, 0.15, 110, true},
    {"XC10AAA224A001010", "阿托伐他汀20mg", "片", 120, 1, 340, true},
    {"C0301010010001", "一次性输液器", "套", 260, 1, 860, true},
    {"C0101010050002", "留置针", "支", 1'650, 0.4, 520, true},
    {"C1401010010003", "透析器", "支", 12'800, 0, 0, true},
    {"003110000180000", "前列腺特殊检查", "次", 4'800, 0, 0, false},
    {"003112010210000", "宫颈细胞学检查", "次", 9'600, 0, 0, false},
    {"002202010020000", "新生儿护理", "日", 2'600, 0, 0, false},
};

constexpr std::string_view kDiagnoses[] = {"J18.9", "I10.x", "I63.9", "E11.9", "K29.5", "J44.1", "M51.2",
                                           "K80.2", "I25.1", "N20.0", "S72.0", "H25.9", "K35.8", "A09.9"};

}  // namespace

std::span<const Remedy> remedies() {
  return kRemedies;
}

int remedy_of(std::string_view name) {
  return int(std::find_if(std::begin(kRemedies), std::end(kRemedies),
                          [&](const Remedy& remedy) { return remedy.name == name; }) -
             std::begin(kRemedies));
}

Medical draw_medical(Stage& stage) {
  Random random = stage.random("hospital stays");
  Medical medical;
  for (size_t unit = 0; unit < stage.offices.units.size(); ++unit) {
    const auto& name = stage.offices.units[unit].name;
    if (name.ends_with("医院") || name.ends_with("中医院") || name.ends_with("卫生院") ||
        name.ends_with("保健院"))
      medical.hospitals.push_back(int32_t(unit));
  }
  const auto per_million = uint32_t(stage.setting.mix("stay_permille") * 1'000);
  for (int32_t id = 0; id < stage.natives; ++id) {
    const auto& person = stage.person(id);
    if (person.has(kTouched)) continue;
    for (int year = kFirstYear; year <= kLastYear; ++year) {
      const int age = person.age_on(day_of(year, 1, 1));
      if (!random.chance(age > 65 ? per_million * 2 : per_million)) continue;
      Stay stay;
      stay.person = id;
      // Half of the sick lie in the county's three large houses.
      stay.hospital =
          int16_t(random.percent(50) ? random.below(3) : random.below(uint32_t(medical.hospitals.size())));
      stay.admitted = day_of(year, random.between(1, 12), random.between(1, 28));
      stay.discharged = stay.admitted.plus_days(std::clamp(int(random.lognormal(7, 0.45)), 2, 40));
      stay.diagnosis = random.pick(kDiagnoses);
      if (person.died == 0 || stay.discharged <= person.died_on()) medical.stays.push_back(std::move(stay));
    }
  }
  plant_medical(stage, medical);
  return medical;
}

}  // namespace qy::synth
