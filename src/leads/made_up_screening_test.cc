#include "leads/made_up_screening.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

RuleFacts duplicate_invoice() {
  RuleFacts r;
  r.id = "P01";
  r.version = 2;
  r.title = "同一发票重复支付";
  r.english = "The same invoice paid more than once";
  r.pack = "payments";
  r.family = "payment_duplicate";
  r.severity = 3;
  r.precision_prior = 0.12;
  r.precision_basis = "同类核查公布的核实比例为 9%–11%";
  r.usual_exit = "rectification_exit";
  r.why = "同一张发票付两次，多付的钱往往不会自己回来。越早发现，越容易追回。";
  r.next_step = "请付款单位调出两笔付款的凭证与验收单，核对是否为同一张发票；如已退款，附退款回单。";
  r.innocent = {"按合同分期付款，每期沿用同一发票号", "前一笔付款被银行退回后重新支付",
                "发票号只录入了后几位，碰巧相同"};
  r.blind_spots = {"没有退款流水，已退回的款项看不出来", "没有发票影像，无法核对发票内容"};
  r.legal_basis = {{"《中华人民共和国预算法》", "第五十七条",
                    "各级政府财政部门和预算单位必须按规定及时、足额拨付资金，加强管理和监督。", "2015-01-01",
                    ""}};
  r.parameters = {{"window_days", "365", "天", "一个会计年度"},
                  {"minimum_fen", "50,000", "分", "500元以下不列出"}};
  r.exclusions = {{"instalment", "合同登记为分期付款"}};
  return r;
}

RuleFacts paid_after_death() {
  RuleFacts r;
  r.id = "A01";
  r.title = "死亡登记后仍有补贴发放";
  r.english = "Subsidy paid after a registered death";
  r.pack = "subsidies";
  r.family = "subsidy_identity";
  r.severity = 3;
  r.precision_prior = 0.10;
  r.precision_basis = "公布的核查结果为 3%–11%";
  r.usual_exit = "data_correction";
  r.why = "登记信息没有及时传到发放环节时，补贴会继续发到原账户。多发的款项应当核正或者收回。";
  r.next_step = "请主管部门核对死亡日期与停发日期；确需收回的，通知经办机构办理，不必打扰家属。";
  r.innocent = {"死亡当月的补贴在次月统一发放", "死亡日期登记有误，或同号错录",
                "家属已主动退回，退款尚未入账"};
  r.blind_spots = {"没有火化登记，只能使用户籍注销日期"};
  r.legal_basis = {{"《社会救助暂行办法》", "第十三条",
                    "家庭人口状况发生变化的，应当及时决定增发、减发或者停发。", "2014-05-01", ""}};
  r.parameters = {{"grace_days", "31", "天", "死亡当月及上报滞后"}};
  r.exclusions = {{"returned", "款项已退回"}};
  return r;
}

RuleFacts close_prices() {
  RuleFacts r;
  r.id = "H07";
  r.title = "同一标段多家报价异常接近";
  r.english = "Bids of one lot unusually close";
  r.pack = "tenders";
  r.family = "bid_price";
  r.severity = 4;
  r.precision_prior = 0.08;
  r.usual_exit = "lead_transfer";
  r.why = "独立编制的报价通常有差异；差异小到难以用市场价格解释时，值得核对投标文件的来源。";
  r.next_step = "请招标人提供投标文件的编制信息和保证金转出账户，核对是否独立编制。";
  r.innocent = {"清单控制价很细，报价空间本来就小", "采用下浮率报价且下浮率取整"};
  r.blind_spots = {"没有投标文件的机器码与保证金流水", "落选报价公告中常有缺漏"};
  r.legal_basis = {
      {"《中华人民共和国招标投标法实施条例》", "第三十九条", "禁止投标人相互串通投标。", "2012-02-01", ""},
      {"《中华人民共和国招标投标法实施条例》", "第四十条",
       "不同投标人的投标文件异常一致或者投标报价呈规律性差异的情形。", "2012-02-01", ""}};
  r.parameters = {{"spread_percent", "0.50", "%", "近三年同类标段的第 2 百分位"}};
  return r;
}

