#include "ingest/header_finder.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace qy {
namespace {

constexpr size_t kMostHeaderRows = 3;
constexpr size_t kLookedAfter = 8;
constexpr size_t kLookedBelow = 5;
constexpr size_t kLooked = 300;  // headers met so far lie as deep as row 90, under a page of examples

bool looks_like_data(std::string_view text) {
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits > 0 && 2 * size_t(digits) >= text.size() && text.find("年") == std::string_view::npos;
}

bool is_data(const SampleCell& cell) {
  return cell.kind == CellKind::number || cell.kind == CellKind::date || looks_like_data(cell.text);
}

// A byte-order mark decoded as windows-1252, once or twice, sticks to the first header.
std::string_view without_byte_order_mark(std::string_view text) {
  for (const std::string_view mark : {"ï»¿", "Ã¯»¿"})
    if (text.starts_with(mark)) return text.substr(mark.size());
  return text;
}

// Names of a header range: upper rows reach to the right over the columns that the row below divides.
std::vector<std::string> names_of(const std::vector<SampleRow>& rows, size_t first, size_t count) {
  size_t width = 0;
  for (size_t i = first; i < first + count; ++i) width = std::max(width, rows[i].cells.size());
  std::vector<std::string> names(width);
  std::vector<std::string_view> above(count);
  for (size_t column = 0; column < width; ++column) {
    std::string& name = names[column];
    for (size_t level = 0; level < count; ++level) {
      std::string_view part = without_byte_order_mark(rows[first + level].text(column));
      const bool is_last = level + 1 == count;
      bool divided = false;
      for (size_t below = level + 1; below < count; ++below)
        divided |= !rows[first + below].text(column).empty();
      if (!part.empty()) above[level] = part;
      if (part.empty() && !is_last && divided) part = above[level];
      if (part.empty() || name == part || name.ends_with("/" + std::string(part))) continue;
      if (!name.empty()) name += '/';
      name += part;
    }
  }
  return names;
}

class Finder {
 public:
  Finder(const std::vector<SampleRow>& rows, const HeaderWords& words) : rows_(rows), words_(words) {}

  Header find() {
    Header best;
    size_t looked = std::min(rows_.size(), kLooked);
    for (size_t first = 0; first < looked; ++first)
      for (size_t count = 1; count <= kMostHeaderRows && first + count <= looked; ++count) {
        if (count > 1 && !continues(first, count)) break;
        const double score = score_of(first, count);
        if (score <= best.score) continue;
        best.first = first;
        best.rows = count;
        best.score = score;
        // Four names all known: nothing far below will be better.
        if (known_share_ > 0.9) looked = std::min(looked, first + kLookedAfter);
      }
    best.is_certain = looked + kLookedBelow <= rows_.size() && looked < std::min(rows_.size(), kLooked);
    return best;
  }

 private:
  // A further header row names columns: short texts, nothing that looks like data, and not all columns anew.
  bool continues(size_t first, size_t count) const {
    const SampleRow& row = rows_[first + count - 1];
    if (row.filled() == 0 || row.filled() + rows_[first].filled() < 3) return false;
    if (std::any_of(row.cells.begin(), row.cells.end(), is_data)) return false;
    size_t again = 0, under = 0;
    for (size_t c = 0; c < row.cells.size(); ++c) {
      if (row.cells[c].text.size() > 60) return false;
      if (row.cells[c].text.empty() || row.cells[c].repeated) continue;
      again += row.cells[c].text == rows_[first + count - 2].text(c) ? 1 : 0;
      ++under;
    }
    return again == 0 && under > 0;
  }

  double likeness(const std::string& name) {
    auto [at, is_new] = known_.try_emplace(name, 0.0);
    if (is_new) {
      const size_t slash = name.rfind('/');
      at->second = words_.best(name);
      if (slash != std::string::npos)
        at->second = std::max(at->second, 0.95 * words_.best(name.substr(slash + 1)));
    }
    return at->second;
  }

