#include "ingest/json_pieces.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <vector>

namespace qy {
namespace {

// Gives so many bytes at a time, as a slow disk or an archive does.
class Dribble : public ByteStream {
 public:
  Dribble(std::string bytes, size_t step) : bytes_(std::move(bytes)), step_(step) {}
  Result<size_t> read(char* buffer, size_t size) override {
    const size_t count = std::min({size, step_, bytes_.size() - at_});
    bytes_.copy(buffer, count, at_);
    at_ += count;
    return count;
  }
  double progress() const override { return bytes_.empty() ? 1 : double(at_) / double(bytes_.size()); }

 private:
  std::string bytes_;
  size_t step_, at_ = 0;
};

std::string pieces(const std::string& bytes, size_t step = 1 << 20, int64_t max_bytes = 1 << 20) {
  JsonPieces source(std::make_unique<Dribble>(bytes, step), bytes, max_bytes);
  std::string out;
  JsonPiece piece;
  while (true) {
    const auto more = source.next(piece);
    if (!more.ok()) return out + "STOPPED\n";
    if (!*more) return out;
    out += std::to_string(piece.number) + ": " + std::string(piece.text) + (piece.cut ? " CUT\n" : "\n");
  }
}

TEST(JsonPieces, StopsAtAPieceTooLong) {
  const std::string small = R"({"a":1})";
  const std::string large = R"({"a":")" + std::string(100, 'x') + R"("})";
  EXPECT_EQ(pieces(small + "\n" + large + "\n", 1 << 20, 50), "1: {\"a\":1}\nSTOPPED\n");
  EXPECT_EQ(pieces("{\"releases\":[" + small + "," + large + "]}", 7, 50), "1: {\"a\":1}\nSTOPPED\n");
}

TEST(JsonPieces, ABrokenLineCostsOneLine) {
  EXPECT_EQ(pieces("{\"a\":1}\n{\"a\":\n{\"a\":3}\n"), "1: {\"a\":1}\n2: {\"a\":\n3: {\"a\":3}\n");
  EXPECT_EQ(pieces("{\"a\":\n{\"a\":2}\n"), "1: {\"a\":\n2: {\"a\":2}\n");
}

TEST(JsonPieces, SaysWhenTheStreamEndsInside) {
  EXPECT_EQ(pieces("{\"releases\": [{\"a\":1}, {\"a\":"), "1: {\"a\":1}\n2: {\"a\": CUT\n");
}

TEST(JsonPieces, CountsLinesAlsoWhereTheyAreBlank) {
  EXPECT_EQ(pieces("\xEF\xBB\xBF{\"a\":1}\r\n\r\n  {\"a\":2}  "), "1: {\"a\":1}\n3: {\"a\":2}\n");
  EXPECT_EQ(pieces(""), "");
}

TEST(JsonPieces, OpensPackagesAndLists) {
  EXPECT_EQ(pieces("{\n \"uri\": \"x\", \"publisher\": {\"name\": \"]}\"},\n \"releases\": [\n  {\"a\": "
                   "1},\n  {\"b\": [2, {}]}\n ],\n \"n\": [1]\n}\n"),
            "1: {\"a\": 1}\n2: {\"b\": [2, {}]}\n");
  EXPECT_EQ(pieces("[{\"a\": 1},\n {\"a\": 2}]"), "1: {\"a\": 1}\n2: {\"a\": 2}\n");
  EXPECT_EQ(pieces("{\"records\": []}"), "");
}

TEST(JsonPieces, LeavesARecordWhole) {
  const std::string record = "{\n\"ocid\": \"x\",\n\"releases\": [{}]\n}";
  EXPECT_EQ(pieces(record), "1: " + record + "\n");
}

TEST(JsonPieces, ReadsDocumentsPrintedOverManyLines) {
  EXPECT_EQ(pieces("{\n\"a\": \"}\\\"\"\n}\n{\n\"a\": 2\n}"),
            "1: {\n\"a\": \"}\\\"\"\n}\n2: {\n\"a\": 2\n}\n");
}

TEST(JsonPieces, TellsJsonFromTables) {
  EXPECT_TRUE(looks_like_json(" \n[ {\"a\":1}]"));
  EXPECT_TRUE(looks_like_json("\xEF\xBB\xBF{ }"));
  EXPECT_FALSE(looks_like_json("{guid},name\n"));
  EXPECT_FALSE(looks_like_json("[1],2\n"));
  EXPECT_FALSE(looks_like_json(""));
}

// However the bytes arrive, the pieces are the same.
TEST(JsonPieces, DoNotDependOnHowTheBytesArrive) {
  EXPECT_TRUE(rc::check([] {
    const auto strings = *rc::gen::container<std::vector<std::string>>(
        rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab{}[],:\\\"\n "))));
    std::string bytes = *rc::gen::arbitrary<bool>() ? "{\"releases\":[" : "[";
    std::string expected;
    for (size_t index = 0; index < strings.size(); ++index) {
      std::string escaped;
      for (const char c : strings[index]) {
        if (c == '"' || c == '\\') escaped += '\\';
        escaped += c == '\n' ? ' ' : c;
      }
      const std::string piece = "{\"k\":[\"" + escaped + "\"]}";
      bytes += (index == 0 ? "" : ",\n") + piece;
      expected += std::to_string(index + 1) + ": " + piece + "\n";
    }
    bytes += bytes[0] == '{' ? "]}" : "]";
    RC_ASSERT(pieces(bytes, *rc::gen::inRange<size_t>(1, 30)) == expected);
  }));
}

}  // namespace
}  // namespace qy
