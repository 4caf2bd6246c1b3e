#include "app/backups.h"

#include "leads/act_key.h"
#include "record/numbers.h"

namespace qy {
namespace {

Result<Recorded> on_record(const BackupGround& ground, const std::string& kind, const std::string& note,
                           const Change* change) {
  Act act{.key = act_key({kind, note, std::to_string(ground.clock.now_ms())}),
          .kind = kind,
          .actor = ground.by,
          .object = "drill",
          .basis = "",
          .note = note};
  if (change != nullptr) act.changes = {*change};
  return ground.book.perform(act);
}

}  // namespace

Result<BackupManifest> back_up_on_record(const BackupGround& ground, const std::filesystem::path& into) {
  QY_CHECK(ground.store.publish());
  QY_TRY(BackupManifest made, make_backup(ground.place, into, ground.clock));
  QY_CHECK(on_record(ground, "system.backed_up",
                     "acts " + std::to_string(made.acts) + ", files " + std::to_string(made.files.size()),
                     nullptr));
  return made;
}

Result<HeldDrill> drill_on_record(const BackupGround& ground, const std::filesystem::path& backup) {
  QY_CHECK(ground.store.publish());
  QY_TRY(DrillResult held, hold_drill(ground.place, backup, ground.clock));
  const std::string prefix = "D" + std::to_string(ground.clock.today().year()) + "-";
  QY_TRY(const int64_t number, ground.book.next_number("drill", prefix));
  Change row{"drill",
             numbered(prefix, number),
             0,
             {{"made_at", held.made_at},
              {"done_at", ground.clock.stamp()},
              {"outcome", held.trouble ? "failed" : "passed"},
              {"acts", held.acts},
              {"state_rows", held.rows},
              {"files", held.files},
              {"bytes", held.bytes},
              {"duration_ms", held.duration_ms}}};
  if (held.trouble) row.fields["trouble"] = held.trouble->message;
  QY_TRY(const Recorded done, on_record(ground, "system.drilled", row.id, &row));
  return HeldDrill{row.id, std::move(held), done.seq};
}

}  // namespace qy
