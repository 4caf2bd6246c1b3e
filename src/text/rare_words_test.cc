#include "text/rare_words.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <sstream>

namespace qy {
namespace {

double shared(const std::vector<std::string>& texts, size_t a, size_t b) {
  WordWeights weights;
  for (const std::string& text : texts) weights.count(text);
  return shared_weight(weights.weigh(texts[a]), weights.weigh(texts[b]));
}

TEST(RareWords, NothingIsAlikeNothing) {
  EXPECT_DOUBLE_EQ(shared({"", "EXAMPLE"}, 0, 1), 0);
  EXPECT_DOUBLE_EQ(shared({"", ""}, 0, 1), 0);
  EXPECT_DOUBLE_EQ(shared({"SAMPLE LTD", "EXAMPLE"}, 0, 1), 0);
}

TEST(RareWords, TheRarerWordCountsForMore) {
  const std::vector<std::string> texts{"Example Pumps Ltd", "Example Ltd", "Sample Pumps Ltd",
                                       "Other Pumps Ltd"};
  EXPECT_NEAR(shared(texts, 0, 0), 1, 1e-6);
  EXPECT_GT(shared(texts, 0, 1), shared(texts, 0, 2)) << "EXAMPLE is in two texts, PUMPS in three";
  EXPECT_NEAR(shared({"A C Pumps", "AC PUMPS", "Other"}, 0, 1), 1, 1e-6)
      << "letters that stand alone are one word";
  EXPECT_NEAR(shared({"天河建筑", "天河建材"}, 0, 1), shared({"天河建筑", "天河建材"}, 1, 0), 1e-9);
  EXPECT_GT(shared({"天河建筑", "天河建材"}, 0, 1), 0.4) << "two of three pairs of characters";
}

// The definition, written down for words between blanks.
RC_GTEST_PROP(RareWords, AgreesWithTheDefinition, ()) {
  std::vector<std::string> texts(4);
  for (std::string& text : texts)
    for (int left = *rc::gen::inRange(1, 5); left > 0; --left)
      text += *rc::gen::elementOf(std::vector<std::string>{"AA ", "BB ", "CC ", "DD ", "E1 "});
  const auto words = [](const std::string& text) {
    std::istringstream in(text);
    std::set<std::string> out;
    for (std::string word; in >> word;) out.insert(word);
    return out;
  };
  std::map<std::string, double> have;
  for (const std::string& text : texts)
    for (const std::string& word : words(text)) ++have[word];
  const auto weight = [&](const std::string& word) {
    return std::log(1 + double(texts.size()) / have[word]);
  };
  double both = 0, square_a = 0, square_b = 0;
  for (const std::string& word : words(texts[0])) {
    square_a += weight(word) * weight(word);
    if (words(texts[1]).contains(word)) both += weight(word) * weight(word);
  }
  for (const std::string& word : words(texts[1])) square_b += weight(word) * weight(word);
  RC_ASSERT(std::abs(shared(texts, 0, 1) - both / std::sqrt(square_a * square_b)) < 1e-5);
}

}  // namespace
}  // namespace qy
