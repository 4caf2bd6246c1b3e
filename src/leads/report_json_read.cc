#include <nlohmann/json.hpp>

#include "base/json.h"
#include "leads/report_fields.h"
#include "leads/report_json.h"

// Throws nlohmann's exceptions (a key missing, a wrong type) and, for a name that does not exist,
// std::invalid_argument; read_report_json is the fence.
namespace qy {
namespace {

template <class T>
void read(const Json& json, T& into);

class Reader {
 public:
  explicit Reader(const Json& object) : object_(object) {}

  template <class T>
  void operator()(const char* key, T& into) {
    read(object_.at(key), into);
  }
  template <class T>
  void newer(const char* key, T& into) {
    if (object_.contains(key)) read(object_.at(key), into);
  }
  template <class List>
  void group(const char* key, List list) {
    Reader inner(object_.at(key));
    list(inner);
  }

 private:
  const Json& object_;
};

template <class T>
concept ListedForReading = requires(Reader& walk, T& value) {
  fields(walk, value);
};

std::optional<Band> find(std::string_view name, Band) {
  return band_of(name);
}
std::optional<Status> find(std::string_view name, Status) {
  return status_of(name);
}
std::optional<Exit> find(std::string_view name, Exit) {
  return exit_of(name);
}
std::optional<Level> find(std::string_view name, Level) {
  return level_of(name);
}

template <class T>
void read(const Json& json, T& into) {
  if constexpr (std::is_enum_v<T>) {
    const auto name = json.get<std::string>();
    const auto value = find(name, into);
    if (!value) throw std::invalid_argument("'" + name + "' does not exist");
    into = *value;
  } else if constexpr (requires { into.has_value(); }) {
    json.is_null() ? into.reset() : read(json, into.emplace());
  } else if constexpr (ListedForReading<T>) {
    Reader walk(json);
    fields(walk, into);
  } else if constexpr (requires { requires ListedForReading<typename T::value_type>; }) {
    for (const Json& item : json) read(item, into.emplace_back());
  } else {
    json.get_to(into);
  }
}

Screening read_screening(const Json& json) {
  Screening s;
  Reader walk(json);
  walk("run", s.run);
  walk("first_page", s.first_page);
  lists(walk, s);
  for (auto* findings : {&s.findings, &s.suppressed})
    for (Finding& f : *findings)
      if (f.settled) f.settled->fingerprint = f.fingerprint, f.settled->rule = f.rule;
  std::vector<TypologyFacts> typologies;
  walk.newer("typologies", typologies);
  for (TypologyFacts& facts : typologies) s.typologies[facts.name] = std::move(facts);
  std::vector<RuleFacts> cards;
  walk("rules", cards);
  for (RuleFacts& card : cards) s.rules[card.id] = std::move(card);
  walk.group("labels", [&](Reader& labels) {
    labels("tables", s.table_labels);
    labels("fields", s.field_labels);
  });
  return s;
}

}  // namespace

Result<Screening> read_report_json(std::string_view text) {
  QY_TRY(const auto json, parse_json(text, "the findings file"));
  if (!json.is_object() || json.value("format", "") != kFindingsFormat) {
    return damaged(
        "筛查结果不是 " + std::string(kFindingsFormat) +
        " 格式，请重新运行 qingyuan screen (the findings file is not of this format: run `qingyuan "
        "screen` again)");
  }
  try {
    return read_screening(json);
  } catch (const std::exception& e) {
    return damaged(
        std::string("筛查结果不完整，请重新运行 qingyuan screen (the findings file is incomplete: ") +
        e.what() + ")");
  }
}

}  // namespace qy
