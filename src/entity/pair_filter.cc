#include "entity/pair_filter.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "base/json.h"
#include "entity/comparer.h"
#include "entity/messages.h"
#include "text/yaml.h"

namespace qy {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

std::string as_digits(std::string_view bytes) {
  std::string out;
  for (const unsigned char byte : bytes) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

Result<std::string> from_digits(std::string_view digits) {
  std::string out;
  for (size_t i = 0; i + 1 < digits.size(); i += 2) {
    const size_t high = kDigits.find(digits[i]), low = kDigits.find(digits[i + 1]);
    if (high == kDigits.npos || low == kDigits.npos) return invalid(say(kBadPairTask));
    out += char(high << 4U | low);
  }
  return out;
}

// "3:0.25 17:0.5": the number and the weight of each word, exact. What is not so has no words.
WeighedText weighed_of(std::string_view cell) {
  WeighedText out;
  for (size_t from = 0; from < cell.size();) {
    const size_t end = std::min(cell.find(' ', from), cell.size()), colon = cell.find(':', from);
    if (colon >= end) return {};
    auto& [number, weight] = out.words.emplace_back();
    std::from_chars(cell.data() + from, cell.data() + colon, number);
    std::from_chars(cell.data() + colon + 1, cell.data() + end, weight);
    from = end + 1;
  }
  return out;
}

std::string weighed_cell(const WeighedText& text) {
  std::string out;
  for (const auto& [number, weight] : text.words) {
    char digits[64];
    char* end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    *end++ = ':';
    end = std::to_chars(end, digits + sizeof digits, weight).ptr;
    out += (out.empty() ? "" : " ") + std::string(digits, end);
  }
  return out;
}

// A record of the group as its cells say it.
struct Member {
  uint32_t record = 0, table = 0;
  std::vector<uint32_t> group, place;          // by key
  std::vector<std::string_view> texts, words;  // by column, by weighing comparison
};

// The cells of one record, from the left.
class Cells {
 public:
  explicit Cells(const Json& row) : row_(row) {}

  std::string_view text() {
    const Json& cell = row_.at(at_++);
    return cell.is_null() ? std::string_view() : std::string_view(cell.get_ref<const std::string&>());
  }
  uint32_t number() {
    const std::string_view digits = text();
    uint32_t out = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return out;
  }
  bool are_all_read() const { return at_ == row_.size(); }

 private:
  const Json& row_;
  size_t at_ = 0;
};

bool gives(const PairTask::Key& key, size_t k, const Member& a, const Member& b) {
  if (!key.is_there || a.group[k] == 0 || a.group[k] != b.group[k]) return false;
  return key.window == 0 || std::max(a.place[k], b.place[k]) - std::min(a.place[k], b.place[k]) <= key.window;
}

bool is_wanted(const Member& a, const Member& b, LinkScope scope, RecordIndex first) {
  if (b.record < first) return false;
  return scope == LinkScope::all || (a.table == b.table) == (scope == LinkScope::within);
}

Records records_of(const std::vector<Member>& members, const std::vector<std::string>& columns) {
  Records out;
  for (const std::string& name : columns) out.columns.emplace_back().name = name;
  for (const Member& member : members) {
    out.ids.add(std::to_string(member.record));
    out.tables.push_back(member.table);
    for (size_t c = 0; c < columns.size(); ++c)
      out.columns[c].codes.push_back(out.columns[c].values.add(member.texts[c]));
  }
  return out;
}

// By weighing comparison: what its texts weigh.
using WeighedTexts = std::unordered_map<std::string, std::string_view>;

Result<std::vector<WeighedTexts>> weighed_texts(const std::vector<Member>& members, const LinkConfig& config,
                                                const std::vector<size_t>& weighing, Derived& derived) {
  std::vector<WeighedTexts> out;
  for (size_t w = 0; w < weighing.size(); ++w) {
    QY_TRY(const RecordColumn* column, derived.column(config.compare[weighing[w]].of));
    WeighedTexts& texts = out.emplace_back();
    for (size_t i = 0; i < members.size(); ++i)
      texts.emplace(column->values.text(column->codes[i]), members[i].words[w]);
  }
  return out;
}

}  // namespace

std::string PairTask::words() const {
  Json json = {{"config", config}, {"first", first}, {"keys", Json::array()}};
  for (const Key& key : keys) json["keys"].push_back({key.is_there, key.window});
  return as_digits(json.dump());
}

Result<PairTask> PairTask::of(std::string_view words) {
  QY_TRY(const std::string text, from_digits(words));
  QY_TRY(const Json json, parse_json(text, "filter pairs"));
  try {
    PairTask out{.config = json.at("config"), .first = json.at("first")};
    for (const Json& key : json.at("keys")) out.keys.push_back({key.at(0), key.at(1)});
    return out;
  } catch (const Json::exception&) {
    return invalid(say(kBadPairTask));
  }
}

std::vector<std::string> compared_columns(const LinkConfig& config) {
  std::set<std::string> names;
  for (const ComparisonSpec& comparison : config.compare) {
    comparison.of.columns(names);
    for (const LevelSpec& level : comparison.levels) level.other.columns(names);
  }
  return {names.begin(), names.end()};
}

std::vector<size_t> weighing_comparisons(const LinkConfig& config) {
  std::vector<size_t> out;
  for (size_t c = 0; c < config.compare.size(); ++c)
    if (std::ranges::any_of(config.compare[c].levels,
                            [](const LevelSpec& level) { return level.kind == LevelKind::rare_words; }))
      out.push_back(c);
  return out;
}

Result<RecordCells> RecordCells::prepare(const Records& records, const LinkConfig& config, Derived& derived,
                                         const std::vector<KeyOut>& keys) {
  RecordCells out;
  out.records_ = &records;
  out.keys_ = &keys;
  out.names_ = {"i", "t"};
  for (size_t k = 0; k < keys.size(); ++k) {
    if (!keys[k].is_there()) continue;
    out.names_.push_back("g" + std::to_string(k));
    if (keys[k].groups.window > 0) out.names_.push_back("p" + std::to_string(k));
  }
  for (const std::string& name : compared_columns(config)) {
    const RecordColumn* column = records.find(name);
    if (column == nullptr) return not_found(say(kNoSuchColumn, name));
    out.names_.push_back("c" + std::to_string(out.columns_.size()));
    out.columns_.push_back(column);
  }
  for (const size_t comparison : weighing_comparisons(config)) {
    QY_TRY(const RecordColumn* column, derived.column(config.compare[comparison].of));
    out.names_.push_back("w" + std::to_string(comparison));
    WordWeights& weights = out.weighing_.emplace_back(Weighing{column, {}}).weights;
    for (ValueCode code = 1; code < column->values.size(); ++code) weights.count(column->values.text(code));
  }
  return out;
}

std::vector<std::string> RecordCells::of(RecordIndex record) const {
  std::vector<std::string> out = {std::to_string(record), std::to_string(records_->tables[record])};
  for (const KeyOut& key : *keys_) {
    if (!key.is_there()) continue;
    out.push_back(std::to_string(key.groups.group[record]));
    if (key.groups.window > 0) out.push_back(std::to_string(key.groups.place[record]));
  }
  for (const RecordColumn* column : columns_) out.emplace_back(column->values.text(column->codes[record]));
  for (const Weighing& weighing : weighing_)
    out.push_back(
        weighed_cell(weighing.weights.weigh(weighing.column->values.text(weighing.column->codes[record]))));
  return out;
}

PairTask pair_task(const std::string& config, const std::vector<KeyOut>& keys, RecordIndex first) {
  PairTask out{.config = config, .first = first};
  for (const KeyOut& key : keys) out.keys.push_back({key.is_there(), key.groups.window});
  return out;
}

Result<PairFilter> PairFilter::prepare(const PairTask& task) {
  PairFilter out;
  out.task_ = task;
  QY_TRY(const Yaml root, Yaml::parse(task.config, "filter pairs"));
  const Yaml* of_kind =
      root.find("resolve");  // a kind of the lake has its linkage there (entities/firm.yaml)
  QY_TRY(out.config_, link_config_of(of_kind == nullptr ? root : *of_kind));
  out.columns_ = compared_columns(out.config_);
  out.weighing_ = weighing_comparisons(out.config_);
  return out;
}

Result<std::string> PairFilter::answer(std::string_view line) const try {
  QY_TRY(const Json json, parse_json(line, "filter pairs"));
  const size_t key = json.at("k");
  if (key >= task_.keys.size()) return invalid(say(kBadPairTask));
  std::vector<Member> members;
  for (const Json& row : json.at("r")) {
    Cells cells(row);
    Member& member = members.emplace_back();
    member.record = cells.number();
    member.table = cells.number();
    for (const PairTask::Key& each : task_.keys) {
      member.group.push_back(each.is_there ? cells.number() : 0);
      member.place.push_back(each.is_there && each.window > 0 ? cells.number() : 0);
    }
    for (size_t i = 0; i < columns_.size(); ++i) member.texts.push_back(cells.text());
    for (size_t i = 0; i < weighing_.size(); ++i) member.words.push_back(cells.text());
    if (!cells.are_all_read()) return invalid(say(kBadPairTask));
  }
  std::ranges::sort(members, {}, &Member::record);
  const Records records = records_of(members, columns_);
  Derived derived(records);
  QY_TRY(const auto weighed, weighed_texts(members, config_, weighing_, derived));
  QY_TRY(const Comparer comparer,
         Comparer::prepare(config_, derived, [&](size_t comparison, std::string_view value) {
           const auto w = size_t(std::ranges::find(weighing_, comparison) - weighing_.begin());
           const auto at = weighed[w].find(std::string(value));
           return at == weighed[w].end() ? WeighedText() : weighed_of(at->second);
         }));
  std::string out;
  for (RecordIndex a = 0; a < members.size(); ++a)
    for (RecordIndex b = a + 1; b < members.size(); ++b) {
      if (!is_wanted(members[a], members[b], config_.scope, task_.first)) continue;
      bool is_fresh = true;
      for (size_t k = 0; k < key && is_fresh; ++k)
        is_fresh = !gives(task_.keys[k], k, members[a], members[b]);
      for (const auto number : {int64_t(key), int64_t(members[a].record), int64_t(members[b].record),
                                int64_t(comparer.compare(a, b))})
        out += std::to_string(number) + ' ';
      out += is_fresh ? "1\n" : "0\n";
    }
  return out;
} catch (const Json::exception&) {
  return invalid(say(kBadPairTask));
}

}  // namespace qy