RuleFacts bids_together() {
  RuleFacts r;
  r.id = "H15";
  r.title = "几家单位反复一同投标";
  r.english = "The same firms bid together again and again";
  r.pack = "tenders";
  r.family = "bid_group";
  r.severity = 3;
  r.precision_prior = 0.07;
  r.usual_exit = "reminder_exit";
  r.why = "本地同行常会碰面，但总是同几家出现、又总是其中一家中标，值得看一看。";
  r.next_step = "把这几家共同参加的标段列表交给行业主管部门，请其说明本地市场的参与情况。";
  r.innocent = {"本县具备资质的单位只有这几家", "同一批次的标段同时开标"};
  r.blind_spots = {"未公布全部投标人的标段不在其中"};
  r.legal_basis = {
      {"《中华人民共和国招标投标法》", "第三十二条", "投标人不得相互串通投标报价。", "2017-12-28", ""}};
  r.parameters = {{"together_times", "6", "次", "本地基准的第 99 百分位"}};
  return r;
}

RuleFacts idle_asset() {
  RuleFacts r;
  r.id = "F02";
  r.title = "集体资产出租价明显低于邻近同类";
  r.english = "Collective asset let far below its neighbours";
  r.pack = "collective_assets";
  r.family = "asset_price";
  r.severity = 2;
  r.precision_prior = 0.15;
  r.usual_exit = "rectification_exit";
  r.why = "集体资产的租金归全体成员。租金明显偏低时，应当看合同是怎样定下来的。";
  r.next_step = "请乡镇农经机构核对合同、民主议事记录和评估报告；仍在合同期内的，先提示续签时公开定价。";
  r.innocent = {"租期长、一次付清，单价因此较低", "承租人承担修缮或水电改造"};
  r.blind_spots = {"没有资产现状的照片与评估报告"};
  r.legal_basis = {{"《中华人民共和国农村集体经济组织法》", "第三十六条",
                    "集体财产的使用应当依法民主决定并公开。", "2025-05-01", ""}};
  r.parameters = {{"ratio_percent", "40", "%", "同镇同类合同的中位数"}};
  return r;
}

RuleFacts unused_rule(std::string id, std::string title, std::string pack) {
  RuleFacts r;
  r.id = std::move(id);
  r.title = std::move(title);
  r.english = "A rule that gave no finding";
  r.pack = std::move(pack);
  return r;
}

void add(Screening& s, const std::string& rule, Band band, const std::string& label, const std::string& stack,
         std::optional<Fen> amount, const std::string& sentence, const std::string& english,
         std::map<std::string, std::string> figures, int rows) {
  Finding f;
  f.rule = rule;
  f.band = band;
  f.subject_table = s.card(rule).pack == "subsidies" ? "subsidy_payment"
                    : s.card(rule).pack == "tenders" ? "bid"
                                                     : "payment";
  f.subject_key = label;
  f.subject_label = label;
  f.stack_key = stack;
  f.amount_fen = amount;
  f.sentence = sentence;
  f.sentence_en = english;
  f.figures = std::move(figures);
  for (int i = 0; i < rows; ++i) {
    f.evidence.push_back({f.subject_table, "c0ffee0012345678", "青岚县2024年支出明细.xlsx",
                          i % 2 == 0 ? "上半年" : "下半年", 120 + 37 * i});
  }
  s.findings.push_back(std::move(f));
}

