#include "synth/county.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "base/disk.h"
#include "text/citizen_no.h"
#include "text/credit_code.h"
#include "text/encoding.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

fs::path fresh(const std::string& name) {
  fs::path path = fs::temp_directory_path() / ("qy_synth_test_" + name);
  fs::remove_all(path);
  return path;
}

SynthReport made(const fs::path& out, uint64_t seed, int64_t people = 2000) {
  SynthOptions options;
  options.people = people;
  options.seed = seed;
  options.out = out;
  options.unit_payments = 4000;
  auto report = write_county(options);
  EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.error().message);
  return report.ok() ? *report : SynthReport{};
}

std::string utf8_of(const fs::path& path) {
  const std::string bytes = read_file(path).value();
  Decoder decoder(detect_encoding(bytes, true).value());
  std::string text;
  decoder.decode(bytes, true, text);
  EXPECT_EQ(decoder.damaged(), 0) << path;
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> cells_of(const std::string& line, char delimiter) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == delimiter && !quoted)
      cells.emplace_back();
    else
      cells.back() += c;
  }
  return cells;
}

bool is_footer(const std::string& first_cell) {
  return first_cell == "合计" || first_cell.rfind("备注", 0) == 0 || first_cell.rfind("说明", 0) == 0;
}

char delimiter_of(const std::string& header) {
  for (const char c : {';', '\t'})
    if (header.find(c) != std::string::npos) return c;
  return ',';
}

// Every folder of the tests is one county of 2,000 people, made once.
const fs::path& county() {
  static const fs::path out = [] {
    auto path = fresh("county");
    made(path, 11);
    return path;
  }();
  return out;
}

struct TruthRow {
  std::string rule, kind, scheme, table, subject;
  std::vector<std::string> places;
};

std::vector<TruthRow> truth() {
  std::vector<TruthRow> rows;
  const auto lines = lines_of(utf8_of(county() / "truth.csv"));
  for (size_t i = 1; i < lines.size(); ++i) {
    const auto cells = cells_of(lines[i], ',');
    TruthRow row{cells[1], cells[2], cells[4], cells[5], cells[6], {}};
    std::istringstream places(cells[9]);
    for (std::string place; std::getline(places, place, ';');) row.places.push_back(place);
    rows.push_back(row);
  }
  return rows;
}

TEST(County, RefusesAFolderThatHoldsSomething) {
  const fs::path out = fresh("full");
  fs::create_directories(out);
  ASSERT_TRUE(write_file(out / "letter.txt", "mine").ok());
  SynthOptions options;
  options.out = out;
  const auto report = write_county(options);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, Code::conflict);
  EXPECT_EQ(read_file(out / "letter.txt").value(), "mine");
  EXPECT_FALSE(fs::exists(out / "sources"));
}

TEST(County, RefusesImpossibleSizes) {
  for (const int64_t people : {int64_t(0), int64_t(999), int64_t(5'000'001)}) {
    SynthOptions options;
    options.people = people;
    options.out = fresh("sizes");
    EXPECT_EQ(write_county(options).error().code, Code::invalid) << people;
    EXPECT_FALSE(fs::exists(options.out));
  }
}

TEST(County, SameSeedSameBytesOtherSeedOtherPeople) {
  const fs::path again = fresh("again"), other = fresh("other");
  const SynthReport report = made(again, 11);
  made(other, 12);
  for (const auto& file : report.files)
    ASSERT_EQ(read_file(county() / "sources" / file.name).value(),
              read_file(again / "sources" / file.name).value())
        << file.name;
  for (const char* name : {"truth.csv", "truth.md"}) {
    EXPECT_EQ(read_file(county() / name).value(), read_file(again / name).value());
    EXPECT_NE(read_file(county() / name).value(), read_file(other / name).value());
  }
}

