#include "ingest/formats.h"

#include <algorithm>
#include <array>

#include "ingest/archive.h"
#include "ingest/messages.h"

namespace qy {
namespace {

// One line a format; the first that claims a file reads it.
constexpr std::array kFormats = {
    Format{"notice", claims_notice, open_notice},
    Format{"ocds", claims_ocds, open_ocds},
    Format{"xlsx", claims_xlsx, open_xlsx, true},
    Format{"xls", claims_xls, open_xls, true},
    Format{"parquet", claims_parquet, open_parquet, true},
    Format{"html", claims_html, open_html},
    Format{"csv", claims_csv, open_csv},
};

// Texts that are no tables. Files that are no text at all are named by detect_encoding().
struct Refusal {
  std::string_view magic;
  size_t at;
  Message what, instead;
};

constexpr std::array kRefusals = {
    Refusal{"ustar", 257, kTar, kUnpackFirst},
    Refusal{"<?xml", 0, kXml, kSaveAsTable},
    Refusal{"\xEF\xBB\xBF<?xml", 0, kXml, kSaveAsTable},
    Refusal{"MIME-Version:", 0, kMhtml, kSaveAsTable},
};

Result<void> refuse_known(const Opening& opening) {
  if (claims_html(opening)) return {};
  if (opening.head.empty()) return invalid(say(kIsEmpty, opening.path.string()));
  const std::string_view head = opening.head;
  for (const Refusal& refusal : kRefusals) {
    if (head.size() < refusal.at || !head.substr(refusal.at).starts_with(refusal.magic)) continue;
    return invalid(say(kIsOther, opening.path.string(), refusal.what, refusal.instead));
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
  return invalid(say(kUnknownFormat, path.string()));
}

Result<std::unique_ptr<Source>> open_stream(std::unique_ptr<ByteStream> bytes, const SourceOptions& options) {
  QY_TRY(Opening opening, open_peeled(std::move(bytes), options));
  QY_CHECK(refuse_known(opening));
  const auto format = std::ranges::find_if(kFormats, [&](const Format& one) { return one.claims(opening); });
  if (format == kFormats.end()) return invalid(say(kUnknownFormat, opening.name));
  if (format->seeks) return Error{Code::limit, say(kMustSeek, opening.name)};
  return format->open(std::move(opening), options);
}

}  // namespace qy
