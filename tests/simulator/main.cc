// The county simulator.
//
//   simulator [--from SEED] [--seeds N] [--deeds N]   years under seeds; the first that fails is told, as short as can be
//   simulator --story SEED [--deeds N]                every deed of one year
//   simulator --prove                                 every invariant finds its fault
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "year.h"

namespace qy::county {
namespace {

struct Words {
  uint64_t from = 1;
  int seeds = 50, deeds = 220;
  bool story = false, proves = false;
};

int broke_down(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

void tell(const Lived& lived) {
  for (const Deed& deed : lived.story) std::printf("%s\n", deed.text().c_str());
}

int prove_all(const Law& law, const std::filesystem::path& founded) {
  for (const auto& invariant : all_invariants()) {
    const auto found = prove(law, founded, invariant->name());
    if (!found.ok()) return broke_down(found.error());
    std::printf("%-26s finds: %s\n", invariant->name().c_str(), found->substr(0, found->find('\n')).c_str());
  }
  return 0;
}

int run(const Words& words) {
  const auto law = Law::load();
  if (!law.ok()) return broke_down(law.error());
  const auto scratch = ScratchFolder::make("qy_founded");
  if (!scratch.ok()) return broke_down(scratch.error());
  if (const auto founded = County::found(scratch->path()); !founded.ok()) return broke_down(founded.error());
  if (words.proves) return prove_all(*law, scratch->path());
  std::map<std::string, int> steps, refusals;
  size_t acts = 0, days = 0, tried = 0;
  double longest = 0;
  for (uint64_t seed = words.from; seed < words.from + uint64_t(words.seeds); ++seed) {
    const auto began = std::chrono::steady_clock::now();
    const Year year{.seed = seed, .deeds = words.deeds};
    auto lived = live(*law, scratch->path(), year);
    if (!lived.ok()) {
      std::fprintf(stderr, "seed %llu: ", static_cast<unsigned long long>(seed));
      return broke_down(lived.error());
    }
    if (words.story) tell(*lived);
    if (lived->failure) {
      const auto shorter = shortest(*law, scratch->path(), year, *lived);
      const Lived& told = shorter.ok() ? *shorter : *lived;
      std::printf("seed %llu fails: %s\n%s\nthe shortest story found, of %zu deeds:\n",
                  static_cast<unsigned long long>(seed), told.failure->invariant.c_str(),
                  told.failure->what.c_str(), told.story.size());
      tell(told);
      std::printf("again: simulator --from %llu --seeds 1 --deeds %d\n",
                  static_cast<unsigned long long>(seed), words.deeds);
      return 1;
    }
    for (const auto& [step, n] : lived->steps) steps[step] += n;
    for (const auto& [guard, n] : lived->refusals) refusals[guard] += n;
    acts += lived->acts, days += lived->days, tried += lived->story.size();
    longest =
        std::max(longest, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  }
  std::printf(
      "%d years of %zu days: %zu deeds tried, %zu acts, %zu steps of procedures taken, refused by %zu "
      "guards; %zu invariants held; "
      "longest year %.1f s\n",
      words.seeds, days / size_t(words.seeds), tried, acts, steps.size(), refusals.size(),
      all_invariants().size(), longest);
  return 0;
}

}  // namespace
}  // namespace qy::county

int main(int argc, char** argv) {
  qy::county::Words words;
  for (int i = 1; i < argc; ++i) {
    const char* next = i + 1 < argc ? argv[i + 1] : "0";
    if (std::strcmp(argv[i], "--prove") == 0) {
      words.proves = true;
    } else if (std::strcmp(argv[i], "--from") == 0) {
      words.from = std::strtoull(next, nullptr, 10), ++i;
    } else if (std::strcmp(argv[i], "--seeds") == 0) {
      words.seeds = std::atoi(next), ++i;
    } else if (std::strcmp(argv[i], "--deeds") == 0) {
      words.deeds = std::atoi(next), ++i;
    } else if (std::strcmp(argv[i], "--story") == 0) {
      words.story = true, words.seeds = 1, words.from = std::strtoull(next, nullptr, 10), ++i;
    } else {
      std::fprintf(stderr, "simulator [--from SEED] [--seeds N] [--deeds N] | --story SEED | --prove\n");
      return 2;
    }
  }
  if (words.seeds < 1 || words.deeds < 1) return 2;
  return qy::county::run(words);
}
