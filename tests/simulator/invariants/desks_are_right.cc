// What lies on a desk lies there until the nearest last moment of its limits, and on the desk of an account.
#include <algorithm>

#include "../invariant.h"

namespace qy::county {
namespace {

class DesksAreRight : public Invariant {
 public:
  std::string name() const override { return "desks are right"; }

  Result<Broken> of_file(const Look& look) override {
    for (const Row& matter : look.now.matters) {
      std::string nearest = "9999";
      bool runs = false;
      for (const Row& limit : look.now.limits) {
        if (limit.text("matter") != matter.text("name") || !limit.text("ended_at").empty()) continue;
        runs = true;
        if (const std::string due = limit.text("due_at"); !due.empty()) nearest = std::min(nearest, due);
      }
      if (nearest != matter.text("due_at"))
        return Broken(matter.id + " is due " + matter.text("due_at") + ", its nearest limit " + nearest);
      const Procedure* procedure = look.county.law().procedures.procedure(matter.text("procedure"));
      const ProcedureState* state = procedure->state(matter.text("state"));
      const bool open = runs || (state != nullptr && !state->is_end);
      if (open != (matter.number("open") == 1)) return Broken(matter.id + " is open, or is not");
      const std::string holder = matter.text("holder");
      // Of one who declared that he keeps out it is nobody's, until it is assigned anew.
      const bool may_be_nobodys = look.memory.recused.contains(look.file);
      if (open && !look.memory.roles.contains(holder) && !(holder.empty() && may_be_nobodys))
        return Broken(matter.id + " lies on the desk of nobody: " + holder);
    }
    return Broken();
  }

  bool fault(const Look& look) override {
    if (look.now.matters.empty()) return false;
    const Row& row = look.now.matters.back();
    return write_past_everything(look.county, look.file,
                                 {{"matter", row.id, row.version, {{"due_at", "2026-02-28 24:00"}}}});
  }
};

}  // namespace

std::unique_ptr<Invariant> desks_are_right() {
  return std::make_unique<DesksAreRight>();
}

}  // namespace qy::county
