// No matter changes its state without an act in the log: the step of that name, out of where it stood, to where it stands.
#include "../invariant.h"

namespace qy::county {
namespace {

class StatesMoveByActs : public Invariant {
 public:
  std::string name() const override { return "states move by acts"; }

  Result<Broken> of_file(const Look& look) override {
    const auto before = look.memory.before.find(look.file);
    for (const Row& matter : look.now.matters) {
      std::string was;
      int64_t since = -1;
      if (before != look.memory.before.end())
        for (const Row& row : before->second.matters)
          if (row.id == matter.id) was = row.text("state"), since = row.seq;
      if (was == matter.text("state")) continue;
      QY_TRY(const bool is_moved, moved_by_act(look, matter, was, since));
      if (!is_moved)
        return Broken(matter.id + " stands in " + matter.text("state") + ", before in " + was +
                      ", and no act of the log did that");
    }
    return Broken();
  }

  bool fault(const Look& look) override {
    return !look.now.matters.empty() &&
           look.county.intrude("UPDATE matter SET state = 'filed' WHERE state <> 'filed' AND id = '" +
                               look.now.matters.front().id + "'");
  }

 private:
  static Result<bool> moved_by_act(const Look& look, const Row& matter, const std::string& was,
                                   int64_t since) {
    QY_TRY(const auto history, look.county.store().history("case_file/" + look.file));
    std::string stands = was;
    for (const PastAct& act : history) {
      if (act.seq <= since) continue;
      const ProcedureStep* step = look.county.law().procedures.step(act.kind);
      if (step == nullptr || step->procedure != matter.text("procedure")) continue;
      bool is_of_it = false;
      for (const Row& done : look.now.acts)
        is_of_it = is_of_it || (done.seq == act.seq && done.text("matter") == matter.text("name"));
      if (!is_of_it) continue;
      if (stands.empty() ? !step->begins() : !step->leaves(stands)) return false;
      stands = step->after(stands);
    }
    return stands == matter.text("state");
  }
};

}  // namespace

std::unique_ptr<Invariant> states_move_by_acts() {
  return std::make_unique<StatesMoveByActs>();
}

}  // namespace qy::county
