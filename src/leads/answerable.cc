#include "leads/answerable.h"

#include <algorithm>
#include <array>

#include "leads/html_sections.h"
#include "leads/unanswered.h"

namespace qy {
namespace {

enum class Answer { whole, part, none };

Answer answer_of(const RuleNeeds& needs) {
  if (!needs.missing.empty()) return Answer::none;
  return needs.empty.empty() ? Answer::whole : Answer::part;
}

int64_t count(const Screening& s, Answer answer) {
  return std::count_if(s.needs.begin(), s.needs.end(),
                       [&](const RuleNeeds& needs) { return answer_of(needs) == answer; });
}

// "payment.summary" -> 单位支付“摘要”
std::string lack_text(const Screening& s, const RuleNeeds& needs) {
  std::string text;
  for (const std::string& table : needs.missing) text += (text.empty() ? "" : "、") + table_text(s, table);
  for (const std::string& field : needs.empty) {
    const size_t dot = field.find('.');
    text += (text.empty() ? "" : "、") + table_text(s, field.substr(0, dot)) + "“" +
            missing_text(s, field.substr(dot + 1)) + "”";
  }
  return text;
}

void put_question(Html& html, const Screening& s, const RuleNeeds& needs) {
  html.raw("<tr><td>").text(s.card(needs.rule).title).raw(" <span class=\"ref\">").text(needs.rule);
  html.raw("</span> <small lang=\"en\">").text(s.card(needs.rule).english).raw("</small></td><td>");
  switch (answer_of(needs)) {
    case Answer::whole:
      html.raw("<span class=\"yes\">✓ 能问</span>");
      break;
    case Answer::part:
      html.raw("<span class=\"some\">◐ 部分</span> 这些字段没有数据：").text(lack_text(s, needs));
      break;
    case Answer::none:
      html.raw("<span class=\"no\">✗ 不能</span> 缺：").text(lack_text(s, needs));
      break;
  }
  html.raw("</td></tr>");
}

void put_topic(Html& html, const Screening& s, const std::string& topic) {
  std::vector<const RuleNeeds*> rows;
  std::array<int64_t, 3> counts{};
  for (const RuleNeeds& needs : s.needs) {
    if (s.card(needs.rule).topic != topic) continue;
    rows.push_back(&needs);
    ++counts[size_t(answer_of(needs))];
  }
  if (rows.empty()) return;
  std::stable_sort(rows.begin(), rows.end(), [](const RuleNeeds* a, const RuleNeeds* b) {
    if (answer_of(*a) != answer_of(*b)) return answer_of(*a) < answer_of(*b);
    return a->missing.size() < b->missing.size();
  });
  html.raw("<details class=\"data topic\"><summary><b>")
      .text(word_of_topic(s, topic).zh)
      .raw("</b> <small lang=\"en\">");
  html.text(word_of_topic(s, topic).en).raw("</small>　能问 ").text(counts[0]).raw("，部分 ").text(counts[1]);
  html.raw("，不能 ").text(counts[2]).raw(
      "</summary><table class=\"rows ask\"><thead><tr><th scope=\"col\">问题</th>");
  html.raw("<th scope=\"col\">能不能问</th></tr></thead><tbody>");
  for (const RuleNeeds* needs : rows) put_question(html, s, *needs);
  html.raw("</tbody></table></details>");
}

void put_wanted(Html& html, const Screening& s) {
  const auto wanted = wanted_tables(s);
  if (wanted.empty()) return;
  html.raw(
      "<h3>再要哪一份，能多问多少 <small lang=\"en\">What one more file would open</small></h3>"
      "<table class=\"rows\"><thead><tr><th scope=\"col\">表</th><th scope=\"col\" "
      "class=\"num\">立即能多问</th>"
      "<th scope=\"col\" class=\"num\">另有相关</th><th scope=\"col\">问题</th></tr></thead><tbody>");
  for (const WantedTable& one : wanted) {
    html.raw("<tr><td>").text(table_text(s, one.table)).raw(" <span class=\"ref\">").text(one.table);
    html.raw("</span></td><td class=\"num\"><b>").text(int64_t(one.opens.size()));
    html.raw("</b></td><td class=\"num\">").text(int64_t(one.helps.size())).raw("</td><td>");
    const auto& rules = one.opens.empty() ? one.helps : one.opens;
    for (size_t i = 0; i < std::min<size_t>(rules.size(), 3); ++i)
      html.text(i == 0 ? "" : "；").text(s.card(rules[i]).title);
    if (rules.size() > 3) html.raw(" 等");
    html.raw("</td></tr>");
  }
  html.raw("</tbody></table>");
}

}  // namespace

std::vector<WantedTable> wanted_tables(const Screening& s) {
  std::map<std::string, WantedTable> tables;
  for (const RuleNeeds& needs : s.needs)
    for (const std::string& table : needs.missing) {
      WantedTable& wanted = tables[table];
      wanted.table = table;
      (needs.missing.size() == 1 ? wanted.opens : wanted.helps).push_back(needs.rule);
    }
  std::vector<WantedTable> sorted;
  for (auto& [name, wanted] : tables) sorted.push_back(std::move(wanted));
  std::stable_sort(sorted.begin(), sorted.end(), [](const WantedTable& a, const WantedTable& b) {
    return std::pair(a.opens.size(), a.helps.size()) > std::pair(b.opens.size(), b.helps.size());
  });
  return sorted;
}

void put_answerable(Html& html, const Screening& s) {
  if (s.needs.empty()) return;
  html.raw(
          "<section class=\"answerable\"><h2 id=\"answerable\">这批数据能问什么 <small lang=\"en\">What can "
          "we ask of "
          "this data</small></h2><p>共 ")
      .text(int64_t(s.needs.size()))
      .raw(" 个问题：<b>能问 ")
      .text(count(s, Answer::whole))
      .raw("</b>，部分能问 ")
      .text(count(s, Answer::part))
      .raw("，缺表不能问 ")
      .text(count(s, Answer::none))
      .raw("。能问只是说表和字段都在；具体到每条记录，仍可能因缺值无法判断。</p>");
  put_wanted(html, s);
  html.raw("<h3>按专题 <small lang=\"en\">By topic</small></h3>");
  for (const TopicName& topic : s.topics) put_topic(html, s, topic.name);
  put_topic(html, s, "");
  html.raw("</section>");
}

std::string answerable_html(const Screening& s) {
  Html html;
  put_page_head(html, "这批数据能问什么", s);
  html.raw("<main>\n<header class=\"top\" id=\"top\"><p class=\"kicker\">清源 · 公共资金数据筛查</p>");
  html.raw("<p class=\"facts\"><span>").text(s.run.unit).raw("</span><span>").text(s.run.as_of);
  html.raw("</span></p></header>");
  put_answerable(html, s);
  html.raw("<p class=\"end\">").text(notice().zh).raw("</p>\n</main>\n</body>\n</html>\n");
  return html.take();
}

std::string answerable_terminal(const Screening& s) {
  std::string text;
  for (const RuleNeeds& needs : s.needs) {
    std::string id = needs.rule;
    id.resize(std::max<size_t>(id.size(), 8), ' ');
    text += id + " " + s.card(needs.rule).title + "：";
    switch (answer_of(needs)) {
      case Answer::whole:
        text += "可以回答\n";
        break;
      case Answer::part:
        text += "部分可答，下列字段没有数据：" + lack_text(s, needs) + "\n";
        break;
      case Answer::none:
        text += "不能回答：缺少 " + lack_text(s, needs) + "\n";
        break;
    }
  }
  text += "\n可以回答 " + count_text(count(s, Answer::whole)) + "，部分 " +
          count_text(count(s, Answer::part)) + "，不能 " + count_text(count(s, Answer::none)) + "\n";
  for (const WantedTable& one : wanted_tables(s))
    text += "再要“" + table_text(s, one.table) + "”（" + one.table + "）：立即能多问 " +
            count_text(int64_t(one.opens.size())) + "，另有相关 " + count_text(int64_t(one.helps.size())) +
            "\n";
  return text;
}

}  // namespace qy
