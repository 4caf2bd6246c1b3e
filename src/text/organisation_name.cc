#include "text/organisation_name.h"

#include <algorithm>

#include "text/code_points.h"
#include "text/divisions.h"
#include "text/english_firm.h"
#include "text/firm_words.h"
#include "text/normalize.h"
#include "text/one_edit.h"
#include "text/pinyin.h"
#include "text/similarity.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr size_t kLeastCore = 2;  // characters of a core: 字号 has two at least (第十条)

// 宜昌市 and 宜昌 say one place; 西陵区分公司 and 西陵分公司 one branch.
void drop_rank(std::u32string& region) {
  constexpr std::u32string_view kRanks = U"省市县区";
  if (region.size() > 2 && kRanks.find(region.back()) != kRanks.npos) region.pop_back();
}

void take_region(std::u32string& rest, OrganisationName& name) {
  const LeadingDivisions places = leading_divisions(rest, kLeastCore);
  if (places.length == 0 || places.length + 1 > rest.size()) return;
  name.region = rest.substr(0, places.length);
  name.region_code = places.code;
  drop_rank(name.region);
  rest.erase(0, places.length);
}

// (宜昌) is a region, (集团) and (普通合伙) words like those outside brackets; anything else is a remark and
// goes.
void open_brackets(std::u32string& rest, OrganisationName& name) {
  for (size_t open = rest.find(U'('); open != rest.npos; open = rest.find(U'(', open)) {
    const size_t close = std::min(rest.find(U')', open), rest.size());
    const std::u32string inside = rest.substr(open + 1, close - open - 1);
    const LeadingDivisions places = leading_divisions(inside, 0);
    const std::u32string bracketed = U"(" + inside + U")";
    std::u32string stays;
    if (places.length > 0 && places.length == inside.size()) {
      if (name.region.empty()) name.region_code = places.code;
      name.region += inside;
      drop_rank(name.region);
    } else if (const FirmEnding form = firm_ending(FirmWord::form, bracketed);
               form.length == bracketed.size()) {
      name.form = form.common;
    } else if (firm_ending(FirmWord::trade, inside).length == inside.size() ||
               firm_ending(FirmWord::branch, inside).length > 0) {
      stays = inside;
    }
    rest.replace(open, close - open + 1, stays);
  }
}

// What follows the head's legal form, or what a branch word ends after the last word of trade.
void take_branch(std::u32string& rest, OrganisationName& name) {
  const FirmEnding branch = firm_ending(FirmWord::branch, rest);
  if (branch.length == 0 || branch.length + kLeastCore > rest.size()) return;
  const auto [at, length] = inner_form(rest.substr(0, rest.size() - branch.length));
  size_t from = at == rest.npos ? rest.size() - branch.length : at + length;
  if (at == rest.npos && firm_ending(FirmWord::form, rest.substr(0, from)).length > 0) {
    // 某某有限公司分公司: nothing between
  } else if (at == rest.npos) {
    for (size_t end = from; end > kLeastCore; --end) {
      const std::u32string_view head = std::u32string_view(rest).substr(0, end);
      if (head.ends_with(U"银行") || head.ends_with(U"信用社") ||
          firm_ending(FirmWord::trade, head).length > 0) {
        from = end;
        break;
      }
    }
  }
  std::u32string place = rest.substr(from, rest.size() - branch.length - from);
  drop_rank(place);
  name.branch = place + std::u32string(branch.common);
  rest.erase(from);
}

void take_form_and_trade(std::u32string& rest, OrganisationName& name) {
  if (const FirmEnding form = firm_ending(FirmWord::form, rest);
      form.length > 0 && form.length < rest.size()) {
    name.form = form.common;
    rest.erase(rest.size() - form.length);
  }
  for (FirmEnding trade = firm_ending(FirmWord::trade, rest);
       trade.length > 0 && rest.size() >= trade.length + kLeastCore;
       trade = firm_ending(FirmWord::trade, rest)) {
    name.trade.insert(0, trade.common);
    rest.erase(rest.size() - trade.length);
  }
}

