#include "synth/firms.h"

#include <algorithm>

#include "synth/names.h"
#include "synth/numbers.h"

namespace qy::synth {
namespace {

constexpr Trade kTrades[] = {
    {"商贸", "30201", "办公费", "办公用品", 180'000, 1.25, 150, 60},
    {"印务", "30202", "印刷费", "资料印刷", 240'000, 1.2, 70, 30},
    {"物业服务", "30209", "物业管理费", "物业服务费", 950'000, 1.0, 30, 20},
    {"装饰工程", "30213", "维修（护）费", "房屋维修", 680'000, 1.35, 90, 50},
    {"汽车服务", "30231", "公务用车运行维护费", "车辆维修", 260'000, 1.05, 80, 40},
    {"石油销售", "30231", "公务用车运行维护费", "车辆加油", 150'000, 0.9, 60, 10},
    {"餐饮管理", "30217", "公务接待费", "公务接待", 90'000, 0.8, 60, 60},
    {"会议服务", "30215", "会议费", "会议服务", 420'000, 1.1, 30, 20},
    {"教育咨询", "30216", "培训费", "培训服务", 560'000, 1.15, 35, 25},
    {"农业科技", "30218", "专用材料费", "农资采购", 550'000, 1.4, 50, 40},
    {"人力资源", "30226", "劳务费", "劳务派遣", 820'000, 1.2, 70, 20},
    {"工程咨询", "30227", "委托业务费", "咨询评审", 1'500'000, 1.2, 50, 30},
    {"信息技术", "31007", "信息网络及软件购置更新", "信息系统运维", 3'200'000, 1.3, 45, 40},
    {"医疗器械", "31003", "专用设备购置", "设备采购", 2'100'000, 1.35, 30, 30},
    {"家具", "31002", "办公设备购置", "办公家具", 700'000, 1.2, 40, 25},
    {"建筑工程", "31005", "基础设施建设", "工程款", 8'500'000, 1.3, 45, 60},
    {"园林绿化", "31006", "大型修缮", "绿化养护", 4'800'000, 1.2, 25, 25},
    {"广告传媒", "30201", "办公费", "宣传制作", 320'000, 1.2, 60, 40},
    {"供电", "30206", "电费", "电费", 260'000, 0.55, 0, 0},
    {"供水", "30205", "水费", "水费", 60'000, 0.5, 0, 0},
};

}  // namespace

std::span<const Trade> trades() {
  return kTrades;
}

int32_t found_named_firm(Firms& firms, uint64_t seed, uint16_t trade, std::string name) {
  const auto index = int32_t(firms.all.size());
  const auto holder = uint64_t(index) + 100'000;
  firms.all.push_back({std::move(name), credit_code("91", uint32_t(2'000'000 + index)),
                       corporate_account(seed, holder), trade});
  if (firms.by_trade.size() < std::size(kTrades)) firms.by_trade.resize(std::size(kTrades));
  firms.by_trade[trade].push_back(index);
  return index;
}

int32_t found_firm(Firms& firms, uint64_t seed, uint16_t trade) {
  return found_named_firm(firms, seed, trade,
                          firm_name(seed, uint32_t(firms.all.size()), kTrades[trade].word));
}

Firms found_firms(uint64_t seed, int64_t unit_payments) {
  Firms firms;
  for (size_t trade = 0; trade < std::size(kTrades); ++trade) {
    const int64_t grown = unit_payments * kTrades[trade].firms / 50'000;
    const int64_t count = kTrades[trade].weight == 0 ? 0 : 12 + std::min<int64_t>(grown, 900);
    for (int64_t i = 0; i < count; ++i) found_firm(firms, seed, uint16_t(trade));
  }
  return firms;
}

}  // namespace qy::synth
