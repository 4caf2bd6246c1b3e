#include "deeds.h"

#include <algorithm>

#include "doing.h"

namespace qy::county {

std::string joined(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : "+") + id;
  return text;
}

bool has_account(const std::string& id) {
  return std::ranges::any_of(members(), [&](const Member& one) { return one.id == id && one.has_account; });
}

Result<Deed> Doing::something() {
  pass_time();
  QY_CHECK(confirm_clock());
  deed_.when = now().text();
  int left = chance_.below(100);
  if (memory_.files.empty()) left = 99;
  struct Kind {
    int weight;
    Result<void> (Doing::*run)();
  };
  static constexpr Kind
      kKinds[] = {{51, &Doing::step},   {3, &Doing::learn},           {3, &Doing::recuse},
                  {2, &Doing::declare}, {2, &Doing::second_somebody}, {1, &Doing::join},
                  {6, &Doing::propose}, {7, &Doing::approve},         {1, &Doing::give_back},
                  {4, &Doing::look},    {4, &Doing::ask_again},       {1, &Doing::kill},
                  {1, &Doing::restart}, {2, &Doing::set_clock},       {2, &Doing::move_roles},
                  {3, &Doing::concern}, {2, &Doing::clear},           {1, &Doing::declare_anew},
                  {4, &Doing::open}};  // while there is no file, the last
  for (const Kind& kind : kKinds) {
    if (left < kind.weight || &kind == std::end(kKinds) - 1) {
      QY_CHECK((this->*kind.run)());
      break;
    }
    left -= kind.weight;
  }
  return std::move(deed_);
}

std::string Doing::some_account() {
  std::vector<std::string> ids;
  for (const Member& member : members())
    if (member.has_account) ids.push_back(member.id);
  return chance_.among(ids);
}

void Doing::answered(const Recorded& recorded, const std::string& key, const std::string& kind,
                     const std::string& file) {
  memory_.answered[key] = {recorded.seq, kind, "case_file/" + file};
  memory_.last_ms = std::max(memory_.last_ms, county_.clock().now_ms());
  deed_.done = true;
  deed_.outcome = "entry " + std::to_string(recorded.seq);
}

void Doing::stepped(const std::string& file, const std::string& key, const CaseAct& act,
                    const Recorded& recorded, const std::map<std::string, Officer>& officers) {
  memory_.events[file].push_back(
      Stepped{key, act, std::make_shared<const std::map<std::string, Officer>>(officers)});
  answered(recorded, key, act.step, file);
}

Result<Deed> do_something(County& county, Memory& memory, Chance& chance, int number) {
  return Doing(county, memory, chance, number).something();
}

}  // namespace qy::county
