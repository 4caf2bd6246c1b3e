// Whoever is recused neither reads, acts, approves, writes down nor holds anything of the file from then on.
#include "../invariant.h"

namespace qy::county {
namespace {

class RecusedStayOut : public Invariant {
 public:
  std::string name() const override { return "recused stay out"; }

  Result<Broken> of_file(const Look& look) override {
    const auto recused = look.memory.recused.find(look.file);
    if (recused == look.memory.recused.end()) return Broken();
    for (const auto& [who, since] : recused->second) {
      if (look.deed.file == look.file && look.deed.who == who && look.deed.saw)
        return Broken(who + " is recused and saw the file");
      for (const Row& matter : look.now.matters)
        if (matter.text("holder") == who && matter.number("open") == 1)
          return Broken(who + " is recused and has " + matter.id + " on his desk");
      for (const Row& done : look.now.acts)
        if (done.seq > since && took_part(done, who))
          return Broken(who + " is recused and took part in " + done.id);
      QY_TRY(const auto history, look.county.store().history("case_file/" + look.file));
      for (const PastAct& act : history)
        if (act.seq > since && act.actor.user == who)
          return Broken(who + " is recused and wrote entry " + std::to_string(act.seq));
    }
    return Broken();
  }

  bool fault(const Look& look) override {
    const auto recused = look.memory.recused.find(look.file);
    if (recused == look.memory.recused.end() || recused->second.empty()) return false;
    return write_past_everything(look.county, look.file,
                                 {{"done_act",
                                   "past-everything",
                                   0,
                                   {{"case_file", look.file},
                                    {"matter", "x"},
                                    {"step", "lead.sign"},
                                    {"done_at", "2025-12-31 09:00"},
                                    {"entered_at", "2025-12-31 09:00"},
                                    {"officers", "h9 " + recused->second.begin()->first},
                                    {"approvals", ""},
                                    {"recorded", int64_t(0)}}}});
  }

 private:
  static bool took_part(const Row& done, const std::string& who) {
    return (" " + done.text("officers") + " ").find(" " + who + " ") != std::string::npos ||
           (";" + done.text("approvals")).find(";" + who + " ") != std::string::npos;
  }
};

}  // namespace

std::unique_ptr<Invariant> recused_stay_out() {
  return std::make_unique<RecusedStayOut>();
}

}  // namespace qy::county
