#include "ingest/header_words.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/distance.h"
#include "text/normalize.h"

namespace qy {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 40> kSpellings = {{
    {"no", "number"},
    {"num", "number"},
    {"nr", "number"},
    {"nos", "number"},
    {"amt", "amount"},
    {"amounts", "amount"},
    {"dept", "department"},
    {"departments", "department"},
    {"departmental", "department"},
    {"desc", "description"},
    {"descript", "description"},
    {"descip", "description"},
    {"ref", "reference"},
    {"trans", "transaction"},
    {"transactions", "transaction"},
    {"inv", "invoice"},
    {"invoices", "invoice"},
    {"reg", "registration"},
    {"registered", "registration"},
    {"org", "organisation"},
    {"organization", "organisation"},
    {"vendor", "supplier"},
    {"suppliers", "supplier"},
    {"creditor", "supplier"},
    {"identifier", "id"},
    {"expenses", "expense"},
    {"expenditure", "expense"},
    {"spending", "spend"},
    {"acct", "account"},
    {"acc", "account"},
    {"cat", "category"},
    {"dates", "date"},
    {"paid", "payment"},
    {"pay", "payment"},
    {"payments", "payment"},
    {"doc", "document"},
    {"docs", "document"},
    {"gl", "ledger"},
    {"auth", "authority"},
    {"seq", "sequence"},
}};

// Words that add nothing to what a header names.
constexpr std::array<std::string_view, 14> kNoise = {"the", "of",   "in", "gbp",  "sterling", "t",      "and",
                                                     "for", "line", "a",  "excl", "incl",     "pounds", "x"};

std::string one_spelling(std::string word) {
  for (const auto& [from, to] : kSpellings)
    if (word == from) return std::string(to);
  return word;
}

bool is_latin(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80;
}

// Cuts at blanks, marks and the humps of CamelCase (TransNo, DocumentNo).
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) tokens.push_back(one_spelling(std::move(word)));
    word.clear();
  };
  bool latin_before = false, lower_before = false;
  for (const char c : text) {
    const bool latin = is_latin(c), han = static_cast<unsigned char>(c) >= 0x80;
    const bool hump = latin && lower_before && std::isupper(static_cast<unsigned char>(c)) != 0;
    if ((!latin && !han) || latin != latin_before || hump) end_word();
    if (latin || han) word += latin ? char(std::tolower(static_cast<unsigned char>(c))) : c;
    latin_before = latin;
    lower_before = latin && std::isupper(static_cast<unsigned char>(c)) == 0;
  }
  end_word();
  std::erase_if(tokens, [](const std::string& t) {
    return std::find(kNoise.begin(), kNoise.end(), t) != kNoise.end();
  });
  return tokens;
}

std::string without_brackets(std::string_view text) {
  std::string kept;
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) kept += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return kept;
}

void erase_all(std::string& text, std::string_view what) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what))
    text.erase(at, what.size());
}

bool same_token(const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (std::min(a.size(), b.size()) < 5 || !is_latin(a[0])) return false;
  return edit_distance(a, b, 1) <= 1;
}

// Tokens of `small` that stand in `large`, each used once.
size_t shared_tokens(const std::vector<std::string>& small, const std::vector<std::string>& large) {
  uint64_t used = 0;  // bits of `large`; no header has more words
  size_t shared = 0;
  for (const std::string& token : small)
    for (size_t i = 0; i < std::min<size_t>(large.size(), 64); ++i) {
      if ((used >> i & 1) != 0 || !same_token(large[i], token)) continue;
      used |= uint64_t{1} << i;
      ++shared;
      break;
    }
  return shared;
}

double token_likeness(const HeaderForm& header, const HeaderForm& word) {
  const size_t h = header.tokens.size(), w = word.tokens.size();
  if (h == 0 || w == 0) return 0;
  const size_t shared = shared_tokens(word.tokens, header.tokens);
  if (shared == h && shared == w) return header.tokens == word.tokens ? 0.94 : 0.92;
  if (shared == w) return 0.55 + 0.35 * double(w) / double(h);
  if (shared == h) return 0.45 + 0.35 * double(h) / double(w);
  return 0;
}

bool has_han(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

double han_likeness(const std::string& header, const std::string& word) {
  if (!has_han(header) || !has_han(word) || word.size() < 6) return 0;
  if (header.find(word) != std::string::npos) return 0.55 + 0.4 * double(word.size()) / double(header.size());
  if (header.size() >= 6 && word.find(header) != std::string::npos)
    return 0.5 + 0.35 * double(header.size()) / double(word.size());
  if (header.size() >= 12 && edit_distance(header, word, 1) <= 1) return 0.8;
  return 0;
}

}  // namespace

