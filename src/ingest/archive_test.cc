#include <gtest/gtest.h>

#include "ingest/archive.h"
#include "ingest/shown_test.h"

namespace qy {
namespace {

std::string read(const std::string& name, const SourceOptions& options = {}) {
  return shown(open_source(fixture(name), options));
}
Error refused(const std::string& name) {
  auto source = open_source(fixture(name), {});
  if (!source.ok()) return source.error();
  RawRow row;
  for (;;) {
    const auto more = (*source)->next(row);
    if (!more.ok()) return more.error();
    if (!*more) return {Code::internal, "it was read to the end"};
  }
}

TEST(Archive, RefusesBombs) {
  EXPECT_EQ(refused("bomb.zip").code, Code::limit);       // says honestly that it grows a thousandfold
  EXPECT_EQ(refused("bomb_liar.zip").code, Code::limit);  // says it is small
  EXPECT_EQ(refused("bomb.csv.gz").code, Code::limit);
  EXPECT_EQ(refused("overlap.zip").code, Code::limit);
  EXPECT_EQ(refused("many_parts.zip").code, Code::limit);
}

TEST(Archive, RefusesAnArchiveInAnArchive) {
  EXPECT_NE(refused("nested.zip").message.find("another archive"), std::string::npos);
  EXPECT_NE(refused("nested.csv.gz").message.find("another archive"), std::string::npos);
}

TEST(Archive, RefusesWhatIsLockedCutOrDamaged) {
  EXPECT_NE(refused("locked.zip").message.find("password"), std::string::npos);
  EXPECT_EQ(refused("cut.zip").code, Code::damaged);
  EXPECT_EQ(refused("wrong_checksum.zip").code, Code::damaged);
  EXPECT_EQ(refused("cut.csv.gz").code, Code::damaged);
}

TEST(Archive, RefusesAZipOfSeveralFilesAndListsThem) {
  EXPECT_NE(refused("two_files.zip").message.find("2 files (一月.csv, 二月.csv)"), std::string::npos);
  EXPECT_EQ(contents_of(*ZipFile::open(fixture("two_files.zip"))).data,
            (std::vector<std::string>{"一月.csv", "二月.csv"}));
  SourceOptions options;
  options.inner_file = "二月.csv";
  EXPECT_EQ(read("two_files.zip", options), "1: 姓名 | 金额\n2: 乙 | 2\n");
  options.inner_file = "三月.csv";
  EXPECT_EQ(open_source(fixture("two_files.zip"), options).error().code, Code::not_found);
}

TEST(Archive, PeelsOneLayer) {
  for (const std::string name : {"plain.csv", "plain.csv.gz", "plain.csv.xz", "stored.zip", "deflated.zip"}) {
    EXPECT_EQ(read(name), "1: 姓名 | 金额\n2: 甲 | 1\n") << name;
  }
}

TEST(Archive, ReadsNamesThatWindowsWroteInGbk) {
  EXPECT_EQ(contents_of(*ZipFile::open(fixture("gbk_name.zip"))).data,
            (std::vector<std::string>{"补贴.csv", "名册.csv"}));
}

TEST(Formats, RefusesWhatIsNoTableAndSaysWhatToDo) {
  const auto message = [](const std::string& name, std::string_view bytes) {
    const WrittenFile file(name, bytes);
    const auto source = open_source(file.path(), {});
    return source.ok() ? "read" : source.error().message;
  };
  EXPECT_NE(message("a.csv", "").find("is empty"), std::string::npos);
  EXPECT_NE(message("a.csv", "%PDF-1.7\n").find("a PDF"), std::string::npos);
  EXPECT_NE(message("a.csv", "Rar!\x1a\x07").find("RAR"), std::string::npos);
  EXPECT_NE(message("a.csv", "\x89PNG\r\n\x1a\n").find("picture"), std::string::npos);
  EXPECT_NE(message("a.db", std::string("SQLite format 3\0", 16)).find("export its tables"),
            std::string::npos);
  EXPECT_EQ(open_source("/nowhere/at/all.csv", {}).error().code, Code::not_found);
  EXPECT_NE(open_source("/tmp", {}).error().message.find("folder"), std::string::npos);
}

}  // namespace
}  // namespace qy
