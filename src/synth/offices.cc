#include "synth/offices.h"

#include <algorithm>
#include <array>

namespace qy::synth {
namespace {

constexpr std::string_view kBureaus[] = {"财政局",           "民政局",           "农业农村局",
                                         "教育局",           "卫生健康局",       "人力资源和社会保障局",
                                         "自然资源局",       "交通运输局",       "水利局",
                                         "住房和城乡建设局", "林业局",           "文化旅游局",
                                         "审计局",           "统计局",           "应急管理局",
                                         "市场监督管理局",   "公安局",           "司法局",
                                         "退役军人事务局",   "医疗保障局",       "生态环境局",
                                         "发展和改革局",     "商务局",           "科技局",
                                         "信访局",           "残疾人联合会",     "档案馆",
                                         "供销合作社",       "乡村振兴服务中心", "政务服务中心"};
constexpr std::string_view kInstitutions[] = {
    "第一中学",     "第二中学",   "第三中学",         "职业中学", "实验小学", "城关小学",  "人民医院",
    "中医院",       "妇幼保健院", "疾病预防控制中心", "图书馆",   "文化馆",   "体育中心",  "城市管理执法大队",
    "公路养护中心", "园林所",     "环卫所",           "水文站",   "种子站",   "农机推广站"};
constexpr std::string_view kTownOffices[] = {"人民政府", "中心小学",     "初级中学",
                                             "卫生院",   "农业服务中心", "财政所"};

constexpr std::array<std::string_view, 5> kPosts{"党支部书记", "村委会副主任", "会计", "妇联主席",
                                                 "村委委员"};
constexpr std::array<std::string_view, 6> kRanks{"科员",   "一级科员",     "副科级",
                                                 "正科级", "专业技术八级", "工勤"};

void appoint_payroll(Population& county, Offices& offices, uint64_t seed) {
  Random random(seed, "payroll");
  for (size_t i = 0; i < county.people.size(); ++i) {
    auto& person = county.people[i];
    if (!person.has(kOnPayroll)) continue;
    PayrollEntry entry;
    entry.person = int32_t(i);
    entry.unit = int32_t(random.below(uint32_t(offices.units.size())));
    const int start_age = random.between(21, 30);
    entry.from = person.born_on().plus_days(start_age * 365 + int(random.below(200)));
    if (entry.from.year() > 2022) entry.from = day_of(random.between(2015, 2022), 7, 1);
    entry.is_permanent = random.percent(82);
    if (person.died != 0) {
      entry.has_left = true;
      entry.to = person.died_on();
    }
    offices.payroll.push_back(entry);
  }
}

void appoint_officials(Population& county, Offices& offices, uint64_t seed) {
  Random random(seed, "officials");
  std::vector<std::vector<int32_t>> adults(county.villages.size());
  for (size_t i = 0; i < county.people.size(); ++i) {
    const auto& person = county.people[i];
    const int age = person.age_on(day_of(kLastYear, 1, 1));
    if (age >= 30 && age <= 62 && person.died == 0 &&
        (person.traits & (kOnPayroll | kDisabled | kLowIncome | kDestitute)) == 0)
      adults[county.household_of(person).village].push_back(int32_t(i));
  }
  for (size_t village = 0; village < adults.size(); ++village) {
    for (size_t post = 0; post < kPosts.size() && !adults[village].empty(); ++post) {
      const int32_t chosen = random.pick(adults[village]);
      auto& person = county.people[size_t(chosen)];
      if (person.has(kOfficial)) continue;
      person.traits |= kOfficial;
      offices.officials.push_back({chosen, uint16_t(village), uint8_t(post),
                                   day_of(random.between(2014, 2021), 1, random.between(4, 28))});
    }
  }
}

// Six officials in ten declared the household they live in.
void declare_kin(const Population& county, Offices& offices, uint64_t seed) {
  Random random(seed, "kin");
  for (const auto& official : offices.officials) {
    if (!random.percent(60)) continue;
    const auto& home = county.household_of(county.people[size_t(official.person)]);
    for (int32_t i = home.first; i < home.first + home.count; ++i)
      if (i != official.person) offices.kin.push_back({official.person, i});
  }
}

Result<void> write_payroll(const Population& county, const Offices& offices, uint64_t seed, Truth& truth,
                           Delivery& delivery) {
  SheetStyle style{Charset::gb18030,
                   ',',
                   DateStyle::dotted,
                   MoneyStyle::yuan_commas,
                   "青岚县财政供养人员花名册",
                   "填报单位：县财政局国库支付中心        单位：元",
                   "",
                   true};
  auto sheet = delivery.open("财政局", "财政供养人员花名册", style,
                             {{"公民身份号码"},
                              {"姓名"},
                              {"单位代码"},
                              {"单位名称"},
                              {"职务"},
                              {"职级"},
                              {"编制性质"},
                              {"起始日期"},
                              {"终止日期"},
                              {"工资账号"},
                              {"月应发工资", "", true}});
  Random random(seed, "payroll sheet");
  std::string name;
  for (const auto& entry : offices.payroll) {
    const auto& person = county.people[size_t(entry.person)];
    const auto& unit = offices.units[size_t(entry.unit)];
    name.clear();
    append_name(person.name, name);
    const auto card = card_number(seed, uint64_t(entry.person) + 50'000'000);
    const Fen drawn_fen = Fen(random.between(2'600, 8'900)) * 100;
    truth.saw(entry.plant, sheet->name(), sheet->line(), 0);
    sheet->text(view(person.number)).text(name).text(unit.code).text(unit.name);
    const std::string_view post = random.percent(12) ? "负责人" : "工作人员";
    sheet->text(entry.post.empty() ? post : entry.post).text(random.pick(kRanks));
    sheet->text(entry.is_permanent ? "在编" : "临时聘用").day(entry.from);
    entry.has_left ? sheet->day(entry.to) : sheet->text(random.percent(50) ? "" : "/");
    sheet->text({card.data(), card.size()}).fen(entry.pay_fen > 0 ? entry.pay_fen : drawn_fen);
    sheet->end_row();
  }
  return delivery.close(*sheet, "payroll");
}

// Typists line names up: two characters are spread over the width of three.
std::string spaced_out(std::string name) {
  constexpr size_t kCharacter = 3;  // bytes of one in UTF-8
  if (name.size() == 2 * kCharacter) name.insert(kCharacter, "\u3000");
  return name;
}

Result<void> write_officials(const Population& county, const Offices& offices, Truth& truth,
                             Delivery& delivery) {
  SheetStyle style{Charset::utf8_bom, ',', DateStyle::chinese, MoneyStyle::yuan, "青岚县村（社区）干部名册"};
  auto sheet = delivery.open("组织部", "村干部名册", style,
                             {{"证件号码"}, {"姓名"}, {"村代码"}, {"职务"}, {"任职日期"}, {"离任日期"}});
  const int spaced = truth.plant(PlantKind::dirt, "ingest", "names-spaced-out", "village_official",
                                 sheet->name(), "两字姓名中间有全角空格");
  for (const auto& official : offices.officials) {
    const auto& person = county.people[size_t(official.person)];
    truth.saw(official.plant, sheet->name(), sheet->line(), 0);
    truth.saw(spaced, sheet->name(), sheet->line(), 0);
    sheet->text(view(person.number))
        .text(spaced_out(name_text(person.name)))
        .text(county.villages[official.village].code);
    sheet->text(kPosts[official.post]).day(official.from).blank();
    sheet->end_row();
  }
  return delivery.close(*sheet, "village_official");
}

Result<void> write_kin(const Population& county, const Offices& offices, Truth& truth, Delivery& delivery) {
  SheetStyle style{Charset::utf8_bom, '\t', DateStyle::iso, MoneyStyle::yuan};
  auto sheet =
      delivery.open("纪委监委", "近亲属备案表", style,
                    {{"干部身份证号"}, {"亲属身份证号"}, {"亲属姓名"}, {"关系"}, {"备案事项"}, {"备案日期"}});
  for (const auto& kin : offices.kin) {
    const auto& relative = county.people[size_t(kin.relative)];
    static constexpr std::array<std::string_view, 5> kRelations{"户主", "配偶", "子女", "父母", "孙子女"};
    truth.saw(kin.plant, sheet->name(), sheet->line(), 0);
    sheet->text(view(county.people[size_t(kin.official)].number))
        .text(view(relative.number))
        .text(name_text(relative.name));
    const auto& official = county.people[size_t(kin.official)];
    const bool is_head = official.relation == Relation::head && official.household == relative.household;
    sheet
        ->text(kin.official == kin.relative ? "本人"
               : is_head                    ? kRelations[size_t(relative.relation)]
                                            : "近亲属")
        .text(kin.matter)
        .day(kin.declared);
    sheet->end_row();
  }
  return delivery.close(*sheet, "kin_declaration");
}

}  // namespace

std::vector<Unit> found_units(const Population& county) {
  std::vector<Unit> units;
  const auto found = [&](std::string_view kind, std::string name) -> Unit& {
    const auto serial = uint32_t(100 + units.size());
    units.push_back({credit_code(kind, serial), std::string(kCountyName) + std::move(name)});
    return units.back();
  };
  for (const auto name : kBureaus) found("11", std::string(name)).has_departments = true;
  for (const auto name : kInstitutions) found("12", std::string(name));
  for (const auto& township : county.townships)
    for (const auto office : kTownOffices)
      found(office == kTownOffices[0] ? "11" : "12", township.name + std::string(office)).is_township = true;
  // Small institutions fill the list up to the size of a real county.
  constexpr std::string_view kKinds[] = {"小学",   "幼儿园", "卫生室服务站", "文化站",
                                         "敬老院", "林场",   "水库管理所",   "养护站"};
  constexpr std::string_view kRounds[] = {"", "第二", "第三", "第四"};
  const size_t villages = county.villages.size();
  for (size_t i = 0; units.size() < 220 + county.people.size() / 10'000; ++i) {
    const auto& village = county.villages[i % villages];
    const std::string where = village.name.substr(0, village.name.size() - 3);
    const auto round = kRounds[std::min(i / (villages * std::size(kKinds)), std::size(kRounds) - 1)];
    auto& unit = found("12", county.townships[village.township].name + where + std::string(round) +
                                 std::string(kKinds[i / villages % std::size(kKinds)]));
    unit.is_township = unit.is_small = true;
  }
  return units;
}

int32_t choose_person(Population& county, int32_t natives, Random& random,
                      const std::function<bool(const Person&)>& test) {
  for (int attempt = 0; attempt < 60'000; ++attempt) {
    const auto index = int32_t(random.below(uint32_t(natives)));
    auto& person = county.people[size_t(index)];
    if (person.has(kTouched) || person.has(kOfficial) || !test(person)) continue;
    person.traits |= kTouched;
    return index;
  }
  return -1;
}

Offices appoint(Population& county, uint64_t seed) {
  Offices offices;
  offices.units = found_units(county);
  appoint_payroll(county, offices, seed);
  appoint_officials(county, offices, seed);
  declare_kin(county, offices, seed);
  return offices;
}

Result<void> write_offices(const Population& county, const Offices& offices, uint64_t seed, Truth& truth,
                           Delivery& delivery) {
  QY_CHECK(write_payroll(county, offices, seed, truth, delivery));
  QY_CHECK(write_officials(county, offices, truth, delivery));
  return write_kin(county, offices, truth, delivery);
}

}  // namespace qy::synth
