#include "leads/words.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace qy {
namespace {

struct Entry {
  std::string_view name;
  Word word;
};

template <size_t n>
Word find_word(const std::array<Entry, n>& entries, std::string_view name) {
  for (const auto& entry : entries) {
    if (entry.name == name) return entry.word;
  }
  return {name, name};
}

constexpr std::array<Entry, 4> kOutcomes{{{"hit", {"列为疑点", "flagged"}},
                                          {"clear", {"未见异常", "clear"}},
                                          {"excluded", {"按条款排除", "excluded by a clause"}},
                                          {"not_computable", {"无法判断", "not computable"}}}};
constexpr std::array<Entry, 9> kStates{
    {{"answered", {"已运行", "answered"}},
     {"not_computable", {"缺少数据，未能运行", "data missing"}},
     {"failed", {"运行出错", "failed"}},
     {"cancelled", {"已取消", "cancelled"}},
     {"draft", {"草稿，尚未施行", "drafts"}},
     {"changed", {"发布后内容有改动，重新发布（rules publish）前不运行", "changed since published"}},
     {"retired", {"本地已停用", "retired here"}},
     {"not_approved", {"受限规则包，本次没有经批准的用途，未运行", "no approved purpose"}},
     {"forbidden", {"读取了规则包无权读取的表，未运行", "reads a table that its pack may not"}}}};
constexpr std::array<Entry, 13> kSubjects{{{"person", {"人", "person"}},
                                           {"household", {"户", "household"}},
                                           {"village", {"村", "village"}},
                                           {"firm", {"企业", "firm"}},
                                           {"unit", {"单位", "unit"}},
                                           {"tender", {"标段", "tender"}},
                                           {"project", {"项目", "project"}},
                                           {"asset", {"资产", "asset"}},
                                           {"account", {"账户", "account"}},
                                           {"school", {"学校", "school"}},
                                           {"hospital", {"医疗机构", "hospital"}},
                                           {"township", {"乡镇", "township"}},
                                           {"vehicle", {"车辆", "vehicle"}}}};

}  // namespace

Word word_of(Band band) {
  switch (band) {
    case Band::red:
      return {"红", "red"};
    case Band::yellow:
      return {"黄", "yellow"};
    case Band::blue:
      return {"蓝", "blue"};
  }
  return {};
}

std::string_view mark_of(Band band) {
  switch (band) {
    case Band::red:
      return "▲";
    case Band::yellow:
      return "◆";
    case Band::blue:
      return "●";
  }
  return "";
}

Word word_of(Status status) {
  switch (status) {
    case Status::fresh:
      return {"新增", "new"};
    case Status::persisting:
      return {"仍在", "persisting"};
    case Status::gone:
      return {"消失", "gone"};
  }
  return {};
}

Word word_of(Exit exit) {
  switch (exit) {
    case Exit::data_correction:
      return {"数据核正", "data correction"};
    case Exit::rectification_exit:
      return {"行政整改、追缴", "rectification or recovery"};
    case Exit::reminder_exit:
      return {"提醒、工作提示单", "reminder"};
    case Exit::lead_transfer:
      return {"移送线索", "transfer as a lead"};
    case Exit::explained:
      return {"情况已说明", "explained"};
  }
  return {};
}

Word word_of(Level level) {
  return level == Level::urgent_lead ? Word{"优先研判", "urgent lead"} : Word{"可作线索研判", "lead"};
}

Word word_of_subject(std::string_view subject) {
  return find_word(kSubjects, subject);
}
Word word_of_outcome(std::string_view outcome) {
  return find_word(kOutcomes, outcome);
}
Word word_of_state(std::string_view state) {
  return find_word(kStates, state);
}
Word word_of_topic(const Screening& screening, std::string_view topic) {
  for (const TopicName& one : screening.topics)
    if (one.name == topic) return {one.label, one.english};
  return {"其他", "other"};
}

std::string_view order_note(std::string_view held_back) {
  if (held_back == "stack") return "同一事项在首批清单中已达上限，顺延";
  if (held_back == "rule") return "同一规则在首批清单中已达上限，顺延";
  return "";
}

std::string approval_text(const RunInfo& run) {
  if (!run.approval) return "";
  return "受限规则按批准的用途运行：" + run.approval->purpose + "（批准人 " + run.approval->approved_by +
         "，文号 " + run.approval->approval_no + "）。结果只用于这一用途。";
}

Word notice() {
  return {
      "疑点是对记录提出的问题，不是对任何人、任何单位的指控。多数疑点有正常的解释，应先由主管部门说明，再决定"
      "是否继续核实。",
      "A finding is a question about records, not an accusation. Most have an ordinary explanation; the "
      "competent bureau is asked first."};
}

std::string amount_text(const std::optional<Fen>& amount_fen, std::string_view currency) {
  if (!amount_fen) return "—";
  return format_money(*amount_fen, currency.empty() ? "CNY" : currency);
}

std::string number_text(double x, int decimals) {
  std::array<char, 64> text{};
  const double scale = std::pow(10, decimals);
  const double rounded = std::round(x * scale) / scale;
  std::snprintf(text.data(), text.size(), "%.*f", decimals, rounded == 0 ? 0.0 : rounded);
  return text.data();
}

std::string percent_text(double share) {
  return number_text(share * 100, 1) + "%";
}

std::string count_text(int64_t n) {
  std::string digits = std::to_string(n);
  const int first = n < 0 ? 1 : 0;
  for (int at = int(digits.size()) - 3; at > first; at -= 3) digits.insert(size_t(at), ",");
  return digits;
}

std::string place_text(const EvidenceRow& row) {
  std::string text = "第" + count_text(row.row) + "行";
  if (!row.sheet.empty()) text += "（工作表“" + row.sheet + "”）";
  return text;
}

std::string table_text(const Screening& screening, const std::string& table) {
  const auto at = screening.table_labels.find(table);
  return at == screening.table_labels.end() || at->second.empty() ? table : at->second;
}

std::string rule_text(const RuleFacts& card) {
  return card.id + "@" + std::to_string(card.version);
}

}  // namespace qy
