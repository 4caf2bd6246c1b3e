// One deed in the making: who does it, on which file, what was answered. The kinds of deeds stand by what they are about in
// deeds_on_files.cc, deeds_of_approval.cc, deeds_of_office.cc and deeds_of_the_machine.cc; deeds.cc says how often each is tried.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/case_book.h"
#include "casework/entry_time.h"
#include "chance.h"
#include "county.h"
#include "memory.h"

namespace qy::county {

constexpr int64_t kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs, kDayMs = 24 * kHourMs;

inline Error broken(const std::string& what) {  // a promise that was not kept
  return {Code::internal, what};
}
std::string joined(const std::vector<std::string>& ids);  // "a+b"
bool has_account(const std::string& id);

class Doing {
 public:
  Doing(County& county, Memory& memory, Chance& chance, int number)
      : county_(county), memory_(memory), chance_(chance) {
    deed_.number = number;
    const std::string digits = std::to_string(number);
    key_ = "deed-" + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
  }

  Result<Deed> something();

 private:
  // deeds_on_files.cc
  Result<void> open();
  Result<void> step();
  Result<std::string> writer_of(const std::string& officer);
  Result<void> act(const FileOnRecord& found, const CaseAct& act, const std::string& by,
                   const std::string& wrong);
  std::string some_holder(const CaseFile& file, const CaseAct& act);
  Result<void> learn();
  Result<void> look();
  Result<void> ask_again();

  // deeds_of_approval.cc
  Result<void> propose();
  Result<std::optional<Row>> some_submission();
  Result<void> approve();
  Result<void> give_back();

  // deeds_of_office.cc
  Result<void> recuse();
  Result<void> declare();
  Result<void> second_somebody();
  Result<void> join();
  Result<void> move_roles();

  // deeds_of_recusal.cc
  void weigh_ties(int64_t seq);
  Result<void> concern();
  Result<void> clear();
  Result<void> declare_anew();

  // deeds_of_the_machine.cc
  void pass_time();
  Result<void> confirm_clock();
  Result<void> kill();
  Result<void> restart();
  Result<void> set_clock();

  Moment now() { return moment_of(county_.clock().now_ms()); }
  const Law& law() const { return county_.law(); }
  const std::string& some_file() { return chance_.among(memory_.files); }
  CaseEntry entry(const std::string& by, const std::string& note = "") {
    return {{by, ""}, key_, "", note, {}};
  }
  CaseBook cases(RecordBook& book) { return {book, law().procedures, law().calendar, county_.clock()}; }
  Result<void> refused(const Error& error) {
    deed_.outcome = error.message.substr(0, 160);
    return {};
  }
  Result<void> refused(const ActRefusal& refusal) {
    deed_.outcome = "refused: " + refusal.guard;
    return {};
  }
  std::string some_account();
  void answered(const Recorded& recorded, const std::string& key, const std::string& kind,
                const std::string& file);
  void stepped(const std::string& file, const std::string& key, const CaseAct& act, const Recorded& recorded,
               const std::map<std::string, Officer>& officers);

  County& county_;
  Memory& memory_;
  Chance& chance_;
  Deed deed_;
  std::string key_;
};

}  // namespace qy::county
