#include <algorithm>

#include "synth/medical.h"

namespace qy::synth {
namespace {

class MedicalPlanter {
 public:
  MedicalPlanter(Stage& stage, Medical& medical)
      : stage_(stage), medical_(medical), random_(stage.random("plant medical")) {}

  // One illness, three stays: discharged every ten days and taken in again the next.
  std::string cut_in_pieces(int plant) { return chain(plant, "M51.2", 4, 9, 1); }
  std::string cut_in_two(int plant) { return chain(plant, "I63.9", 2, 8, 2); }
  std::string chemotherapy(int plant) { return chain(plant, "Z51.1", 5, 4, 12); }
  std::string rehabilitation(int plant) { return chain(plant, "Z50.1", 3, 14, 3); }
  std::string transferred(int plant) { return chain(plant, "I63.9", 2, 6, 0); }

  std::string in_two_hospitals(int plant) {
    const int32_t person = patient();
    if (person < 0) return "";
    const Date from = some_day();
    Stay first = stay(person, from, random_.between(9, 15), "J44.1", plant);
    Stay second = stay(person, from.plus_days(random_.between(2, 4)), random_.between(8, 12), "I25.1", plant);
    second.hospital = other(first.hospital);
    add(first);
    add(second);
    return stage_.number(person);
  }
  std::string empty_days(int plant) {
    const int32_t person = patient();
    if (person < 0) return "";
    Stay empty = stay(person, some_day(), random_.between(10, 18), "M51.2", plant);
    empty.posting = Posting::first_and_last;
    add(empty);
    return stage_.number(person);
  }
  std::string posted_at_once(int plant) {
    const int32_t person = patient();
    if (person < 0) return "";
    Stay posted = stay(person, some_day(), random_.between(8, 12), "J18.9", plant);
    posted.posting = Posting::on_discharge;
    add(posted);
    return stage_.number(person);
  }
  std::string after_death(int plant) { return near_death(plant, 12); }
  std::string closed_after_death(int plant) { return near_death(plant, -6); }

  std::string more_used_than_bought(int plant) { return oddity(plant, random_.between(42, 66), ""); }
  std::string other_units(int plant) { return oddity(plant, 10, "盒"); }
  std::string lent_by_branch(int plant) { return oddity(plant, 88, ""); }

  std::string dialysis_daily(int plant) { return dialysis(plant, 1, 0); }
  std::string dialysis_emergency(int plant) { return dialysis(plant, 2, 1); }

  std::string treatments_all_year(int plant) { return treatments(plant, "针灸", 4, 14, 5); }
  std::string long_therapy(int plant) { return treatments(plant, "中频脉冲治疗", 2, 14, 1); }

  std::string wrong_sex(int plant) { return sexed_item(plant, Sex::female, "前列腺特殊检查", 40, 80); }
  std::string wrong_age(int plant) { return sexed_item(plant, Sex::male, "新生儿护理", 30, 70); }
  std::string shared_code(int plant) { return sexed_item(plant, Sex::female, "新生儿护理", 22, 36); }

 private:
  int32_t patient() {
    return stage_.choose(random_, [](const Person& p) {
      return p.died == 0 && p.age_on(day_of(kFirstYear, 1, 1)) > 34 && !p.has(kGranted);
    });
  }
  Date some_day() {
    return day_of(random_.between(kFirstYear, kLastYear), random_.between(1, 9), random_.between(1, 28));
  }
  int16_t other(int16_t hospital) const {
    return int16_t((hospital + 1) % int16_t(medical_.hospitals.size()));
  }
  Stay stay(int32_t person, Date from, int days, std::string_view diagnosis, int plant) {
    Stay made;
    made.person = person;
    made.hospital = int16_t(random_.below(uint32_t(medical_.hospitals.size())));
    made.admitted = from;
    made.discharged = from.plus_days(days);
    made.diagnosis = diagnosis;
    made.plant = plant;
    return made;
  }
  void add(Stay made) { medical_.stays.push_back(std::move(made)); }

