#include "leads/precision.h"

#include <algorithm>
#include <cmath>

namespace qy {
namespace {

double log_beta(double a, double b) {
  return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

// P(k of n) under Beta(a, b), for k = 0..n.
std::vector<double> beta_binomial(const Precision& p, int64_t n) {
  std::vector<double> mass(size_t(n) + 1);
  for (int64_t k = 0; k <= n; ++k) {
    const double log_choose = -std::log(double(n + 1)) - log_beta(double(n - k + 1), double(k + 1));
    mass[size_t(k)] =
        std::exp(log_choose + log_beta(p.a + double(k), p.b + double(n - k)) - log_beta(p.a, p.b));
  }
  return mass;
}

std::vector<double> convolve(const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<double> sum(x.size() + y.size() - 1);
  for (size_t i = 0; i < x.size(); ++i) {
    for (size_t j = 0; j < y.size(); ++j) sum[i + j] += x[i] * y[j];
  }
  return sum;
}

int64_t percentile(const std::vector<double>& mass, double share) {
  double below = 0;
  for (size_t k = 0; k < mass.size(); ++k) {
    below += mass[k];
    if (below >= share) return int64_t(k);
  }
  return int64_t(mass.size()) - 1;
}

double variance(const Share& share) {
  const double n = double(share.findings), p = share.precision.mean(),
               strength = share.precision.a + share.precision.b;
  return n * p * (1 - p) * (strength + n) / (strength + 1);
}

void put_normal_interval(Yield& yield, const std::vector<Share>& shares, int64_t all) {
  double sum = 0;
  for (const auto& share : shares) sum += variance(share);
  const double reach = 1.645 * std::sqrt(sum);
  yield.low = int64_t(std::max(0.0, std::floor(yield.expected - reach)));
  yield.high = std::min(all, int64_t(std::ceil(yield.expected + reach)));
}

}  // namespace

Precision Precision::of(double prior, Tally tally) {
  const double p = std::clamp(std::isfinite(prior) ? prior : 0.0, 0.005, 0.95);
  const double decided = std::max(tally.decided, 0.0);
  const double confirmed = std::clamp(tally.confirmed, 0.0, decided);
  return {kPriorStrength * p + confirmed, kPriorStrength * (1 - p) + decided - confirmed};
}

Yield expected_yield(const std::vector<Share>& shares) {
  Yield yield;
  int64_t all = 0;
  for (const auto& share : shares) {
    all += share.findings;
    yield.expected += share.precision.mean() * double(share.findings);
  }
  if (all > kExactFindings) {
    put_normal_interval(yield, shares, all);
    return yield;
  }
  std::vector<double> mass{1.0};
  for (const auto& share : shares) mass = convolve(mass, beta_binomial(share.precision, share.findings));
  yield.low = percentile(mass, 0.05);
  yield.high = percentile(mass, 0.95);
  return yield;
}

}  // namespace qy
