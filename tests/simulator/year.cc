#include "year.h"

#include "deeds.h"

namespace qy::county {
namespace {

constexpr int kShorterTries = 60, kProofSeeds = 40, kBeforeFault = 60;

class Living {
 public:
  Living(const Law& law, const Year& year) : law_(law), year_(year), invariants_(all_invariants()) {
    for (const Member& member : members())
      if (member.has_account) memory_.roles[member.id].insert(member.roles.begin(), member.roles.end());
  }

  Result<void> begin(const std::filesystem::path& founded) {
    QY_TRY(county_, County::open(law_, founded));
    memory_.last_ms = county_->clock().now_ms();
    return {};
  }

  // One deed, and what is asked after it.
  Result<void> deed(int number) {
    Chance chance(year_.seed, uint64_t(number));
    auto tried = do_something(*county_, memory_, chance, number);
    if (!tried.ok()) {
      if (tried.error().code != Code::internal)
        return Error{tried.error().code, "deed " + std::to_string(number) + ": " + tried.error().message};
      lived_.failure = Failure{"what was promised on the spot", tried.error().message, number};
      return {};
    }
    Deed done = std::move(*tried);
    tell(done);
    lived_.story.push_back(done);
    if (!done.file.empty()) QY_CHECK(ask_of_file(done, done.file));
    if (done.who == "-") QY_CHECK(ask_of_county(number));
    return {};
  }

  Result<void> end() {
    const Deed none{.number = year_.deeds + 1};
    for (const std::string& file : memory_.files)
      if (!lived_.failure) QY_CHECK(ask_of_file(none, file));
    if (!lived_.failure) QY_CHECK(ask_of_county(none.number));
    lived_.days = size_t(days_between(County::first_day(), county_->clock().today()));
    lived_.acts = memory_.answered.size();
    return {};
  }

  // Commits the fault of one invariant in the file that was touched last, if it can.
  Result<std::optional<std::string>> found_fault(const std::string& name) {
    if (lived_.story.empty() || lived_.story.back().file.empty()) return std::optional<std::string>();
    const Deed& last = lived_.story.back();
    for (const auto& invariant : invariants_) {
      if (invariant->name() != name) continue;
      QY_TRY(const FileRows rows, rows_of(county_->store(), last.file));
      if (!invariant->fault({*county_, memory_, last, last.file, rows})) return std::optional<std::string>();
      QY_TRY(const FileRows after, rows_of(county_->store(), last.file));
      QY_TRY(Broken broken, invariant->of_file({*county_, memory_, last, last.file, after}));
      if (!broken) {
        QY_TRY(broken, invariant->of_county(*county_, memory_));
      }
      return std::optional<std::string>(broken.value_or(""));
    }
    return not_found(name);
  }

  Lived& lived() { return lived_; }

 private:
  void tell(const Deed& done) {
    if (const size_t at = done.outcome.find("refused: "); at == 0) ++lived_.refusals[done.outcome.substr(9)];
    if (!done.done) return;
    const auto events = memory_.events.find(done.file);
    if (events == memory_.events.end() || events->second.empty()) return;
    const auto* stepped = std::get_if<Stepped>(&events->second.back());
    if (stepped != nullptr && done.outcome == "entry " + std::to_string(memory_.answered[stepped->key].seq))
      ++lived_.steps[stepped->act.step];
  }

  Result<void> ask_of_file(const Deed& done, const std::string& file) {
    QY_TRY(FileRows rows, rows_of(county_->store(), file));
    for (const auto& invariant : invariants_) {
      QY_TRY(const Broken broken, invariant->of_file({*county_, memory_, done, file, rows}));
      if (broken && !lived_.failure) lived_.failure = Failure{invariant->name(), *broken, done.number};
    }
    memory_.before[file] = std::move(rows);
    return {};
  }

  Result<void> ask_of_county(int number) {
    for (const auto& invariant : invariants_) {
      QY_TRY(const Broken broken, invariant->of_county(*county_, memory_));
      if (broken && !lived_.failure) lived_.failure = Failure{invariant->name(), *broken, number};
    }
    return {};
  }

  const Law& law_;
  const Year& year_;
  std::vector<std::unique_ptr<Invariant>> invariants_;
  std::unique_ptr<County> county_;
  Memory memory_;
  Lived lived_;
};

}  // namespace

Result<Lived> live(const Law& law, const std::filesystem::path& founded, const Year& year) {
  Living living(law, year);
  QY_CHECK(living.begin(founded));
  for (int number = 1; number <= year.deeds && !living.lived().failure; ++number)
    if (!year.left_out.contains(number)) QY_CHECK(living.deed(number));
  QY_CHECK(living.end());
  return std::move(living.lived());
}

// Halves, quarters and so on are left out, as long as the same thing fails.
Result<Lived> shortest(const Law& law, const std::filesystem::path& founded, Year year, const Lived& failed) {
  Lived best = failed;
  year.deeds = std::min(year.deeds, failed.failure->deed);
  int tries = 0;
  for (int chunk = year.deeds / 2; chunk > 0; chunk /= 2)
    for (int from = 1; from <= year.deeds && tries < kShorterTries; from += chunk) {
      Year shorter = year;
      for (int number = from; number < std::min(from + chunk, year.deeds); ++number)
        shorter.left_out.insert(number);
      if (shorter.left_out.size() == year.left_out.size()) continue;
      ++tries;
      const auto again = live(law, founded, shorter);
      if (!again.ok() || !again->failure || again->failure->invariant != failed.failure->invariant) continue;
      best = *again;
      year.left_out = shorter.left_out;
      year.deeds = std::min(year.deeds, again->failure->deed);
    }
  return best;
}

Result<std::string> prove(const Law& law, const std::filesystem::path& founded,
                          const std::string& invariant) {
  for (uint64_t seed = 1; seed <= kProofSeeds; ++seed) {
    const Year year{.seed = seed};
    Living living(law, year);
    QY_CHECK(living.begin(founded));
    for (int number = 1; number <= year.deeds; ++number) {
      QY_CHECK(living.deed(number));
      if (living.lived().failure) return Error{Code::internal, living.lived().failure->what};
      if (number < kBeforeFault) continue;
      QY_TRY(const auto found, living.found_fault(invariant));
      if (!found) continue;
      if (found->empty()) return Error{Code::internal, invariant + " did not find its fault"};
      return *found;
    }
  }
  return Error{Code::internal, "no year came to where " + invariant + " can be broken"};
}

}  // namespace qy::county
