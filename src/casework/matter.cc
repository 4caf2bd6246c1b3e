#include "casework/matter.h"

#include <algorithm>

namespace qy {

bool CaseFile::stands_in(const std::string& state) const {
  return std::any_of(matters.begin(), matters.end(), [&](const auto& entry) {
    return entry.second.procedure + "." + entry.second.state == state;
  });
}

const Matter* CaseFile::matter(const std::string& id) const {
  const auto found = matters.find(id);
  return found == matters.end() ? nullptr : &found->second;
}

const Officer* CaseFile::officer(const std::string& id) const {
  const auto found = officers.find(id);
  return found == officers.end() ? nullptr : &found->second;
}

}  // namespace qy