  std::string chain(int plant, std::string_view diagnosis, int stays, int days, int gap) {
    const int32_t person = patient();
    if (person < 0) return "";
    Date from = some_day();
    const Stay first = stay(person, from, days, diagnosis, plant);
    for (int i = 0; i < stays; ++i) {
      Stay next = first;
      next.admitted = from;
      next.discharged = from.plus_days(days);
      if (gap == 0 && i > 0)  // a transfer
        next.hospital = other(first.hospital);
      from = next.discharged.plus_days(gap);
      add(std::move(next));
    }
    return stage_.number(person);
  }
  std::string near_death(int plant, int days_after) {
    const int32_t person = stage_.choose(random_, [](const Person& p) {
      return p.died != 0 && p.died_on() >= day_of(kFirstYear, 2, 1) &&
             p.died_on() < day_of(kLastYear, 10, 1) && !p.has(kGranted);
    });
    if (person < 0) return "";
    const Date died = stage_.person(person).died_on();
    // Either admitted days after the death, or lying there when it came and settled on the next day.
    add(stay(person, died.plus_days(days_after), 7, "I63.9", plant));
    return stage_.number(person);
  }
  std::string oddity(int plant, int bought_percent, std::string_view unit) {
    static const int kStocked[] = {remedy_of("头孢曲松1g"), remedy_of("留置针"), remedy_of("阿托伐他汀20mg"),
                                   remedy_of("氯化钠注射液250ml"), remedy_of("一次性输液器")};
    StockOddity odd;
    for (int attempt = 0; attempt < 400; ++attempt) {
      odd.hospital = int16_t(random_.below(uint32_t(medical_.hospitals.size())));
      odd.remedy = uint16_t(random_.pick(kStocked));
      const bool is_taken = std::any_of(
          medical_.oddities.begin(), medical_.oddities.end(),
          [&](const auto& known) { return known.hospital == odd.hospital && known.remedy == odd.remedy; });
      if (is_taken) continue;
      odd.bought_percent = bought_percent;
      odd.unit = unit;
      odd.year = int(random_.below(kYears));
      odd.plant = plant;
      medical_.oddities.push_back(odd);
      return stage_.offices.units[size_t(medical_.hospitals[size_t(odd.hospital)])].code + "|" +
             std::string(remedies()[odd.remedy].code);
    }
    return "";
  }
  // Every other day is what a patient bears; `step` 1 claims one every day.
  std::string dialysis(int plant, int step, int emergencies) {
    const int32_t person = patient();
    if (person < 0) return "";
    Stay long_stay = stay(person, some_day(), 28, "N18.5", plant);
    const auto session = uint16_t(remedy_of("血液透析")), dialyser = uint16_t(remedy_of("透析器"));
    for (int day = 0; day < 28; day += step) {
      long_stay.extra.push_back({session, day, 1});
      if (step > 1 || day % 2 == 0) long_stay.extra.push_back({dialyser, day, 1});
    }
    for (int i = 0; i < emergencies; ++i) long_stay.extra.push_back({session, 7 + i * 6, 1});
    add(std::move(long_stay));
    return stage_.number(person);
  }
  std::string treatments(int plant, std::string_view remedy, int stays, int days, int a_day) {
    const int32_t person = patient();
    if (person < 0) return "";
    Date from = day_of(random_.between(kFirstYear, kLastYear), 1, random_.between(5, 25));
    for (int i = 0; i < stays; ++i) {
      Stay next = stay(person, from, days, "M51.2", plant);
      for (int day = 0; day < days; ++day) next.extra.push_back({uint16_t(remedy_of(remedy)), day, a_day});
      add(std::move(next));
      from = from.plus_days(80);
    }
    return stage_.number(person);
  }
  std::string sexed_item(int plant, Sex sex, std::string_view remedy, int least_age, int most_age) {
    const int32_t person = stage_.choose(random_, [&](const Person& p) {
      const int age = p.age_on(day_of(kFirstYear + 1, 1, 1));
      return p.died == 0 && p.sex == sex && age >= least_age && age <= most_age && !p.has(kGranted);
    });
    if (person < 0) return "";
    Stay odd = stay(person, some_day(), 6, age_group(remedy), plant);
    odd.extra.push_back({uint16_t(remedy_of(remedy)), 1, 1});
    add(std::move(odd));
    return stage_.number(person);
  }
  static std::string_view age_group(std::string_view remedy) {
    return remedy == "新生儿护理" ? "O80.0" : "N40.x";
  }

