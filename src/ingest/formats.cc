#include "ingest/formats.h"

#include <algorithm>
#include <array>

#include "ingest/archive.h"

namespace qy {
namespace {

// One line a format; the first that claims a file reads it.
constexpr std::array kFormats = {
    Format{"notice", claims_notice, open_notice},
    Format{"ocds", claims_ocds, open_ocds}, Format{"xlsx", claims_xlsx, open_xlsx},
    Format{"xls", claims_xls, open_xls},    Format{"parquet", claims_parquet, open_parquet},
    Format{"html", claims_html, open_html}, Format{"csv", claims_csv, open_csv},
};

// Texts that are no tables. Files that are no text at all are named by detect_encoding().
struct Refusal {
  std::string_view magic;
  size_t at;
  std::string_view what, instead;
};

constexpr std::array kRefusals = {
    Refusal{"ustar", 257, "a tar archive", "unpack it and give the files inside"},
    Refusal{"<?xml", 0, "an XML file", "open it in a spreadsheet program and save it as XLSX or CSV"},
    Refusal{"\xEF\xBB\xBF<?xml", 0, "an XML file",
            "open it in a spreadsheet program and save it as XLSX or CSV"},
    Refusal{"MIME-Version:", 0, "a web archive (MHTML)",
            "open it in a spreadsheet program and save it as XLSX or CSV"},
};

Result<void> refuse_known(const Opening& opening) {
  if (claims_html(opening)) return {};
  if (opening.head.empty()) return invalid(opening.path.string() + " is empty (0 bytes): ask for it again");
  const std::string_view head = opening.head;
  for (const Refusal& refusal : kRefusals) {
    if (head.size() < refusal.at || !head.substr(refusal.at).starts_with(refusal.magic)) continue;
    return invalid(opening.path.string() + " is " + std::string(refusal.what) +
                   ", which is not read: " + std::string(refusal.instead));
  }
  return {};
}

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

Result<FileOnDisk> on_disk(Opening& opening, const SourceOptions& options) {
  if (opening.is_plain) return FileOnDisk{opening.path, std::nullopt};
  QY_TRY(SpooledFile copy, SpooledFile::copy_of(*opening.bytes, options.spool_folder, kMaxHeldBytes));
  const std::filesystem::path path = copy.path();
  return FileOnDisk{path, std::move(copy)};
}

Result<std::unique_ptr<Source>> open_source(const std::filesystem::path& path, const SourceOptions& options) {
  QY_TRY(Opening opening, open_peeled(path, options));
  QY_CHECK(refuse_known(opening));
  for (const Format& format : kFormats) {
    if (format.claims(opening)) return format.open(std::move(opening), options);
  }
  return invalid(path.string() +
                 " is in no format that is read here (CSV, TSV, XLSX, XLS, OCDS JSON, Parquet)");
}

}  // namespace qy
