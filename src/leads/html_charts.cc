#include <algorithm>
#include <array>
#include <map>

#include "leads/bar_chart.h"
#include "leads/html_sections.h"

namespace qy {
namespace {

constexpr size_t kBarsShown = 12;
constexpr size_t kWorstShown = 6;

void put_data(Html& html, const Html& table) {
  html.raw("<details class=\"data\"><summary>看数据 <small lang=\"en\">data</small></summary>")
      .add(table)
      .raw("</details>");
}

struct ByRule {
  std::string rule;
  std::array<int64_t, 3> bands{};
  int64_t all() const { return bands[0] + bands[1] + bands[2]; }
};

std::vector<ByRule> count_by_rule(const Screening& s) {
  std::map<std::string, ByRule> counts;
  for (const auto& f : s.findings) {
    auto& count = counts[f.rule];
    count.rule = f.rule;
    ++count.bands[size_t(f.band)];
  }
  std::vector<ByRule> sorted;
  sorted.reserve(counts.size());
  for (const auto& [rule, count] : counts) sorted.push_back(count);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.all() > b.all(); });
  return sorted;
}

std::string bands_text(const std::array<int64_t, 3>& bands) {
  std::string text;
  for (const auto band : {Band::red, Band::yellow, Band::blue}) {
    if (bands[size_t(band)] == 0) continue;
    text += (text.empty() ? "" : "  ") + std::string(mark_of(band)) + count_text(bands[size_t(band)]);
  }
  return text;
}

void put_by_rule(Html& html, const Screening& s) {
  BarChart chart{"各规则的疑点数，按级别", {}, 0};
  Html table;
  table.raw(
      "<table class=\"rows\"><thead><tr><th scope=\"col\">规则</th><th scope=\"col\" class=\"num\">▲ 红</th>"
      "<th scope=\"col\" class=\"num\">◆ 黄</th><th scope=\"col\" class=\"num\">● 蓝</th>"
      "<th scope=\"col\" class=\"num\">合计</th></tr></thead><tbody>");
  ByRule rest;
  int64_t rest_rules = 0;
  for (const auto& count : count_by_rule(s)) {
    const auto& card = s.card(count.rule);
    table.raw("<tr><td>").text(card.title).raw(" <span class=\"ref\">").text(card.id).raw("</span></td>");
    for (const auto n : count.bands) table.raw("<td class=\"num\">").text(n).raw("</td>");
    table.raw("<td class=\"num\">").text(count.all()).raw("</td></tr>");
    if (chart.bars.size() < kBarsShown) {
      chart.bars.push_back({card.title,
                            {{double(count.bands[0]), "red"},
                             {double(count.bands[1]), "yellow"},
                             {double(count.bands[2]), "blue"}},
                            bands_text(count.bands)});
    } else {
      ++rest_rules;
      for (size_t i = 0; i < 3; ++i) rest.bands[i] += count.bands[i];
    }
  }
  if (rest_rules > 0) {
    chart.bars.push_back(
        {"其余 " + count_text(rest_rules) + " 条规则",
         {{double(rest.bands[0]), "red"}, {double(rest.bands[1]), "yellow"}, {double(rest.bands[2]), "blue"}},
         bands_text(rest.bands)});
  }
  table.raw("</tbody></table>");
  html.raw(
      "<figure><figcaption>各规则的疑点数 <small lang=\"en\">findings by rule and band</small></figcaption>");
  put_chart(html, chart);
  html.raw(
      "<p class=\"caption\"><span class=\"swatch red\"></span>▲ 红　<span class=\"swatch yellow\"></span>◆ "
      "黄　"
      "<span class=\"swatch blue\"></span>● 蓝</p>");
  put_data(html, table);
  html.raw("</figure>");
}

std::string currency_of(const Finding& f) {
  return f.currency.empty() ? "CNY" : f.currency;
}

struct Sum {
  Fen fen = 0;
  int64_t findings = 0, without = 0;
};

// One matter counts once in a topic, with its largest amount: the same money, asked about twice, is still the
// same money.
std::map<std::pair<std::string, std::string>, Sum> sum_by_topic(const Screening& s) {
  std::map<std::tuple<std::string, std::string, std::string>, Fen> largest;
  std::map<std::pair<std::string, std::string>, Sum> sums;
  for (const auto& f : s.findings) {
    const std::pair group{currency_of(f), s.card(f.rule).topic};
    ++sums[group].findings;
    if (!f.amount_fen) {
      ++sums[group].without;
      continue;
    }
    const std::string matter = f.stack_key.empty() ? f.fingerprint : f.stack_key;
    Fen& top = largest[{group.first, group.second, matter}];
    top = std::max(top, *f.amount_fen < 0 ? -*f.amount_fen : *f.amount_fen);
  }
  for (const auto& [key, fen] : largest) sums[{std::get<0>(key), std::get<1>(key)}].fen += fen;
  return sums;
}

