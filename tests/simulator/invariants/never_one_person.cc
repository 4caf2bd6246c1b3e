// Four eyes are never one person: whoever acts does not approve, nobody approves on two levels, and what needs two officers has two.
#include "../invariant.h"

namespace qy::county {
namespace {

class NeverOnePerson : public Invariant {
 public:
  std::string name() const override { return "never one person"; }

  Result<Broken> of_file(const Look& look) override {
    for (const Row& done : look.now.acts) {
      const auto officers = words(done.text("officers"));
      const std::set<std::string> acting(officers.begin(), officers.end());
      const ProcedureStep* step = look.county.law().procedures.step(done.text("step"));
      if (step != nullptr && int(acting.size()) < step->persons)
        return Broken(done.id + ": one officer where the step asks for two");
      std::set<std::string> seen = acting;
      const std::string text = done.text("approvals");
      for (size_t from = 0; from < text.size(); from = std::min(text.find(';', from), text.size() - 1) + 1)
        if (const std::string who = text.substr(from, text.find(' ', from) - from); !seen.insert(who).second)
          return Broken(done.id + ": " + who + " acted or approved, and approved again");
    }
    return Broken();
  }

  bool fault(const Look& look) override {
    return write_past_everything(
        look.county, look.file,
        {{"done_act",
          "past-everything",
          0,
          {{"case_file", look.file},
           {"matter", "x"},
           {"step", "lead.verify"},
           {"done_at", "2025-12-31 09:00"},
           {"entered_at", "2025-12-31 09:00"},
           {"officers", "h1"},
           {"approvals", "hd handling_head@2025-12-31 09:00;h1 chief@2025-12-31 09:00"},
           {"recorded", int64_t(0)}}}});
  }
};

}  // namespace

std::unique_ptr<Invariant> never_one_person() {
  return std::make_unique<NeverOnePerson>();
}

}  // namespace qy::county
