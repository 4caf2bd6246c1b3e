// Peels gz, xz and zip off a received file, once: an archive inside an archive is refused.
//
// Unpacking is a stream; nothing is written to disk. A gz or xz that grows more than hundredfold ends with
// Code::limit, as does a zip whose files come to more than 512 MB.
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
// Of bytes that come once and in order. limit: a zip, whose directory stands at its end.
Result<Opening> open_peeled(std::unique_ptr<ByteStream> bytes, const SourceOptions& options);

// Is it a zip of somebody's files, or one document that happens to be a zip?
bool is_document(const ZipFile& zip);

// What a file among others is, told by its name alone: data, to be read; other (readme.txt, 附件.pdf), to be
// named to the user; or left behind by macOS, Windows or a spreadsheet program (~$表.xlsx), of no interest.
enum class FileKind { data, other, of_the_system };
FileKind kind_by_name(const std::string& name);

// What lies in a zip of somebody's files, told by the names.
struct ZipContents {
  std::vector<std::string> data;  // each to be read on its own
  std::vector<std::string> other;
};
ZipContents contents_of(const ZipFile& zip);
// Fails with Code::limit when all parts together say that they unpack to more than kMaxArchiveBytes (each is
// held to what it says while it is read), with Code::invalid when two have one name.
Result<void> judge_files(const ZipFile& zip);
// "a.csv, b.csv, …": the first five.
std::string listed(const std::vector<std::string>& names);

}  // namespace qy
