// The mapping profiles at hand: those shipped, and those that this county has saved, laid over them by name.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "ingest/profile.h"

namespace qy {

class ProfileShelf {
 public:
  // Reads every *.yaml of the folders in turn; a later profile of the same name takes the earlier one's
  // place. A folder that is not there is empty.
  static Result<ProfileShelf> load(const std::vector<std::filesystem::path>& folders, const TableSet& tables);

  const Profile* find(std::string_view name) const;
  // The profile that fits most exactly; null when none does. Fails when two fit alike: the message names
  // both.
  Result<const Profile*> match(const std::vector<std::vector<std::string>>& headers_of_sections,
                               std::string_view file_name, std::string_view format) const;
  const std::map<std::string, Profile, std::less<>>& all() const { return profiles_; }

 private:
  std::map<std::string, Profile, std::less<>> profiles_;
};

}  // namespace qy
