#include "synth/county.h"

#include <algorithm>

#include "base/disk.h"
#include "synth/assets.h"
#include "synth/benefits.h"
#include "synth/budget.h"
#include "synth/calendar.h"
#include "synth/enforcement.h"
#include "synth/housing.h"
#include "synth/land.h"
#include "synth/medical.h"
#include "synth/offices.h"
#include "synth/public_office.h"
#include "synth/purchases.h"
#include "synth/registers.h"
#include "synth/registry_sheets.h"
#include "synth/schools.h"
#include "synth/spending.h"
#include "synth/state_assets.h"
#include "synth/subsidies.h"
#include "synth/tenders.h"
#include "synth/treasury.h"
#include "synth/village_money.h"

namespace qy {
namespace {

using namespace synth;

Result<void> check(const SynthOptions& options) {
  if (options.people < 1'000 || options.people > 5'000'000)
    return invalid("a practice county has between 1,000 and 5,000,000 people, not " +
                   std::to_string(options.people));
  if (options.unit_payments < 0 || options.unit_payments > 50'000'000)
    return invalid("the units of a practice county make at most 50,000,000 payments, not " +
                   std::to_string(options.unit_payments));
  if (options.out.empty()) return invalid("say into which folder the county goes");
  std::error_code error;
  if (std::filesystem::exists(options.out, error) && !std::filesystem::is_empty(options.out, error))
    return Error{Code::conflict,
                 options.out.string() + " is not an empty folder; choose another one, nothing was written"};
  return {};
}

std::string preface(const SynthOptions& options, uint64_t seed, const SynthReport& report) {
  std::string text = "# 练习县：" + std::string(kCountyName) + "\n\n";
  text += "全部人员、单位、企业、地名和号码均为虚构（区划代码599021不存在）。数据时段" +
          std::to_string(kFirstYear) + "年至" + std::to_string(kLastYear) + "年，筛查日宜取" +
          std::to_string(kLastYear) + "-12-31。\n\n";
  text += "    qingyuan synth county --people " + std::to_string(options.people) + " --seed " +
          std::to_string(seed) +
          (options.setting.empty() ? "" : " --setting " + options.setting.stem().string()) + "\n\n";
  text +=
      "逐条明细见 truth.csv；来源文件在 sources/。\n\n| 文件 | 标准表 | 编码 | 行数 |\n|---|---|---|---|\n";
  for (const auto& file : report.files)
    text += "| " + file.name + " | " + file.table + " | " + file.charset + " | " + std::to_string(file.rows) +
            " |\n";
  return text;
}

}  // namespace

Result<SynthReport> write_county(const SynthOptions& options) {
  QY_CHECK(check(options));
  Setting setting;
  if (!options.setting.empty()) {
    QY_TRY(setting, Setting::load(options.setting));
  }
  const uint64_t seed = options.seed != 0 ? options.seed : setting.seed().value_or(1);
  const int64_t payments =
      options.unit_payments > 0 ? options.unit_payments : std::max<int64_t>(40'000, options.people * 4);
  Truth truth;
  Population county = populate(seed, options.people);
  Offices offices = appoint(county, seed);
  Firms firms = found_firms(seed, payments);
  Stage stage{seed, setting, county, offices, firms, truth, int32_t(county.people.size())};

  const SubsidyPlan plan = plan_subsidies(stage);
  // Before the ledger, whose newcomers must not bid anywhere.
  const Tenders tenders = plan_tenders(stage);
  LedgerPlan ledger = plan_ledger(stage, payments);
  ledger.contracts = contract_payments(tenders, offices.units.size(), seed);
  Estate estate = plan_estate(stage);
  plant_leases(stage, estate);
  std::vector<VillageEntry> village_money = plan_village_money(stage, estate);
  const Treasury treasury = plan_treasury(stage, ledger.contracts);
  const StateAssets state_assets = plan_state_assets(stage, ledger.contracts);
  const Purchases purchases = plan_purchases(stage, tenders);
  const Enforcement enforcement = plan_enforcement(stage);
  const std::vector<CropClaim> crop_claims = plan_crop_claims(stage);
  Means means;
  std::vector<Certificate> certificates = plan_public_office(stage, means, ledger.contracts);
  Benefits benefits = plan_benefits(stage, means);
  std::vector<HousingAid> housing = plan_housing(stage, benefits, means);
  const Schools schools = draw_schools(stage);
  const Medical medical = draw_medical(stage);
  Spending spending = draw_spending(stage);
  plant_vehicles(stage, spending);
  plant_expenses(stage, spending, ledger.contracts);
  QY_CHECK(setting.check_schemes());

  const auto sources = options.out / "sources";
  QY_CHECK(make_folder(sources));
  Delivery delivery(sources, options);

  QY_CHECK(write_calendar(delivery));
  QY_CHECK(write_divisions(stage, delivery));
  QY_CHECK(write_households(stage, delivery));
  QY_CHECK(write_deaths(stage, delivery));
  QY_CHECK(write_offices(county, offices, seed, truth, delivery));
  QY_CHECK(write_companies(stage, delivery));
  QY_CHECK(write_exceptions(stage, delivery));
  QY_CHECK(write_means(stage, std::move(means), delivery));
  QY_CHECK(write_benefits(stage, plan, std::move(benefits), delivery));
  QY_CHECK(write_housing(stage, std::move(housing), delivery));
  QY_CHECK(write_prices(delivery));
  QY_CHECK(write_schools(stage, schools, delivery));
  QY_CHECK(write_medical(stage, medical, delivery));
  QY_CHECK(write_spending(stage, spending, delivery));
  QY_CHECK(write_programs(delivery));
  QY_CHECK(write_eligibility(county, plan, seed, truth, delivery));
  QY_TRY(const PaidTotals totals, write_subsidy_payments(county, plan, seed, truth, delivery));
  QY_CHECK(write_land(stage, plan, crop_claims, delivery));
  QY_CHECK(write_thresholds(delivery));
  QY_TRY(const PaidByProject paid, write_unit_payments(offices, firms, ledger, seed, truth, delivery));
  QY_CHECK(write_tenders(tenders, offices, firms, seed, truth, delivery));
  QY_CHECK(write_traces(stage, tenders, delivery));
  QY_CHECK(write_aftermath(stage, tenders, delivery));
  QY_CHECK(write_purchases(stage, tenders, purchases, delivery));
  QY_CHECK(write_state_assets(stage, state_assets, delivery));
  QY_CHECK(write_village_money(stage, std::move(village_money), delivery));
  QY_CHECK(write_enforcement(stage, enforcement, delivery));
  QY_CHECK(write_certificates(stage, std::move(certificates), delivery));
  QY_CHECK(write_estate(estate, county, firms, delivery, truth));
  QY_CHECK(write_budget(stage, ledger, treasury, totals, paid, delivery));
  QY_CHECK(write_treasury(stage, treasury, state_assets, delivery));

  SynthReport report = delivery.report();
  report.people = options.people;
  for (const auto& plant : truth.plants()) {
    report.wrongdoings += plant.kind == PlantKind::wrongdoing ? 1 : 0;
    report.lookalikes += plant.kind == PlantKind::lookalike ? 1 : 0;
  }
  QY_CHECK(truth.write(options.out / "truth.csv", options.out / "truth.md", preface(options, seed, report)));
  return report;
}

}  // namespace qy
