#include "synth/prices.h"

namespace qy::synth {
namespace {

constexpr Good kFoods[] = {
    {"大米", "一级", "公斤", 460, 2},        {"食用油", "非转基因菜籽油", "公斤", 1'480, 3},
    {"猪肉", "去皮五花", "公斤", 2'880, 12}, {"鸡肉", "白条鸡", "公斤", 1'760, 6},
    {"鸡蛋", "鲜", "公斤", 980, 10},         {"牛奶", "纯牛奶200毫升", "盒", 230, 2},
    {"土豆", "散装", "公斤", 320, 14},       {"大白菜", "散装", "公斤", 220, 22},
    {"西红柿", "散装", "公斤", 580, 24},     {"豆腐", "鲜", "公斤", 520, 2},
    {"面粉", "特一粉", "公斤", 430, 2},      {"苹果", "红富士80mm", "公斤", 860, 12},
    {"带鱼", "中段", "公斤", 3'260, 6},      {"青椒", "散装", "公斤", 640, 26},
    {"胡萝卜", "散装", "公斤", 360, 12},     {"挂面", "1公斤装", "公斤", 720, 2}};

constexpr Good kOfficeGoods[] = {{"台式计算机", "i5 16G 512G", "台", 468'000, 0},
                                 {"笔记本电脑", "14寸 16G 512G", "台", 542'000, 0},
                                 {"激光打印机", "A4黑白双面", "台", 196'000, 0},
                                 {"复印机", "A3彩色", "台", 1'860'000, 0},
                                 {"复印纸", "A4 70克 8包", "箱", 16'800, 0},
                                 {"空调", "1.5匹壁挂", "台", 298'000, 0},
                                 {"办公桌", "1.4米", "张", 92'000, 0},
                                 {"办公椅", "网布", "把", 36'000, 0},
                                 {"投影仪", "4000流明", "台", 526'000, 0},
                                 {"碎纸机", "5级保密", "台", 118'000, 0}};

constexpr Good kMaterials[] = {{"普通硅酸盐水泥", "P.O 42.5 散装", "吨", 38'600, 5},
                               {"热轧带肋钢筋", "HRB400E Φ12", "吨", 372'000, 6},
                               {"商品混凝土", "C30", "立方米", 43'500, 4},
                               {"沥青混凝土", "AC-13", "吨", 51'000, 5},
                               {"砂", "中粗砂", "立方米", 14'200, 8},
                               {"碎石", "5-31.5mm", "立方米", 12'600, 6},
                               {"有机肥", "有机质45%", "吨", 86'000, 4},
                               {"复合肥", "15-15-15", "吨", 298'000, 6},
                               {"PE给水管", "DN110", "米", 6'800, 3},
                               {"路灯", "LED 60W 6米杆", "套", 186'000, 0}};

constexpr Good kFunerals[] = {{"遗体接运费", "普通车", "次", 42'000, 0},
                              {"遗体存放费", "冷藏", "天", 42'000, 0},
                              {"遗体火化费", "普通炉", "具", 42'000, 0},
                              {"骨灰寄存费", "普通格位", "年", 42'000, 0}};

}  // namespace

std::span<const Good> foods() {
  return kFoods;
}
std::span<const Good> office_goods() {
  return kOfficeGoods;
}
std::span<const Good> materials() {
  return kMaterials;
}

Fen market_price(const Good& good, int year, int month) {
  // Dear in late winter, cheap in late summer; two per cent more each year.
  constexpr int kSeason[12] = {80, 100, 70, 30, -20, -60, -80, -100, -60, -20, 20, 50};
  const Fen swing = good.price_fen * good.season_percent * kSeason[month - 1] / 10'000;
  return (good.price_fen + swing) * (100 + 2 * (year - kFirstYear)) / 100;
}

Result<void> write_prices(Delivery& delivery) {
  SheetStyle style{Charset::gb18030,
                   ',',
                   DateStyle::iso,
                   MoneyStyle::yuan,
                   "青岚县参考价格（市场监测价、信息价、政府定价）",
                   "单位：元"};
  auto sheet = delivery.open("发展和改革局", "参考价格", style,
                             {{"品名"},
                              {"规格型号"},
                              {"计量单位"},
                              {"地区代码"},
                              {"执行起始日期"},
                              {"执行终止日期"},
                              {"参考价"},
                              {"价格来源"}});
  const auto put = [&](const Good& good, Date from, Date to, Fen price_fen, std::string_view source) {
    sheet->text(good.item).text(good.spec).text(good.unit).text(kCountyCode).day(from).day(to);
    sheet->fen(price_fen).text(source).end_row();
  };
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const Date from = day_of(year, month, 1);
      for (const auto& good : kFoods)
        put(good, from, from.plus_months(1).plus_days(-1), market_price(good, year, month), "市场监测价");
      for (const auto& good : kMaterials)
        put(good, from, from.plus_months(1).plus_days(-1), market_price(good, year, month), "造价信息价");
    }
    for (const auto& good : kOfficeGoods)
      put(good, day_of(year, 1, 1), day_of(year, 12, 31), good.price_fen, "电子卖场均价");
    for (const auto& good : kFunerals)
      put(good, day_of(year, 1, 1), day_of(year, 12, 31), good.price_fen, "政府定价");
  }
  sheet->text("单位房产租金").text("房屋").text("平方米·年").text(kCountyCode).day(day_of(2019, 1, 1));
  sheet->day(day_of(kLastYear, 12, 31)).fen(kFairRentFen).text("评估均价").end_row();
  return delivery.close(*sheet, "price_reference");
}

}  // namespace qy::synth