void add_findings(Screening& s) {
  add(s, "P01", Band::red, "青岚县水务中心 · 发票 04417723", "firm:青岚禾泽管道安装有限公司", 18'640'000,
      "发票号04417723先后支付2笔，收款单位均为青岚禾泽管道安装有限公司，金额同为18.64万元，相隔23天。",
      "Invoice 04417723 was paid twice to the same supplier, CNY 186,400 each, 23 days apart.",
      {{"payments", "2"}, {"days_apart", "23"}, {"invoice_no", "04417723"}}, 2);
  add(s, "P01", Band::yellow, "青岚县教育局 · 发票 11820056", "firm:青岚明序图书有限公司", 3'251'260,
      "发票号11820056先后支付3笔，合计3.25万元，收款单位均为青岚明序图书有限公司。",
      "Invoice 11820056 was paid three times, CNY 32,512.60 in all.",
      {{"payments", "3"}, {"invoice_no", "11820056"}}, 3);
  add(s, "H07", Band::red, "青岚县松坪镇灌渠改造工程（二标段）", "firm:青岚禾泽管道安装有限公司",
      1'248'600'000,
      "本标段5家单位报价，最高与最低相差0.21%，低于0.50%"
      "的提示线；中标单位为青岚禾泽管道安装有限公司，中标价1248.60万元。",
      "Five bids differ by 0.21 %, under the line of 0.50 %; the lot went for CNY 12.486 million.",
      {{"bidders", "5"}, {"spread_percent", "0.21%"}, {"award_fen", "1248.60万元"}}, 5);
  add(s, "H15", Band::yellow, "青岚禾泽管道安装有限公司等4家", "firm:青岚禾泽管道安装有限公司", std::nullopt,
      "这4家单位在两年内11次一同投标，其中9次由同一家中标；本地4家组合的基准为至多2次。",
      "These four firms bid together 11 times in two years; one of them won 9 times.",
      {{"together_times", "11"}, {"same_winner", "9"}, {"firms", "4"}}, 11);
  add(s, "A01", Band::red, "松坪镇010村 · 高龄津贴 · 1名受益人", "person:5d1f", 234'000,
      "受益人的死亡登记日期为2023-11-06，之后仍有9笔高龄津贴发放，合计2,340.00元，最后一笔在2024-08-15。",
      "The death was registered on 2023-11-06; 9 later payments of CNY 2,340.00 were made.",
      {{"died_on", "2023-11-06"}, {"payments", "9"}, {"last_paid_on", "2024-08-15"}}, 9);
  add(s, "A01", Band::yellow, "白芦乡003村 · 耕地地力保护补贴 · 1名受益人", "person:77ab", 41'250,
      "受益人的死亡登记日期为2024-02-19，之后仍有1笔耕地地力保护补贴发放，合计412.50元。",
      "The death was registered on 2024-02-19; one later payment of CNY 412.50 was made.",
      {{"died_on", "2024-02-19"}, {"payments", "1"}}, 1);
  add(s, "F02", Band::blue, "白芦乡007村 · 东侧仓房租赁合同", "asset:bl-007-3", 960'000,
      "每年租金9,600.00元，折合每平方米2.40元，为同镇同类合同中位数的31%。",
      "The yearly rent is CNY 9,600.00, 31 % of the median of its kind in the township.",
      {{"ratio", "31%"}, {"rent_per_m2", "2.40元"}}, 1);
  add(s, "F02", Band::blue, "松坪镇002村 · 鱼塘承包合同", "asset:sp-002-1", 1'500'000,
      "每年承包费1.50万元，为同镇同类合同中位数的38%。",
      "The yearly fee is CNY 15,000.00, 38 % of the median.", {{"ratio", "38%"}}, 1);
}

