// A file given out for the archive (归档包): what stands in it, the bytes of its documents and evidence, and proofs from the log that each of its
// acts was done, which anybody can check with verifier/qingyuan_verify.py.
//
//   manifest.json      the file, its matters, acts, limits, documents, evidence, ledger; the hash of every other file here
//   content/<SM3>      documents and evidence
//   receipts/<n>.txt   entry n of the log
//   log.pub, checkpoint
#pragma once

#include <filesystem>

#include "app/case_room.h"

namespace qy {

struct PackedFile {
  size_t acts = 0, contents = 0;
};
// conflict when the folder is there already. The records are closed afterwards: the last acts are published first.
Result<PackedFile> pack_file(CaseRoom& room, const std::string& number, const std::filesystem::path& folder);

}  // namespace qy
