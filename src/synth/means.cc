#include "synth/means.h"

#include <algorithm>

namespace qy::synth {
namespace {

constexpr std::string_view kCars[] = {"大众牌轿车",   "五菱牌小型面包车", "哈弗牌越野车",
                                      "比亚迪牌轿车", "长安牌小型客车",   "吉利牌轿车"};
constexpr std::string_view kModest[] = {"普通二轮摩托车", "正三轮摩托车", "轮式拖拉机"};

bool is_adult(const Person& person) {
  return person.died == 0 && person.age_on(day_of(kLastYear, 12, 31)) >= 20;
}
bool is_on_relief(const Person& person) {
  return person.has(kLowIncome) || person.has(kDestitute) || person.has(kOnRelief);
}

// Writes the ground and the planted records together, in the order of the household register.
template <class Record, class Draw, class Put>
void merge(const Stage& stage, std::vector<Record>& planted, Draw draw, Put put) {
  std::stable_sort(planted.begin(), planted.end(),
                   [](const Record& a, const Record& b) { return a.person < b.person; });
  auto next = planted.begin();
  for (int32_t id = 0; id < stage.natives; ++id) {
    const bool is_planted = next != planted.end() && next->person == id;
    for (; next != planted.end() && next->person == id; ++next) put(*next);
    if (!is_planted && !stage.person(id).has(kTouched)) draw(id);
  }
}

Result<void> write_homes(Stage& stage, std::vector<HomeTitle>& planted, Delivery& delivery) {
  SheetStyle style{Charset::utf8_bom, ',', DateStyle::iso, MoneyStyle::yuan};
  auto sheet =
      delivery.open("自然资源局", "不动产登记信息", style,
                    {{"权利人证件号码"}, {"登记日期"}, {"建筑面积（平方米）"}, {"规划用途"}, {"注销日期"}});
  Random random = stage.random("home titles");
  const auto percent = uint32_t(stage.setting.mix("title_percent"));
  const auto put = [&](const HomeTitle& title) {
    stage.truth.saw(title.plant, sheet->name(), sheet->line(), 0);
    sheet->text(view(stage.person(title.person).number)).day(title.registered).count(title.area_m2);
    sheet->text(title.use);
    title.cancelled ? sheet->day(*title.cancelled) : sheet->blank();
    sheet->end_row();
  };
  merge(
      stage, planted,
      [&](int32_t id) {
        const auto& person = stage.person(id);
        // The homestead of a poor family is registered as any other: one, and of modest size.
        const bool is_poor = is_on_relief(person);
        if (!is_adult(person) || person.has(kHoused) || !random.percent(is_poor ? percent / 2 : percent))
          return;
        const int homes = !is_poor && random.percent(18) ? 2 : 1;
        for (int i = 0; i < homes; ++i)
          put({id,
               day_of(random.between(1998, 2024), random.between(1, 12), random.between(1, 28)),
               is_poor ? random.between(38, 88) : random.between(62, 168),
               "住宅",
               {},
               kNoPlant});
      },
      put);
  return delivery.close(*sheet, "property_title");
}

Result<void> write_vehicles(Stage& stage, std::vector<VehicleTitle>& planted, Delivery& delivery) {
  SheetStyle style{Charset::gb18030, ',', DateStyle::compact, MoneyStyle::yuan};
  auto sheet =
      delivery.open("公安局", "机动车登记信息", style,
                    {{"机动车所有人证件号"}, {"初次登记日期"}, {"车辆型号"}, {"使用性质"}, {"报废日期"}});
  Random random = stage.random("vehicle titles");
  const auto percent = uint32_t(stage.setting.mix("vehicle_percent"));
  const int broken = stage.truth.plant(PlantKind::dirt, "ingest", "broken-lookups", "vehicle_title",
                                       sheet->name(), "报废日期由公式查得，查不到的留下 #N/A");
  const auto put = [&](const VehicleTitle& title) {
    stage.truth.saw(title.plant, sheet->name(), sheet->line(), 0);
    sheet->text(view(stage.person(title.person).number))
        .day(title.registered)
        .text(title.model)
        .text(title.use);
    if (title.cancelled)
      sheet->day(*title.cancelled);
    else if (title.person % 40 == 0) {
      stage.truth.saw(broken, sheet->name(), sheet->line(), 0);
      sheet->text("#N/A");
    } else
      sheet->text("-");
    sheet->end_row();
  };
  merge(
      stage, planted,
      [&](int32_t id) {
        const auto& person = stage.person(id);
        if (!is_adult(person) || !random.percent(percent)) return;
        const bool is_poor = is_on_relief(person);
        if (is_poor && random.percent(45)) return;
        VehicleTitle title{id,
                           day_of(random.between(2008, 2024), random.between(1, 12), random.between(1, 28)),
                           is_poor ? random.pick(kModest) : random.pick(kCars),
                           "非营运",
                           {},
                           kNoPlant};
        if (random.percent(9))
          title.cancelled = day_of(random.between(2023, 2025), random.between(1, 11), 20);
        put(title);
      },
      put);
  return delivery.close(*sheet, "vehicle_title");
}

Result<void> write_employments(Stage& stage, std::vector<Employment>& planted, Delivery& delivery) {
  SheetStyle style{Charset::utf8_bom, '\t', DateStyle::iso, MoneyStyle::yuan};
  auto sheet = delivery.open("人力资源和社会保障局", "职工参保信息", style,
                             {{"参保人身份证号"},
                              {"参保单位代码"},
                              {"参保单位名称"},
                              {"参保险种"},
                              {"参保起始日期"},
                              {"停保日期"},
                              {"月缴费基数"}});
  Random random = stage.random("employments");
  const auto put = [&](const Employment& job) {
    stage.truth.saw(job.plant, sheet->name(), sheet->line(), 0);
    sheet->text(view(stage.person(job.person).number));
    if (job.firm >= 0)
      sheet->text(stage.firms.all[size_t(job.firm)].code).text(stage.firms.all[size_t(job.firm)].name);
    else
      sheet->text(stage.offices.units[size_t(job.unit)].code)
          .text(stage.offices.units[size_t(job.unit)].name);
    sheet->text(job.kind).day(job.from);
    job.to ? sheet->day(*job.to) : sheet->blank();
    sheet->fen(job.base_fen).end_row();
  };
  for (const auto& entry : stage.offices.payroll) {
    if (!entry.is_permanent || !entry.is_insured) continue;
    const auto left = entry.has_left ? std::optional(entry.to) : std::nullopt;
    planted.push_back({entry.person, -1, entry.unit, std::max(entry.from, day_of(2014, 10, 1)), left, 560'000,
                       kNoPlant, "机关事业单位基本养老保险"});
  }
  merge(
      stage, planted,
      [&](int32_t id) {
        const auto& person = stage.person(id);
        const int age = person.age_on(day_of(kLastYear, 12, 31));
        if (age < 22 || age > 59 || person.died != 0 || person.has(kOnPayroll) || is_on_relief(person))
          return;
        if (!random.percent(11)) return;
        Employment job{id,      int32_t(random.below(uint32_t(stage.firms.all.size()))),
                       -1,      day_of(random.between(2014, 2024), random.between(1, 12), 1),
                       {},      Fen(random.between(38, 92)) * 10'000,
                       kNoPlant};
        if (random.percent(25)) job.to = day_of(random.between(2023, 2025), random.between(1, 12), 28);
        if (!job.to || *job.to > job.from) put(job);
      },
      put);
  return delivery.close(*sheet, "social_insurance");
}

Result<void> write_custodies(Stage& stage, std::vector<Custody>& planted, Delivery& delivery) {
  SheetStyle style{Charset::gb18030, ',', DateStyle::slashed, MoneyStyle::yuan};
  auto sheet = delivery.open("公安局", "服刑羁押人员信息", style,
                             {{"服刑人员身份证号"}, {"刑期起日"}, {"刑期止日"}, {"刑罚种类"}});
  Random random = stage.random("custodies");
  const auto put = [&](const Custody& custody) {
    stage.truth.saw(custody.plant, sheet->name(), sheet->line(), 0);
    sheet->text(view(stage.person(custody.person).number)).day(custody.from).day(custody.to);
    sheet->text(custody.kind).end_row();
  };
  merge(
      stage, planted,
      [&](int32_t id) {
        const auto& person = stage.person(id);
        const int age = person.age_on(day_of(kLastYear, 12, 31));
        if (age < 20 || age > 58 || person.died != 0 || is_on_relief(person) || person.has(kOnPayroll) ||
            person.has(kOfficial) || !random.chance(2'200))
          return;
        const Date from = day_of(random.between(2019, 2024), random.between(1, 12), random.between(1, 28));
        put({id, from, from.plus_months(random.between(5, 48)), "有期徒刑", kNoPlant});
      },
      put);
  return delivery.close(*sheet, "custody");
}

}  // namespace

Result<void> write_means(Stage& stage, Means means, Delivery& delivery) {
  QY_CHECK(write_homes(stage, means.homes, delivery));
  QY_CHECK(write_vehicles(stage, means.vehicles, delivery));
  QY_CHECK(write_employments(stage, means.employments, delivery));
  return write_custodies(stage, means.custodies, delivery);
}

}  // namespace qy::synth
