#include "app/rules_document.h"

#include <cmath>
#include <map>

namespace qy {
namespace {

std::string bullets(const std::string& title, const std::vector<std::string>& items) {
  if (items.empty()) return {};
  std::string text = "**" + title + "**\n\n";
  for (const std::string& item : items) text += "- " + item + "\n";
  return text + "\n";
}

std::string law_line(const LegalBasis& basis) {
  std::string text = basis.law + basis.article;
  if (!basis.text.empty()) text += "：" + basis.text;
  if (!basis.valid_from.empty() || !basis.valid_to.empty())
    text += "（" + basis.valid_from + " 起" + (basis.valid_to.empty() ? "" : "，至 " + basis.valid_to) + "）";
  return text;
}

std::string exit_label(const std::string& exit) {
  static const std::map<std::string, std::string> kLabels = {{"data_correction", "数据核正"},
                                                             {"rectification_exit", "行政整改、追缴"},
                                                             {"reminder_exit", "提醒、工作提示单"},
                                                             {"lead_transfer", "移送线索"}};
  const auto at = kLabels.find(exit);
  return at == kLabels.end() ? exit : at->second + " (" + exit + ")";
}

std::string parameter_table(const Card& card) {
  if (card.parameters.empty()) return {};
  std::string text = "| 参数 parameter | 默认值 | 单位 | 来源 |\n|---|---|---|---|\n";
  for (const RuleParameter& parameter : card.parameters)
    text += "| `" + parameter.name + "` | " + parameter.value + " | " + parameter.unit + " | " +
            parameter.source + " |\n";
  return text + "\n";
}

std::string needs_line(const Card& card) {
  std::string text;
  for (const auto& [table, fields] : card.needs) {
    text += (text.empty() ? "" : "；") + table + "（";
    for (size_t i = 0; i < fields.size(); ++i) text += (i == 0 ? "" : ", ") + fields[i];
    text += "）";
  }
  return text;
}

}  // namespace

std::string card_document(const Rule& rule) {
  const Card& card = rule.card;
  std::vector<std::string> laws, exclusions;
  for (const LegalBasis& basis : card.legal_basis) laws.push_back(law_line(basis));
  for (const auto& [clause, text] : card.exclusions)
    exclusions.push_back(std::string("`").append(clause).append("` ").append(text));
  return "### " + rule.name() + " " + card.title + "\n\n" + card.english + "\n\n" + "针对：" +
         card.subject.label + "。严重程度 " + std::to_string(card.severity) + "／5。家族 `" + card.family +
         "`。预期查实比例 " + std::to_string(std::lround(card.precision_prior * 100)) + "%（" +
         card.precision_basis + "）。\n\n" + "> " + card.sentence + "\n>\n> " + card.sentence_en + "\n\n" +
         card.why + "\n\n" + (card.why_en.empty() ? "" : "*" + card.why_en + "*\n\n") +
         bullets("依据 legal basis", laws) + parameter_table(card) +
         bullets("可能的正当情形 innocent explanations", card.innocent) +
         bullets("不计入的情形 exclusions", exclusions) +
         bullets("本规则看不到的 blind spots", card.blind_spots) + "**下一步 next step** " + card.next_step +
         (card.next_step_en.empty() ? "" : " *" + card.next_step_en + "*") + "\n\n**通常出口 usual exit** " +
         exit_label(card.usual_exit) + "\n\n**所需数据 data** " + needs_line(card) + "\n\n";
}

}  // namespace qy
