// Pairs of names a second, one core. The aims are 20 million of Jaro-Winkler and 5 million of edit distance.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "text/distance.h"
#include "text/similarity.h"
#include "text/utf8.h"

namespace qy {
namespace {

// Made-up names of `length` characters from an alphabet that starts at `first`; every other one is its
// neighbour with a character changed, so that half of what is compared is close.
std::vector<std::u32string> names(size_t count, size_t length, char32_t first, uint32_t letters) {
  std::mt19937 random(7);
  std::vector<std::u32string> out;
  while (out.size() < count) {
    std::u32string name;
    for (size_t i = 0; i < length + random() % 3; ++i) name += char32_t(first + random() % letters);
    out.push_back(name);
    name[random() % name.size()] = char32_t(first + random() % letters);
    out.push_back(name);
  }
  return out;
}

void jaro_winkler_of(benchmark::State& state, const std::vector<std::u32string>& list) {
  size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(jaro_winkler(list[at], list[at + 1]));
    at = at + 2 < list.size() - 1 ? at + 1 : 0;
  }
  state.SetItemsProcessed(int64_t(state.iterations()));
}

void decoded_edits_of(benchmark::State& state, const std::vector<std::u32string>& list) {
  size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(edit_distance(std::u32string_view(list[at]), list[at + 1]));
    at = at + 2 < list.size() - 1 ? at + 1 : 0;
  }
  state.SetItemsProcessed(int64_t(state.iterations()));
}

void edits_of(benchmark::State& state, const std::vector<std::u32string>& list) {
  std::vector<std::string> texts;
  for (const std::u32string& name : list) {
    std::string text;
    for (const char32_t c : name) append_utf8(c, text);
    texts.push_back(text);
  }
  size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(edit_distance(texts[at], texts[at + 1]));
    at = at + 2 < texts.size() - 1 ? at + 1 : 0;
  }
  state.SetItemsProcessed(int64_t(state.iterations()));
}

const auto chinese = names(4096, 3, U'一', 3000);
const auto latin = names(4096, 8, U'a', 26);
const auto firms = names(4096, 14, U'一', 800);
const auto long_firms = names(4096, 22, U'一', 800);
const auto addresses = names(4096, 30, U'一', 800);
BENCHMARK_CAPTURE(jaro_winkler_of, chinese_names, chinese);
BENCHMARK_CAPTURE(jaro_winkler_of, latin_names, latin);
BENCHMARK_CAPTURE(jaro_winkler_of, firms, firms);
BENCHMARK_CAPTURE(decoded_edits_of, chinese_names, chinese);
BENCHMARK_CAPTURE(decoded_edits_of, latin_names, latin);
BENCHMARK_CAPTURE(decoded_edits_of, firms, firms);
BENCHMARK_CAPTURE(decoded_edits_of, long_firms, long_firms);
BENCHMARK_CAPTURE(decoded_edits_of, addresses, addresses);
BENCHMARK_CAPTURE(edits_of, chinese_names, chinese);
BENCHMARK_CAPTURE(edits_of, latin_names, latin);
BENCHMARK_CAPTURE(edits_of, firms, firms);
BENCHMARK_CAPTURE(edits_of, long_firms, long_firms);
BENCHMARK_CAPTURE(edits_of, addresses, addresses);

}  // namespace
}  // namespace qy
