// What two addresses have in common, put into classes, and the weights of these classes added up.
#include <algorithm>
#include <array>
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
using WeightTable = std::array<std::vector<Weights>, kAddressEvidence.size()>;  // by thing seen and class

const WeightTable& weights() {
  static const WeightTable kWeights = [] {
    WeightTable out;
    for (const auto& row : data_rows(text_of_address_weights)) {
      const auto thing = std::find(kAddressEvidence.begin(), kAddressEvidence.end(), row[0]);
      std::vector<Weights>& classes = out[size_t(thing - kAddressEvidence.begin())];
      const auto at = size_t(std::stoi(std::string(row[1])));
      classes.resize(std::max(classes.size(), at + 1));
      classes[at] = {std::stod(std::string(row[2])), std::stod(std::string(row[3]))};
    }
    return out;
  }();
  return kWeights;
}

// What one side sees of itself in the other.
struct Side {
  int share = 0, left_over = 0, follows = 0;
};

Side side_of(const Address& address, const Address& other) {
  constexpr std::array kShares{0.15, 0.3, 0.4, 0.5, 0.65, 0.8, 0.95};
  const std::vector<bool> shared = shared_with(address.rest, other);
  const double share = double(count(shared, true)) / double(std::max<size_t>(1, shared.size()));
  return {class_of(share, kShares), std::min(3, count(shared_with(address.place, other), false)),
          what_follows(address, shared)};
}

int other_way_round(int agreement) {
  return agreement == 1 ? 2 : agreement == 2 ? 1 : agreement;
}

}  // namespace

std::pair<AddressEvidence, AddressEvidence> address_evidence(const Address& a, const Address& b) {
  constexpr std::array kRuns{0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 7.0};
  const Side of_a = side_of(a, b), of_b = side_of(b, a);
  const int run = class_of(double(longest_common_run(a.place, b.place)), kRuns);
  const int road = road_agreement(a.roads, b.roads), number = agreement(a.numbers, b.numbers),
            building = agreement(a.buildings, b.buildings), unit = agreement(a.units, b.units);
  const auto seen = [&](const Side& first, const Side& second, int numbers, int buildings, int units) {
    return AddressEvidence{first.share,
                           second.share,
                           run,
                           road,
                           numbers,
                           buildings,
                           units,
                           first.left_over * 4 + second.left_over,
                           (first.follows * 3 + second.follows) * 5 + buildings};
  };
  return {seen(of_a, of_b, number, building, unit),
          seen(of_b, of_a, other_way_round(number), other_way_round(building), other_way_round(unit))};
}

AddressAnswer compare_addresses(const Address& a, const Address& b) {
  AddressAnswer out;
  if (a.text.empty() || b.text.empty()) return out;
  if (a.text == b.text) return {AddressLikeness::same, 100, 0};
  // Both ways round: who is asked about whom makes no difference between two records.
  const auto [forth, back] = address_evidence(a, b);
  for (size_t thing = 0; thing < forth.size(); ++thing)
    for (const int at : {forth[thing], back[thing]})
      if (const auto& classes = weights()[thing]; size_t(at) < classes.size()) {
        out.partly += classes[size_t(at)].partly;
        out.same += classes[size_t(at)].same;
      }
  if (std::max(out.partly, out.same) > 0)
    out.likeness = out.same > out.partly ? AddressLikeness::same : AddressLikeness::partly;
  return out;
}

}  // namespace qy
