#include "synth/registry_sheets.h"

#include <algorithm>

namespace qy::synth {
namespace {

constexpr std::string_view kPosts[] = {"股东", "法定代表人", "执行董事", "监事", "总经理"};

// What a firm may do, as the register has it: of caterers, that they may sell food as well.
std::string_view scope_of(const Firm& firm) {
  constexpr uint16_t kCatering = 6;
  if (firm.trade == kCatering) return "餐饮服务；食用农产品批发、零售；预包装食品销售";
  return trades()[firm.trade].what;
}

Result<void> write_firms(Stage& stage, Delivery& delivery) {
  SheetStyle style{Charset::gb18030,    ',', DateStyle::chinese, MoneyStyle::wan, "青岚县市场主体登记信息",
                   "注册资本单位：万元"};
  auto sheet = delivery.open("市场监督管理局", "市场主体登记信息", style,
                             {{"统一社会信用代码"},
                              {"企业名称"},
                              {"法定代表人"},
                              {"法定代表人身份证号"},
                              {"成立日期"},
                              {"登记状态"},
                              {"住所"},
                              {"联系电话"},
                              {"注册资本（万元）"},
                              {"参保人数"},
                              {"经营范围"}});
  for (size_t i = 0; i < stage.firms.all.size(); ++i) {
    const auto& firm = stage.firms.all[i];
    const auto& facts = stage.registry.facts(int32_t(i));
    for (const int plant : facts.plants) stage.truth.saw(plant, sheet->name(), sheet->line(), 0);
    const auto& representative = stage.person(facts.representative);
    sheet->text(firm.code)
        .text(firm.name)
        .text(name_text(representative.name))
        .text(view(representative.number))
        .day(facts.founded)
        .text(facts.status);
    sheet->text(facts.address).text(phone_number(facts.phone)).fen(facts.capital_fen).count(facts.insured);
    sheet->text(facts.scope.empty() ? scope_of(firm) : facts.scope).end_row();
  }
  return delivery.close(*sheet, "company");
}

class RoleWriter {
 public:
  RoleWriter(Stage& stage, Sheet& sheet) : stage_(stage), sheet_(sheet) {}

  void put(const FirmRole& role) {
    stage_.truth.saw(role.plant, sheet_.name(), sheet_.line(), 0);
    sheet_.text(stage_.firms.all[size_t(role.firm)].code);
    if (role.person >= 0)
      sheet_.text(name_text(stage_.person(role.person).name)).text(view(stage_.person(role.person).number));
    else
      sheet_.text(stage_.firms.all[size_t(role.holder_firm)].name)
          .text(stage_.firms.all[size_t(role.holder_firm)].code);
    sheet_.text(kPosts[size_t(role.post)]);
    role.share_permille > 0 ? sheet_.count(role.share_permille) : sheet_.blank();
    sheet_.day(role.from);
    role.to ? sheet_.day(*role.to) : sheet_.blank();
    sheet_.end_row();
  }

  void put_founders(int32_t firm) {
    const auto& facts = stage_.registry.facts(firm);
    const auto plant = facts.plants.empty() ? kNoPlant : facts.plants.front();
    FirmRole role{firm, facts.representative, -1, FirmPost::legal_representative,
                  0,    facts.founded,        {}, plant};
    put(role);
    role.post = FirmPost::shareholder;
    role.share_permille = facts.first_share_permille;
    put(role);
    role.plant = kNoPlant;
    if (facts.second_holder >= 0) {
      role.person = facts.second_holder;
      role.share_permille = 1000 - facts.first_share_permille;
      put(role);
    }
    if (facts.supervisor >= 0)
      put({firm, facts.supervisor, -1, FirmPost::supervisor, 0, facts.founded, {}, kNoPlant});
  }

 private:
  Stage& stage_;
  Sheet& sheet_;
};

Result<void> write_roles(Stage& stage, Delivery& delivery) {
  auto sheet = delivery.open("市场监督管理局", "企业股东及主要人员", {},
                             {{"企业统一社会信用代码"},
                              {"姓名或名称"},
                              {"证件号码"},
                              {"角色"},
                              {"持股千分比"},
                              {"任职起始日期"},
                              {"任职终止日期"}});
  RoleWriter writer(stage, *sheet);
  auto added = stage.registry.added();
  std::stable_sort(added.begin(), added.end(),
                   [](const FirmRole& a, const FirmRole& b) { return a.firm < b.firm; });
  auto next = added.begin();
  for (int32_t firm = 0; firm < int32_t(stage.firms.all.size()); ++firm) {
    writer.put_founders(firm);
    for (; next != added.end() && next->firm == firm; ++next) writer.put(*next);
  }
  return delivery.close(*sheet, "company_role");
}

}  // namespace

Result<void> write_companies(Stage& stage, Delivery& delivery) {
  QY_CHECK(write_firms(stage, delivery));
  return write_roles(stage, delivery);
}

Result<void> write_exceptions(const Stage& stage, Delivery& delivery) {
  SheetStyle style{Charset::gb18030, ',', DateStyle::dotted, MoneyStyle::yuan, "青岚县政策例外事项登记表"};
  auto sheet = delivery.open("纪委监委", "政策例外登记表", style,
                             {{"例外编号"},
                              {"例外类别"},
                              {"适用对象代码"},
                              {"适用人员身份证号"},
                              {"适用事项"},
                              {"生效日期"},
                              {"失效日期"},
                              {"批准机关"},
                              {"批准文号"}});
  int number = 0;
  for (const auto& exception : stage.exceptions) {
    stage.truth.saw(exception.plant, sheet->name(), sheet->line(), 0);
    sheet->text("LW" + padded(uint64_t(++number), 5)).text(exception.kind).text(exception.subject_code);
    exception.person >= 0 ? sheet->text(stage.number(exception.person)) : sheet->blank();
    sheet->text(exception.matter).day(exception.from).day(exception.to).text("县政府常务会议");
    sheet->text("青政办函〔" + std::to_string(exception.from.year()) + "〕" +
                std::to_string(number % 90 + 1) + "号");
    sheet->end_row();
  }
  return delivery.close(*sheet, "policy_exception");
}

}  // namespace qy::synth
