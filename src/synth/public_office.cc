#include "synth/public_office.h"

#include "synth/habits.h"

namespace qy::synth {
namespace {

// Public officials' second lives, as far as the registers for this purpose know them: a certificate lent to a
// firm, a firm of their own, a second employer, a relative's firm before their own office.
class OfficePlanter {
 public:
  OfficePlanter(Stage& stage, Means& means, std::vector<Certificate>& certificates,
                std::vector<std::vector<Payment>>& ledger)
      : stage_(stage),
        means_(means),
        certificates_(certificates),
        ledger_(ledger),
        random_(stage.random("public office")) {}

  std::string certificate_lent(int plant) { return certify(plant, false, day_of(2021, 3, 1), {}); }
  std::string certificate_at_home(int plant) { return certify(plant, true, day_of(2020, 3, 1), {}); }
  std::string certificate_moved(int plant) {
    return certify(plant, false, day_of(2003, 3, 1), day_of(2006, 3, 1));
  }

  std::string own_firm(int plant) {
    return hold(plant, FirmPost::legal_representative, 700, "存续", day_of(2021, 6, 3), {});
  }
  std::string silent_share(int plant) {
    return hold(plant, FirmPost::shareholder, 350, "存续", day_of(2022, 2, 8), {});
  }
  std::string firm_long_gone(int plant) {
    return hold(plant, FirmPost::legal_representative, 500, "注销", day_of(2012, 2, 8), {});
  }
  std::string left_on_joining(int plant) {
    return hold(plant, FirmPost::shareholder, 200, "存续", day_of(2004, 2, 8), day_of(2006, 1, 9));
  }
  std::string cooperative_member(int plant) {
    const auto* who = serve(plant, "工作人员");
    if (who == nullptr) return "";
    const int32_t firm =
        found_named_firm(stage_.firms, stage_.seed, 9,
                         std::string(kCountyName) + "丰禾" + std::to_string(plant) + "号种植专业合作社");
    stage_.registry.facts(firm).status = "存续";
    stage_.registry.add({firm, who->person, -1, FirmPost::shareholder, 8, day_of(2018, 4, 1), {}, plant});
    return key(*who);
  }

  std::string second_employer(int plant) { return employ(plant, day_of(2022, 5, 1), {}, false); }
  std::string approved_post(int plant) { return employ(plant, day_of(2022, 5, 1), {}, true); }
  std::string before_joining(int plant) {
    return employ(plant, day_of(2003, 5, 1), day_of(2006, 6, 30), false);
  }

  std::string kin_under_supervision(int plant) { return kin_firm(plant, 0); }
  std::string kin_sells_elsewhere(int plant) { return kin_firm(plant, 1); }
  std::string staff_runs_supplier(int plant) { return staff_firm(plant, {}); }
  std::string left_years_ago(int plant) { return staff_firm(plant, day_of(2015, 3, 1)); }

  std::string paid_in_prison(int plant) { return in_custody(plant, "有期徒刑", 26); }
  std::string detained_and_cleared(int plant) { return in_custody(plant, "刑事拘留（不起诉释放）", 1); }
  std::string on_two_payrolls(int plant) { return second_post(plant, false); }
  std::string seconded(int plant) { return second_post(plant, true); }

  std::string without_insurance(int plant) {
    auto* who = serve(plant, "工作人员");
    if (who == nullptr) return "";
    who->is_insured = false;
    return key(*who);
  }
  std::string on_probation(int plant) {
    auto* who = serve(plant, "见习");
    if (who == nullptr) return "";
    who->from = day_of(kLastYear, 10, 8);
    who->is_insured = false;
    return key(*who);
  }
  std::string village_post_too(int plant) { return in_village(plant, false); }
  std::string village_post_allowed(int plant) { return in_village(plant, true); }

