#include "synth/tenders.h"

namespace qy::synth {
namespace {

// What bids carry of how they were made: machine, network, tool, file, the minute at which they were handed
// in.
class TracePlanter {
 public:
  TracePlanter(TenderDesk& desk, Stage& stage, Tenders& tenders)
      : desk_(desk), stage_(stage), tenders_(tenders), random_(desk.random()) {}

  std::string one_device(int plant) {
    return share(plant, kRoads, 6, 3, [](Bid& bid, int32_t first) { bid.device_of = first; });
  }
  std::string two_on_one_device(int plant) {
    return share(plant, kRepairs, 7, 2, [](Bid& bid, int32_t first) { bid.device_of = first; });
  }
  std::string consortium_device(int plant) {
    return share(plant, kBuilding, 6, 2, [&](Bid& bid, int32_t first) {
      bid.device_of = first;
      bid.consortium = "LHT" + padded(uint64_t(plant) + 50'001, 5);
    });
  }
  // The maker of the mainboard filled in no serial numbers.
  std::string unfilled_serials(int plant) {
    return share(plant, kComputers, 6, 3, [](Bid& bid, int32_t) { bid.device_of = kUnfilledDevice; });
  }
  std::string one_address(int plant) {
    return share(plant, kGardens, 6, 3, [](Bid& bid, int32_t first) {
      bid.net_of = first;
      bid.minutes_before_due = 41 + bid.firm % 7;
    });
  }
  std::string business_park(int plant) {
    return share(plant, kComputers, 7, 2, [](Bid& bid, int32_t) { bid.net_of = kParkNetwork; });
  }
  std::string at_the_centre(int plant) {
    return share(plant, kBuilding, 6, 4, [](Bid& bid, int32_t) { bid.net_of = kCentreNetwork; });
  }
  std::string one_tool(int plant) {
    return share(plant, kBuilding, 6, 3, [](Bid& bid, int32_t first) { bid.tool_of = first; });
  }
  std::string one_file(int plant) {
    return share(plant, kFurniture, 5, 2, [](Bid& bid, int32_t first) { bid.file_of = first; });
  }
  std::string blank_template(int plant) {
    return share(plant, kPrinting, 5, 3, [](Bid& bid, int32_t) { bid.file_of = kTemplateFile; });
  }
  std::string same_minute(int plant) {
    return share(plant, kRepairs, 7, 6, [](Bid& bid, int32_t) { bid.minutes_before_due = 97; });
  }
  std::string last_half_hour(int plant) {
    return share(plant, kRoads, 8, 7,
                 [&](Bid& bid, int32_t) { bid.minutes_before_due = random_.between(3, 34); });
  }
  // Everything at once, but only two of five: machine, tool, and a deposit a few minutes apart.
  std::string well_hidden(int plant) {
    return share(plant, kGardens, 5, 2, [](Bid& bid, int32_t first) {
      bid.tool_of = first;
      bid.net_of = first;
    });
  }

 private:
  // The first `sharing` bidders of a fresh tender; the second of them wins.
  std::string share(int plant, uint16_t market, size_t bidders, size_t sharing,
                    const std::function<void(Bid&, int32_t first)>& change) {
    Tender tender = desk_.open(market, bidders);
    const int32_t first = tender.bids[0].firm;
    for (size_t i = 0; i < std::min(sharing, tender.bids.size()); ++i) {
      change(tender.bids[i], first);
      tender.bids[i].plant = plant;
    }
    if (stage_.truth.plants()[size_t(plant)].kind == kWrong) desk_.let_win(tender, 1);
    tenders_.all.push_back(std::move(tender));
    return "tender";  // numbered later
  }

  TenderDesk& desk_;
  Stage& stage_;
  Tenders& tenders_;
  Random& random_;
};

using T = TracePlanter;
constexpr PlantCard<T> kCards[] = {
    {{"one-device", kWrong, "H01", 0.25, "三家投标文件在同一台电脑上制作"}, "bid", &T::one_device},
    {{"two-on-one-device", kWrong, "H01", 0.15, "两家投标文件在同一台电脑上制作"},
     "bid",
     &T::two_on_one_device},
    {{"consortium-device", kAlike, "H01", 0.6, "联合体成员由牵头人统一制作"}, "bid", &T::consortium_device},
    {{"unfilled-serials", kAlike, "H01", 0.8, "主板出厂未写序列号，多机相同"}, "bid", &T::unfilled_serials},
    {{"one-address", kWrong, "H02", 0.25, "三家在几分钟内从同一网络地址递交"}, "bid", &T::one_address},
    {{"business-park", kAlike, "H02", 1.0, "同在产业园，共用出口地址，时间相隔数小时"},
     "bid",
     &T::business_park},
    {{"at-the-centre", kAlike, "H02", 0.8, "在交易中心现场上传，地址属于交易中心"}, "bid", &T::at_the_centre},
    {{"one-costing-tool", kWrong, "H03", 0.25, "三家计价文件出自同一加密锁"}, "bid", &T::one_tool},
    {{"one-file", kWrong, "H04", 0.2, "两家投标文件摘要、作者完全相同"}, "bid", &T::one_file},
    {{"blank-template", kAlike, "H04", 0.6, "均为招标文件所附空白格式页"}, "bid", &T::blank_template},
    {{"same-minute", kWrong, "H14", 0.2, "六家在同一分钟递交"}, "bid", &T::same_minute},
    {{"last-half-hour", kAlike, "H14", 1.0, "截止前半小时递交高峰"}, "bid", &T::last_half_hour},
    {{"well-hidden", kWrong, "H03 H02", 0.15, "五家中两家锁号、网络地址相同，其余无异常"},
     "bid",
     &T::well_hidden},
};

}  // namespace

void plant_traces(TenderDesk& desk, Stage& stage, Tenders& tenders) {
  TracePlanter planter(desk, stage, tenders);
  sow(stage, planter, kCards);
}

}  // namespace qy::synth
