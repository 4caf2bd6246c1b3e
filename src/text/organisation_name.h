// Names of organisations, taken apart, and how two of them are alike: a level that says why.
//
//   黑龙江省鹤岗市天河建筑工程有限责任公司向阳分公司
//   └region───┘└core┘└trade─┘└form──────┘└branch──┘
//
//   天河建筑有限公司 / 天河建筑有限公司                        same
//   天河建筑（鹤岗）有限责任公司 / 天河建筑(鹤岗)有限公司        writing        brackets, forms of one meaning, scripts
//   鹤岗市天河建筑有限公司 / 天河建筑                          short          one leaves out region, trade or form
//   天河建筑有限公司 / 天和建筑有限公司                        one_character
//   鹤岗禾居 / 鹤岗市青禾安居投资有限公司                      abbreviated
//   天河建筑有限公司 / 天河建筑有限公司向阳分公司              branch         tied, but not one: a branch acts for its head
//   天河建筑有限公司 / 天河物业有限公司                        group          one core, another trade, region or form
//
// English names the same way: EXAMPLE CARE (SW) LIMITED and Example Care S.W. Ltd are one in writing.
//
// Source: 《企业名称登记管理规定》第六条: 行政区划名称、字号、行业或者经营特点、组织形式; 第十三条: a
// branch's name begins with its head's.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace qy {

enum class OrganisationLikeness {
  same,
  writing,
  short_form,
  one_character,
  abbreviated,
  branch,
  group,
  different
};
// As configurations spell them, in that order, closest first.
inline constexpr std::string_view kOrganisationWords =
    "same, writing, short, one_character, abbreviated, branch, group";

struct OrganisationName {
  std::u32string written;        // normalised
  std::u32string region;         // as written, without 省 市 县 区 of its last part
  std::string region_code;       // six digits, where the names say one place
  std::u32string core;           // 字号; never empty where the name is not
  std::u32string trade;          // words of trade, each in its common form
  std::u32string form;           // legal form in its common form: 有限公司, LTD
  std::u32string branch;         // 向阳分公司; empty for a head
  std::u32string whole() const;  // all but the form and the branch, joined
};

OrganisationName read_organisation_name(std::string_view utf8);
OrganisationLikeness compare_organisations(const OrganisationName& a, const OrganisationName& b);

// For expressions: parts, in UTF-8.
std::string org_core(std::string_view utf8);
std::string org_trade(std::string_view utf8);
std::string org_form(std::string_view utf8);
std::string org_region(std::string_view utf8);
// 总 for a head, so that a head and its branch have two values and never_join keeps them apart.
std::string org_branch(std::string_view utf8);

}  // namespace qy
