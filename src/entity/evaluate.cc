#include "entity/evaluate.h"

#include <cstddef>
#include <map>
#include <utility>

namespace qy {
namespace {

int64_t pairs(int64_t n) {
  return n * (n - 1) / 2;
}

double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

}  // namespace

Evaluation evaluate(const std::vector<uint32_t>& found, const std::vector<uint32_t>& truth) {
  std::map<uint32_t, int64_t> of_found, of_truth;
  std::map<std::pair<uint32_t, uint32_t>, int64_t> of_both;
  for (size_t i = 0; i < found.size(); ++i) {
    ++of_found[found[i]];
    ++of_truth[truth[i]];
    ++of_both[{found[i], truth[i]}];
  }
  Evaluation out;
  for (const auto& [entity, n] : of_found) out.pairs_joined += pairs(n);
  for (const auto& [entity, n] : of_truth) out.pairs_true += pairs(n);
  double exact = 0, precision = 0, recall = 0;
  for (const auto& [both, n] : of_both) {
    out.pairs_both += pairs(n);
    exact += n == of_found[both.first] && n == of_truth[both.second] ? 1 : 0;
    precision += double(n) * double(n) / double(of_found[both.first]);
    recall += double(n) * double(n) / double(of_truth[both.second]);
  }
  const auto records = double(found.size());
  out.pairwise = {share(double(out.pairs_both), double(out.pairs_joined)),
                  share(double(out.pairs_both), double(out.pairs_true))};
  out.clusters = {share(exact, double(of_found.size())), share(exact, double(of_truth.size()))};
  out.b_cubed = {share(precision, records), share(recall, records)};
  return out;
}

}  // namespace qy
