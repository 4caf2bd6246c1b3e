// What people said of pairs of records: the same (yes), not the same (no), cannot be told (unsure). Kept in a
// book of its own, keyed on the records' own ids, so that it outlives every run.
//
//   r1 =yes= r2 =yes= r3       r1 and r3 are one too
//   r3 ≠no≠  r9                no entity will ever hold r3 and r9, nor r1 and r9
//   r1 =yes= r9                refused: r1 = r2 = r3 ≠ r9; undo one of them first
//
// The last word on a pair counts. Unsure: this pair's own weight joins nothing; other pairs may.
//
//   judgements.jsonl (base/json_book.h):
//     {"act":"judge","a":"r1","b":"r2","verdict":"yes","by":"…","reason":"…","at":"2026-03-01T09:30:00+08:00"}
//     {"act":"undo","a":"r1","b":"r2","by":"…","reason":"…","at":"…"}
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json_book.h"
#include "base/result.h"

namespace qy {

enum class Verdict { yes, no, unsure };
std::string_view name_of(Verdict verdict);
Result<Verdict> verdict_of(std::string_view word);

struct Judgement {
  std::string a, b;
  Verdict verdict = Verdict::unsure;
  std::string by, reason, at;
};

// The pair as it is kept: the smaller id first.
std::pair<std::string, std::string> in_order(const std::string& a, const std::string& b);

class Judgements {
 public:
  void put(const Judgement& judgement);  // in place of what was said of the pair before
  bool remove(const std::string& a, const std::string& b);
  const Judgement* find(const std::string& a, const std::string& b) const;
  std::vector<Judgement> all() const;  // by pair
  // Who is together by the judgements of yes alone: of every record judged at all, the name of its group.
  std::unordered_map<std::string, std::string> together() const;
  // The judgements of yes that lead from a to b, fewest first; none where nothing leads there.
  std::vector<Judgement> chain(const std::string& a, const std::string& b) const;
  // Fails where a chain of yes joins two records judged to be two; the message names the chain.
  Result<void> check() const;

 private:
  std::map<std::pair<std::string, std::string>, Judgement> by_pair_;
};

// Can a run that knew `before` be added to? Yes where all of it still stands and what is new says yes or no: these part and join
// what is there. What was undone, and what somebody is unsure of now, must be looked at again from the start.
bool only_adds(const Judgements& now, const Judgements& before);

// "r1 = r2 (who, when); r2 = r3 (who, when)", as messages name a chain.
std::string written(const std::vector<Judgement>& chain);

class JudgementBook {
 public:
  explicit JudgementBook(const std::filesystem::path& file) : book_(file) {}
  // Fails where a line cannot be read, or the book, changed by hand, contradicts itself.
  Result<Judgements> load() const;
  // What is to be done once nothing speaks against it and before it is written; its failure leaves the book as it was.
  using First = std::function<Result<void>()>;
  // On disk when it returns. Refuses what has no name or reason, or contradicts what stands.
  Result<void> judge(const Judgement& judgement, const First& first = {}) const;
  // Refuses where nothing was said of the pair. The judgement stays in the book, with the undoing after it.
  Result<void> undo(const Judgement& judgement, const First& first = {}) const;

 private:
  JsonBook book_;
};

}  // namespace qy