  // What speaks for a range: names that the tables know, names over every filled column, data below; against
  // it: figures and long texts among the names, names given twice, a block of lone cells.
  double score_of(size_t first, size_t count) {
    const std::vector<std::string> names = names_of(rows_, first, count);
    const auto named =
        size_t(std::count_if(names.begin(), names.end(), [](const auto& n) { return !n.empty(); }));
    const auto data_like = size_t(std::count_if(names.begin(), names.end(), looks_like_data));
    known_share_ = 0;
    if (named < 2 || 2 * data_like > named) return 0;
    double score = 0, known = 0;
    std::set<std::string_view> distinct;
    for (const std::string& name : names) {
      if (name.empty()) continue;
      if (name.size() > 90 || looks_like_data(name)) {
        score -= 1;
        continue;
      }
      const double like = likeness(name);
      score += like >= 0.6 ? like : 0.1 * like;
      known += like >= 0.9 ? 1 : 0;
      if (!distinct.insert(name).second) score -= 0.3;
    }
    if (named >= 4) known_share_ = known / double(named);
    return score + 0.5 * below(first + count, names) - cost_of_more_rows(first, count) -
           0.0005 * double(first);
  }

  // A further row must earn its place, unless cells merged from above reach down into it.
  double cost_of_more_rows(size_t first, size_t count) const {
    double cost = 0;
    for (size_t r = first + 1; r < first + count; ++r) {
      const auto& cells = rows_[r].cells;
      const bool merged = std::any_of(cells.begin(), cells.end(), [&](const SampleCell& cell) {
        return cell.repeated && cell.text == rows_[r - 1].text(size_t(&cell - cells.data()));
      });
      cost += merged ? -0.8 : 0.35;
    }
    return cost;
  }

  // Share of the named columns that hold something just below, more if it looks like data.
  double below(size_t begin, const std::vector<std::string>& names) const {
    double share = 0;
    const size_t end = std::min(rows_.size(), begin + kLookedBelow);
    for (size_t r = begin; r < end; ++r) {
      double good = 0, named = 0;
      for (size_t c = 0; c < names.size(); ++c) {
        if (names[c].empty()) continue;
        named += 1;
        if (c >= rows_[r].cells.size() || rows_[r].cells[c].text.empty()) continue;
        good += is_data(rows_[r].cells[c]) ? 1.5 : 0.5;
      }
      share += named > 0 ? good / named : 0;
    }
    return end > begin ? share / double(end - begin) : 0;
  }

  const std::vector<SampleRow>& rows_;
  const HeaderWords& words_;
  std::unordered_map<std::string, double> known_;
  double known_share_ = 0;  // of the names looked at last, when there were four or more
};

Header without_header(const std::vector<SampleRow>& rows) {
  Header none;
  size_t width = 0;
  for (const SampleRow& row : rows) width = std::max(width, row.cells.size());
  for (size_t i = 0; i < width; ++i) none.names.push_back("#" + std::to_string(i + 1));
  return none;
}

std::string title_above(const std::vector<SampleRow>& rows, size_t end) {
  std::string title;
  for (size_t r = 0; r < end && title.size() < 2000; ++r)
    for (const SampleCell& cell : rows[r].cells)
      if (!cell.text.empty() && !cell.repeated) title += (title.empty() ? "" : " ") + cell.text;
  return title;
}

Header header_of(const std::vector<SampleRow>& rows, size_t first, size_t count) {
  return {first, count, names_of(rows, first, count), title_above(rows, first), 0};
}

}  // namespace

std::vector<std::string> Header::distinct_names() const {
  std::vector<std::string> distinct = names;
  std::map<std::string, int> seen;
  for (std::string& name : distinct) {
    if (name.empty()) continue;
    if (const int n = ++seen[name]; n > 1) name += "#" + std::to_string(n);
  }
  return distinct;
}

Header header_at(const std::vector<SampleRow>& rows, size_t row, size_t count) {
  const auto index_of = [&](size_t number) {
    return size_t(
        std::ranges::find_if(rows, [&](const SampleRow& one) { return one.row_number >= int64_t(number); }) -
        rows.begin());
  };
  const size_t first = index_of(row), end = index_of(row + count);
  if (first < end) return header_of(rows, first, end - first);
  Header none = without_header(rows);
  if (first == rows.size()) return none;
  none.first = first;
  none.title = title_above(rows, first);
  return none;
}

Header find_header(const std::vector<SampleRow>& rows, const HeaderWords& words) {
  Header found = Finder(rows, words).find();
  // Below the likeness of one known word a row is more probably data.
  if (found.rows == 0 || found.score < 0.9) return without_header(rows);
  Header header = header_of(rows, found.first, found.rows);
  header.score = found.score;
  header.is_certain = found.is_certain;
  return header;
}

}  // namespace qy
