// The views of findings that an officer saved for himself: a name, and a set of filters as the address has them. They are
// habits and no records: kept beside the records in the workspace, one file an account, and read by that account alone.
//
//   views/<hash of the account>.json   [{"id": "v3", "name": "红色未办", "query": "band=red&state=open"}]
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"

namespace qy {

struct SavedView {
  std::string id, name, query;
};

// Safe from several threads.
class ViewBook {
 public:
  static constexpr size_t kMost = 50;  // of one account

  explicit ViewBook(const std::filesystem::path& workspace) : folder_(workspace / "views") {}
  Result<std::vector<SavedView>> of(const std::string& user);
  // In place of one of the same name; limit past kMost. On disk when it returns.
  Result<SavedView> save(const std::string& user, const std::string& name, const std::string& query);
  Result<void> drop(const std::string& user, const std::string& id);  // not_found where it is not his

 private:
  std::filesystem::path file_of(const std::string& user) const;
  Result<std::vector<SavedView>> read(const std::string& user) const;
  Result<void> write(const std::string& user, const std::vector<SavedView>& views) const;

  std::filesystem::path folder_;
  std::mutex mutex_;
};

}  // namespace qy
