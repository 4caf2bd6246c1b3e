#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/desk.h"
#include "base/json.h"
#include "entity/messages.h"
#include "resolve/explained.h"

namespace qy {
namespace {

struct ExplainWords {
  std::string out, a, b, folder, by, purpose;
  bool as_json = false;
};

void print_table(const Explained& e) {
  std::printf("%s / %s\n%8s %8s\n", e.a.c_str(), e.b.c_str(), "bits", "sum");
  double sum = 0;
  const auto line = [&](double bits, const std::string& what) {
    sum += bits;
    std::printf("%+8.2f %+8.2f  %s\n", bits, sum, what.c_str());
  };
  line(e.pair.prior_bits, say(kPriorStep).text());
  for (const WeightStep& step : e.pair.steps) {
    const std::string values =
        step.value_a == step.value_b ? step.value_a : step.value_a + " / " + step.value_b;
    line(step.bits,
         step.of + " · " + (step.level.empty() ? say(kNothingStep).text() : step.level) + " · " + values);
    if (step.rarity_bits != 0) line(step.rarity_bits, step.of + " · " + say(kRarityStep).text());
  }
  std::printf(
      "%17s  %s\n", "",
      say(kProbability, std::to_string(e.pair.probability), std::to_string(e.threshold)).text().c_str());
}

void print_verdict(const Explained& e, const Records& records) {
  const auto tell = [](const Said& said) { std::printf("%s\n", said.text().c_str()); };
  const auto links = [&](const std::vector<Link>& chain) {
    std::string out;
    for (const Link& link : chain) {
      char bits[32];
      std::snprintf(bits, sizeof bits, "%.2f", double(link.bits));
      out.append(out.empty() ? "" : "; ")
          .append(records.ids[link.a])
          .append(" – ")
          .append(records.ids[link.b])
          .append(" ")
          .append(bits);
    }
    return out;
  };
  for (const std::string& field : e.apart_by) tell(say(kApartBy, field));
  if (e.judgement)
    tell(say(kPairJudged, name_of(e.judgement->verdict), e.judgement->by, e.judgement->at,
             e.judgement->reason));
  if (!e.are_together) {
    tell(say(e.are_linked ? kLinkedNotJoined : kNotTogether, e.entity_a, e.entity_b));
  } else {
    tell(say(kTogether, e.entity_a, e.cohesion.records));
    tell(e.chain.empty() ? say(kHeldByJudgement) : say(kTiedBy, links(e.chain)));
  }
  if (e.cohesion.weakest) tell(say(kWeakestEdge, e.entity_a, links({*e.cohesion.weakest})));
}

// The workspace that the results lie in: what is shown there are its records.
std::string workspace_above(const std::string& out) {
  std::error_code ec;
  const auto begin = std::filesystem::absolute(out, ec);
  for (auto folder = begin; folder.has_relative_path(); folder = folder.parent_path())
    if (std::filesystem::exists(folder / "qingyuan.yaml", ec)) return folder.string();
  return "";
}

// It shows what two records say of persons, so it goes into the log like every reading. Results of files that belong to no
// workspace, or to one without an office, have no log.
Result<void> log_explaining(const ExplainWords& words) {
  const std::string folder = words.folder.empty() ? workspace_above(words.out) : words.folder;
  if (folder.empty()) return {};
  {
    QY_TRY(const auto workspace, Workspace::open(folder));
    if (!has_records(*workspace)) return {};
  }
  if (words.by.empty() || words.purpose.empty())
    return invalid(
        "结果属于工作区 " + folder +
        "：写明 --by 账号和 --purpose 用途，查阅先记入日志 (these results belong to a workspace: say --by "
        "and --purpose; the reading is logged first)");
  QY_TRY(const auto desk, Desk::open(folder, words.by));
  QY_CHECK(desk->log_reading("reading.opened", "linkage", words.purpose + "：" + words.a + "、" + words.b));
  return desk->close();
}

Result<void> explain_command(const ExplainWords& words) {
  QY_TRY(PastLinkage past, read_past(words.out));
  QY_TRY(const auto files, unchanged_files(past));
  QY_TRY(const Records records, read_records(files, past.config.id));
  Judgements judgements;
  if (!past.judgements.empty()) {
    QY_TRY(judgements, JudgementBook(past.judgements).load());
  }
  QY_TRY(const KeptRun run, read_kept_run(words.out, std::move(past), records));
  QY_TRY(const Explained explained, explain_records(run, records, judgements, words.a, words.b));
  QY_CHECK(log_explaining(words));
  if (words.as_json) {
    std::printf("%s\n", explained_json(explained, records).dump(2).c_str());
    return {};
  }
  print_table(explained);
  print_verdict(explained, records);
  return {};
}

}  // namespace

void add_resolve_explain(CommandLine& line, CLI::App& resolve) {
  auto words = std::make_shared<ExplainWords>();
  CLI::App* command =
      resolve.add_subcommand("explain", "一对记录为什么相连或不相连 (why two records are one, or are not)");
  command->add_option("out", words->out, "结果文件夹 (folder of results)")->required();
  command->add_option("a", words->a, "记录编号 (a record)")->required();
  command->add_option("b", words->b, "记录编号 (another)")->required();
  command->add_option("-w,--workspace", words->folder,
                      "所属工作区，查阅记入其日志 (the workspace whose log is told)");
  command->add_option("--by", words->by, "查阅人账号 (account of who looks)");
  command->add_option("--purpose", words->purpose, "用途 (what for)");
  command->add_flag("--json", words->as_json, "JSON");
  command->callback([&line, words] { line.chosen = [words] { return explain_command(*words); }; });
}

}  // namespace qy
