#include "synth/setting.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/yaml.h"

namespace qy::synth {
namespace {

struct Mix {
  std::string_view name;
  double value;
  std::string_view meaning;
};
constexpr Mix kMix[] = {
    {"absent_percent", 5, "of the pupils, who do not eat on a day"},
    {"title_percent", 22, "of adults, who hold a registered home"},
    {"vehicle_percent", 19, "of adults, who hold a registered vehicle"},
    {"firm_percent", 4, "of adults, who hold a firm or a share in one"},
    {"late_stop_percent", 30, "of deaths, after which one more month of a benefit is paid"},
    {"change_percent", 22, "of works contracts, that are changed"},
    {"price_sigma_percent", 6, "spread of honest prices"},
    {"stay_permille", 42, "of people, who lie in hospital in a year"},
    {"kin_percent", 60, "of village officials, who declared their household"},
};

std::string key_of(std::string_view domain, PlantKind kind) {
  return std::string(domain) + "/" + std::string(name_of(kind));
}

Result<double> number_of(const Yaml& node) {
  double value = 0;
  const auto& text = node.text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0)
    return node.wrong("is not a number from 0 on: " + text);
  return value;
}

Result<void> read_rates(const Yaml& rates, std::map<std::string, double, std::less<>>& factors) {
  for (const auto& [domain, kinds] : rates.entries()) {
    if (domain != "all" && !is_domain(domain)) return kinds.wrong("there is no domain " + domain);
    QY_CHECK(kinds.only({"wrongdoing", "lookalike"}));
    for (const auto& [kind, value] : kinds.entries()) {
      QY_TRY(const double factor, number_of(value));
      factors[domain + "/" + kind] = factor;
    }
  }
  return {};
}

}  // namespace

Result<Setting> Setting::load(const std::filesystem::path& yaml) {
  QY_TRY(const Yaml root, Yaml::load(yaml));
  QY_CHECK(root.only({"seed", "rates", "schemes", "mix"}));
  Setting setting;
  if (const auto* seed = root.find("seed")) {
    QY_TRY(const double number, number_of(*seed));
    setting.seed_ = uint64_t(number);
  }
  if (const auto* rates = root.find("rates")) QY_CHECK(read_rates(*rates, setting.factors_));
  if (const auto* schemes = root.find("schemes"))
    for (const auto& [name, value] : schemes->entries()) {
      QY_TRY(setting.schemes_[name], number_of(value));
    }
  if (const auto* mix = root.find("mix"))
    for (const auto& [name, value] : mix->entries()) {
      const bool is_known =
          std::any_of(std::begin(kMix), std::end(kMix),
                      [&, n = std::string_view(name)](const Mix& m) { return m.name == n; });
      if (!is_known) return value.wrong("no part of the mix is called " + name);
      QY_TRY(setting.mix_[name], number_of(value));
    }
  return setting;
}

double Setting::factor(std::string_view domain, PlantKind kind) const {
  const auto of = [&](std::string_view name) {
    const auto at = factors_.find(key_of(name, kind));
    return at == factors_.end() ? 1.0 : at->second;
  };
  return of("all") * of(domain);
}

double Setting::rate(const Scheme& scheme) const {
  asked_.emplace(scheme.name);
  const auto at = schemes_.find(scheme.name);
  return (at == schemes_.end() ? scheme.per_10k : at->second) * factor(domain_of(scheme.rules), scheme.kind);
}

double Setting::mix(std::string_view name) const {
  const auto at = mix_.find(name);
  if (at != mix_.end()) return at->second;
  return std::find_if(std::begin(kMix), std::end(kMix), [&](const Mix& m) { return m.name == name; })->value;
}

Result<void> Setting::check_schemes() const {
  for (const auto& [name, rate] : schemes_)
    if (!asked_.contains(name)) return invalid("the setting names a scheme that does not exist: " + name);
  return {};
}

}  // namespace qy::synth