  Stage& stage_;
  Medical& medical_;
  Random random_;
};

using M = MedicalPlanter;
constexpr PlantCard<M> kCards[] = {
    {{"stay-cut-in-pieces", kWrong, "C01", 0.3, "同一病种反复出院次日再入院，连续四次"},
     "hospital_stay",
     &M::cut_in_pieces},
    {{"stay-cut-in-two", kWrong, "C01", 0.2, "一次住院拆成两次结算，间隔两天"},
     "hospital_stay",
     &M::cut_in_two},
    {{"chemotherapy", kAlike, "C01", 1.0, "化疗周期性住院"}, "hospital_stay", &M::chemotherapy},
    {{"rehabilitation", kAlike, "C01", 0.8, "康复计划性再入院"}, "hospital_stay", &M::rehabilitation},
    {{"transferred", kAlike, "C01 C02", 1.5, "病情需要当日转院"}, "hospital_stay", &M::transferred},
    {{"in-two-hospitals", kWrong, "C02", 0.3, "同一人同时在两家医院住院数日"},
     "hospital_stay",
     &M::in_two_hospitals},
    {{"empty-days", kWrong, "C04", 0.3, "住院期间除首尾两日外没有任何诊疗费用"},
     "hospital_stay",
     &M::empty_days},
    {{"posted-at-once", kAlike, "C04", 1.2, "费用在出院日集中记账"}, "hospital_stay", &M::posted_at_once},
    {{"stay-after-death", kWrong, "C05", 0.2, "死亡之后仍有住院结算"}, "hospital_stay", &M::after_death},
    {{"closed-after-death", kAlike, "C05", 1.0, "住院期间死亡，次日办理出院结算"},
     "hospital_stay",
     &M::closed_after_death},
    {{"more-used-than-bought", kWrong, "C06", 0.15, "全年结算用量远超采购与库存"},
     "drug_stock",
     &M::more_used_than_bought},
    {{"other-units", kAlike, "C06", 0.3, "进货按盒，结算按支（片），单位不同"},
     "drug_stock",
     &M::other_units},
    {{"lent-by-branch", kAlike, "C06", 0.3, "院区调拨，差额在一成多"}, "drug_stock", &M::lent_by_branch},
    {{"dialysis-every-day", kWrong, "C07", 0.2, "透析次数为每日一次，耗材只有一半"},
     "medical_item",
     &M::dialysis_daily},
    {{"dialysis-emergency", kAlike, "C07", 0.8, "病情急变加透一次"}, "medical_item", &M::dialysis_emergency},
    {{"treatments-beyond-reason", kWrong, "C08", 0.2, "同一项目全年计费次数远超可能"},
     "medical_item",
     &M::treatments_all_year},
    {{"long-therapy", kAlike, "C08", 0.8, "慢性病理疗，次数虽多，合医嘱"}, "medical_item", &M::long_therapy},
    {{"item-of-other-sex", kWrong, "C13", 0.2, "女性患者计收前列腺检查"}, "medical_item", &M::wrong_sex},
    {{"item-of-other-age", kWrong, "C13", 0.2, "成年男性计收新生儿护理"}, "medical_item", &M::wrong_age},
    {{"mother-and-child", kAlike, "C13", 1.0, "产妇与新生儿同一结算，项目共用"},
     "medical_item",
     &M::shared_code},
};

}  // namespace

void plant_medical(Stage& stage, Medical& medical) {
  MedicalPlanter planter(stage, medical);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
