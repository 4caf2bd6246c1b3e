// The server's own TLS, with certificates made here.
#include "http/tls.h"

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstring>
#include <functional>

#include "base/clock.h"
#include "base/disk.h"

namespace qy {
namespace {

constexpr int64_t kDayMs = 86'400'000;

std::string text_of(const std::function<void(BIO*)>& write) {
  BIO* memory = BIO_new(BIO_s_mem());
  write(memory);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory, &bytes);
  std::string text(bytes, size_t(size));
  BIO_free(memory);
  return text;
}

// A key and its own certificate, in force from yesterday for 90 days of the real clock.
struct Made {
  EVP_PKEY* key;
  X509* certificate = X509_new();

  explicit Made(EVP_PKEY* with) : key(with) {
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -86'400);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 89 * 86'400);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("qingyuan.example"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());
  }
  ~Made() {
    X509_free(certificate);
    EVP_PKEY_free(key);
  }
  std::string certificate_pem() const {
    return text_of([&](BIO* out) { PEM_write_bio_X509(out, certificate); });
  }
  std::string key_pem(const char* passphrase = nullptr) const {
    return text_of([&](BIO* out) {
      PEM_write_bio_PrivateKey(out, key, passphrase == nullptr ? nullptr : EVP_aes_256_cbc(), nullptr, 0,
                               nullptr, const_cast<char*>(passphrase));
    });
  }
};

struct Files {
  ScratchFolder folder = std::move(ScratchFolder::make("qy-tls")).value();
  Made made{EVP_EC_gen("P-256")};
  int64_t now_ms = SystemClock().now_ms();
  std::string certificate = put("server.pem", made.certificate_pem()),
              key = put("server.key", made.key_pem());

  std::string put(const std::string& name, const std::string& text) {
    const auto file = folder.path() / name;
    EXPECT_TRUE(write_file(file, text).ok());
    return file.string();
  }
  Error refused(const std::string& with_certificate, const std::string& with_key, int64_t at_ms = 0) {
    const auto loaded = TlsKeys::load(with_certificate, with_key, at_ms == 0 ? now_ms : at_ms);
    return loaded.ok() ? Error{Code::internal, "loaded"} : loaded.error();
  }
};

TEST(Tls, RefusesFilesThatCannotBeRead) {
  Files files;
  const auto gone = files.folder.path() / "gone.pem";
  EXPECT_EQ(files.refused(gone, files.key).code, Code::io);
  const Error error = files.refused(files.certificate, gone);
  EXPECT_EQ(error.code, Code::io);
  EXPECT_NE(error.message.find("gone.pem"), std::string::npos);
}

TEST(Tls, RefusesWhatIsNoCertificateAndNoKey) {
  Files files;
  const auto junk = files.put("junk.pem", "-----BEGIN CERTIFICATE-----\nnot at all\n");
  EXPECT_EQ(files.refused(junk, files.key).code, Code::invalid);
  EXPECT_EQ(files.refused(files.certificate, junk).code, Code::invalid);
  EXPECT_EQ(files.refused(files.certificate, files.certificate).code, Code::invalid);
  const Error locked =
      files.refused(files.certificate, files.put("locked.key", files.made.key_pem("open sesame")));
  EXPECT_NE(locked.message.find("口令"), std::string::npos);
  const Made other(EVP_EC_gen("P-256"));
  EXPECT_NE(files.refused(files.certificate, files.put("other.key", other.key_pem()))
                .message.find("不是这张证书的"),
            std::string::npos);
}

TEST(Tls, RefusesACertificateThatIsNotInForceAndSaysFromWhenToWhen) {
  Files files;
  for (const int64_t at : {files.now_ms - 2 * kDayMs, files.now_ms + 90 * kDayMs}) {
    const Error error = files.refused(files.certificate, files.key, at);
    EXPECT_EQ(error.code, Code::conflict);
    EXPECT_NE(error.message.find("有效期"), std::string::npos);
  }
}

TEST(Tls, RefusesAShortKey) {
  Files files;
  const Made weak(EVP_RSA_gen(1024));
  EXPECT_EQ(
      files.refused(files.put("weak.pem", weak.certificate_pem()), files.put("weak.key", weak.key_pem()))
          .code,
      Code::invalid);
}

TEST(Tls, TakesASoundPairAndTellsItsEnd) {
  Files files;
  const auto loaded = TlsKeys::load(files.certificate, files.key, files.now_ms);
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_NEAR(double((*loaded)->ends_ms() - files.now_ms), double(89 * kDayMs), double(kDayMs) / 24);
}

}  // namespace
}  // namespace qy
