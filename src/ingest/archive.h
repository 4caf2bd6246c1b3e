// Peels gz, xz and zip off a received file, once: an archive inside an archive is refused.
//
// Unpacking is a stream; nothing is written to disk. A gz or xz that grows more than hundredfold ends with
// Code::limit.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/formats.h"
#include "ingest/zip.h"

namespace qy {

enum class Wrapping { none, gz, xz, zip };
Wrapping wrapping_of(std::string_view head);

// The file as its reader shall see it. A zip that is itself a document (XLSX, DOCX, ODS) is not unpacked.
Result<Opening> open_peeled(const std::filesystem::path& path, const SourceOptions& options);

// Is it a zip of somebody's files, or one document that happens to be a zip?
bool is_document(const ZipFile& zip);

}  // namespace qy
