#include "synth/registers.h"

#include <array>
#include <map>

namespace qy::synth {
namespace {

constexpr std::array<std::string_view, 5> kRelations{"户主", "配偶", "子女", "父母", "孙子女"};

struct Register {
  std::string_view bureau, file, word;
  uint32_t percent;  // of the deaths it knows
  int lag_days;      // until it is recorded, at most
  Charset charset;
  DateStyle dates;
};
constexpr std::array<Register, 4> kRegisters{{
    {"卫生健康局", "死亡医学证明", "health", 88, 20, Charset::utf8_bom, DateStyle::iso},
    {"民政局", "火化登记", "cremation", 74, 5, Charset::gb18030, DateStyle::dotted},
    {"公安局", "死亡注销户口", "police", 70, 240, Charset::gb18030, DateStyle::chinese},
    {"人力资源和社会保障局", "待遇停发名单", "insurance", 62, 90, Charset::utf8_bom, DateStyle::compact},
}};

// What a spreadsheet leaves of an 18-digit number that it took for a quantity.
std::string eaten(const CitizenNumber& number, bool as_power) {
  const std::string_view text = view(number);
  if (!as_power) return std::string(text.substr(0, 15)) + "000";
  return std::string(1, text[0]) + "." + std::string(text.substr(1, 5)) + "E+17";
}

// The date that this register holds: mostly the true one, sometimes the day of the paper.
Date register_date(const Register& from, Date died, Random& random) {
  if (from.word == "insurance") return died.plus_days(died.day() > 15 ? 0 : random.between(0, 9));
  if (from.word == "police" && random.percent(12)) return died.plus_days(random.between(5, 40));
  return random.percent(95) ? died : died.plus_days(random.between(1, 2));
}

void put_death(Sheet& sheet, const Register& from, std::string_view number, std::string_view name, Date died,
               Random& random) {
  sheet.text(number).text(name).day(register_date(from, died, random)).text(from.word);
  sheet.day(died.plus_days(1 + int(random.below(uint32_t(from.lag_days))))).end_row();
}

}  // namespace

Result<void> write_divisions(Stage& stage, Delivery& delivery) {
  const auto& county = stage.county;
  auto sheet = delivery.open("民政局", "行政区划代码", {Charset::gb18030, ',', DateStyle::iso},
                             {{"区划代码"}, {"区划名称"}, {"区划级别"}, {"上级代码"}});
  const auto put = [&](std::string_view code, std::string_view name, std::string_view level,
                       std::string_view above) {
    sheet->text(code).text(name).text(level).text(above).end_row();
  };
  put(kCountyCode, kCountyName, "县级", "");
  for (const auto& township : county.townships) put(township.code, township.name, "乡级", kCountyCode);
  for (const auto& village : county.villages)
    put(village.code, village.name, "村级", county.townships[village.township].code);
  return delivery.close(*sheet, "division");
}

Result<void> write_households(Stage& stage, Delivery& delivery) {
  const auto& county = stage.county;
  auto& truth = stage.truth;
  Random random = stage.random("household sheet");
  std::map<int32_t, Move> moves;
  for (const auto& move : stage.moves) moves[move.person] = move;
  size_t household = 0;
  for (size_t township = 0; township < county.townships.size(); ++township) {
    SheetStyle style;
    style.charset = township % 2 == 0 ? Charset::gb18030 : Charset::utf8_bom;
    style.dates = township % 3 == 0   ? DateStyle::compact
                  : township % 3 == 1 ? DateStyle::iso
                                      : DateStyle::slashed;
    style.delimiter = township == 1 ? '\t' : ',';
    if (township % 2 == 0) style.title = county.townships[township].name + "户籍人口信息";
    auto sheet = delivery.open("公安局", "户籍人口_" + county.townships[township].name, style,
                               {{"公民身份号码"},
                                {"姓名"},
                                {"性别"},
                                {"出生日期"},
                                {"户号"},
                                {"与户主关系"},
                                {"村代码"},
                                {"迁入日期"},
                                {"迁出日期"}});
    const auto put = [&](int32_t id) {
      const auto& person = county.people[size_t(id)];
      sheet->text(view(person.number))
          .text(name_text(person.name))
          .text(person.sex == Sex::male ? "男" : "女");
      sheet->day(person.born_on())
          .text(county.household_no(person.household))
          .text(kRelations[size_t(person.relation)]);
      sheet->text(county.village_of(person).code);
      const auto move = moves.find(id);
      const Move moved = move == moves.end() ? Move() : move->second;
      truth.saw(moved.plant, sheet->name(), sheet->line(), 0);
      if (moved.in)
        sheet->day(*moved.in);
      else
        random.percent(90) ? sheet->text("")
                           : sheet->day(day_of(random.between(1995, 2022), random.between(1, 12), 15));
      moved.out ? sheet->day(*moved.out) : sheet->text(random.percent(98) ? "" : "/");
      sheet->end_row();
    };
    const size_t first = household;
    for (; household < county.households.size(); ++household) {
      const auto& home = county.households[household];
      if (county.villages[home.village].township != township) break;
      for (int32_t id = home.first; id < home.first + home.count; ++id) {
        const auto& person = county.people[size_t(id)];
        if (person.died == 0 || person.died_on().year() >= kLastYear) put(id);
      }
    }
    // The clerk pasted the first households a second time.
    if (township == 0) {
      const int plant = truth.plant(PlantKind::dirt, "ingest", "repeated-section", "household_member",
                                    sheet->name(), "文件末尾重复粘贴了开头的若干户");
      for (size_t i = first; i < first + 12 && i < household; ++i)
        for (int32_t id = county.households[i].first;
             id < county.households[i].first + county.households[i].count; ++id) {
          truth.saw(plant, sheet->name(), sheet->line(), 0);
          put(id);
        }
    }
    QY_CHECK(delivery.close(*sheet, "household_member"));
  }
  return {};
}

Result<void> write_deaths(Stage& stage, Delivery& delivery) {
  auto& truth = stage.truth;
  for (const auto& from : kRegisters) {
    Random random = stage.random(from.word);
    SheetStyle style{from.charset, ',', from.dates, MoneyStyle::yuan, "", "", ""};
    if (from.word == "cremation") style.title = "青岚县殡仪馆火化登记台账";
    auto sheet = delivery.open(std::string(from.bureau), std::string(from.file), style,
                               {{"证件号码"}, {"姓名"}, {"死亡日期"}, {"登记来源"}, {"登记日期"}});
    const bool is_eaten = from.word == "insurance";
    const int damage = is_eaten
                           ? truth.plant(PlantKind::dirt, "ingest", "numbers-eaten", "death", sheet->name(),
                                         "证件号码列被电子表格当作数值，末位失真，不能用于识别")
                           : kNoPlant;
    for (int32_t id = 0; id < stage.natives; ++id) {
      const auto& person = stage.person(id);
      if (person.died == 0) continue;
      // A planted death must be known to somebody: the crematorium keeps it, or else the hospital.
      const bool is_buried = stage.uncremated.contains(id);
      const bool must_know = person.has(kTouched) && from.word == (is_buried ? "health" : "cremation");
      const bool knows = random.percent(from.percent) && !(is_buried && from.word == "cremation");
      if (!must_know && !knows) continue;
      truth.saw(damage, sheet->name(), sheet->line(), 0);
      const std::string number =
          is_eaten ? eaten(person.number, random.percent(60)) : std::string(view(person.number));
      put_death(*sheet, from, number, name_text(person.name), person.died_on(), random);
    }
    for (const auto& stray : stage.stray_deaths) {
      if (stray.in_register != from.word) continue;
      truth.saw(stray.plant, sheet->name(), sheet->line(), 0);
      put_death(*sheet, from, stray.number, stray.name, stray.died_on, random);
    }
    QY_CHECK(delivery.close(*sheet, "death"));
  }
  return {};
}

}  // namespace qy::synth
