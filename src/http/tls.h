// The server's own TLS, where no proxy does it: certificate and key from two files in PEM.
//
//   TLS 1.2 with ECDHE and AES-GCM or ChaCha20-Poly1305, and TLS 1.3; nothing older, no renegotiation, no compression.
//
// Source: OWASP ASVS 5.0.0 12.1.1, 12.1.2; RFC 9325 (recommendations for TLS), 4.2.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

namespace qy {

class TlsKeys {
 public:
  // `certificate`: the chain, the server's own first; `key`: its key, without a passphrase. Refuses, with what to do:
  //   io         a file cannot be read
  //   invalid    it is no PEM, the key is locked or of another certificate, or too weak
  //   conflict   the certificate is not in force on the day `now_ms`
  static Result<std::shared_ptr<const TlsKeys>> load(const std::string& certificate, const std::string& key,
                                                     int64_t now_ms);
  ~TlsKeys();

  int64_t ends_ms() const { return ends_ms_; }  // the certificate's last moment
  struct Impl;
  Impl& impl() const { return *impl_; }

 private:
  explicit TlsKeys(std::unique_ptr<Impl> impl, int64_t ends_ms);
  std::unique_ptr<Impl> impl_;
  int64_t ends_ms_ = 0;
};

}  // namespace qy
