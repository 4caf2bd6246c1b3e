// Sources written out as text, for tests: one line a row,
//
//   3: a | b | 12#        row 3; # number, @ date, ? boolean, ! error, = formula without value, + repeated
//   from a merged cell 4: "x | y  BROKEN     the row must be refused
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "ingest/formats.h"

namespace qy {

inline std::string shown(const RawCell& cell) {
  constexpr std::string_view kMarks[] = {"", "#", "@", "?", "!", "="};
  return std::string(cell.text) + std::string(kMarks[size_t(cell.kind)]) + (cell.repeated ? "+" : "");
}

inline std::string shown(Source& source) {
  std::string out;
  RawRow row;
  for (size_t section = 0;;) {
    const auto more = source.next(row);
    if (!more.ok()) return out + "STOPPED: " + more.error().message + "\n";
    if (!*more) return out;
    if (row.section != section) out += "-- " + source.sections()[row.section].name + "\n";
    section = row.section;
    out += std::to_string(row.row_number) + ": ";
    for (size_t i = 0; i < row.cells.size(); ++i) out += (i ? " | " : "") + shown(row.cells[i]);
    out += row.broken.empty() ? "\n" : " BROKEN\n";
  }
}

inline std::string shown(const Result<std::unique_ptr<Source>>& source) {
  return source.ok() ? shown(**source) : "REFUSED: " + source.error().message + "\n";
}

inline std::filesystem::path fixture(const std::string& name) {
  return std::filesystem::path(QY_SOURCE_DIR) / "tests/fixtures/ingest" / name;
}

// A file that is gone with the test.
class WrittenFile {
 public:
  WrittenFile(const std::string& name, std::string_view bytes) {
    std::string folder = (std::filesystem::temp_directory_path() / "qy-ingest-XXXXXX").string();
    path_ = std::filesystem::path(::mkdtemp(folder.data())) / name;
    std::ofstream(path_, std::ios::binary).write(bytes.data(), std::streamsize(bytes.size()));
  }
  WrittenFile(const WrittenFile&) = delete;
  WrittenFile& operator=(const WrittenFile&) = delete;
  ~WrittenFile() { std::filesystem::remove_all(path_.parent_path()); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace qy