 private:
  PayrollEntry* serve(int plant, std::string_view post) {
    const auto unit = int32_t(random_.below(uint32_t(stage_.offices.units.size())));
    auto* who = stage_.hire(random_, unit, post, plant);
    if (who != nullptr) who->from = day_of(2008, random_.between(1, 12), 1);
    return who;
  }
  std::string key(const PayrollEntry& who) const {
    return stage_.number(who.person) + "|" + stage_.offices.units[size_t(who.unit)].code;
  }
  std::string certify(int plant, bool is_at_home, Date from, std::optional<Date> to) {
    const auto* who = serve(plant, is_at_home ? "主任医师" : "工作人员");
    if (who == nullptr) return "";
    Certificate certificate;
    certificate.person = who->person;
    certificate.kind = is_at_home            ? "执业医师"
                       : random_.percent(60) ? "一级建造师（建筑工程）"
                                             : "注册造价工程师";
    certificate.unit = is_at_home ? who->unit : -1;
    certificate.firm =
        is_at_home ? -1 : random_.pick(stage_.firms.by_trade[random_.percent(60) ? kBuilders : kAdvisers]);
    certificate.from = from;
    certificate.to = to;
    certificate.plant = plant;
    certificates_.push_back(certificate);
    return key(*who);
  }
  std::string hold(int plant, FirmPost post, int share_permille, std::string_view status, Date from,
                   std::optional<Date> to) {
    const auto* who = serve(plant, "科员");
    if (who == nullptr) return "";
    const int32_t firm = found_firm(stage_.firms, stage_.seed, uint16_t(random_.below(18)));
    auto& facts = stage_.registry.facts(firm);
    facts.status = status;
    facts.founded = std::min(from, day_of(2021, 1, 1));
    facts.plants.push_back(plant);
    stage_.registry.add({firm, who->person, -1, FirmPost::shareholder, share_permille, from, to, plant});
    if (post != FirmPost::shareholder) stage_.registry.add({firm, who->person, -1, post, 0, from, to, plant});
    return key(*who);
  }
  std::string employ(int plant, Date from, std::optional<Date> to, bool is_approved) {
    const auto* who = serve(plant, "专业技术人员");
    if (who == nullptr) return "";
    means_.employments.push_back({who->person, int32_t(random_.below(300)), -1, from, to, 480'000, plant});
    if (is_approved)
      stage_.exceptions.push_back({"兼职", "", who->person, "经批准在企业兼职（科技特派员）", plant});
    return key(*who);
  }
  void buy_from(int32_t unit, int32_t firm, int plant) {
    for (int i = 0; i < 7; ++i) {
      Payment payment;
      payment.on = working_day_from(day_of(kFirstYear + i % 3, 2 + i, 5 + i));
      payment.amount_fen = rounded_like_a_price(Fen(random_.lognormal(3'400'000, 0.5)), random_);
      payment.firm = firm;
      payment.invoice_no = draw_invoice_no(payment.on.year(), random_);
      payment.plant = plant;
      ledger_[size_t(unit)].push_back(std::move(payment));
    }
  }
  // A declared relative's firm sells to the office (0) or to another one (1).
  std::string kin_firm(int plant, int where) {
    const auto* who = serve(plant, "负责人");
    const int32_t relative = who == nullptr ? -1 : stage_.stranger(random_);
    if (relative < 0) return "";
    stage_.offices.kin.push_back({who->person, relative, "经商办企业", plant, day_of(2022, 4, 1)});
    const int32_t firm = found_firm(stage_.firms, stage_.seed, kShops);
    auto& facts = stage_.registry.facts(firm);
    facts.representative = relative;
    facts.status = "存续";
    facts.plants.push_back(plant);
    const auto units = int32_t(stage_.offices.units.size());
    buy_from(where == 0 ? who->unit : (who->unit + 1) % units, firm, plant);
    kin_firms_.push_back({firm, who->unit});
    return stage_.offices.units[size_t(who->unit)].code + "|" + stage_.firms.all[size_t(firm)].code;
  }
  std::string staff_firm(int plant, std::optional<Date> left) {
    auto* who = serve(plant, "采购专员");
    if (who == nullptr) return "";
    const int32_t firm = found_firm(stage_.firms, stage_.seed, kShops);
    stage_.registry.facts(firm).status = "存续";
    stage_.registry.facts(firm).founded = day_of(2016, 5, 4);
    stage_.registry.facts(firm).plants.push_back(plant);
    stage_.registry.add({firm, who->person, -1, FirmPost::manager, 0, day_of(2018, 7, 1), {}, plant});
    if (left) {
      who->has_left = true;
      who->to = *left;
    }
    buy_from(who->unit, firm, plant);
    return stage_.offices.units[size_t(who->unit)].code + "|" + stage_.firms.all[size_t(firm)].code;
  }
  std::string in_custody(int plant, std::string_view kind, int months) {
    const auto* who = serve(plant, "工作人员");
    if (who == nullptr) return "";
    const Date from = day_of(kFirstYear, random_.between(3, 11), 9);
    means_.custodies.push_back({who->person, from, from.plus_months(months), kind, plant});
    return key(*who);
  }
  std::string second_post(int plant, bool is_seconded) {
    const auto* who = serve(plant, "工作人员");
    if (who == nullptr) return "";
    PayrollEntry second = *who;
    second.unit = (who->unit + 3) % int32_t(stage_.offices.units.size());
    second.from = day_of(2021, 9, 1);
    second.post = is_seconded ? "借调（工资由原单位发放）" : "工作人员";
    if (is_seconded) {
      second.is_permanent = false;
      second.pay_fen = 80'000;
      stage_.exceptions.push_back({"兼职", "", who->person, "借调期间补贴由借入单位发放", plant});
    }
    std::string subject = key(*who);
    stage_.offices.payroll.push_back(second);
    return subject;
  }
  std::string in_village(int plant, bool is_approved) {
    const auto* who = serve(plant, is_approved ? "驻村第一书记" : "工作人员");
    if (who == nullptr) return "";
    const auto village = stage_.county.household_of(stage_.person(who->person)).village;
    stage_.county.people[size_t(who->person)].traits |= kOfficial;
    stage_.offices.officials.push_back(
        {who->person, village, uint8_t(is_approved ? 0 : 4), day_of(2021, 5, 12), plant});
    if (is_approved) stage_.exceptions.push_back({"兼职", "", who->person, "选派驻村任职", plant});
    return stage_.number(who->person) + "|" + stage_.county.villages[village].code;
  }

  Stage& stage_;
  Means& means_;
  std::vector<Certificate>& certificates_;
  std::vector<std::vector<Payment>>& ledger_;
  Random random_;
  std::vector<std::pair<int32_t, int32_t>> kin_firms_;
};

using O = OfficePlanter;
constexpr PlantCard<O> kCards[] = {
    {{"certificate-lent", kWrong, "M01", 0.2, "在编人员的建造师（造价师）证书注册在企业"},
     "practice_certificate",
     &O::certificate_lent},
    {{"certificate-at-own-unit", kAlike, "M01", 1.0, "医师执业注册在本单位"},
     "practice_certificate",
     &O::certificate_at_home},
    {{"certificate-before-joining", kAlike, "M01", 0.6, "入职前的注册，早已注销"},
     "practice_certificate",
     &O::certificate_moved},
    {{"firm-of-an-official", kWrong, "M02", 0.2, "在编期间登记为企业法定代表人"},
     "company_role",
     &O::own_firm},
    {{"silent-share", kWrong, "M02", 0.15, "在编期间入股企业三成多"}, "company_role", &O::silent_share},
    {{"firm-long-gone", kAlike, "M02", 0.6, "企业早已注销"}, "company_role", &O::firm_long_gone},
    {{"left-firm-on-joining", kAlike, "M02", 0.6, "入职前已退股"}, "company_role", &O::left_on_joining},
    {{"cooperative-member", kAlike, "M02", 0.8, "以承包地入社的合作社普通成员"},
     "company_role",
     &O::cooperative_member},
    {{"second-employer", kWrong, "M03", 0.2, "在编期间由企业缴纳职工社保"},
     "social_insurance",
     &O::second_employer},
    {{"approved-second-post", kAlike, "M03", 0.6, "经批准的科技特派员兼职，已登记例外"},
     "social_insurance",
     &O::approved_post},
    {{"employed-before-joining", kAlike, "M03", 0.8, "入职前在企业参保"},
     "social_insurance",
     &O::before_joining},
    {{"kin-firm-sells-to-office", kWrong, "M05", 0.15, "报备近亲属的企业向本单位供货"},
     "payment",
     &O::kin_under_supervision},
    {{"kin-firm-sells-elsewhere", kAlike, "M05", 0.5, "报备近亲属的企业只与其他单位往来"},
     "payment",
     &O::kin_sells_elsewhere},
    {{"staff-runs-supplier", kWrong, "I08 M02", 0.2, "供应商的经理是采购单位在编人员"},
     "payment",
     &O::staff_runs_supplier},
    {{"supplier-manager-left-years-ago", kAlike, "I08", 0.5, "供应商的经理十年前已离开该单位"},
     "payment",
     &O::left_years_ago},
    {{"paid-in-prison", kWrong, "J07", 0.15, "服刑期间仍在财政供养名册"}, "payroll", &O::paid_in_prison},
    {{"detained-and-cleared", kAlike, "J07", 0.4, "短期拘留后不起诉，工资按规定发放"},
     "payroll",
     &O::detained_and_cleared},
    {{"on-two-payrolls", kWrong, "J07", 0.2, "同时在两个单位的财政供养名册"}, "payroll", &O::on_two_payrolls},
    {{"seconded", kAlike, "J07", 0.5, "借调人员，借入单位只发补贴"}, "payroll", &O::seconded},
    {{"permanent-without-insurance", kWrong, "B10", 0.2, "在编多年没有参加机关养老保险"},
     "payroll",
     &O::without_insurance},
    {{"on-probation-uninsured", kAlike, "B10", 0.6, "入职不足三月，参保手续在办"},
     "payroll",
     &O::on_probation},
    {{"village-post-and-payroll", kWrong, "F15", 0.15, "在编人员同时任村干部并领取报酬"},
     "village_official",
     &O::village_post_too},
    {{"sent-to-village", kAlike, "F15", 0.4, "选派驻村第一书记，已登记例外"},
     "village_official",
     &O::village_post_allowed},
};

}  // namespace

std::vector<Certificate> plan_public_office(Stage& stage, Means& means,
                                            std::vector<std::vector<Payment>>& ledger) {
  std::vector<Certificate> certificates;
  OfficePlanter planter(stage, means, certificates, ledger);
  sow(stage, planter, kCards);
  return certificates;
}

}  // namespace qy::synth
