// Leads as one account may see them: lists, one lead whole, likely repeats. Every reading goes into the log before
// anything is shown; what may not be read is not there, not even in a count.
#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "app/desk.h"
#include "app/record_commands.h"
#include "base/json.h"
#include "leads/lead_book.h"
#include "leads/lead_search.h"
#include "leads/lead_source.h"

namespace qy {
namespace {

struct LookWords {
  std::string folder, by, purpose, lead, query;
  bool as_json = false;
};

constexpr const char* kHidden = "（无权查阅内容）";

std::string source_of(const Row& lead) {
  const LeadSource* source = lead_source(lead.text("source"));
  return std::string(source == nullptr ? "大数据监督发现" : source->chinese);
}

Json json_of(const Row& lead) {
  return {{"id", lead.id},
          {"state", lead.text("state")},
          {"source", lead.text("source")},
          {"received_on", lead.text("received_on")},
          {"summary", lead.text("summary")},
          {"finding", lead.text("finding")},
          {"rule", lead.text("rule")},
          {"quick_track", lead.number("quick_track") == 1},
          {"merged_into", lead.text("merged_into")},
          {"outcome", lead.text("outcome")}};
}

void print(const Row& lead) {
  const std::string into = lead.text("merged_into"), summary = lead.text("summary");
  std::printf("%s  %s  %s  %s%s%s  %s\n", lead.id.c_str(), lead.text("received_on").c_str(),
              lead.text("state").c_str(), source_of(lead).c_str(),
              lead.number("quick_track") == 1 ? "  快办" : "", into.empty() ? "" : ("  并入 " + into).c_str(),
              summary.empty() ? kHidden : summary.c_str());
}

void give(const std::vector<Row>& leads, bool as_json) {
  Json all = Json::array();
  for (const Row& lead : leads) {
    if (as_json) {
      all.push_back(json_of(lead));
    } else {
      print(lead);
    }
  }
  if (as_json) std::printf("%s\n", all.dump(1).c_str());
}

Result<void> list(const LookWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(auto leads, desk->book().overview("lead", {}));
  std::set<std::string> there;
  for (const Row& lead : leads) there.insert(lead.id);
  for (Row& lead : leads)  // that it went on in one that he may not know of is not his to know either
    if (!there.contains(lead.text("merged_into"))) lead.fields["merged_into"] = std::monostate();
  QY_CHECK(desk->log_reading("reading.listed", "lead", words.purpose + "：" + std::to_string(leads.size())));
  give(leads, words.as_json);
  return desk->close();
}

Result<void> show(const LookWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(const Row lead, desk->book().find("lead", words.lead));
  QY_CHECK(desk->log_reading("reading.opened", "lead/" + lead.id, words.purpose));
  print(lead);
  for (const auto& [field, label] : {std::pair{"from_unit", "移送单位"},
                                     {"from_number", "函号"},
                                     {"report", "检举控告件"},
                                     {"occurred_from", "发生于"},
                                     {"occurred_to", "至"},
                                     {"field", "领域"},
                                     {"rule", "规则"},
                                     {"innocent", "也可能是"},
                                     {"handling_unit", "承办部门"},
                                     {"handler", "承办人"},
                                     {"outcome", "结果"}})
    if (!lead.text(field).empty()) std::printf("  %s：%s\n", label, lead.text(field).c_str());
  QY_TRY(const auto ties, desk->book().select("lead_person", {{"lead", lead.id}, {"active", int64_t(1)}}));
  for (const Row& tie : ties) {
    QY_TRY(const Row person, desk->book().find("person", tie.text("person")));
    std::printf("  涉及人员：%s %s %s\n", person.id.c_str(), person.text("name").c_str(),
                person.text("post").c_str());
  }
  return desk->close();
}

Result<void> alike(const LookWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_TRY(const auto pairs, LeadBook(desk->book(), desk->clock()).alike());
  QY_CHECK(
      desk->log_reading("reading.searched", "lead", words.purpose + "：" + std::to_string(pairs.size())));
  for (const Likeness& pair : pairs) {
    const long percent = std::lround(pair.text * 100);
    std::printf("%s  %s  文字相同 %ld%%，共同涉及 %zu 人 (text alike %ld %%, %zu persons on both)\n",
                pair.lead.c_str(), pair.other.c_str(), percent, pair.persons.size(), percent,
                pair.persons.size());
  }
  if (pairs.empty()) std::printf("没有相似的线索 (none)\n");
  return desk->close();
}

// By number, words of the text, name, or the initials of a name's sound. What may not be read is not found.
Result<void> search(const LookWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  QY_CHECK(bring_search_up_to_date(desk->store(), desk->store()));
  const auto read = [&](const RowFilter& found) { return desk->book().read_where("lead", found); };
  QY_TRY(const auto leads, search_leads(words.query, desk->store(), read, desk->book()));
  const bool blank = words.purpose.find_first_not_of(" \t") == std::string::npos;
  QY_CHECK(desk->log_reading(
      "reading.searched", "lead",
      blank ? "" : words.purpose + "；" + words.query + "：" + std::to_string(leads.size())));
  give(leads, words.as_json);
  if (leads.empty() && !words.as_json) std::printf("没有找到 (none found)\n");
  return desk->close();
}

}  // namespace

void add_lead_readings(CommandLine& line, CLI::App& leads) {
  auto words = std::make_shared<LookWords>();
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const LookWords&)) {
    CLI::App* one = leads.add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->add_option("--by", words->by, "查阅人账号 (account of who looks)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  const auto usual = [&](CLI::App* one, const char* purpose) {
    one->add_option("--purpose", words->purpose, "用途 (what for)")->default_str(purpose);
    one->preparse_callback([words, purpose](size_t) { words->purpose = purpose; });
    return one;
  };
  usual(sub("list", "列出有权知悉的 (those one may know of)", list), "查看清单")
      ->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
  usual(sub("alike", "可能重复的线索 (leads that may be one matter)", alike), "查找重复");
  CLI::App* found = sub(
      "search", "按编号、文字、姓名、姓名拼音首字母查找，记入日志 (by number, words, name, initials; logged)",
      search);
  found->add_option("query", words->query, "要找的；空格隔开的都要有 (what to find; all of it)")->required();
  found->add_option("--purpose", words->purpose, "用途 (what for)")->required();
  found->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
  CLI::App* one = sub("show", "查阅一件，记入日志 (one lead whole; the log says who looked and why)", show);
  one->add_option("lead", words->lead, "线索 (lead)")->required();
  one->add_option("--purpose", words->purpose, "用途 (what for)")->required();
}

}  // namespace qy
