#include <botan/hash.h>
#include <botan/hex.h>

#include "seal/seal.h"

namespace qy {

struct Sm3::Impl {
  std::unique_ptr<Botan::HashFunction> hash = Botan::HashFunction::create_or_throw("SM3");
};

Sm3::Sm3() : impl_(std::make_unique<Impl>()) {}
Sm3::~Sm3() = default;
Sm3::Sm3(Sm3&&) noexcept = default;

void Sm3::update(std::string_view bytes) {
  impl_->hash->update(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

std::string Sm3::hex() {
  return Botan::hex_encode(impl_->hash->final(), false);
}

std::string sm3_hex(std::string_view bytes) {
  Sm3 hash;
  hash.update(bytes);
  return hash.hex();
}

}  // namespace qy