void add_coverage(Screening& s) {
  const SourceFile& pay = s.run.sources[0];
  const SourceFile& bids = s.run.sources[1];
  const auto row = [&](const char* rule, const SourceFile& source, const char* outcome, const char* detail,
                       int64_t n) {
    s.coverage.push_back({rule, source.source_id, source.name, outcome, detail, n});
  };
  row("P01", pay, "hit", "red", 1);
  row("P01", pay, "hit", "yellow", 1);
  row("P01", pay, "clear", "", 40'218);
  row("P01", pay, "excluded", "instalment", 1'204);
  row("P01", pay, "not_computable", "invoice_no", 6'377);
  row("A01", pay, "hit", "red", 1);
  row("A01", pay, "hit", "yellow", 1);
  row("A01", pay, "clear", "", 88'431);
  row("A01", pay, "excluded", "returned", 312);
  row("A01", pay, "not_computable", "citizen_no", 940);
  row("H07", bids, "hit", "red", 1);
  row("H07", bids, "clear", "", 361);
  row("H07", bids, "not_computable", "bid_price_fen", 522);
  row("H15", bids, "hit", "yellow", 1);
  row("H15", bids, "clear", "", 1'990);
  row("F02", pay, "hit", "blue", 2);
  row("F02", pay, "clear", "", 148);
}

Screening frame() {
  Screening s;
  for (auto& card : {duplicate_invoice(), paid_after_death(), close_prices(), bids_together(), idle_asset(),
                     unused_rule("A02", "财政供养人员领取限制性补贴", "subsidies"),
                     unused_rule("P06", "年末与周末集中支付", "payments")}) {
    s.rules[card.id] = card;
  }
  s.run.run_id = "r20260301-093000";
  s.run.unit = "青岚县（虚构）";
  s.run.approval = {"全县公职人员兼职专项核查（示例）", "县纪委主要负责人", "青纪批〔2026〕3号"};
  s.run.program = "qingyuan 0.1.0";
  s.run.engine = "duckdb";
  s.run.as_of = "2026-03-01";
  s.run.started_at = "2026-03-01T09:30:00+08:00";
  s.run.millis = 8'412;
  s.run.prepared_millis = {{"payment_keyed", 640}, {"tender_state", 75}};
  s.run.sources = {{"c0ffee0012345678", "青岚县2024年支出明细.xlsx", std::string(64, 'c'), 137'933},
                   {"b1d5000012345678", "青岚县招标公告.jsonl", std::string(64, 'b'), 2'876}};
  for (const auto& [id, card] : s.rules) s.run.rules.push_back({id, card.version, "answered", "", 120});
  for (auto& run : s.run.rules) {
    if (run.rule == "A02") run = {"A02", 1, "not_computable", "payroll", 0};
    if (run.rule == "P06") run = {"P06", 1, "failed", "out of memory: 1.2 GiB were asked for", 90};
  }
  s.table_labels = {
      {"subsidy_payment", "补贴发放"}, {"payment", "支出明细"}, {"bid", "投标"}, {"payroll", "财政供养"}};
  s.field_labels = {
      {"died_on", "死亡登记日期"},        {"payments", "笔数"},         {"last_paid_on", "最后发放日期"},
      {"invoice_no", "发票号"},           {"days_apart", "相隔天数"},   {"bidders", "投标单位数"},
      {"spread_percent", "最高最低价差"}, {"award_fen", "中标价"},      {"together_times", "一同投标次数"},
      {"same_winner", "同一家中标次数"},  {"firms", "单位数"},          {"ratio", "与中位数之比"},
      {"citizen_no", "公民身份号码"},     {"bid_price_fen", "投标报价"}};
  return s;
}

}  // namespace

Screening made_up_screening() {
  Screening s = frame();
  add_findings(s);
  add_coverage(s);
  return s;
}

Screening made_up_screening(int n) {
  Screening s = frame();
  Screening pattern = frame();
  add_findings(pattern);
  uint64_t state = 42;
  const auto next = [&](uint64_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % below;
  };
  for (int i = 0; i < n; ++i) {
    Finding f = pattern.findings[next(pattern.findings.size())];
    f.subject_label += "（" + std::to_string(i + 1) + "号）";
    f.subject_key = f.subject_label;
    f.stack_key += "-" + std::to_string(next(uint64_t(n) / 2 + 1));
    f.band = Band(next(3));
    if (f.amount_fen) f.amount_fen = Fen(1000 + next(90'000'000));
    s.findings.push_back(std::move(f));
  }
  add_coverage(s);
  return s;
}

TEST(MadeUpScreening, IsTheSameEveryTime) {
  EXPECT_EQ(made_up_screening(40), made_up_screening(40));
}

}  // namespace qy
