#include "seal/witness.h"

#include <gtest/gtest.h>

#include "base/disk.h"

namespace qy {
namespace {

constexpr std::string_view kPhrase = "witness's own phrase";
constexpr int64_t kTime = 1'772'000'000;

class Witnessed : public ::testing::TestWithParam<SealProfile> {
 protected:
  Witnessed()
      : scratch(ScratchFolder::make("qy_witness_test").value()),
        sealer(Sealer::for_tests(GetParam(), "seed")) {
    std::filesystem::create_directories(county / "keys");
    EXPECT_TRUE(LogSigner::create(county / "keys", sealer).ok());
    signer.emplace(LogSigner::open(county / "keys", sealer).value());
    EXPECT_TRUE(Log::create(county / "log", *signer).ok());
    EXPECT_TRUE(Witness::create(office, GetParam(), "city.example/w1", kPhrase).ok());
    witness.emplace(Witness::open(office, kPhrase).value());
    verifier.emplace(WitnessVerifier::parse(read_file(office / "witness.pub").value()).value());
    EXPECT_TRUE(witness->watch(read_file(county / "keys" / "log.pub").value()).ok());
  }
  void grow(int entries, const std::string& what = "entry ") {
    Log log = Log::open(county / "log", *signer).value();
    std::vector<std::string> more;
    for (int i = 0; i < entries; ++i) more.push_back(what + std::to_string(log.size() + i));
    ASSERT_TRUE(log.publish(more).ok());
  }
  LogReader reader() const { return LogReader::open(county / "log", signer->verifier()).value(); }
  std::string request(int64_t old_size) const { return witness_request(reader(), old_size).value(); }

  ScratchFolder scratch;
  std::filesystem::path county = scratch.path() / "county", office = scratch.path() / "office";
  Sealer sealer;
  std::optional<LogSigner> signer;
  std::optional<Witness> witness;
  std::optional<WitnessVerifier> verifier;
};
INSTANTIATE_TEST_SUITE_P(Both, Witnessed, ::testing::Values(SealProfile::intl, SealProfile::gm),
                         [](const auto& test) { return test.param == SealProfile::gm ? "gm" : "intl"; });

TEST_P(Witnessed, RefusesWhatItCannotVouchFor) {
  grow(3);
  const std::string first = request(0);
  const auto code = [&](const std::string& text) {
    const auto answer = witness->cosign(text, kTime);
    return answer.ok() ? std::optional<Code>() : answer.error().code;
  };
  EXPECT_EQ(code(""), Code::invalid);
  EXPECT_EQ(code("old 00\n\n" + first.substr(first.find("\n\n") + 2)), Code::invalid);
  EXPECT_EQ(code("old 4\n\n" + first.substr(first.find("\n\n") + 2)), Code::invalid);  // above the new size
  EXPECT_EQ(code("old 2\n\n" + first.substr(first.find("\n\n") + 2)), Code::conflict);
  std::string unsigned_one = first;
  unsigned_one[unsigned_one.size() - 5] ^= 1;
  EXPECT_EQ(code(unsigned_one), Code::forbidden);
  std::string unknown = first;
  unknown.replace(unknown.find("qingyuan/"), 9, "qingyuan-");
  EXPECT_EQ(code(unknown), Code::not_found);
  EXPECT_EQ(code(first), std::nullopt);
  EXPECT_EQ(code(first), Code::conflict);  // it saw 3 by now
  EXPECT_NE(witness->cosign(first, kTime).error().message.find('3'), std::string::npos);
  EXPECT_EQ(Witness::open(office, "another phrase at all").ok(), false);
}

TEST_P(Witnessed, GoesOnFromWhatItSawAndNowhereElse) {
  grow(3);
  ASSERT_TRUE(witness->cosign(request(0), kTime).ok());
  grow(300);
  const std::string asked = request(3);
  std::string forged = asked;
  const size_t proof = forged.find('\n') + 1;
  forged[proof] = forged[proof] == 'A' ? 'B' : 'A';
  EXPECT_EQ(witness->cosign(forged, kTime).error().code, Code::damaged);
  const auto answer = witness->cosign(asked, kTime);
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  // The log's owner begins anew under the same key: the witness does not.
  std::filesystem::remove_all(county / "log");
  ASSERT_TRUE(Log::create(county / "log", *signer).ok());
  grow(303, "other ");
  EXPECT_EQ(witness->cosign(request(303), kTime).error().code, Code::conflict);
  grow(5, "other ");
  EXPECT_EQ(witness->cosign(request(303), kTime).error().code, Code::damaged);
}

TEST_P(Witnessed, ItsLineUnderTheCheckpointIsCheckedToTheByte) {
  grow(2);
  const std::string asked = request(0), answer = witness->cosign(asked, kTime).value();
  const auto note = cosigned_note(asked, "— someone else AAAA\n" + answer, signer->verifier(), *verifier);
  ASSERT_TRUE(note.ok()) << note.error().message;
  EXPECT_EQ(note->find("someone else"), std::string::npos);
  EXPECT_EQ(*verifier->signed_at(*note), kTime);
  EXPECT_EQ(read_checkpoint(signer->verifier(), *note)->size, 2);
  EXPECT_EQ(verifier->signed_at(request(0)).error().code, Code::not_found);
  for (size_t i = 0; i < answer.size() - 1; ++i) {
    std::string changed = answer;
    changed[i] = changed[i] == 'Q' ? 'R' : 'Q';
    EXPECT_FALSE(cosigned_note(asked, changed, signer->verifier(), *verifier).ok()) << i;
  }
}

// The message that is signed, as tlog-cosignature writes it, and the eight bytes of its time.
TEST_P(Witnessed, SignsTheTimeAndTheWholeBody) {
  grow(1);
  const std::string asked = request(0), answer = witness->cosign(asked, kTime).value();
  std::string later = asked + answer;
  EXPECT_TRUE(verifier->signed_at(later.substr(later.find("\n\n") + 2)).ok());
  const auto bytes =
      bytes_of_base64(answer.substr(answer.rfind(' ') + 1, answer.size() - answer.rfind(' ') - 2)).value();
  EXPECT_EQ(bytes.substr(4, 8), std::string("\x00\x00\x00\x00\x69\x9e\x93\x00", 8));  // 1772000000
}

}  // namespace
}  // namespace qy
