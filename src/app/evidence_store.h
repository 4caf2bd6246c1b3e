// The bytes of evidence and of scanned documents: county/evidence/<SM3 of the bytes>, sealed, each once.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/workspace.h"
#include "http/body_source.h"

namespace qy {

struct KeptBytes {
  std::string sm3;
  int64_t bytes = 0;
};

// On disk when it returns. The same bytes again are kept once.
Result<KeptBytes> keep_bytes(const Workspace& workspace, const std::filesystem::path& file);
// Writes them out, unsealed and hashed again. damaged where they are not what their name says.
Result<void> give_bytes(const Workspace& workspace, const std::string& sm3, const std::filesystem::path& to);
// The same for an answer: all of it is hashed before the first piece is given. not_found where nothing of that name is kept.
Result<std::shared_ptr<BodySource>> open_bytes(const Workspace& workspace, const std::string& sm3);
// How many are kept; damaged with the first that is not what its name says.
Result<int64_t> verify_bytes(const Workspace& workspace);

}  // namespace qy
