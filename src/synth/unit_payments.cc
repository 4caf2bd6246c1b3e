#include <algorithm>

#include "synth/ledger.h"
#include "synth/population.h"

namespace qy::synth {
namespace {

constexpr int64_t kRowsPerFile = 600'000;

// The county's units and the townships' hand in different sheets.
SheetStyle ledger_style(bool is_township, int year) {
  SheetStyle style;
  style.charset = is_township || year == kFirstYear ? Charset::gb18030 : Charset::utf8_bom;
  style.dates = is_township          ? DateStyle::dotted
                : year == kFirstYear ? DateStyle::slashed
                : year == kLastYear  ? DateStyle::chinese
                                     : DateStyle::iso;
  style.money = is_township         ? MoneyStyle::wan
                : year == kLastYear ? MoneyStyle::yuan_commas
                                    : MoneyStyle::yuan;
  if (!is_township) return style;
  style.title = std::string(kCountyName) + std::to_string(year) + "年乡镇及所属单位国库集中支付明细";
  style.note = "单位：万元";
  style.has_totals = true;
  return style;
}

std::vector<Column> ledger_columns(bool is_township) {
  return {{"单位代码"}, {"预算单位"},     {"收款人代码"},
          {"收款人"},   {"收款人账号"},   {is_township ? "支付金额（万元）" : "支付金额", "", true},
          {"支付日期"}, {"经济分类编码"}, {"经济分类"},
          {"预算项目"}, {"用途"},         {"记账凭证号"},
          {"支付令号"}, {"发票号码"},     {"合同编号"},
          {"科室"},     {"币种"}};
}

class LedgerWriter {
 public:
  LedgerWriter(const Offices& offices, const Firms& firms, const LedgerPlan& plan, uint64_t seed,
               Truth& truth, Delivery& delivery)
      : offices_(offices), firms_(firms), plan_(plan), truth_(truth), delivery_(delivery), seed_(seed) {}

  Result<void> write(int year, bool is_township) {
    int part = 0;
    for (size_t unit = 0; unit < offices_.units.size(); ++unit) {
      if (offices_.units[unit].is_township != is_township) continue;
      if (sheet_ && sheet_->rows() >= kRowsPerFile) QY_CHECK(close());
      if (!sheet_) {
        const std::string name = std::string(is_township ? "乡镇支付明细_" : "国库集中支付_") +
                                 std::to_string(year) + "_" + std::to_string(++part);
        sheet_ = delivery_.open("财政局", name, ledger_style(is_township, year), ledger_columns(is_township));
      }
      put_unit(int32_t(unit), year);
    }
    return sheet_ ? close() : Result<void>();
  }

  const PaidByProject& paid() const { return paid_; }

 private:
  Result<void> close() {
    auto sheet = std::move(sheet_);
    return delivery_.close(*sheet, "payment");
  }

  void put_unit(int32_t unit, int year) {
    int64_t number = 0;
    std::vector<int64_t> numbers;  // of the rows, for those that repeat one
    const auto rows = payments_of(plan_, firms_, unit, year, seed_);
    for (const auto& row : rows) {
      const bool is_repeat = row.is_repeated;
      if (!is_repeat) numbers.push_back(++number);
      put(unit, year, row, is_repeat ? number_of_original(rows, row) : number);
    }
  }

  static int64_t number_of_original(const std::vector<Payment>& rows, const Payment& repeat) {
    int64_t number = 0;
    for (const auto& row : rows) {
      ++number;
      if (row.on == repeat.on && row.amount_fen == repeat.amount_fen && row.firm == repeat.firm)
        return number;
    }
    return number;
  }

  void put(int32_t unit, int year, const Payment& row, int64_t number) {
    static constexpr std::string_view kDepartments[] = {"办公室", "业务股", "财务股"};
    const auto& payer = offices_.units[size_t(unit)];
    const auto& payee = firms_.all[size_t(row.firm)];
    const auto& trade = trades()[payee.trade];
    auto& sheet = *sheet_;
    truth_.saw(row.plant, sheet.name(), sheet.line(), row.amount_fen);
    summary_ = "付";
    summary_ += trade.what;
    summary_ += row.note;
    voucher_ = "记-" + padded(uint64_t(row.on.month()), 2) + "-" + padded(uint64_t(number), 5);
    payment_no_ = "ZF" + std::to_string(year) + padded(uint64_t(unit), 4) + padded(uint64_t(number), 6);
    sheet.text(payer.code)
        .text(payer.name)
        .text(payee.code)
        .text(payee.name)
        .text(payee.account)
        .fen(row.amount_fen);
    sheet.day(row.on).text(trade.subject_code).text(trade.subject_name);
    const std::string_view project = !row.project.empty()            ? std::string_view(row.project)
                                     : trade.subject_code >= "31000" ? "项目支出"
                                                                     : "基本支出";
    paid_[{year, unit, std::string(project)}] += row.amount_fen;
    sheet.text(project);
    sheet.text(summary_)
        .text(voucher_)
        .text(payment_no_)
        .text(row.invoice_no.empty() ? "/" : std::string_view(row.invoice_no));
    sheet.text(row.contract_no)
        .text(!payer.has_departments ? "" : kDepartments[payee.trade % std::size(kDepartments)])
        .text("CNY")
        .end_row();
  }

  const Offices& offices_;
  const Firms& firms_;
  const LedgerPlan& plan_;
  Truth& truth_;
  Delivery& delivery_;
  uint64_t seed_;
  PaidByProject paid_;
  std::unique_ptr<Sheet> sheet_;
  std::string summary_, voucher_, payment_no_;
};

}  // namespace

Result<PaidByProject> write_unit_payments(const Offices& offices, const Firms& firms, const LedgerPlan& plan,
                                          uint64_t seed, Truth& truth, Delivery& delivery) {
  LedgerWriter writer(offices, firms, plan, seed, truth, delivery);
  for (int year = kFirstYear; year <= kLastYear; ++year)
    for (const bool is_township : {false, true}) QY_CHECK(writer.write(year, is_township));
  return writer.paid();
}

Result<void> write_thresholds(Delivery& delivery) {
  SheetStyle style{Charset::utf8_bom,    ',',         DateStyle::iso, MoneyStyle::wan,
                   "青岚县采购限额标准", "单位：万元"};
  auto sheet =
      delivery.open("财政局", "限额标准", style,
                    {{"限额类别"}, {"区划代码"}, {"起始日期"}, {"终止日期"}, {"限额（万元）"}, {"文件依据"}});
  const auto put = [&](std::string_view kind, Fen amount_fen, std::string_view basis) {
    sheet->text(kind).text(kCountyCode).day(day_of(2020, 1, 1)).blank().fen(amount_fen).text(basis).end_row();
  };
  put("分散采购限额", kProcurementLimitFen, "政府集中采购目录及限额标准");
  put("公开招标限额", kOpenTenderGoodsFen, "政府集中采购目录及限额标准");
  put("必须招标规模", kOpenTenderWorksFen, "必须招标的工程项目规定");
  return delivery.close(*sheet, "threshold");
}

}  // namespace qy::synth
