#include "text/divisions.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <unordered_map>

#include "embedded/divisions.h"
#include "text/data_rows.h"
#include "text/similarity.h"
#include "text/utf8.h"

namespace qy {
namespace {

struct Division {
  std::string_view code, name;
  int from = 0, until = 0;  // years; until 0: still so
  std::vector<std::string_view> successors;
  bool is_province() const { return code.substr(2) == "0000"; }
  bool is_county() const { return code.substr(4) != "00"; }
};

// What a name ends in that people leave out. 自治 ones have their nations before it: 恩施土家族苗族自治州 is
// called 恩施, which no rule gives; their bare names are found by cutting at the first nation.
constexpr std::u32string_view kEndings[] = {U"特别行政区", U"维吾尔自治区", U"壮族自治区", U"回族自治区",
                                            U"自治区",     U"地区",         U"省",         U"市",
                                            U"盟",         U"县",           U"区"};
constexpr std::u32string_view kNations[] = {U"土家族", U"苗族",   U"藏族",   U"羌族",   U"彝族", U"回族",
                                            U"蒙古",   U"朝鲜族", U"布依族", U"侗族",   U"壮族", U"白族",
                                            U"傣族",   U"哈尼族", U"傈僳族", U"景颇族", U"黎族", U"瑶族",
                                            U"畲族",   U"满族",   U"水族",   U"仡佬族"};

std::u32string bare_name(std::u32string_view name) {
  if (name.ends_with(U"自治州") || name.ends_with(U"自治县")) {
    size_t cut = name.size() - 3;
    for (const std::u32string_view nation : kNations)
      if (const size_t at = name.find(nation); at != name.npos && at >= 2) cut = std::min(cut, at);
    return std::u32string(name.substr(0, cut));
  }
  for (const std::u32string_view ending : kEndings)
    if (name.ends_with(ending) && name.size() >= ending.size() + 2)
      return std::u32string(name.substr(0, name.size() - ending.size()));
  return {};
}

class Table {
 public:
  static const Table& get() {
    static const Table kTable;
    return kTable;
  }
  using Rows = std::vector<const Division*>;
  const Rows* named(std::u32string_view name) const { return find(by_name_, std::u32string(name)); }
  const Rows* barely_named(std::u32string_view name) const {
    return find(by_bare_name_, std::u32string(name));
  }
  const Rows* coded(std::string_view code) const { return find(by_code_, std::string(code)); }
  size_t longest_name() const { return longest_name_; }

 private:
  Table() {
    for (const auto& row : data_rows(text_of_divisions)) {
      Division& division = divisions_.emplace_back();
      division.code = row[0];
      division.name = row[1];
      division.from = std::atoi(std::string(row[2]).c_str());
      division.until = row[3].empty() ? 0 : std::atoi(std::string(row[3]).c_str());
      if (!row[4].empty()) division.successors = split(row[4], ';');
    }
    for (const Division& division : divisions_) {
      const std::u32string name = code_points(division.name);
      longest_name_ = std::max(longest_name_, name.size());
      by_name_[name].push_back(&division);
      by_code_[std::string(division.code)].push_back(&division);
      if (std::u32string bare = bare_name(name); bare.size() >= 2) by_bare_name_[bare].push_back(&division);
    }
  }
  template <class Map, class Key>
  static const Rows* find(const Map& map, const Key& key) {
    const auto at = map.find(key);
    return at == map.end() ? nullptr : &at->second;
  }

