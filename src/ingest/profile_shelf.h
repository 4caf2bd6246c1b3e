// The mapping profiles at hand: those shipped, and those that this county has saved, laid over them by name.
#pragma once

#include <filesystem>
#include <functional>
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
  // both. `names_for`: the headers of the file's sections as that profile would find them.
  using NamesFor = std::function<std::vector<std::vector<std::string>>(const Profile&)>;
  Result<const Profile*> match(const NamesFor& names_for, std::string_view file_name,
                               std::string_view format) const;
  // Whether one of them says where its header lies.
  bool fixes_headers() const;
  const std::map<std::string, Profile, std::less<>>& all() const { return profiles_; }

 private:
  std::map<std::string, Profile, std::less<>> profiles_;
};

}  // namespace qy
