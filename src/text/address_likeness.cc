// What two addresses have in common, put into classes, and the weights of these classes added up.
#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "embedded/address_weights.h"
#include "text/address.h"
#include "text/data_rows.h"

namespace qy {
namespace {

using Strings = std::vector<std::u32string>;

bool has_bigram(const Address& address, char32_t first, char32_t second) {
  return std::binary_search(address.bigrams.begin(), address.bigrams.end(), uint64_t(first) << 32 | second);
}

// Which characters of a text stand, with a neighbour, in another address.
std::vector<bool> shared_with(std::u32string_view text, const Address& other) {
  std::vector<bool> out(text.size());
  for (size_t i = 0; i + 1 < text.size(); ++i)
    if (has_bigram(other, text[i], text[i + 1])) out[i] = out[i + 1] = true;
  return out;
}

int count(const std::vector<bool>& marks, bool which) {
  return int(std::count(marks.begin(), marks.end(), which));
}

// Which of the limits are passed: 0.5 among {0.3, 0.6} is 1.
template <class Limits>
int class_of(double value, const Limits& limits) {
  return int(std::count_if(limits.begin(), limits.end(), [&](double limit) { return value > limit; }));
}

size_t longest_common_run(std::u32string_view a, std::u32string_view b) {
  size_t best = 0;
  std::array<size_t, 64> row{};
  b = b.substr(0, row.size() - 1);
  for (const char32_t c : a) {
    size_t before = 0;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t here = c == b[j] ? before + 1 : 0;
      before = row[j + 1];
      row[j + 1] = here;
      best = std::max(best, here);
    }
  }
  return best;
}

// 0 both say, and nothing is common; 1 only a says; 2 only b says; 3 common; 4 neither says.
int agreement(const Strings& a, const Strings& b) {
  if (a.empty() && b.empty()) return 4;
  if (a.empty() || b.empty()) return a.empty() ? 2 : 1;
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) == a.end() ? 0 : 3;
}

// 0 differ, 1 a side names none, 2 one ends with the other (胜利四路, 城区胜利四路).
int road_agreement(const Strings& a, const Strings& b) {
  if (a.empty() || b.empty()) return 1;
  for (const std::u32string& x : a)
    for (const std::u32string& y : b)
      if (x.ends_with(y) || y.ends_with(x)) return 2;
  return 0;
}

// What follows the last thing that the other one has too: 0 nothing, 1 a house or floor only, 2 words.
int what_follows(const Address& address, const std::vector<bool>& shared) {
  size_t from = shared.size();
  while (from > 0 && !shared[from - 1]) --from;
  if (from == shared.size()) return 0;
  const bool is_detail =
      std::all_of(address.is_detail.begin() + long(from), address.is_detail.end(), [](bool d) { return d; });
  return is_detail ? 1 : 2;
}

struct Weights {
  double partly = 0, same = 0;
};
using WeightTable = std::map<std::pair<std::string_view, int>, Weights>;

const WeightTable& weights() {
  static const WeightTable kWeights = [] {
    WeightTable out;
    for (const auto& row : data_rows(text_of_address_weights))
      out[{row[0], std::stoi(std::string(row[1]))}] = {std::stod(std::string(row[2])),
                                                       std::stod(std::string(row[3]))};
    return out;
  }();
  return kWeights;
}

}  // namespace

AddressEvidence address_evidence(const Address& a, const Address& b) {
  constexpr std::array kShares{0.15, 0.3, 0.4, 0.5, 0.65, 0.8, 0.95};
  constexpr std::array kRuns{0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 7.0};
  const std::vector<bool> of_a = shared_with(a.rest, b), of_b = shared_with(b.rest, a);
  const double share_a = double(count(of_a, true)) / double(std::max<size_t>(1, of_a.size()));
  const double share_b = double(count(of_b, true)) / double(std::max<size_t>(1, of_b.size()));
  const int building = agreement(a.buildings, b.buildings);
  const int left_a = std::min(3, count(shared_with(a.place, b), false)),
            left_b = std::min(3, count(shared_with(b.place, a), false));
  return {{"share_of_first", class_of(share_a, kShares)},
          {"share_of_second", class_of(share_b, kShares)},
          {"common_run", class_of(double(longest_common_run(a.place, b.place)), kRuns)},
          {"road", road_agreement(a.roads, b.roads)},
          {"number", agreement(a.numbers, b.numbers)},
          {"building", building},
          {"unit", agreement(a.units, b.units)},
          {"place_left_over", left_a * 4 + left_b},
          {"what_follows", (what_follows(a, of_a) * 3 + what_follows(b, of_b)) * 5 + building}};
}

AddressAnswer compare_addresses(const Address& a, const Address& b) {
  AddressAnswer out;
  if (a.text.empty() || b.text.empty()) return out;
  if (a.text == b.text) return {AddressLikeness::same, 100, 0};
  // Both ways round: who is asked about whom makes no difference between two records.
  for (const AddressEvidence& evidence : {address_evidence(a, b), address_evidence(b, a)})
    for (const auto& [name, at] : evidence)
      if (const auto found = weights().find({name, at}); found != weights().end()) {
        out.partly += found->second.partly;
        out.same += found->second.same;
      }
  if (std::max(out.partly, out.same) > 0)
    out.likeness = out.same > out.partly ? AddressLikeness::same : AddressLikeness::partly;
  return out;
}

}  // namespace qy
