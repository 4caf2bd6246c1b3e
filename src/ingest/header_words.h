// What headers mean: the words of the standard tables (labels, English names, synonyms), and how near a
// header met in the wild comes to them.
//
//   "Suplier Name "           ~ supplier name   one letter wrong
//   "Invoice Line Amount Net" ~ amount          the word stands in it
//   补贴金额/其中:中央          ~ 其中:中央, 补贴金额   the parts of a path
//   实发金额（万元）           ~ 实发金额          the unit left out
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lake/table.h"

namespace qy {

// A header taken apart for comparison.
struct HeaderForm {
  explicit HeaderForm(std::string_view text);

  std::string folded;        // fold_key without units, marks and what stands in brackets
  std::string folded_whole;  // fold_key of all of it
  std::vector<std::string>
      tokens;  // English words in one spelling (no, num, nr → number); runs of Han as they are
};

// 0 (nothing in common) … 1 (the same).
double likeness(const HeaderForm& header, const HeaderForm& word);

// May be asked from several threads.
class HeaderWords {
 public:
  explicit HeaderWords(const TableSet& tables);

  struct Hit {
    double likeness = 0;
    std::string word;  // the synonym it is like
  };
  // The fields that a header may name, each with how well it does (a path's last part weighs most).
  std::map<const Field*, Hit> hits(std::string_view header) const;
  // How well it names any field of any table: for finding the header row.
  double best(std::string_view header) const;

 private:
  struct Word {
    HeaderForm form;
    std::string text;
    const Field* field;
    double rank;  // a little less for later synonyms, so that the first of two wins
  };
  // Words that share a token, a fold or, in Chinese, perhaps a part with the header: the others are nothing
  // alike.
  std::vector<size_t> candidates(const HeaderForm& header) const;
  template <class Visit>
  void visit(std::string_view header, const Visit& visit) const;

  std::vector<Word> words_;
  struct Token {
    std::string text;
    std::vector<size_t> words;
  };
  std::map<size_t, std::vector<Token>> tokens_;  // by length: one letter more or less is as far as we look
  std::map<std::string, std::vector<size_t>, std::less<>> by_fold_;
  std::vector<size_t> han_;
  mutable std::mutex known_mutex_;
  mutable std::unordered_map<std::string, double> known_;  // what best() said before; bounded
};

}  // namespace qy
