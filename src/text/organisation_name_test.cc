#include "text/organisation_name.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/utf8.h"

namespace qy {
namespace {

std::string likeness(std::string_view a, std::string_view b) {
  const auto there = compare_organisations(read_organisation_name(a), read_organisation_name(b));
  EXPECT_EQ(there, compare_organisations(read_organisation_name(b), read_organisation_name(a)))
      << a << " / " << b;
  constexpr const char* kWords[] = {"same",        "writing", "short", "one_character",
                                    "abbreviated", "branch",  "group", "different"};
  return kWords[size_t(there)];
}

TEST(OrganisationName, KeepsApartWhatIsNotOne) {
  for (const auto& [a, b, level] : std::vector<std::tuple<const char*, const char*, const char*>>{
           {"天河建筑有限公司", "", "different"},
           {"天河建筑有限公司", "地利建筑有限公司", "different"},
           {"天河商贸有限公司", "天河物业有限公司", "group"},
           {"鹤岗市天河建筑有限公司", "伊春市天河建筑有限公司", "group"},
           {"天河建筑有限公司", "天河建筑股份有限公司", "group"},
           {"天河建筑有限公司", "天河建筑有限公司向阳分公司", "branch"},
           {"鹤岗市天河建筑有限公司", "天河建筑向阳分公司", "branch"},
           {"天河建筑有限公司向阳分公司", "天河建筑有限公司工农分公司", "branch"},
           {"中国某某银行股份有限公司向阳支行", "中国某某银行股份有限公司", "branch"},
           {"EXAMPLE CARE LIMITED", "EXAMPLE CARE PLC", "group"},
           {"EXAMPLE CARE LTD", "EXAMPLE CARE LTD (BIDEFORD)", "branch"},
           {"EXAMPLE CARE_ (BIDEFORD)", "EXAMPLE CARE LTD", "branch"},
           {"EXAMPLE CARE LTD", "SAMPLE CARE LTD", "different"}})
    EXPECT_EQ(likeness(a, b), level) << a << " / " << b;
}

TEST(OrganisationName, SaysWhyNamesAreAlike) {
  for (const auto& [a, b, level] : std::vector<std::tuple<const char*, const char*, const char*>>{
           {"天河建筑有限公司", "天河建筑有限公司", "same"},
           {"天河建筑（鹤岗）有限公司", "天河建筑(鹤岗)有限公司", "same"},
           {"天河建筑（鹤岗）有限责任公司", "天河建筑(鹤岗)有限公司", "writing"},
           {"天河建築有限公司", "天河建筑有限公司", "writing"},
           {"天河商贸有限公司", "天河贸易有限公司", "writing"},
           {"鹤岗市天河建筑有限公司", "鹤岗天河建筑有限公司", "writing"},
           {"天河建筑有限公司向阳区分公司", "天河建筑有限公司向阳分公司", "writing"},
           {"某某店(个体工商户)", "某某店", "short"},
           {"鹤岗市天河建筑有限公司", "天河建筑", "short"},
           {"黑龙江省鹤岗市天河建筑有限公司", "鹤岗天河建筑有限公司", "short"},
           {"天河建筑有限公司", "天和建筑有限公司", "one_character"},
           {"鹤岗禾居", "鹤岗市青禾安居投资有限公司", "abbreviated"},
           {"Example Care (S.W.) Ltd.", "EXAMPLE CARE SW LIMITED", "writing"},
           {"The Example & Sons Ltd", "EXAMPLE AND SONS LIMITED", "writing"},
           {"Example Care Ltd T/A Sunny House", "Example Care Limited", "writing"},
           {"EXAMPLE CARE (UK)", "EXAMPLE CARE", "writing"},
           {"EXAMPLE CARE", "EXAMPLE CARE LTD", "short"},
           {"EXAMPLE CARE LTD", "EXAMPEL CARE LTD", "one_character"}})
    EXPECT_EQ(likeness(a, b), level) << a << " / " << b;
}

TEST(OrganisationName, IsTakenApart) {
  const std::string name = "黑龙江省鹤岗市天河建筑工程有限责任公司向阳分公司";
  EXPECT_EQ(org_region(name), "黑龙江省鹤岗");
  EXPECT_EQ(read_organisation_name(name).region_code, "230400");
  EXPECT_EQ(org_core(name), "天河");
  EXPECT_EQ(org_trade(name), "建筑工程");
  EXPECT_EQ(org_form(name), "有限公司");
  EXPECT_EQ(org_branch(name), "向阳分公司");
  EXPECT_EQ(org_branch("天河建筑有限公司"), "总")
      << "a head has a value, so that never_join parts it from a branch";
  EXPECT_EQ(org_branch(""), "");
  EXPECT_EQ(org_form("远安县某某农民专业合作社"), "合作社");
  EXPECT_EQ(org_form("某某投资中心(有限合伙)"), "合伙企业");
  EXPECT_EQ(org_core("某某银行向阳支行"), "某某银行");
  EXPECT_EQ(org_core("ZINC LIMITED"), "ZINC") << "INC in ZINC is no form";
  EXPECT_EQ(org_core("有限公司"), "有限公司") << "a name of nothing else is its own core";
}

RC_GTEST_PROP(OrganisationName, IsSymmetricAndNeverLosesItsCore, ()) {
  std::string names[2];
  for (std::string& name : names) {
    const auto count = *rc::gen::inRange<size_t>(1, 6);
    for (size_t i = 0; i < count; ++i)
      name += *rc::gen::elementOf(std::vector<std::string>{"鹤岗市", "天河", "建筑", "有限公司", "(鹤岗)",
                                                           "分公司", "向阳", "商贸", "A", "(", " ", "银行"});
  }
  const OrganisationName a = read_organisation_name(names[0]), b = read_organisation_name(names[1]);
  RC_ASSERT(a.written.empty() == a.core.empty());
  RC_ASSERT(compare_organisations(a, b) == compare_organisations(b, a));
  RC_ASSERT(compare_organisations(a, a) == OrganisationLikeness::same);
}

}  // namespace
}  // namespace qy
