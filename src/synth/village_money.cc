#include "synth/village_money.h"

#include <algorithm>

#include "synth/calendar.h"

namespace qy::synth {
namespace {

class VillagePlanner {
 public:
  VillagePlanner(Stage& stage, Estate& estate)
      : stage_(stage), estate_(estate), random_(stage.random("village money")) {}

  // A month of a village: rent comes in, wages and small things go out, a larger work now and then with a
  // resolution.
  void draw() {
    for (size_t village = 0; village < stage_.county.villages.size(); ++village)
      for (int month = 0; month < kYears * 12; ++month) {
        put(village, month, 12, false, true, Fen(random_.between(60, 900)) * 10'000, "收资产租金", "承租户",
            "收款收据");
        put(village, month, 20, false, false, Fen(random_.between(48, 96)) * 10'000, "付村干部报酬",
            "村干部（代发）", "发放表");
        put(village, month, random_.between(3, 25), true, false, Fen(random_.between(4, 60)) * 1'000,
            "购办公用品", "便民超市", "发票");
        if (random_.percent(40))
          put(village, month, 9, true, false, Fen(random_.between(8, 40)) * 1'000, "付保洁员误工", "保洁员",
              "发放表");
        if (random_.percent(9)) large_work(village, month);
      }
  }
  std::vector<VillageEntry> take() { return std::move(entries_); }

