#include "leads/act_key.h"

#include "seal/seal.h"

namespace qy {

std::string act_key(const std::vector<std::string>& parts) {
  Sm3 hash;
  for (const auto& part : parts) hash.update(std::to_string(part.size()) + ":" + part);
  return hash.hex();
}

std::string lead_number(const std::string& prefix, int64_t number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

}  // namespace qy
