// Each step that was answered stands once in its file, and none stands there that was not answered.
#include "../invariant.h"

namespace qy::county {
namespace {

class NothingIsDoubled : public Invariant {
 public:
  std::string name() const override { return "nothing is doubled"; }

  Result<Broken> of_file(const Look& look) override {
    std::map<std::string, const Stepped*> wanted;
    const auto events = look.memory.events.find(look.file);
    if (events != look.memory.events.end())
      for (const Event& event : events->second)
        if (const auto* stepped = std::get_if<Stepped>(&event)) wanted[stepped->key] = stepped;
    for (const Row& done : look.now.acts) {
      const auto at = wanted.find(done.id);
      if (at == wanted.end()) return Broken(done.id + " stands in the file, and nobody was told so");
      const CaseAct& act = at->second->act;
      std::string officers;
      for (const std::string& id : act.officers) officers += (officers.empty() ? "" : " ") + id;
      if (done.text("step") != act.step || done.text("matter") != act.matter ||
          done.text("officers") != officers || done.text("done_at") != act.at.text() || done.version != 1)
        return Broken(done.id + " is not what was done");
      wanted.erase(at);
    }
    return wanted.empty() ? Broken()
                          : Broken(wanted.begin()->first + " was answered and does not stand in the file");
  }

  // The same again, under another key.
  bool fault(const Look& look) override {
    if (look.now.acts.empty()) return false;
    return write_past_everything(look.county, look.file,
                                 {{"done_act", "past-everything", 0, look.now.acts.back().fields}});
  }
};

}  // namespace

std::unique_ptr<Invariant> nothing_is_doubled() {
  return std::make_unique<NothingIsDoubled>();
}

}  // namespace qy::county
