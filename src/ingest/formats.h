// The format table: who reads what. A new format is one .cc file, its two functions declared here, and one
// line in formats.cc.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ingest/bytes.h"
#include "ingest/source.h"

namespace qy {

// A file about to be read, with gz, xz or zip already peeled off.
struct Opening {
  std::filesystem::path path;         // as the user named it
  std::string name;                   // of the data itself: "a.csv" for a.csv.gz, the member's name in a zip
  std::string extension;              // of `name`, lower case: ".csv"
  std::string head;                   // the first MiB
  bool head_is_whole = false;         // nothing follows the head
  bool is_plain = false;              // nothing was peeled off: `path` itself can be opened and sought in
  std::unique_ptr<ByteStream> bytes;  // the whole, head included
};

// What a format that must seek holds: the file's own path, or that of a spooled copy.
struct FileOnDisk {
  std::filesystem::path path;
  std::optional<SpooledFile> spooled;  // keeps `path` alive
};
Result<FileOnDisk> on_disk(Opening& opening, const SourceOptions& options);

struct Format {
  std::string_view name;
  bool (*claims)(const Opening& opening);  // by content first, by ending second; the first format of the
                                           // table that claims, reads
  Result<std::unique_ptr<Source>> (*open)(Opening&& opening, const SourceOptions& options);
  bool seeks = false;  // in its file: bytes that come once and in order are not enough
};
std::span<const Format> formats();

bool claims_xlsx(const Opening& opening);
Result<std::unique_ptr<Source>> open_xlsx(Opening&& opening, const SourceOptions& options);
bool claims_xls(const Opening& opening);
Result<std::unique_ptr<Source>> open_xls(Opening&& opening, const SourceOptions& options);
bool claims_parquet(const Opening& opening);
Result<std::unique_ptr<Source>> open_parquet(Opening&& opening, const SourceOptions& options);
bool claims_notice(const Opening& opening);
Result<std::unique_ptr<Source>> open_notice(Opening&& opening, const SourceOptions& options);
bool claims_ocds(const Opening& opening);
Result<std::unique_ptr<Source>> open_ocds(Opening&& opening, const SourceOptions& options);
bool claims_html(const Opening& opening);  // tables of a web page, often with the ending .xls
Result<std::unique_ptr<Source>> open_html(Opening&& opening, const SourceOptions& options);
bool claims_csv(const Opening& opening);  // any text: last in the table
Result<std::unique_ptr<Source>> open_csv(Opening&& opening, const SourceOptions& options);

}  // namespace qy
