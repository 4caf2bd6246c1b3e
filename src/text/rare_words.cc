#include "text/rare_words.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "text/similarity.h"
#include "text/utf8.h"

namespace qy {
namespace {

// Words in their order. Single letters that follow one another are one word: A C PLUMBING and AC PLUMBING.
class Reader {
 public:
  std::set<std::u32string> read(std::string_view utf8) {
    for (const char32_t c : code_points(utf8)) take(c >= 'a' && c <= 'z' ? c - 32 : c);
    end_word();
    end_letters();
    return std::move(words_);
  }

 private:
  void take(char32_t c) {
    if (is_han(c)) {
      end_word();
      if (!before_.empty()) words_.insert(before_ + c);
      before_ = std::u32string(1, c);
      return;
    }
    before_.clear();
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c >= 0xC0) {
      word_ += c;
    } else if (c != '\'' && c != '.') {
      end_word();
    }
  }
  void end_word() {
    if (word_.empty()) return;
    if (word_.size() == 1 && word_[0] >= 'A' && word_[0] <= 'Z') {
      letters_ += word_;
    } else {
      end_letters();
      words_.insert(word_);
    }
    word_.clear();
  }
  void end_letters() {
    if (!letters_.empty()) words_.insert(letters_);
    letters_.clear();
  }

  std::set<std::u32string> words_;
  std::u32string word_, letters_, before_;
};

std::set<std::u32string> words_of(std::string_view utf8) {
  return Reader().read(utf8);
}

}  // namespace

void WordWeights::count(std::string_view utf8) {
  ++texts_;
  for (const std::u32string& word : words_of(utf8))
    ++words_.try_emplace(word, uint32_t(words_.size()), 0).first->second.second;
}

WeighedText WordWeights::weigh(std::string_view utf8) const {
  WeighedText out;
  double squares = 0;
  for (const std::u32string& word : words_of(utf8)) {
    const auto at = words_.find(word);
    if (at == words_.end()) continue;
    const double weight = std::log(1 + double(texts_) / double(at->second.second));
    out.words.emplace_back(at->second.first, float(weight));
    squares += weight * weight;
  }
  for (auto& [number, weight] : out.words) weight = float(double(weight) / std::sqrt(squares));
  std::sort(out.words.begin(), out.words.end());
  return out;
}

double shared_weight(const WeighedText& a, const WeighedText& b) {
  double sum = 0;
  for (size_t i = 0, j = 0; i < a.words.size() && j < b.words.size();) {
    if (a.words[i].first == b.words[j].first) {
      sum += double(a.words[i++].second) * double(b.words[j++].second);
    } else {
      (a.words[i].first < b.words[j].first ? i : j) += 1;
    }
  }
  return std::min(sum, 1.0);
}

}  // namespace qy
