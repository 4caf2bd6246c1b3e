#include "leads/report_json.h"

#include "leads/report_fields.h"
#include "leads/words.h"
#include "text/json_text.h"

namespace qy {
namespace {

constexpr size_t kPiece = 1 << 20;

template <class T>
void append(JsonText& json, const T& value);

// An object's members, one call each.
class Writer {
 public:
  explicit Writer(JsonText& json) : json_(json) {}

  template <class T>
  void operator()(const char* key, const T& value) {
    json_.name(key);
    append(json_, value);
  }
  template <class T>
  void newer(const char* key, const T& value) {
    (*this)(key, value);
  }
  template <class List>
  void group(const char* key, List list) {
    json_.name(key).open('{');
    list(*this);
    json_.close('}');
  }

 private:
  JsonText& json_;
};

template <class T>
concept Listed = requires(Writer& walk, const T& value) {
  fields(walk, value);
};

template <class T>
void append(JsonText& json, const T& value) {
  if constexpr (std::is_enum_v<T>) {
    json.value(name_of(value));
  } else if constexpr (requires { value.has_value(); }) {
    value ? append(json, *value) : void(json.null());
  } else if constexpr (Listed<T>) {
    json.open('{');
    Writer walk(json);
    fields(walk, value);
    json.close('}');
  } else if constexpr (requires { typename T::mapped_type; }) {
    json.open('{');
    for (const auto& [name, one] : value) append(json.name(name), one);
    json.close('}');
  } else if constexpr (std::is_arithmetic_v<T> || std::is_convertible_v<T, std::string_view>) {
    json.value(value);
  } else {
    json.open('[');
    for (const auto& item : value) append(json, item);
    json.close(']');
  }
}

template <class List>
void append_object(std::string& out, List list) {
  JsonText json(out);
  json.open('{');
  Writer walk(json);
  list(walk);
  json.close('}');
}

// What a card says stands in each of its findings, so that one finding can be handed on alone.
std::string said_of_findings(const RuleFacts& card) {
  std::string said;
  append_object(said, [&](Writer& walk) {
    walk("version", card.version);
    walk("title", card.title);
    walk("english", card.english);
    walk("family", card.family);
    walk("pack", card.pack);
    walk("severity", card.severity);
    walk("why", card.why);
    walk("why_en", card.why_en);
    walk("innocent", card.innocent);
    walk("blind_spots", card.blind_spots);
    walk("next_step", card.next_step);
    walk("next_step_en", card.next_step_en);
    walk("legal_basis", card.legal_basis);
    walk("exits", std::vector{Exit::data_correction, Exit::rectification_exit, Exit::reminder_exit,
                              Exit::lead_transfer});
    walk("usual_exit", card.usual_exit);
  });
  return said;
}

// The report as it comes to be: what is written is handed on whenever there is a piece of it.
class Report {
 public:
  Report(const Screening& s, const std::function<Result<void>(std::string_view)>& take)
      : s_(s), take_(take) {}

  Result<void> write() {
    out_ = "{\"format\": \"" + std::string(kFindingsFormat) + "\"";
    object("notice", [](Writer& walk) {
      walk("zh", notice().zh);
      walk("en", notice().en);
    });
    object("run", [this](Writer& walk) { fields(walk, s_.run); });
    object("first_page", [this](Writer& walk) { fields(walk, s_.first_page); });
    lists(*this, s_);
    (*this)("typologies", values_of(s_.typologies));
    (*this)("rules", values_of(s_.rules));
    object("labels", [this](Writer& walk) {
      walk("tables", s_.table_labels);
      walk("fields", s_.field_labels);
    });
    out_ += "\n}\n";
    hand_on();
    return std::move(taken_);
  }

  // `"name": [` one element a line `]`
  template <class T>
  void operator()(const char* name, const std::vector<T>& values) {
    begin(name);
    out_ += '[';
    std::string_view separator = "\n";
    for (const T& value : values) {
      out_ += separator;
      line(value);
      separator = ",\n";
      if (out_.size() >= kPiece) hand_on();
    }
    out_ += values.empty() ? "]" : "\n]";
  }
  template <class T>
  void newer(const char* name, const std::vector<T>& values) {
    (*this)(name, values);
  }

 private:
  template <class T>
  static std::vector<T> values_of(const std::map<std::string, T>& by_name) {
    std::vector<T> values;
    for (const auto& [name, value] : by_name) values.push_back(value);
    return values;
  }

  void begin(const char* name) { ((out_ += ",\n\"") += name) += "\": "; }

  template <class List>
  void object(const char* name, List list) {
    begin(name);
    append_object(out_, list);
  }

  template <class T>
  void line(const T& value) {
    append_object(out_, [&](Writer& walk) { fields(walk, value); });
  }
  // Two objects as one: what a thousand findings of a rule share is written out once and copied.
  void line(const Finding& finding) {
    line<Finding>(finding);
    std::string& said = said_[finding.rule];
    if (said.empty()) said = said_of_findings(s_.card(finding.rule));
    out_.back() = ',';
    out_.append(said, 1);
  }

  // After the first failure nothing more is taken.
  void hand_on() {
    if (taken_.ok()) taken_ = take_(out_);
    out_.clear();
  }

  const Screening& s_;
  const std::function<Result<void>(std::string_view)>& take_;
  std::string out_;
  Result<void> taken_;
  std::map<std::string, std::string> said_;  // by rule
};

}  // namespace

Result<void> write_report_json(const Screening& screening,
                               const std::function<Result<void>(std::string_view)>& take) {
  return Report(screening, take).write();
}

std::string report_json(const Screening& screening) {
  std::string whole;
  const auto kept = write_report_json(screening, [&](std::string_view piece) {
    whole += piece;
    return Result<void>();
  });
  return kept.ok() ? whole : std::string();
}

}  // namespace qy
