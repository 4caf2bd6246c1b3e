#include "ingest/folder.h"

#include <algorithm>

#include "ingest/archive.h"
#include "ingest/messages.h"

namespace qy {
namespace fs = std::filesystem;

Result<FolderContents> contents_of_folder(const fs::path& folder) {
  FolderContents contents;
  std::error_code ec;
  for (fs::recursive_directory_iterator at(folder, ec), end; !ec && at != end; at.increment(ec)) {
    const fs::path& path = at->path();
    const std::string name = path.filename().string();
    if (name == "qingyuan.yaml") return invalid(say(kIsWorkspace, path.parent_path().string()));
    const FileKind kind = kind_by_name(name);
    std::error_code gone;  // a link that leads nowhere is tried, and its failure told
    if (at->is_directory(gone)) {
      if (kind == FileKind::of_the_system || name == "__MACOSX") at.disable_recursion_pending();
    } else if (kind != FileKind::of_the_system) {
      const bool is_other = kind == FileKind::other || at->is_other(gone);  // a pipe, a device
      (is_other ? contents.other : contents.data).push_back(path);
    }
  }
  if (ec) return io_error(say(kCannotLookInto, folder.string(), ec.message()));
  if (contents.data.empty()) return invalid(say(kFolderWithoutData, folder.string()));
  std::sort(contents.data.begin(), contents.data.end());
  std::sort(contents.other.begin(), contents.other.end());
  return contents;
}

}  // namespace qy