bool agree_where_both_say(std::u32string_view a, std::u32string_view b) {
  return a.empty() || b.empty() || a == b;
}

// Two regions that may be one place; 湖北宜昌 and 宜昌 by their codes.
bool may_be_one_region(const OrganisationName& a, const OrganisationName& b) {
  if (agree_where_both_say(a.region, b.region)) return true;
  return !a.region_code.empty() && !b.region_code.empty() && may_be_one_place(a.region_code, b.region_code);
}

// 城建 of 城市建设: every character in its order, the first of both the same, and the shorter much shorter.
bool is_abbreviation(const OrganisationName& shorter, const OrganisationName& longer) {
  constexpr size_t kLeast = 4;
  if (!shorter.form.empty()) return false;
  const std::u32string few = shorter.whole(), many = longer.whole();
  if (few.size() < kLeast || few.size() + 2 > many.size() || few[0] != many[0]) return false;
  size_t at = 0;
  for (const char32_t c : many) at += at < few.size() && few[at] == c ? 1 : 0;
  return at == few.size();
}

}  // namespace

std::u32string OrganisationName::whole() const {
  return region + core + trade;
}

OrganisationName read_organisation_name(std::string_view utf8) {
  OrganisationName out;
  out.written = code_points(normalize_name(utf8));
  if (std::none_of(out.written.begin(), out.written.end(), is_han)) {
    read_english_firm(out);
    if (out.core.empty()) out.core = out.written;
    return out;
  }
  std::u32string rest;
  for (const char32_t c : out.written)
    if (c != ' ') rest += simplified(c);
  take_region(rest, out);
  open_brackets(rest, out);
  take_branch(rest, out);
  take_form_and_trade(rest, out);
  if (out.region.empty()) take_region(rest, out);
  out.core = rest;
  if (out.core.empty()) out.core = out.written;
  return out;
}

OrganisationLikeness compare_organisations(const OrganisationName& a, const OrganisationName& b) {
  if (a.core.empty() || b.core.empty())
    return a.written == b.written ? OrganisationLikeness::same : OrganisationLikeness::different;
  if (a.written == b.written) return OrganisationLikeness::same;
  const bool same_parts = a.trade == b.trade && a.form == b.form && a.region == b.region;
  const bool no_contradiction = agree_where_both_say(a.trade, b.trade) &&
                                agree_where_both_say(a.form, b.form) && may_be_one_region(a, b);
  if (a.branch != b.branch)
    return a.core == b.core && no_contradiction ? OrganisationLikeness::branch
           : a.core == b.core                   ? OrganisationLikeness::group
                                                : OrganisationLikeness::different;
  if (a.core == b.core) {
    if (same_parts) return OrganisationLikeness::writing;
    return no_contradiction ? OrganisationLikeness::short_form : OrganisationLikeness::group;
  }
  // One character of a core of two is half a name; its trade and form make up for it only where both say
  // them.
  const size_t least = a.trade.empty() ? 3 : 2;
  if (same_parts && std::min(a.core.size(), b.core.size()) >= least && is_one_edit(a.core, b.core))
    return OrganisationLikeness::one_character;
  if (is_abbreviation(a, b) || is_abbreviation(b, a)) return OrganisationLikeness::abbreviated;
  return OrganisationLikeness::different;
}

std::string org_core(std::string_view utf8) {
  return utf8_of(read_organisation_name(utf8).core);
}
std::string org_trade(std::string_view utf8) {
  return utf8_of(read_organisation_name(utf8).trade);
}
std::string org_form(std::string_view utf8) {
  return utf8_of(read_organisation_name(utf8).form);
}
std::string org_region(std::string_view utf8) {
  return utf8_of(read_organisation_name(utf8).region);
}
std::string org_branch(std::string_view utf8) {
  const OrganisationName name = read_organisation_name(utf8);
  return name.written.empty() ? "" : name.branch.empty() ? "总" : utf8_of(name.branch);
}

}  // namespace qy
