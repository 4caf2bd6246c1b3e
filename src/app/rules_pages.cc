#include "app/rules_pages.h"

#include "app/rules_document.h"
#include "base/disk.h"
#include "leads/cases_in_words.h"
#include "leads/words.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr const char* kHead =
    "由 `qingyuan rules docs` 从规则卡片和案例生成，请勿手改。Generated from cards and cases; do not "
    "edit.\n\n"
    "疑点是对记录提出的问题，不是对任何人的结论。A finding is a question about records, not a conclusion "
    "about "
    "anyone.\n\n";

using ByPack = std::map<std::string, std::vector<const Rule*>>;

Word word_of_pack(const RuleSet& rules, const std::string& pack) {
  const auto at = rules.packs().find(pack);
  return at == rules.packs().end() ? Word{pack, pack} : Word{at->second.label, at->second.english};
}

std::string link_to(const Rule& rule) {
  return "rules/" + rule.card.pack + ".md#" + rule.card.id;
}

std::string index_page(const RuleSet& rules, const ByPack& packs) {
  std::string text = std::string("# 规则 Rules\n\n") + kHead +
                     "写规则的方法 how to write one: [docs/rules/writing.zh-CN.md](rules/writing.zh-CN.md), "
                     "[English](rules/writing.md).\n\n| 规则包 pack | 条数 rules |\n|---|---|\n";
  for (const auto& [pack, members] : packs) {
    const Word word = word_of_pack(rules, pack);
    text += "| [" + std::string(word.zh) + " " + std::string(word.en) + "](rules/" + pack + ".md) | " +
            std::to_string(members.size()) + " |\n";
  }
  for (const auto& [pack, members] : packs) {
    text += "\n## " + std::string(word_of_pack(rules, pack).zh) + "\n\n";
    for (const Rule* rule : members)
      text += "- [" + rule->card.id + "](" + link_to(*rule) + ") " + rule->card.title + " · " +
              rule->card.english + "\n";
  }
  return text;
}

std::string cases_text(const CasesInWords& words) {
  std::string text;
  if (!words.sentence.empty())
    text += "**例句 example**\n\n> " + words.sentence +
            (words.sentence_en.empty() ? "" : "\n>\n> " + words.sentence_en) + "\n\n";
  text += "**案例 cases**\n\n";
  for (const CaseInWords& one : words.cases)
    text +=
        "- " + one.name + (one.english.empty() ? "" : " *" + one.english + "*") + " → " + one.outcomes + "\n";
  return text + "\n";
}

std::string seen_text(const Rule& rule, const PageFacts& facts) {
  if (facts.screening == nullptr) return {};
  std::map<std::string, int64_t> counts;
  for (const Coverage& row : facts.screening->coverage)
    if (row.rule == rule.card.id) counts[row.outcome] += row.count;
  std::string text = "**在这个工作区 in this workspace**（数据截至 " + facts.screening->run.as_of + "）：";
  if (counts.empty()) return text + "没有运行，或缺少数据。\n\n";
  for (const char* outcome : {"hit", "clear", "excluded", "not_computable"})
    text += std::string(word_of_outcome(outcome).zh) + " " + count_text(counts[outcome]) + "，";
  const auto at = facts.tallies.find(rule.card.id);
  const Tally tally = at == facts.tallies.end() ? Tally{} : at->second;
  return text + "核实率 " + percent_text(Precision::of(rule.card.precision_prior, tally).mean()) +
         "（已登记 " + number_text(tally.decided, 1) + " 次，核实 " + number_text(tally.confirmed, 1) +
         " 次）。\n\n";
}

Result<std::string> pack_page(const RuleSet& rules, const std::string& pack,
                              const std::vector<const Rule*>& members, const PageFacts& facts) {
  const Word word = word_of_pack(rules, pack);
  std::string text = "# " + std::string(word.zh) + " " + std::string(word.en) + "\n\n" + kHead +
                     "[全部规则 all rules](../rules.md)\n\n";
  for (const Rule* rule : members) {
    QY_TRY(const CasesInWords words, cases_in_words(*rule));
    text += "<a id=\"" + rule->card.id + "\"></a>\n\n" + card_document(*rule) + cases_text(words) +
            seen_text(*rule, facts);
  }
  return text;
}

}  // namespace

Result<void> write_rule_pages(const RuleSet& rules, const PageFacts& facts, const fs::path& docs) {
  ByPack packs;
  for (const Rule& rule : rules.rules()) packs[rule.card.pack].push_back(&rule);
  QY_CHECK(make_folder(docs / "rules"));
  for (const auto& [pack, members] : packs) {
    QY_TRY(const std::string page, pack_page(rules, pack, members, facts));
    QY_CHECK(write_file(docs / "rules" / (pack + ".md"), page));
  }
  return write_file(docs / "rules.md", index_page(rules, packs));
}

}  // namespace qy
