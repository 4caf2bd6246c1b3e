// The national algorithms as this program uses them, against what the standards and RFC 8998 publish.
#include <botan/block_cipher.h>
#include <botan/hex.h>
#include <gtest/gtest.h>

#include "seal/envelope_cipher.h"
#include "seal/log_key.h"

namespace qy {
namespace {

std::string bytes_of_hex(const std::string& hex) {
  const auto bytes = Botan::hex_decode(hex);
  return {bytes.begin(), bytes.end()};
}

// RFC 8998, A.1.
const std::string kKey = bytes_of_hex("0123456789ABCDEFFEDCBA9876543210");
const std::string kNonce = bytes_of_hex("00001234567800000000ABCD");
const std::string kBeside = bytes_of_hex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
const std::string kPlain = bytes_of_hex(
    "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFF"
    "EEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA");
const std::string kSealed = bytes_of_hex(
    "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735D82710CA5C22F0CCFA7CBF93D496AC15"
    "A56834CBCF98C397B4024A2691233B8D83DE3541E4C2B58177E065A9BF7B62EC");

TEST(GmVectors, Sm4GcmOpensWhatRfc8998SealedAndNothingElse) {
  const Bytes key(kKey.begin(), kKey.end());
  const auto plain = decrypted(SealProfile::gm, key, kBeside, kNonce + kSealed);
  ASSERT_TRUE(plain);
  EXPECT_EQ(text_of(*plain), kPlain);
  for (const size_t at : {size_t(0), kSealed.size() - 1}) {
    std::string changed = kSealed;
    changed[at] = char(changed[at] ^ 1);
    EXPECT_FALSE(decrypted(SealProfile::gm, key, kBeside, kNonce + changed)) << at;
  }
  EXPECT_FALSE(decrypted(SealProfile::gm, key, kBeside + "x", kNonce + kSealed));
}

// GB/T 32907-2016, appendix A, examples 1 and 2: one block, and that block a million times.
TEST(GmVectors, Sm4AgreesWithTheStandard) {
  const auto cipher = Botan::BlockCipher::create_or_throw("SM4");
  cipher->set_key(octets_of(kKey), kKey.size());
  std::vector<uint8_t> block(kKey.begin(), kKey.end());
  cipher->encrypt(block);
  EXPECT_EQ(Botan::hex_encode(block), "681EDF34D206965E86B3E94F536E4246");
  for (int i = 1; i < 1'000'000; ++i) cipher->encrypt(block);
  EXPECT_EQ(Botan::hex_encode(block), "595298C7C6FD271F0402F804C33D3F66");
}

// GB/T 32918.5-2017, A.2: user id 1234567812345678, message "message digest". The line is
// what log.pub would hold: name, first four bytes of SHA-256(name, newline, kind, key), kind and key.
TEST(GmVectors, Sm2VerifiesTheStandardsSignatureAndNoOther) {
  const std::string signature = bytes_of_hex(
      "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
      "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA");
  const auto verifier = LogVerifier::parse(
      "standard+e2019e86+/3NtMi1zbTMECfnfMR5UIaFQ3X0WHkvFxnIXn60YM/wHa7CP81bzUCDM6kkM4md1pS3G6nGMwapgCu0F+/"
      "NeCEpmMvYHLamtEw==");
  ASSERT_TRUE(verifier.ok()) << verifier.error().message;
  EXPECT_TRUE(verifier->verifies("message digest", signature));
  EXPECT_FALSE(verifier->verifies("message digests", signature));
  for (size_t i = 0; i < signature.size(); i += 7) {
    std::string changed = signature;
    changed[i] = char(changed[i] ^ 1);
    EXPECT_FALSE(verifier->verifies("message digest", changed)) << i;
  }
}

}  // namespace
}  // namespace qy
