// Whoever is recused, or found to be tied to somebody concerned, neither reads, acts, approves nor writes down anything of the file
// from then on. Nothing of it lies on the desk of who is recused; what lies with one who is found stays for the chief to hand on, and
// nothing new comes to him.
#include "../invariant.h"

namespace qy::county {
namespace {

class RecusedStayOut : public Invariant {
 public:
  std::string name() const override { return "recused stay out"; }

  Result<Broken> of_file(const Look& look) override {
    for (const auto& [out, is_decided] :
         {std::pair{&look.memory.recused, true}, {&look.memory.found, false}}) {
      const auto kept_out = out->find(look.file);
      if (kept_out == out->end()) continue;
      for (const auto& [who, since] : kept_out->second) {
        QY_TRY(const Broken broken, broken_by(look, who, since, is_decided));
        if (broken) return broken;
      }
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
  static Result<Broken> broken_by(const Look& look, const std::string& who, int64_t since, bool is_decided) {
    if (look.deed.file == look.file && look.deed.who == who && look.deed.saw)
      return Broken(who + " keeps out and saw the file");
    for (const Row& matter : look.now.matters)
      if (matter.text("holder") == who && matter.number("open") == 1 &&
          (is_decided || !held(look, matter, who)))
        return Broken(who + " keeps out and has " + matter.id + " on his desk");
    for (const Row& done : look.now.acts)
      if (done.seq > since && took_part(done, who))
        return Broken(who + " keeps out and took part in " + done.id);
    QY_TRY(const auto history, look.county.store().history("case_file/" + look.file));
    for (const PastAct& act : history)
      if (act.seq > since && act.actor.user == who)
        return Broken(who + " keeps out and wrote entry " + std::to_string(act.seq));
    return Broken();
  }

  // Whether it lay on his desk before the last deed too.
  static bool held(const Look& look, const Row& matter, const std::string& who) {
    const auto before = look.memory.before.find(look.file);
    if (before == look.memory.before.end()) return false;
    for (const Row& row : before->second.matters)
      if (row.id == matter.id) return row.text("holder") == who;
    return false;
  }

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
