// Whatever was answered is on record under its key and at its place, after every kill too.
#include "../invariant.h"

namespace qy::county {
namespace {

class NothingAnsweredIsLost : public Invariant {
 public:
  std::string name() const override { return "nothing answered is lost"; }

  Result<Broken> of_county(County& county, const Memory& memory) override {
    std::map<std::string, std::map<int64_t, std::string>> kinds;  // by object and entry
    for (const auto& [key, answer] : memory.answered) {
      QY_TRY(const bool is_done, county.store().is_done(key));
      if (!is_done) return Broken(key + " was answered and is not there");
      auto& there = kinds[answer.object];
      if (there.empty()) {
        QY_TRY(const auto history, county.store().history(answer.object));
        for (const PastAct& act : history) there[act.seq] = act.kind;
      }
      if (!there.contains(answer.seq) || there.at(answer.seq) != answer.kind)
        return Broken(key + " was answered as entry " + std::to_string(answer.seq) +
                      ", which is something else");
    }
    return Broken();
  }

  // A disk that forgets what it was told to keep.
  bool fault(const Look& look) override {
    return look.county.intrude("DELETE FROM act_key WHERE act_key = '" +
                               look.memory.answered.rbegin()->first + "'");
  }
};

}  // namespace

std::unique_ptr<Invariant> nothing_answered_is_lost() {
  return std::make_unique<NothingAnsweredIsLost>();
}

}  // namespace qy::county
