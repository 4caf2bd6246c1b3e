#include "law/guard.h"

#include <set>

#include "law/messages.h"

namespace qy {
namespace {

Result<Guard> read_guard(const Yaml& entry, const LawBook& laws) {
  QY_CHECK(entry.only({"id", "title", "english", "when", "require", "one_of", "in_state", "not_in_state",
                       "apart_from", "not_within", "at_most", "basis"}));
  Guard guard;
  QY_TRY(static_cast<Term&>(guard), read_term(entry));
  QY_TRY(guard.when, read_condition(entry, "when"));
  QY_TRY(guard.require, read_condition(entry, "require"));
  QY_TRY(guard.one_of, entry.texts("one_of"));
  QY_TRY(guard.in_state, entry.texts("in_state"));
  QY_TRY(guard.not_in_state, entry.texts("not_in_state"));
  QY_TRY(guard.apart_from, entry.texts("apart_from"));
  if (const Yaml* gap = entry.find("not_within")) {
    QY_CHECK(gap->only({"step", "span"}));
    QY_TRY(guard.other_step, gap->required("step"));
    QY_TRY(const std::string text, gap->required("span"));
    const Result<Span> span = Span::from_text(text);
    if (!span.ok()) return gap->wrong(span.error().message);
    guard.not_within = *span;
  }
  if (const Yaml* most = entry.find("at_most")) {
    QY_CHECK(most->only({"step", "times"}));
    QY_TRY(guard.other_step, most->required("step"));
    QY_TRY(const double times, most->number("times"));
    guard.at_most = int(times);
  }
  if (entry.optional("basis") == "step") return guard;
  QY_TRY(guard.basis, laws.read_basis(entry));
  return guard;
}

}  // namespace

bool Guard::is_judged_by_program() const {
  return require.is_always() && one_of.empty() && in_state.empty() && not_in_state.empty() &&
         apart_from.empty() && other_step.empty();
}

Result<std::vector<Guard>> load_guards(const std::filesystem::path& file, const LawBook& laws) {
  QY_TRY(const Yaml yaml, Yaml::load(file));
  QY_CHECK(yaml.only({"guards"}));
  QY_TRY(const auto entries, yaml.list("guards"));
  std::vector<Guard> guards;
  std::set<std::string> ids;
  for (const Yaml& entry : entries) {
    QY_TRY(Guard guard, read_guard(entry, laws));
    if (!ids.insert(guard.id).second) return entry.wrong(say(kGivenTwice, guard.id));
    guards.push_back(std::move(guard));
  }
  return guards;
}

}  // namespace qy
