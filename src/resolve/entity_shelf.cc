#include "resolve/entity_shelf.h"

#include <array>

#include "base/disk.h"
#include "resolve/lake_entities.h"

namespace qy {
namespace {

constexpr int64_t kEngineBytes = int64_t(512) << 20;

}  // namespace

std::string_view name_of(EntityStanding standing) {
  constexpr std::array<std::string_view, 4> kNames{"current", "waiting", "outdated", "never"};
  return kNames[size_t(standing)];
}

std::optional<EntityLook::Found> EntityLook::find(const std::string& reference) const {
  for (const auto& kept : kinds)
    if (const auto at = kept->by_reference.find(reference); at != kept->by_reference.end())
      return Found{kept.get(), at->second};
  return std::nullopt;
}

// A kind whose names or codes are personal is for no page: nobody private is looked at by name.
Result<void> EntityShelf::read(const EntityGround& ground) {
  kinds_.clear();
  is_whole_ = true;
  QY_TRY(const auto kinds, load_entity_kinds(place_.content / "entities", place_.tables));
  QY_TRY(const auto lake, open_lake(ground));
  for (const EntityKind& kind : kinds) {
    if (is_personal(kind, place_.tables, "name") || is_personal(kind, place_.tables, "code")) continue;
    QY_TRY(auto kept, read_kept_entities(ground, *lake, kind));
    is_whole_ = is_whole_ && kept != nullptr;
    if (kept) kinds_.push_back(std::move(kept));
  }
  if (!is_whole_) kinds_.clear();
  return {};
}

Result<EntityLook> EntityShelf::look() {
  const std::lock_guard lock(mutex_);
  QY_TRY(const Lake lake, Lake::open(place_.workspace, place_.tables));
  const EntityGround ground{
      .lake = lake,
      .tables = place_.tables,
      .content = place_.content,
      .version = place_.version,
      .prelude = [this]() -> Result<std::string> { return place_.prelude; },
      .engine = {.spill_folder = place_.workspace / "spill", .memory_bytes = kEngineBytes}};
  std::error_code ec;
  if (!std::filesystem::exists(ground.resolved_over(), ec)) return EntityLook{};
  QY_TRY(const std::string resolved, read_file(ground.resolved_over()));
  QY_TRY(const auto batches, lake.batches());
  std::string over = resolved;
  for (const BatchManifest& batch : batches) over += "\n" + batch.batch_id;
  if (over != over_) {
    over_.clear();
    QY_CHECK(read(ground));
    over_ = over;
  }
  if (!is_whole_) return EntityLook{.standing = EntityStanding::outdated};
  QY_TRY(const std::string now, entities_state(ground));
  return EntityLook{.standing = now == resolved ? EntityStanding::current : EntityStanding::waiting,
                    .kinds = kinds_,
                    .over = over_};
}

}  // namespace qy
