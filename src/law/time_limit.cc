#include "law/time_limit.h"

#include <algorithm>
#include <array>

#include "law/messages.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 3> kClasses{"statutory_hard", "statutory_soft", "internal"};
constexpr std::string_view kNot = "not ";

Result<Span> read_span(const Yaml& entry, std::string_view key) {
  QY_TRY(const std::string text, entry.required(key));
  const Result<Span> span = Span::from_text(text);
  if (!span.ok()) return entry.wrong(span.error().message);
  return *span;
}

Result<Extension> read_extension(const Yaml& entry) {
  QY_CHECK(entry.only({"by", "most", "times", "when"}));
  Extension extension;
  QY_TRY(extension.by, entry.texts("by"));
  if (extension.by.empty()) return entry.wrong(said(kExtensionWithoutApprover));
  if (entry.find("most") != nullptr) {
    QY_TRY(extension.most, read_span(entry, "most"));
  }
  if (entry.find("times") != nullptr) {
    QY_TRY(const double times, entry.number("times"));
    extension.times = int(times);
  }
  QY_TRY(extension.when, read_condition(entry, "when"));
  return extension;
}

Result<TimeLimit> read_limit(const Yaml& entry, const LawBook& laws) {
  QY_CHECK(entry.only({"id",         "title",   "english",    "class",  "when",   "starts", "ends",
                       "pauses",     "resumes", "restarts",   "before", "period", "length", "or_length",
                       "extensions", "liberty", "auto_lapse", "actor",  "basis",  "note"}));
  TimeLimit limit;
  QY_TRY(limit.id, entry.required("id"));
  QY_TRY(limit.title, entry.required("title"));
  QY_TRY(limit.english, entry.required("english"));
  QY_TRY(const std::string class_name, entry.required("class"));
  const auto known = std::find(kClasses.begin(), kClasses.end(), class_name);
  if (known == kClasses.end())
    return entry.wrong(say(kNoSuchWord, class_name, "statutory_hard, statutory_soft, internal"));
  limit.limit_class = LimitClass(known - kClasses.begin());
  QY_TRY(limit.when, read_condition(entry, "when"));
  QY_TRY(limit.starts, entry.texts("starts"));
  QY_TRY(limit.ends, entry.texts("ends"));
  QY_TRY(limit.pauses, entry.texts("pauses"));
  QY_TRY(limit.resumes, entry.texts("resumes"));
  QY_TRY(limit.restarts, entry.texts("restarts"));
  limit.before = entry.optional("before");
  limit.period = entry.optional("period");
  limit.actor = entry.optional("actor");
  limit.note = entry.optional("note");
  if (limit.period.empty()) {
    QY_TRY(limit.length, read_span(entry, "length"));
    if (limit.starts.empty() && limit.before.empty()) return entry.wrong(said(kLimitWithoutStart));
  }
  QY_TRY(const auto others, entry.list("or_length"));
  for (const Yaml& other : others) {
    QY_CHECK(other.only({"when", "length"}));
    OtherLength length;
    QY_TRY(length.when, read_condition(other, "when"));
    QY_TRY(length.length, read_span(other, "length"));
    limit.other_lengths.push_back(std::move(length));
  }
  QY_TRY(const auto extensions, entry.list("extensions"));
  for (const Yaml& one : extensions) {
    QY_TRY(Extension extension, read_extension(one));
    limit.extensions.push_back(std::move(extension));
  }
  QY_TRY(limit.liberty, entry.flag("liberty", false));
  QY_TRY(limit.auto_lapse, entry.flag("auto_lapse", false));
  QY_TRY(limit.basis, laws.read_basis(entry));
  return limit;
}

}  // namespace

std::string_view name_of(LimitClass limit_class) {
  return kClasses[size_t(limit_class)];
}

bool FactCondition::holds(const Facts& facts) const {
  const auto is_known = [&](const std::string& fact) { return facts.count(fact) > 0; };
  return std::all_of(has.begin(), has.end(), is_known) && std::none_of(lacks.begin(), lacks.end(), is_known);
}

Result<FactCondition> read_condition(const Yaml& entry, std::string_view key) {
  QY_TRY(const auto texts, entry.texts(key));
  FactCondition condition;
  for (const std::string& text : texts) {
    const bool is_lacking = text.rfind(kNot, 0) == 0;
    (is_lacking ? condition.lacks : condition.has).push_back(is_lacking ? text.substr(kNot.size()) : text);
  }
  return condition;
}

Span TimeLimit::length_for(const Facts& facts) const {
  for (const OtherLength& other : other_lengths)
    if (other.when.holds(facts)) return other.length;
  return *length;
}

Result<std::vector<TimeLimit>> load_time_limits(const std::filesystem::path& file, const LawBook& laws) {
  QY_TRY(const Yaml yaml, Yaml::load(file));
  QY_CHECK(yaml.only({"limits"}));
  QY_TRY(const auto entries, yaml.list("limits"));
  std::vector<TimeLimit> limits;
  std::set<std::string> ids;
  for (const Yaml& entry : entries) {
    QY_TRY(TimeLimit limit, read_limit(entry, laws));
    if (!ids.insert(limit.id).second) return entry.wrong(say(kGivenTwice, limit.id));
    limits.push_back(std::move(limit));
  }
  return limits;
}

}  // namespace qy
