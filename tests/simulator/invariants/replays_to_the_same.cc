// Whoever judges all acts of a file again, from an empty one, comes to the file that is on record.
#include "../invariant.h"
#include "casework/case_book.h"
#include "casework/officers.h"

namespace qy::county {
namespace {

std::string picture(const CaseFile& file) {
  std::string text = "facts: " + words_text(file.facts) + "\nrecused: " + words_text(file.recused) + "\n";
  for (const auto& [name, matter] : file.matters)
    text += name + " " + matter.procedure + " " + matter.state + " [" + words_text(matter.facts) + "] " +
            std::to_string(matter.acts.size()) + "\n";
  for (const RunningLimit& limit : file.limits)
    text += limit.limit + " " + limit.matter + " " + limit.running.from.text() + " " +
            limit.running.length.text() + " " + std::to_string(limit.running.pauses.size()) + " " +
            std::to_string(limit.running.extensions.size()) + " " +
            (limit.ended ? limit.ended->text() : "runs") + (limit.was_late ? " late" : "") + "\n";
  for (const auto& [name, account] : file.property)
    text += name + " " + std::to_string(account.taken) + " " + std::to_string(account.balance) + "\n";
  return text + std::to_string(file.documents.size()) + " documents\n";
}

class ReplaysToTheSame : public Invariant {
 public:
  std::string name() const override { return "replays to the same"; }

  Result<Broken> of_county(County& county, const Memory& memory) override {
    const Law& law = county.law();
    CaseBook book(county.store(), law.procedures, law.calendar, county.clock());
    for (const auto& [number, events] : memory.events) {
      CaseFile file;
      for (const Event& event : events) {
        QY_TRY(const Broken broken, enter_again(law, file, event));
        if (broken) return Broken(number + ": " + *broken);
      }
      QY_TRY(const FileOnRecord found, book.read(number));
      const std::string again = picture(file), there = picture(found.file);
      if (again != there) return Broken(number + " on record:\n" + there + "and judged again:\n" + again);
    }
    return Broken();
  }

  bool fault(const Look& look) override {
    return write_past_everything(look.county, look.file,
                                 {{"case_file", look.file, look.now.file.version, {{"facts", "permanent"}}}});
  }

 private:
  static Result<Broken> enter_again(const Law& law, CaseFile& file, const Event& event) {
    const Terms& terms = law.procedures.terms();
    if (const auto* opened = std::get_if<Opened>(&event)) file.facts = terms.closed(opened->facts);
    if (const auto* out = std::get_if<TakenOut>(&event)) file.recused.insert(out->officer);
    if (const auto* in = std::get_if<LetIn>(&event)) file.recused.erase(in->officer);
    if (const auto* learned = std::get_if<Learned>(&event)) {
      file.facts.insert(learned->facts.begin(), learned->facts.end());
      file.facts = terms.closed(file.facts);
    }
    const auto* stepped = std::get_if<Stepped>(&event);
    if (stepped == nullptr) return Broken();
    file.officers = *stepped->officers;
    QY_TRY(const Decision decision, decide(law.procedures, law.calendar, file, stepped->act));
    if (const auto* refusal = std::get_if<ActRefusal>(&decision))
      return Broken(stepped->key + " " + stepped->act.step +
                    " is refused when it is judged again: " + refusal->guard);
    enter(file, stepped->act, std::get<AcceptedAct>(decision));
    return Broken();
  }
};

}  // namespace

std::unique_ptr<Invariant> replays_to_the_same() {
  return std::make_unique<ReplaysToTheSame>();
}

}  // namespace qy::county
