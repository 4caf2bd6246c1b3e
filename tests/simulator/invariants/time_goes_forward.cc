// No act of a file was done after it was written down, and none was written down before the one before it.
#include "../invariant.h"

namespace qy::county {
namespace {

class TimeGoesForward : public Invariant {
 public:
  std::string name() const override { return "time goes forward"; }

  Result<Broken> of_file(const Look& look) override {
    std::string entered;
    std::map<std::string, std::string> done;  // by matter
    for (const Row& act : look.now.acts) {
      if (act.text("done_at") > act.text("entered_at"))
        return Broken(act.id + " was written down before it was done");
      if (act.text("entered_at") < entered)
        return Broken(act.id + " was written down before the act before it");
      if (act.text("done_at") < done[act.text("matter")])
        return Broken(act.id + " was done before the act before it");
      entered = act.text("entered_at");
      done[act.text("matter")] = act.text("done_at");
    }
    QY_TRY(const auto history, look.county.store().history("case_file/" + look.file));
    for (size_t i = 1; i < history.size(); ++i)
      if (history[i].at_ms < history[i - 1].at_ms || history[i].seq <= history[i - 1].seq)
        return Broken("entry " + std::to_string(history[i].seq) + " lies before the one before it");
    return Broken();
  }

  bool fault(const Look& look) override {
    return look.now.acts.size() > 1 &&
           look.county.intrude("UPDATE history_2025 SET at_ms = at_ms - 90000000000 WHERE seq = " +
                               std::to_string(look.now.acts.back().seq));
  }
};

}  // namespace

std::unique_ptr<Invariant> time_goes_forward() {
  return std::make_unique<TimeGoesForward>();
}

}  // namespace qy::county