HeaderForm::HeaderForm(std::string_view text) {
  std::string plain = normalize(text);
  folded_whole = fold_key(plain);
  plain = without_brackets(plain);
  for (const std::string_view mark : {"£", "￡", "¥", "￥", "€", "*", "'000", "单位:"})
    erase_all(plain, mark);
  folded = fold_key(plain);
  if (folded.empty()) folded = folded_whole;
  tokens = tokens_of(plain);
}

double likeness(const HeaderForm& header, const HeaderForm& word) {
  if (header.folded.empty() || word.folded.empty()) return 0;
  if (header.folded_whole == word.folded_whole) return 1;
  if (header.folded == word.folded) return 0.98;
  return std::max(token_likeness(header, word), han_likeness(header.folded, word.folded));
}

HeaderWords::HeaderWords(const TableSet& tables) {
  for (const auto& [name, table] : tables.all())
    for (const Field& field : table.fields) {
      if (table.domain == "derived") break;  // worked out, never read from a file
      const auto add = [&](const std::string& text, double rank) {
        words_.push_back({HeaderForm(text), text, &field, rank});
      };
      add(field.label, 1);
      add(field.english, 1);
      add(field.name, 0.96);
      double rank = 1;
      for (const std::string& synonym : field.synonyms) add(synonym, rank = std::max(0.97, rank - 0.002));
    }
  std::map<std::string, std::vector<size_t>> by_token;
  for (size_t i = 0; i < words_.size(); ++i) {
    const HeaderForm& form = words_[i].form;
    by_fold_[form.folded].push_back(i);
    if (form.folded_whole != form.folded) by_fold_[form.folded_whole].push_back(i);
    for (const std::string& token : form.tokens) by_token[token].push_back(i);
    if (has_han(form.folded)) han_.push_back(i);
  }
  for (auto& [token, words] : by_token) tokens_[token.size()].push_back({token, std::move(words)});
}

std::vector<size_t> HeaderWords::candidates(const HeaderForm& header) const {
  std::vector<size_t> found;
  for (const std::string* fold : {&header.folded, &header.folded_whole})
    if (const auto at = by_fold_.find(*fold); at != by_fold_.end())
      found.insert(found.end(), at->second.begin(), at->second.end());
  for (const std::string& token : header.tokens) {
    if (has_han(token)) continue;
    for (size_t length = token.size() - 1; length <= token.size() + 1; ++length) {
      const auto at = tokens_.find(length);
      if (at == tokens_.end()) continue;
      for (const Token& known : at->second)
        if (same_token(token, known.text)) found.insert(found.end(), known.words.begin(), known.words.end());
    }
  }
  if (has_han(header.folded)) found.insert(found.end(), han_.begin(), han_.end());
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

// Calls visit(word, likeness) for every word that is anything like the header, or like a part of its path.
template <class Visit>
void HeaderWords::visit(std::string_view header, const Visit& visit) const {
  const auto one = [&](std::string_view part, double weight) {
    const HeaderForm form(part);
    for (const size_t i : candidates(form))
      if (const double like = weight * words_[i].rank * likeness(form, words_[i].form); like > 0)
        visit(words_[i], like);
  };
  one(header, 1);
  const size_t slash = header.rfind('/');
  if (slash == std::string_view::npos) return;
  one(header.substr(slash + 1), 0.95);
  one(header.substr(0, header.find('/')), 0.7);
}

std::map<const Field*, HeaderWords::Hit> HeaderWords::hits(std::string_view header) const {
  std::map<const Field*, Hit> hits;
  visit(header, [&](const Word& word, double like) {
    Hit& best = hits[word.field];
    if (like > best.likeness) best = {like, word.text};
  });
  return hits;
}

// The files of a folder have the same headers, and a file's are looked at more than once.
double HeaderWords::best(std::string_view header) const {
  constexpr size_t kMostKnown = 1 << 16;
  {
    const std::lock_guard lock(known_mutex_);
    if (const auto at = known_.find(std::string(header)); at != known_.end()) return at->second;
  }
  double best = 0;
  visit(header, [&](const Word&, double like) { best = std::max(best, like); });
  const std::lock_guard lock(known_mutex_);
  if (known_.size() >= kMostKnown) known_.clear();
  known_.emplace(header, best);
  return best;
}

}  // namespace qy
