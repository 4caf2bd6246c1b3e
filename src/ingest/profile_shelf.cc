#include "ingest/profile_shelf.h"

#include <algorithm>

#include "ingest/messages.h"

namespace qy {
namespace fs = std::filesystem;

Result<ProfileShelf> ProfileShelf::load(const std::vector<fs::path>& folders, const TableSet& tables) {
  ProfileShelf shelf;
  for (const fs::path& folder : folders) {
    std::error_code ec;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, ec))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      QY_TRY(Profile profile, load_profile(file, tables));
      shelf.profiles_.insert_or_assign(profile.name, std::move(profile));
    }
  }
  return shelf;
}

const Profile* ProfileShelf::find(std::string_view name) const {
  const auto at = profiles_.find(name);
  return at == profiles_.end() ? nullptr : &at->second;
}

bool ProfileShelf::fixes_headers() const {
  return std::ranges::any_of(profiles_, [](const auto& one) {
    const Profile& profile = one.second;
    return profile.header ||
           std::ranges::any_of(profile.tables, [](const TableRule& rule) { return rule.header.has_value(); });
  });
}

Result<const Profile*> ProfileShelf::match(const NamesFor& names_for, std::string_view file_name,
                                           std::string_view format) const {
  const Profile* best = nullptr;
  const Profile* rival = nullptr;
  int best_fit = 0;
  for (const auto& [name, profile] : profiles_) {
    int fit = 0;
    for (const auto& headers : names_for(profile))
      fit = std::max(fit, profile.fit(headers, file_name, format));
    if (fit == 0 || fit < best_fit) continue;
    rival = fit == best_fit ? best : nullptr;
    best = &profile;
    best_fit = fit;
  }
  if (rival != nullptr)
    return Error{Code::conflict, say(kTwoProfilesFit, rival->name, best->name, file_name)};
  return best;
}

}  // namespace qy
