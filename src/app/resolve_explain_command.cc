#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/desk.h"
#include "app/past_linkage.h"
#include "base/json.h"
#include "entity/cohesion.h"
#include "entity/explain.h"
#include "entity/judgements.h"
#include "entity/messages.h"

namespace qy {
namespace {

struct ExplainWords {
  std::string out, a, b, folder, by, purpose;
  bool as_json = false;
};

struct Explained {
  std::string a, b;
  PairExplanation pair;
  double threshold = 0;
  bool are_linked = false, are_together = false;
  std::vector<std::string> apart_by;  // fields never joined over that differ
  std::vector<Link> chain;            // how links tie them, where they are together
  Cohesion cohesion;                  // of the entity of a
  std::string entity_a, entity_b;
  std::optional<Judgement> judgement;  // what somebody said of the pair
};

Result<RecordIndex> find_record(const Records& records, const std::string& id) {
  const auto at = records.ids.find(id);
  if (!at) return not_found(say(kNoSuchRecord, id));
  return *at;
}

Result<Explained> explain(const ExplainWords& words, const PastLinkage& past, const Records& records) {
  QY_TRY(const RecordIndex a, find_record(records, words.a));
  QY_TRY(const RecordIndex b, find_record(records, words.b));
  if (a == b) return invalid(say(kSameRecord, words.a));
  Derived derived(records);
  QY_TRY(const Comparer comparer, Comparer::prepare(past.config, derived));
  Explained out{.a = words.a, .b = words.b, .threshold = past.config.threshold};
  out.pair =
      explain_pair(past.model, past.config, comparer, Weights(past.model, past.config, comparer), a, b);
  for (const Expression& field : past.config.never_join) {
    QY_TRY(const RecordColumn* column, derived.column(field));
    const ValueCode of_a = column->codes[a], of_b = column->codes[b];
    if (of_a != kNothing && of_b != kNothing && of_a != of_b) out.apart_by.push_back(field.text);
  }
  QY_TRY(const auto entity_of, read_past_entities(words.out, records));
  QY_TRY(const auto links, read_past_links(words.out, records));
  QY_CHECK(links.each(
      [&](const Link& link) { out.are_linked |= std::min(a, b) == link.a && std::max(a, b) == link.b; }));
  out.are_together = entity_of[a] == entity_of[b];
  if (out.are_together) {
    QY_TRY(out.chain, chain_between(entity_of, links, a, b));
  }
  QY_TRY(const auto cohesion, cohesion_of(entity_of, links));
  out.cohesion = cohesion[entity_of[a]];
  if (!past.judgements.empty()) {
    QY_TRY(const Judgements judgements, JudgementBook(past.judgements).load());
    if (const Judgement* judgement = judgements.find(words.a, words.b)) out.judgement = *judgement;
  }
  out.entity_a = records.ids[entity_of[a]];
  out.entity_b = records.ids[entity_of[b]];
  return out;
}

Json link_json(const Link& link, const Records& records) {
  return {{"a", records.ids[link.a]}, {"b", records.ids[link.b]}, {"bits", link.bits}};
}

Json to_json(const Explained& e, const Records& records) {
  Json out{{"a", e.a}, {"b", e.b}, {"prior_bits", e.pair.prior_bits}};
  double sum = e.pair.prior_bits;
  for (const WeightStep& step : e.pair.steps) {
    sum += step.bits + step.rarity_bits;
    out["steps"].push_back({{"of", step.of},
                            {"level", step.level},
                            {"a", step.value_a},
                            {"b", step.value_b},
                            {"bits", step.bits},
                            {"rarity_bits", step.rarity_bits},
                            {"sum", sum}});
  }
  out["bits"] = e.pair.bits;
  out["probability"] = e.pair.probability;
  out["threshold"] = e.threshold;
  out["linked"] = e.are_linked;
  out["same_entity"] = e.are_together;
  out["apart_by"] = e.apart_by;
  if (e.judgement)
    out["judgement"] = {{"verdict", name_of(e.judgement->verdict)},
                        {"by", e.judgement->by},
                        {"reason", e.judgement->reason},
                        {"at", e.judgement->at}};
  out["chain"] = Json::array();
  for (const Link& link : e.chain) out["chain"].push_back(link_json(link, records));
  out["entity"] = {{"id", e.entity_a}, {"records", e.cohesion.records}};
  if (e.cohesion.weakest) out["entity"]["weakest"] = link_json(*e.cohesion.weakest, records);
  return out;
}

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
  QY_TRY(const PastLinkage past, read_past(words.out));
  QY_TRY(const auto files, unchanged_files(past));
  QY_TRY(const Records records, read_records(files, past.config.id));
  QY_TRY(const Explained explained, explain(words, past, records));
  QY_CHECK(log_explaining(words));
  if (words.as_json) {
    std::printf("%s\n", to_json(explained, records).dump(2).c_str());
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