  std::string large_cash(int plant) {
    return cash(plant, 5, Fen(random_.between(18, 46)) * 100'000, "付工程款", "施工班组", "收条");
  }
  std::string cash_to_poor(int plant) {
    return cash(plant, 3, 120'000, "慰问困难户", "困难户（签领）", "签领单");
  }
  std::string spent_before_banked(int plant) {
    const uint16_t village = some_village();
    for (int i = 0; i < 4; ++i) {
      const Date on = some_day();
      add(village, on, true, true, Fen(random_.between(16, 38)) * 100'000, "收鱼塘承包款（现金）", "承包户",
          "收款收据", plant);
      add(village, on.plus_days(1), true, false, Fen(random_.between(15, 30)) * 100'000, "付零星工程款",
          "施工班组", "收条", plant);
    }
    return code(village);
  }
  std::string banked_next_day(int plant) {
    const uint16_t village = some_village();
    const Date on = some_day();
    add(village, on, true, true, 1'600'000, "收鱼塘承包款（现金）", "承包户", "收款收据", plant);
    add(village, on.plus_days(1), true, false, 1'600'000, "现金缴存银行", "农商银行", "缴款单", plant);
    return code(village);
  }
  std::string without_meeting(int plant) {
    const uint16_t village = some_village();
    add(village, some_day(), false, false, Fen(random_.between(120, 380)) * 100'000, "付文化广场建设款",
        "青岚县建筑队", "发票", plant);
    return code(village);
  }
  std::string met_later(int plant) {
    const uint16_t village = some_village();
    const Date on = some_day();
    const Fen fen = Fen(random_.between(120, 260)) * 100'000;
    add(village, on, false, false, fen, "付水毁渠道抢修款", "青岚县建筑队", "发票", plant);
    estate_.resolutions.push_back({village, on.plus_days(9), "村民代表会议（抢修追认）", fen, plant});
    return code(village);
  }
  std::string split_work(int plant) {
    const uint16_t village = some_village();
    const Date on = some_day();
    for (int i = 0; i < 4; ++i)
      add(village, on.plus_days(i * 6), false, false, Fen(random_.between(44, 49)) * 100'000, "付村道维修款",
          "李家班施工队", "发票", plant);
    return code(village);
  }
  std::string yearly_repairs(int plant) {
    const uint16_t village = some_village();
    for (int year = kFirstYear; year <= kLastYear; ++year)
      add(village, day_of(year, 10, 12), false, false, Fen(random_.between(30, 46)) * 100'000,
          "付年度渠道清淤款", "王家班施工队", "发票", plant);
    return code(village);
  }
  // One foreman, in eight villages of a township, most of what is built there.
  std::string one_foreman(int plant) {
    const auto township = uint16_t(random_.below(uint32_t(stage_.county.townships.size())));
    int works = 0;
    for (size_t village = 0; village < stage_.county.villages.size(); ++village) {
      if (stage_.county.villages[village].township != township) continue;
      for (int i = 0; i < 5; ++i, ++works)
        add(village, some_day(), false, false, Fen(random_.between(60, 180)) * 100'000, "付村级工程款",
            "赵某施工队（" + stage_.county.townships[township].name + "）", "发票", plant);
    }
    return works == 0 ? "" : stage_.county.townships[township].code;
  }
  std::string white_slips(int plant) { return slips(plant, "付挖机台班费", "个体司机", "白条", 6, 900'000); }
  std::string bought_from_farmers(int plant) {
    return slips(plant, "收购农户苗木", "农户（签领）", "收购凭证", 4, 240'000);
  }
  std::string books_stop(int plant) {
    const uint16_t village = some_village();
    const Date from = day_of(kLastYear, 2, 1);
    std::erase_if(entries_, [&](const VillageEntry& e) {
      return e.village == village && e.on >= from && e.plant == kNoPlant;
    });
    for (auto& entry : entries_)
      if (entry.village == village && entry.on >= from.plus_months(-1)) entry.plant = plant;
    return code(village);
  }
  std::string land_money_kept(int plant) { return land_money(plant, 0); }
  std::string land_money_by_turns(int plant) { return land_money(plant, 3); }

 private:
  const std::string& code(uint16_t village) const { return stage_.county.villages[village].code; }
  uint16_t some_village() {
    // A village has one matter at most, while there are villages left.
    for (int attempt = 0; attempt < 200; ++attempt) {
      const auto village = uint16_t(random_.below(uint32_t(stage_.county.villages.size())));
      if (taken_.insert(village).second) return village;
    }
    return uint16_t(random_.below(uint32_t(stage_.county.villages.size())));
  }
  Date some_day() {
    return working_day_from(
        day_of(random_.between(kFirstYear, kLastYear), random_.between(2, 11), random_.between(2, 26)));
  }
  void add(uint16_t village, Date on, bool is_cash, bool is_income, Fen amount_fen, std::string summary,
           std::string other, std::string_view attachment, int plant) {
    entries_.push_back({village, on, is_cash, is_income, amount_fen, std::move(summary), std::move(other),
                        attachment, plant});
  }
  void put(uint16_t village, int month, int day, bool is_cash, bool is_income, Fen amount_fen,
           const char* summary, const char* other, std::string_view attachment) {
    add(village, working_day_from(day_of(kFirstYear + month / 12, month % 12 + 1, day)), is_cash, is_income,
        amount_fen, summary, other, attachment, kNoPlant);
  }
  void large_work(uint16_t village, int month) {
    const Date on = working_day_from(day_of(kFirstYear + month / 12, month % 12 + 1, 16));
    const Fen fen = Fen(random_.between(50, 300)) * 100'000;
    add(village, on, false, false, fen, "付村级工程款", "施工队" + std::to_string(random_.between(1, 40)),
        "发票", kNoPlant);
    estate_.resolutions.push_back(
        {village, on.plus_days(-random_.between(12, 40)), "村民代表会议（四议两公开）", fen, kNoPlant});
  }
  std::string cash(int plant, int times, Fen amount_fen, const char* summary, const char* other,
                   std::string_view attachment) {
    const uint16_t village = some_village();
    for (int i = 0; i < times; ++i)
      add(village, some_day(), true, false, amount_fen, summary, other, attachment, plant);
    return code(village);
  }
  std::string slips(int plant, const char* summary, const char* other, std::string_view attachment, int times,
                    Fen amount_fen) {
    const uint16_t village = some_village();
    for (int i = 0; i < times; ++i)
      add(village, some_day(), false, false, amount_fen + Fen(random_.below(90)) * 1'000, summary, other,
          attachment, plant);
    return code(village);
  }
  std::string land_money(int plant, int payments) {
    const uint16_t village = some_village();
    const Fen fen = Fen(random_.between(180, 620)) * 1'000'000;
    add(village, day_of(kFirstYear, 5, 11), false, true, fen, "收征地补偿款", "县自然资源局", "拨款单",
        plant);
    for (int i = 0; i < payments; ++i) {
      const Date on = day_of(kFirstYear, 8, 10).plus_months(i * 3);
      add(village, on, false, false, fen / payments, "分配征地补偿款到户", "农户（打卡发放）", "发放表",
          plant);
      estate_.resolutions.push_back(
          {village, on.plus_days(-12), "村民代表会议（征地补偿款分配）", fen / payments, plant});
    }
    return code(village);
  }

  Stage& stage_;
  Estate& estate_;
  Random random_;
  std::set<uint16_t> taken_;
  std::vector<VillageEntry> entries_;
};

using V = VillagePlanner;
constexpr PlantCard<V> kCards[] = {
    {{"large-cash", kWrong, "F07 F16", 0.2, "多次以现金支付大额工程款"}, "village_account", &V::large_cash},
    {{"cash-to-poor", kAlike, "F07", 0.4, "节日慰问困难户，签领单齐全"}, "village_account", &V::cash_to_poor},
    {{"spent-before-banked", kWrong, "F07 F16", 0.15, "收取现金未缴存，次日直接支出"},
     "village_account",
     &V::spent_before_banked},
    {{"banked-next-day", kAlike, "F07", 0.4, "现金收入次日缴存银行"}, "village_account", &V::banked_next_day},
    {{"books-stop", kWrong, "F08", 0.08, "村账十个月没有记账"}, "village_account", &V::books_stop},
    {{"large-expense-without-meeting", kWrong, "F12", 0.2, "大额支出没有民主决策记录"},
     "village_account",
     &V::without_meeting},
    {{"meeting-after-flood", kAlike, "F12", 0.4, "抢修后数日补开会议追认"}, "village_account", &V::met_later},
    {{"village-work-split", kWrong, "F13", 0.2, "二十来天内向同一施工队分四笔付款，每笔略低于限额"},
     "village_account",
     &V::split_work},
    {{"yearly-repairs", kAlike, "F13", 0.4, "每年一次的清淤，分年度付款"},
     "village_account",
     &V::yearly_repairs},
    {{"one-foreman", kWrong, "F14 F12", 0.05, "一支施工队包揽全乡镇各村工程"},
     "village_account",
     &V::one_foreman},
    {{"white-slips", kWrong, "F16", 0.2, "多笔大额支出以白条入账"}, "village_account", &V::white_slips},
    {{"bought-from-farmers", kAlike, "F16", 0.4, "向农户收购，以收购凭证入账"},
     "village_account",
     &V::bought_from_farmers},
    {{"land-money-kept", kWrong, "F18", 0.15, "征地补偿款到村两年多未分配"},
     "village_account",
     &V::land_money_kept},
    {{"land-money-by-turns", kAlike, "F18", 0.3, "征地补偿款分三次发放到户"},
     "village_account",
     &V::land_money_by_turns},
};

}  // namespace

std::vector<VillageEntry> plan_village_money(Stage& stage, Estate& estate) {
  VillagePlanner planner(stage, estate);
  planner.draw();
  sow(stage, planner, kCards);
  return planner.take();
}

Result<void> write_village_money(Stage& stage, std::vector<VillageEntry> entries, Delivery& delivery) {
  std::stable_sort(entries.begin(), entries.end(), [](const VillageEntry& a, const VillageEntry& b) {
    return a.village != b.village ? a.village < b.village : a.on < b.on;
  });
  SheetStyle style{
      Charset::gb18030, ',', DateStyle::dotted, MoneyStyle::yuan_commas, "青岚县村级现金、银行存款日记账",
      "单位：元"};
  style.has_totals = true;
  auto sheet = delivery.open("农业农村局", "村级现金银行日记账", style,
                             {{"村代码"},
                              {"记账日期"},
                              {"账户类别"},
                              {"收支方向"},
                              {"发生额", "", true},
                              {"摘要"},
                              {"凭证号"},
                              {"对方单位"},
                              {"附件类型"}});
  int64_t number = 0;
  for (const auto& entry : entries) {
    stage.truth.saw(entry.plant, sheet->name(), sheet->line(), entry.amount_fen);
    sheet->text(stage.county.villages[entry.village].code)
        .day(entry.on)
        .text(entry.is_cash ? "现金" : "银行存款");
    sheet->text(entry.is_income ? "收入" : "支出")
        .fen(entry.amount_fen)
        .text(entry.summary)
        .text("记-" + padded(uint64_t(++number), 6));
    sheet->text(entry.counterparty).text(entry.attachment).end_row();
  }
  return delivery.close(*sheet, "village_account");
}

}  // namespace qy::synth
