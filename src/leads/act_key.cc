#include "leads/act_key.h"

#include "seal/seal.h"

namespace qy {

std::string act_key(const std::vector<std::string>& parts) {
  Sm3 hash;
  for (const auto& part : parts) hash.update(std::to_string(part.size()) + ":" + part);
  return hash.hex();
}

}  // namespace qy
