// The entities that a server answers from: read at the first question, kept, and read again when there was another run or the
// lake has another batch or one less.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "resolve/kept_entities.h"

namespace qy {

// What the rules see of today's data and judgements.
enum class EntityStanding {
  current,   // all of it
  waiting,   // data or judgements are new since; the next screening follows them
  outdated,  // codes and names are others now: nothing is shown before who is who has been worked out anew
  never,     // there was no run
};
std::string_view name_of(EntityStanding standing);

struct EntityLook {
  EntityStanding standing = EntityStanding::never;
  std::vector<std::shared_ptr<const KeptEntities>> kinds;  // none where outdated or never
  std::string over;                                        // another word where anything of it is another

  // The record that a reference stands for, and its kind's entities; none where it stands for nothing here.
  struct Found {
    const KeptEntities* kept = nullptr;
    RecordIndex record = 0;
  };
  std::optional<Found> find(const std::string& reference) const;
};

// Safe from several threads.
class EntityShelf {
 public:
  struct Place {
    std::filesystem::path workspace, content;
    const TableSet& tables;
    std::string prelude, version;
  };
  explicit EntityShelf(Place place) : place_(std::move(place)) {}
  // Takes as long as reading names and codes takes when something has changed; others wait meanwhile.
  Result<EntityLook> look();

 private:
  Result<void> read(const EntityGround& ground);

  Place place_;
  std::mutex mutex_;
  std::string over_;  // what kinds_ were read over; "" at first
  bool is_whole_ = false;
  std::vector<std::shared_ptr<const KeptEntities>> kinds_;
};

}  // namespace qy
