#include "leads/typology_cases.h"

#include "leads/gathering.h"
#include "rules/messages.h"

namespace qy {
namespace {

Result<Finding> given_finding(const Yaml& node, const Typology& typology, const RuleSet& rules) {
  QY_CHECK(node.only({"rule", "about", "band", "amount_fen", "settled"}));
  Finding finding;
  QY_TRY(finding.rule, node.required("rule"));
  if (rules.find(finding.rule) == nullptr)
    return node.find("rule")->wrong(say(kPartRule, typology.name, finding.rule));
  QY_TRY(finding.stack_key, node.required("about"));
  finding.subject_label = finding.stack_key;
  const auto band = band_of(node.optional("band", "yellow"));
  if (!band) return node.find("band")->wrong(say(kNoBand, node.optional("band")));
  finding.band = *band;
  if (node.find("amount_fen") != nullptr) {
    QY_TRY(const double fen, node.number("amount_fen"));
    finding.amount_fen = Fen(fen);
  }
  if (const Yaml* settled = node.find("settled")) {
    const auto exit = exit_of(settled->text());
    if (!exit) return settled->wrong(say(kNoExit, settled->text()));
    finding.settled = ExitRecord{.exit = *exit};
  }
  return finding;
}

Result<SubjectLinks> given_links(const Yaml& one) {
  SubjectLinks links;
  if (const Yaml* node = one.find("links"))
    for (const auto& [from, to] : node->entries())
      for (const Yaml& key : to.items()) links[from].push_back({key.text(), ""});
  return links;
}

void compare(const Yaml& wanted, const Gathering& got, std::vector<std::string>& failures) {
  const auto differs = [&](std::string_view what, const std::string& expected, const std::string& actual) {
    failures.push_back(wanted.wrong(say(kCaseDiffers, what, expected, actual)).message);
  };
  if (const std::string level = wanted.optional("level"); level != name_of(got.level))
    differs("level", level, std::string(name_of(got.level)));
  if (const std::string sentence = wanted.optional("sentence"); !sentence.empty() && sentence != got.sentence)
    differs("sentence", sentence, got.sentence);
  if (const std::string sentence = wanted.optional("sentence_en");
      !sentence.empty() && sentence != got.sentence_en)
    differs("sentence_en", sentence, got.sentence_en);
  if (const Yaml* weight = wanted.find("weight");
      weight != nullptr && std::strtod(weight->text().c_str(), nullptr) != got.weight)
    differs("weight", weight->text(), std::to_string(got.weight));
}

Result<TypologyCase> run_case(const Yaml& one, const Typology& typology, const RuleSet& rules) {
  QY_CHECK(one.only({"name", "english", "given", "links", "expect", "note"}));
  TypologyCase done;
  QY_TRY(done.name, one.required("name"));
  Screening screening;
  if (const Yaml* given = one.find("given"))
    for (const Yaml& node : given->items()) {
      QY_TRY(Finding finding, given_finding(node, typology, rules));
      finding.fingerprint = std::to_string(node.line());
      screening.findings.push_back(std::move(finding));
    }
  QY_TRY(const SubjectLinks links, given_links(one));
  gather(screening, {typology}, links);
  const Yaml* expect = one.find("expect");
  if (expect == nullptr) return one.wrong(say(kNoExpect));
  std::set<std::string> expected;
  for (const Yaml& wanted : expect->items()) {
    QY_CHECK(wanted.only({"about", "level", "weight", "sentence", "sentence_en"}));
    const std::string about = wanted.optional("about");
    expected.insert(about);
    const Gathering* found = nullptr;
    for (const Gathering& gathering : screening.gatherings)
      if (gathering.subject_key == about) found = &gathering;
    if (found == nullptr)
      done.failures.push_back(wanted.wrong(say(kNotGathered, about)).message);
    else
      compare(wanted, *found, done.failures);
  }
  for (const Gathering& gathering : screening.gatherings)
    if (!expected.contains(gathering.subject_key))
      done.failures.push_back(expect->wrong(say(kGatheredTooMuch, gathering.subject_key)).message);
  return done;
}

}  // namespace

Result<std::vector<TypologyCase>> run_typology_cases(const Typology& typology, const RuleSet& rules) {
  std::vector<TypologyCase> cases;
  for (const Yaml& one : typology.cases.items()) {
    QY_TRY(TypologyCase done, run_case(one, typology, rules));
    cases.push_back(std::move(done));
  }
  return cases;
}

}  // namespace qy