void put_by_topic(Html& html, const Screening& s) {
  const auto sums = sum_by_topic(s);
  // The chart is drawn in the currency of most findings; the table has them all.
  std::map<std::string, int64_t> by_currency;
  for (const auto& [key, sum] : sums) by_currency[key.first] += sum.findings;
  std::string main = "CNY";
  for (const auto& [currency, n] : by_currency) {
    if (n > by_currency[main]) main = currency;
  }
  BarChart chart{"各领域涉及的金额", {}, 0};
  Html table;
  table.raw(
      "<table class=\"rows\"><thead><tr><th scope=\"col\">领域</th><th scope=\"col\">币种</th>"
      "<th scope=\"col\" class=\"num\">疑点</th><th scope=\"col\" class=\"num\">涉及金额</th>"
      "<th scope=\"col\" class=\"num\">没有金额的</th></tr></thead><tbody>");
  for (const auto& [key, sum] : sums) {
    const auto& [currency, topic] = key;
    table.raw("<tr><td>")
        .both(word_of_topic(s, topic))
        .raw("</td><td>")
        .text(currency)
        .raw("</td><td class=\"num\">");
    table.text(sum.findings).raw("</td><td class=\"num\">").text(amount_text(sum.fen, currency));
    table.raw("</td><td class=\"num\">").text(sum.without).raw("</td></tr>");
    if (currency == main)
      chart.bars.push_back({std::string(word_of_topic(s, topic).zh),
                            {{double(sum.fen), "plain"}},
                            amount_text(sum.fen, currency)});
  }
  table.raw("</tbody></table>");
  std::stable_sort(chart.bars.begin(), chart.bars.end(),
                   [](const Bar& a, const Bar& b) { return a.parts[0].value > b.parts[0].value; });
  html.raw(
      "<figure><figcaption>各领域涉及的金额 <small lang=\"en\">amount in question by "
      "field</small></figcaption>");
  put_chart(html, chart);
  html.raw("<p class=\"caption\">同一事项只计最大的一笔。涉及金额是被问到的金额，不是损失。</p>");
  put_data(html, table);
  html.raw("</figure>");
}

struct Judged {
  std::string rule;
  int64_t judged = 0, missing = 0;
  double share() const { return judged + missing == 0 ? 0 : double(judged) / double(judged + missing); }
};

void put_judged(Html& html, const Screening& s) {
  std::map<std::string, Judged> by_rule;
  for (const auto& row : s.coverage) {
    auto& judged = by_rule[row.rule];
    judged.rule = row.rule;
    (row.outcome == "not_computable" ? judged.missing : judged.judged) += row.count;
  }
  std::vector<Judged> sorted;
  sorted.reserve(by_rule.size());
  for (const auto& [rule, judged] : by_rule) sorted.push_back(judged);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.share() < b.share(); });
  BarChart chart{"各规则能够判断的记录所占比例", {}, 1};
  Html table;
  table.raw(
      "<table class=\"rows\"><thead><tr><th scope=\"col\">规则</th><th scope=\"col\" "
      "class=\"num\">能够判断</th>"
      "<th scope=\"col\" class=\"num\">无法判断</th><th scope=\"col\" "
      "class=\"num\">比例</th></tr></thead><tbody>");
  for (const auto& judged : sorted) {
    const auto& card = s.card(judged.rule);
    const double share = judged.share();
    if (chart.bars.size() < kWorstShown) {
      chart.bars.push_back({card.title, {{share, "plain"}, {1 - share, "missing"}}, percent_text(share)});
    }
    table.raw("<tr><td>")
        .text(card.title)
        .raw(" <span class=\"ref\">")
        .text(card.id)
        .raw("</span></td><td class=\"num\">");
    table.text(judged.judged)
        .raw("</td><td class=\"num\">")
        .text(judged.missing)
        .raw("</td><td class=\"num\">");
    table.text(percent_text(share)).raw("</td></tr>");
  }
  table.raw("</tbody></table>");
  html.raw(
      "<figure class=\"judged\"><figcaption>数据够不够：能够判断的记录 <small lang=\"en\">records that could "
      "be "
      "judged</small></figcaption>");
  put_chart(html, chart);
  html.raw(
      "<p class=\"caption\"><span class=\"swatch plain\"></span>能够判断　<span class=\"swatch "
      "missing\"></span>缺少字段，无法判断");
  if (sorted.size() > kWorstShown) html.raw("　比例最低的 ").text(int64_t(kWorstShown)).raw(" 条规则");
  html.raw("</p>");
  put_data(html, table);
  html.raw("</figure>");
}

}  // namespace

void put_charts(Html& html, const Screening& s) {
  if (s.findings.empty() && s.coverage.empty()) return;
  html.raw(R"svg(<section><h2 id="charts">概貌 <small lang="en">At a glance</small></h2>
<svg class="defs" aria-hidden="true"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="2" height="6" fill="#fff" fill-opacity=".75"/></pattern>
<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">
<circle cx="3" cy="3" r="1.3" fill="#fff" fill-opacity=".85"/></pattern>
</defs></svg><div class="charts">)svg");
  if (!s.findings.empty()) {
    put_by_rule(html, s);
    html.raw("<div>");
    put_by_topic(html, s);
  } else {
    html.raw("<div>");
  }
  if (!s.coverage.empty()) put_judged(html, s);
  html.raw("</div></div></section>");
}

}  // namespace qy
