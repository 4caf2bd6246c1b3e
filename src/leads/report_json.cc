#include "leads/report_json.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "leads/report_fields.h"
#include "leads/words.h"

namespace qy {
namespace {

template <class T>
Json json_of(const T& value);

class Writer {
 public:
  template <class T>
  void operator()(const char* key, const T& value) {
    object_[key] = json_of(value);
  }
  template <class T>
  void newer(const char* key, const T& value) {
    (*this)(key, value);
  }
  template <class List>
  void group(const char* key, List list) {
    Writer inner;
    list(inner);
    object_[key] = std::move(inner.object_);
  }
  Json take() { return std::move(object_); }

 private:
  Json object_ = Json::object();
};

template <class T>
concept Listed = requires(Writer& walk, const T& value) {
  fields(walk, value);
};

template <class T>
Json json_of(const T& value) {
  if constexpr (std::is_enum_v<T>) {
    return name_of(value);
  } else if constexpr (requires { value.has_value(); }) {
    return value ? json_of(*value) : Json(nullptr);
  } else if constexpr (Listed<T>) {
    Writer walk;
    fields(walk, value);
    return walk.take();
  } else if constexpr (requires { requires Listed<typename T::value_type>; }) {
    Json list = Json::array();
    for (const auto& item : value) list.push_back(json_of(item));
    return list;
  } else {
    return Json(value);
  }
}

Json four_exits() {
  Json exits = Json::array();
  for (const auto exit :
       {Exit::data_correction, Exit::rectification_exit, Exit::reminder_exit, Exit::lead_transfer}) {
    exits.push_back(name_of(exit));
  }
  return exits;
}

// What a card says stands in each of its findings, so that one finding can be handed on alone.
Json said_of_findings(const RuleFacts& card) {
  return {{"version", card.version},
          {"title", card.title},
          {"english", card.english},
          {"family", card.family},
          {"pack", card.pack},
          {"severity", card.severity},
          {"why", card.why},
          {"why_en", card.why_en},
          {"innocent", card.innocent},
          {"blind_spots", card.blind_spots},
          {"next_step", card.next_step},
          {"next_step_en", card.next_step_en},
          {"legal_basis", json_of(card.legal_basis)},
          {"exits", four_exits()},
          {"usual_exit", card.usual_exit}};
}

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Two objects as one. What a thousand findings of a rule share is written out once and copied.
std::string joined(std::string object, std::string_view members_of) {
  object.back() = ',';
  return object += members_of.substr(1);
}

class ListWriter {
 public:
  ListWriter(const Screening& s, std::string& out) : s_(s), out_(out) {}

  // `"name": [` one element a line `]`
  template <class T>
  void operator()(const char* name, const std::vector<T>& values) {
    out_ += ",\n\"" + std::string(name) + "\": [";
    std::string_view separator = "\n";
    for (const T& value : values) {
      out_ += separator;
      out_ += line_of(value);
      separator = ",\n";
    }
    out_ += values.empty() ? "]" : "\n]";
  }
  template <class T>
  void newer(const char* name, const std::vector<T>& values) {
    (*this)(name, values);
  }

 private:
  template <class T>
  std::string line_of(const T& value) {
    return text_of(json_of(value));
  }
  std::string line_of(const Finding& finding) {
    std::string& said = said_[finding.rule];
    if (said.empty()) said = text_of(said_of_findings(s_.card(finding.rule)));
    return joined(text_of(json_of(finding)), said);
  }

  const Screening& s_;
  std::string& out_;
  std::map<std::string, std::string> said_;  // by rule
};

template <class T>
std::vector<T> values_of(const std::map<std::string, T>& by_name) {
  std::vector<T> values;
  for (const auto& [name, value] : by_name) values.push_back(value);
  return values;
}

}  // namespace

std::string report_json(const Screening& s) {
  std::string out = "{\"format\": \"" + std::string(kFindingsFormat) + "\"";
  out += ",\n\"notice\": " + text_of({{"zh", notice().zh}, {"en", notice().en}});
  out += ",\n\"run\": " + text_of(json_of(s.run));
  out += ",\n\"first_page\": " + text_of(json_of(s.first_page));
  ListWriter walk(s, out);
  lists(walk, s);
  walk("typologies", values_of(s.typologies));
  walk("rules", values_of(s.rules));
  out += ",\n\"labels\": " + text_of({{"tables", s.table_labels}, {"fields", s.field_labels}});
  return out + "\n}\n";
}

}  // namespace qy
