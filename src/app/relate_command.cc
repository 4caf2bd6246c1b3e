#include "app/relate_command.h"

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/approval_words.h"
#include "app/content.h"
#include "app/county_graph.h"
#include "base/clock.h"
#include "base/json_book.h"
#include "network/messages.h"
#include "relate/ends.h"
#include "relate/telling.h"

namespace qy {
namespace {

struct RelateWords {
  std::string folder, from, to, purpose, on;
  Approval approval;
  int within = 4;
  size_t most = 20;
  bool as_json = false;
};

// Who asked what, and on which approval, is written down before the answer is shown. Persons stand there as
// tokens.
Result<void> note_question(const Relating& relating, const CountyGraph& county, const Workspace& workspace,
                           const std::optional<Approval>& approval) {
  Json record = {{"at", SystemClock().stamp()},
                 {"from", county.graph.key(relating.question.from)},
                 {"to", county.graph.key(relating.question.to)},
                 {"within", relating.question.within},
                 {"for", relating.purpose},
                 {"paths", relating.answer.paths.size()}};
  if (approval)
    record["approval"] = {{"purpose", approval->purpose},
                          {"approved_by", approval->approved_by},
                          {"approval_no", approval->approval_no}};
  return JsonBook(workspace.folder() / "findings" / "relations-asked.jsonl").append(record);
}

Result<void> relate(const RelateWords& words) {
  if (words.within < 1 || words.within > kMostSteps) return invalid(say(kWithinRange, kMostSteps));
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const auto approval, approval_of(words.approval));
  Relating relating{.purpose = words.purpose};
  if (!words.on.empty()) {
    QY_TRY(relating.on, Date::from_iso(words.on));
    relating.question.when = {day_of(*relating.on), day_of(*relating.on)};
  }
  QY_TRY(const RelationSet relations, shipped_relations(*workspace));
  QY_CHECK(allowed_purpose(relations, words.purpose, approval.has_value()));
  QY_TRY(CountyGraph county, open_county_graph(*workspace, {words.purpose}));
  QY_TRY(Sealer sealer, workspace->sealer());
  const Date today = SystemClock().today();
  QY_TRY(relating.question.from, find_end(words.from, county, sealer, today));
  QY_TRY(relating.question.to, find_end(words.to, county, sealer, today));
  QY_CHECK(allowed_ends(county, relating.question.from, relating.question.to));
  relating.question.within = words.within;
  relating.question.most = words.most;
  relating.question.walk = county.relations.for_purpose(words.purpose);
  relating.answer = paths_between(county.graph, county.relations, relating.question);
  QY_CHECK(note_question(relating, county, *workspace, approval));
  QY_TRY(relating.names,
         names_of(*county.engine, county.graph, county.relations.offices(), nodes_told(relating)));
  QY_TRY(relating.files, file_names(workspace->lake()));
  const std::string text = words.as_json ? relating_json(relating, county, approval).dump(1) + "\n"
                                         : relating_text(relating, county);
  std::fputs(text.c_str(), stdout);
  return {};
}

Result<void> check() {
  QY_TRY(const auto content, find_content());
  QY_TRY(const TableSet tables, TableSet::load(content / "tables"));
  QY_TRY(const RelationSet relations, RelationSet::load(content / "relations"));
  const auto problems = problems_of(relations, tables);
  for (const std::string& problem : problems) std::printf("%s\n", problem.c_str());
  std::printf("%zu 种关系，%zu 处问题 (relations, problems)\n", relations.all().size(), problems.size());
  return problems.empty() ? Result<void>() : invalid(say(kRelationsUnsound, problems.size()));
}

}  // namespace

void add_relate(CommandLine& line) {
  auto words = std::make_shared<RelateWords>();
  CLI::App* command =
      line.parser.add_subcommand("relate", "关系查询：两个对象之间有什么登记在案的关系 (how two are tied)");
  command->add_option("-w,--workspace", words->folder, "工作区 (workspace)");
  command->add_option("from", words->from, "一端：代码、全称、标段编号或公职人员证件号 (one end)");
  command->add_option("to", words->to, "另一端 (the other)");
  command->add_option("--within", words->within, "最多几步 (steps at most)");
  command->add_option("--on", words->on,
                      "哪一天成立的关系 YYYY-MM-DD；不写则曾经同时成立即算 (in force on that day)");
  words->purpose = "bidding";
  command->add_option(
      "--for", words->purpose,
      "查询用途，见 relations/purposes.yaml (what for: bidding, ownership, conflict_of_interest)");
  command->add_option("--most", words->most, "最多列几条 (paths shown at most)");
  command->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
  add_approval_words(*command, words->approval);
  command->callback([&line, words, command] {
    if (!command->get_subcommands().empty()) return;
    if (words->folder.empty() || words->from.empty() || words->to.empty())
      throw CLI::RequiredError("-w DIR A B");
    line.chosen = [words] { return relate(*words); };
  });
  add_relate_owners(line, *command);
  CLI::App* checked = command->add_subcommand("check", "检查关系定义 (check relations/)");
  checked->callback([&line] { line.chosen = [] { return check(); }; });
}

}  // namespace qy
