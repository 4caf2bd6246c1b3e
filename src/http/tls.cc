#include "http/tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "http/messages.h"
#include "http/tls_context.h"

namespace qy {
namespace {

constexpr const char* kSuites =
    "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL";  // of TLS 1.2; those of 1.3 are all sound
constexpr const char* kGroups = "X25519:P-256:P-384";
constexpr unsigned char kHttp11[] = "\x08http/1.1";  // ALPN: a length and the name

using Pem = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Pem pem_of(const std::string& text) {
  return {BIO_new_mem_buf(text.data(), int(text.size())), BIO_free};
}

// A key that is locked is not asked for its passphrase: a service starts without people.
int no_passphrase(char*, int, int, void*) {
  return 0;
}

int64_t ms_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return 0;
  return int64_t(timegm(&parts)) * 1000;
}

std::string day_of_ms(int64_t ms) {
  return Date::from_days(int32_t((ms + 8 * 3'600'000) / 86'400'000)).iso();
}

int choose_http11(SSL*, const unsigned char** out, unsigned char* length, const unsigned char* offered,
                  unsigned int bytes, void*) {
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, length, kHttp11, sizeof kHttp11 - 1, offered, bytes) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

// Whether the sound ones could all be set.
bool set_soundly(SSL_CTX* context) {
  SSL_CTX_set_options(context,
                      SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_security_level(context, 2);  // 112 bits: RSA of 2048 bits, P-224, SHA-2
  SSL_CTX_set_alpn_select_cb(context, choose_http11, nullptr);
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, kSuites) == 1 && SSL_CTX_set1_groups_list(context, kGroups) == 1;
}

// The server's own certificate, then those that lead to its root.
Result<int64_t> use_chain(SSL_CTX* context, const std::string& text, const std::string& file,
                          int64_t now_ms) {
  const Pem pem = pem_of(text);
  Certificate own(PEM_read_bio_X509(pem.get(), nullptr, no_passphrase, nullptr), X509_free);
  if (!own) return invalid(say(kTlsNoCertificate, file));
  const int64_t from = ms_of(X509_get0_notBefore(own.get())), to = ms_of(X509_get0_notAfter(own.get()));
  if (now_ms < from || now_ms > to)
    return Error{Code::conflict, say(kTlsNotInForce, file, day_of_ms(from), day_of_ms(to))};
  if (SSL_CTX_use_certificate(context, own.get()) != 1) return invalid(say(kTlsWeak, file));
  while (X509* next = PEM_read_bio_X509(pem.get(), nullptr, no_passphrase, nullptr))
    if (SSL_CTX_add0_chain_cert(context, next) != 1) {
      X509_free(next);
      return invalid(say(kTlsWeak, file));
    }
  return to;
}

Result<void> use_key(SSL_CTX* context, const std::string& text, const std::string& file) {
  const Pem pem = pem_of(text);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_bio_PrivateKey(pem.get(), nullptr, no_passphrase, nullptr), EVP_PKEY_free);
  if (!key) return invalid(say(text.find("ENCRYPTED") == text.npos ? kTlsNoKey : kTlsLocked, file));
  if (SSL_CTX_use_PrivateKey(context, key.get()) != 1 || SSL_CTX_check_private_key(context) != 1)
    return invalid(say(kTlsOtherKey, file));
  return {};
}

}  // namespace

TlsKeys::TlsKeys(std::unique_ptr<Impl> impl, int64_t ends_ms) : impl_(std::move(impl)), ends_ms_(ends_ms) {}
TlsKeys::~TlsKeys() = default;

Result<std::shared_ptr<const TlsKeys>> TlsKeys::load(const std::string& certificate, const std::string& key,
                                                     int64_t now_ms) {
  const auto chain = read_file(certificate), secret = read_file(key);
  if (!chain.ok()) return io_error(say(kTlsUnread, certificate));
  if (!secret.ok()) return io_error(say(kTlsUnread, key));
  auto impl = std::make_unique<Impl>();
  SSL_CTX* context = impl->context.native_handle();
  if (!set_soundly(context)) return Error{Code::internal, say(kTlsLibrary)};
  QY_TRY(const int64_t ends_ms, use_chain(context, *chain, certificate, now_ms));
  QY_CHECK(use_key(context, *secret, key));
  ERR_clear_error();  // the end of the chain was one
  return std::shared_ptr<const TlsKeys>(new TlsKeys(std::move(impl), ends_ms));
}

}  // namespace qy