TEST(County, EveryInvalidNumberIsAccountedFor) {
  std::set<std::string> planted_numbers, planted_places, eaten_files;
  for (const auto& row : truth()) {
    if (row.rule == "A05") planted_numbers.insert(row.subject.substr(0, row.subject.find('|')));
    if (row.rule == "A05") planted_places.insert(row.places.begin(), row.places.end());
    if (row.scheme == "numbers-eaten") eaten_files.insert(row.subject);
  }
  int64_t numbers = 0;
  for (const auto& entry : fs::recursive_directory_iterator(county() / "sources")) {
    if (!entry.is_regular_file()) continue;
    const std::string name = fs::relative(entry.path(), county() / "sources").string();
    if (eaten_files.count(name) != 0) continue;
    std::vector<size_t> columns;
    char delimiter = ',';
    const auto lines = lines_of(utf8_of(entry.path()));
    for (size_t i = 0; i < lines.size(); ++i) {
      if (columns.empty()) {
        delimiter = delimiter_of(lines[i]);
        const auto cells = cells_of(lines[i], delimiter);
        for (size_t c = 0; c < cells.size(); ++c)
          if (cells[c].find("身份") != std::string::npos || cells[c].find("证件号") != std::string::npos)
            columns.push_back(c);
        continue;
      }
      const auto cells = cells_of(lines[i], delimiter);
      if (is_footer(cells[0])) continue;
      for (const size_t c : columns) {
        if (c >= cells.size() || cells[c].empty() || cells[c] == "/" || cells[c] == "-") continue;
        if (read_credit_code(cells[c]).check == NumberCheck::valid) continue;  // a firm among the holders
        ++numbers;
        if (read_citizen_no(cells[c]).check == NumberCheck::valid || planted_numbers.count(cells[c]) != 0)
          continue;
        EXPECT_TRUE(planted_places.count(name + ":" + std::to_string(i + 1)) != 0)
            << name << ":" << i + 1 << " " << cells[c];
      }
    }
  }
  EXPECT_GT(numbers, 20'000);
}

TEST(County, PlacesOfTheTruthAreRowsOfItsFilesAndHoldTheSubject) {
  // Where the subject's number stands in another spelling than in the rows.
  const std::set<std::string> spelt_otherwise{"old-15-digits",        "mistyped", "head-changed", "small-x",
                                              "drift-to-one-account", "namesake"};
  std::map<std::string, std::vector<std::string>> files;
  int checked = 0;
  for (const auto& row : truth()) {
    EXPECT_FALSE(row.places.empty()) << row.rule << " " << row.scheme << " " << row.subject;
    EXPECT_FALSE(row.subject.empty()) << row.rule << " " << row.scheme;
    for (const auto& place : row.places) {
      const auto colon = place.rfind(':');
      auto& lines = files[place.substr(0, colon)];
      if (lines.empty()) lines = lines_of(utf8_of(county() / "sources" / place.substr(0, colon)));
      const auto at = size_t(std::stol(place.substr(colon + 1)));
      ASSERT_LE(at, lines.size()) << place;
      if (row.table != "subsidy_payment" || spelt_otherwise.count(row.scheme) != 0) continue;
      EXPECT_NE(lines[at - 1].find(row.subject.substr(0, row.subject.find('|'))), std::string::npos)
          << place << " " << row.subject;
      ++checked;
    }
  }
  EXPECT_GT(checked, 50);
}

TEST(County, ReportCountsWhatLies) {
  const SynthReport report = made(fresh("counts"), 3, 3000);
  EXPECT_EQ(report.people, 3000);
  int64_t rows = 0;
  for (const auto& file : report.files) rows += file.rows;
  EXPECT_EQ(report.rows, rows);
  // About sixteen subsidy payments a head over the three years.
  EXPECT_GT(report.subsidy_payments, 3000 * 10);
  EXPECT_LT(report.subsidy_payments, 3000 * 22);
}

}  // namespace
}  // namespace qy