  std::vector<Division> divisions_ = [] {
    std::vector<Division> out;
    out.reserve(data_rows(text_of_divisions).size());  // rows are pointed at: they must stay
    return out;
  }();
  std::unordered_map<std::u32string, Rows> by_name_, by_bare_name_;
  std::unordered_map<std::string, Rows> by_code_;
  size_t longest_name_ = 0;
};

// Whether `inner` lies in `outer` by their codes: 420506 in 420500 and in 420000.
bool lies_in(std::string_view inner, std::string_view outer) {
  const size_t digits = outer.substr(2) == "0000" ? 2 : outer.substr(4) == "00" ? 4 : 6;
  return inner != outer && inner.substr(0, digits) == outer.substr(0, digits);
}

using Places = std::set<std::string_view>;  // codes that what was read so far may mean

Places places_of(const Table::Rows* rows, const Places& within, bool counties_too) {
  Places out;
  if (rows == nullptr) return out;
  for (const Division* division : *rows) {
    if (!counties_too && division->is_county()) continue;
    // Counties straight under a province are coded 42 90 xx; a moved one lies in its old prefecture by name
    // only. Same province is asked of these where no parent by code is found.
    const bool fits =
        within.empty() || std::any_of(within.begin(), within.end(),
                                      [&](std::string_view outer) { return lies_in(division->code, outer); });
    if (fits) out.insert(division->code);
  }
  return out;
}

// The year a code was last good for; far ahead for one in use.
int last_year(std::string_view code) {
  int last = 0;
  for (const Division* division : *Table::get().coded(code))
    last = std::max(last, division->until == 0 ? 9999 : division->until);
  return last;
}

// Of places of one name, those in use; where none is, those that were last.
void keep_the_latest(Places& places) {
  int latest = 0;
  for (const std::string_view code : places) latest = std::max(latest, last_year(code));
  std::erase_if(places, [&](std::string_view code) { return last_year(code) < latest; });
}

// 中山路, 南京东路, 西陵一路: a street called after a place lies anywhere.
bool goes_on_as_road(std::u32string_view rest) {
  constexpr std::u32string_view kBetween = U"东西南北中一二三四五六七八九十", kRoads = U"路街巷道";
  size_t at = 0;
  while (at < 2 && at < rest.size() && kBetween.find(rest[at]) != rest.npos) ++at;
  const std::u32string_view road = rest.substr(at);
  return road.starts_with(U"大道") || road.starts_with(U"大街") ||
         (!road.empty() && kRoads.find(road[0]) != road.npos);
}

// The longest name at the front that fits what was read before; its length, 0 for none.
size_t next_place(std::u32string_view text, Places& within, size_t least_left) {
  const Table& table = Table::get();
  for (size_t length = std::min(table.longest_name(), text.size()); length >= 2; --length) {
    const std::u32string_view name = text.substr(0, length);
    Places places = places_of(table.named(name), within, true);
    // A bare county name is a word like any other (平安, 和平, 朝阳) unless its city stands before it.
    if (places.empty() && text.size() >= length + least_left && !goes_on_as_road(text.substr(length)))
      places = places_of(table.barely_named(name), within, !within.empty());
    if (places.empty()) continue;
    keep_the_latest(places);
    within = std::move(places);
    return length;
  }
  return 0;
}

}  // namespace

LeadingDivisions leading_divisions(std::u32string_view text, size_t least_left) {
  LeadingDivisions out;
  Places places;
  while (out.length < text.size()) {
    const size_t length = next_place(text.substr(out.length), places, least_left);
    if (length == 0) break;
    out.length += length;
  }
  if (places.size() == 1) out.code = *places.begin();
  return out;
}

std::string division_name(std::string_view code, int in_year) {
  const Table::Rows* rows = Table::get().coded(code);
  if (rows == nullptr) return "";
  const Division* last = nullptr;
  for (const Division* division : *rows) {
    const bool is_then = division->from <= in_year && (division->until == 0 || in_year < division->until);
    if (in_year != 0 && is_then) return std::string(division->name);
    if (last == nullptr || division->until == 0 || (last->until != 0 && division->from > last->from))
      last = division;
  }
  return in_year == 0 ? std::string(last->name) : "";
}

std::vector<std::string> current_codes(std::string_view code) {
  std::set<std::string, std::less<>> seen, current;
  std::vector<std::string> ahead{std::string(code)};
  while (!ahead.empty()) {
    const std::string at = ahead.back();
    ahead.pop_back();
    if (!seen.insert(at).second) continue;
    const Table::Rows* rows = Table::get().coded(at);
    if (rows == nullptr) continue;
    if (std::any_of(rows->begin(), rows->end(), [](const Division* d) { return d->until == 0; })) {
      current.insert(at);
      continue;
    }
    for (const Division* division : *rows)
      for (const std::string_view successor : division->successors)
        ahead.emplace_back(successor.substr(0, 6));
  }
  return {current.begin(), current.end()};
}

bool may_be_one_place(std::string_view a, std::string_view b) {
  const auto of_a = current_codes(a), of_b = current_codes(b);
  return std::any_of(of_a.begin(), of_a.end(), [&](const std::string& x) {
    return std::any_of(of_b.begin(), of_b.end(),
                       [&](const std::string& y) { return x == y || lies_in(x, y) || lies_in(y, x); });
  });
}

}  // namespace qy
