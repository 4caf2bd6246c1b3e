#include "app/house_work.h"

#include <nlohmann/json.hpp>

#include "app/backups.h"
#include "app/entity_ground.h"
#include "app/practice_county.h"
#include "app/records.h"
#include "app/rule_trial_run.h"
#include "app/screening_run.h"
#include "app/verification.h"
#include "leads/act_key.h"
#include "store/publishing.h"
#include "text/yaml.h"

namespace qy {
namespace {

constexpr const char* kBasis = "监察法实施条例23";

Json json_of(const Verified& verified) {
  Json json = {{"batches", verified.batches},
               {"originals", verified.originals},
               {"evidence", verified.evidence},
               {"broken", verified.broken},
               {"acts", 0},
               {"erased", 0},
               {"rows", 0}};
  if (verified.records) {
    json["acts"] = verified.records->acts;
    json["erased"] = verified.records->erased;
    json["rows"] = verified.records->rows;
  }
  return json;
}

Json json_of(const Screening& screening) {
  int64_t fresh = 0, answered = 0;
  for (const Finding& finding : screening.findings) fresh += finding.status == Status::fresh ? 1 : 0;
  for (const RuleRun& rule : screening.run.rules) answered += rule.state == "answered" ? 1 : 0;
  return {{"run", screening.run.run_id},
          {"as_of", screening.run.as_of},
          {"findings", screening.findings.size()},
          {"new", fresh},
          {"gone", screening.gone.size()},
          {"answered", answered},
          {"unanswered", int64_t(screening.run.rules.size()) - answered}};
}

// X01 limit_fen=80000 2025-12-31: +0 -1 =3
std::string note_of(const RuleTrial& trial) {
  std::string note = trial.rule;
  for (const TrialValue& one : trial.values) note += " " + one.name + "=" + one.value;
  const auto count = [&](const char* sign, const char* name) {
    return sign + std::to_string(trial.difference.at(name).get<int64_t>());
  };
  return note + " " + trial.as_of + ":" + count(" +", "came") + count(" -", "gone") + count(" =", "stayed");
}

// All rules in force, and after them those in shadow.
Result<Screening> screened(Workspace& workspace, JobRun& run, const std::string& as_of, const Clock& clock) {
  QY_TRY(const RuleSet rules, workspace.rules());
  ScreeningRun asked{.rules = rules, .chosen = rules.matching("")};
  QY_TRY(asked.options, options_on(workspace, as_of, clock));
  asked.options.cancelled = &run.cancel();
  asked.options.progress = [&run](const std::string&, size_t done, size_t of) {
    run.progress(of == 0 ? 0 : double(done) / double(of));
  };
  QY_TRY(const Admission admission, admission_to(asked, workspace));
  QY_TRY(Screening screening, screen_and_keep(asked, admission, workspace, clock));
  QY_CHECK(screen_in_shadow(asked, admission, workspace, screening));
  return screening;
}

// 20261126-093000, from 2026-11-26T09:30:00+08:00.
std::string folder_of(const std::string& stamp) {
  std::string name;
  for (const char c : stamp.substr(0, 19))
    if (c == 'T')
      name += '-';
    else if (c >= '0' && c <= '9')
      name += c;
  return name;
}

}  // namespace

Result<HouseWork> house_work(Workspace& workspace, RecordStore& records, const Clock& clock) {
  QY_TRY(const StorePlace place, records_place(workspace));
  QY_TRY(const Yaml settings, Yaml::load(workspace.folder() / "qingyuan.yaml"));
  HouseWork work;
  work.backups = settings.optional("backups");
  work.verify = [folder = workspace.folder()](JobRun& run) -> Result<void> {
    QY_TRY(const auto own, Workspace::open(folder));  // its lake is not the server's
    QY_TRY(const Verified verified, verify_workspace(*own, {}, [&](double share) {
             run.progress(share);
             return !run.cancel().load();
           }));
    return run.settle({{"verified", json_of(verified)}});
  };
  work.resolve = [folder = workspace.folder()](JobRun& run) -> Result<void> {
    QY_TRY(const auto own, Workspace::open(folder));
    EntityGround ground = entity_ground(*own);
    ground.cancelled = &run.cancel();
    QY_TRY(PlanTable table, entity_table(own->lake()));
    QY_TRY(const auto kinds, resolve_lake(ground, table));
    Json resolved = Json::array();
    for (const LakeEntities& one : kinds)
      resolved.push_back(
          {{"kind", one.kind}, {"records", one.records}, {"entities", one.entities}, {"keys", one.keys}});
    return run.settle({{"resolved", resolved}});
  };
  work.back_up = [place, &records, &clock, into = work.backups](JobRun& run, RecordBook& his,
                                                                const Actor& by) -> Result<void> {
    const auto folder = into / folder_of(clock.stamp());
    QY_TRY(const BackupManifest made, back_up_on_record({place, records, his, by, clock}, folder));
    return run.settle({{"backup",
                        {{"folder", folder.filename().string()},
                         {"acts", made.acts},
                         {"files", made.files.size()},
                         {"bytes", made.bytes()}}}});
  };
  work.drill = [place, &records, &clock](JobRun& run, RecordBook& his, const Actor& by) -> Result<void> {
    QY_TRY(const HeldDrill held, drill_on_record({place, records, his, by, clock}, {}));
    QY_CHECK(run.settle({{"drill", held.id}}));
    if (held.result.trouble) return *held.result.trouble;
    return {};
  };
  work.practise = [folder = workspace.folder(), &clock](JobRun& run, RecordBook& his,
                                                        const Actor& by) -> Result<void> {
    QY_TRY(const auto own, Workspace::open(folder));
    QY_TRY(const PracticeCounty county, load_practice_county(*own, clock, run));
    QY_CHECK(his.perform({.key = act_key({"source.practised", folder.string()}),
                          .kind = "source.practised",
                          .actor = by,
                          .object = "source/practice",
                          .basis = kBasis,
                          .note = std::to_string(county.files) + "：" + std::to_string(county.rows)}));
    return run.settle({{"practice", {{"files", county.files}, {"rows", county.rows}}}});
  };
  work.screen = [folder = workspace.folder(), &clock](JobRun& run, RecordBook& his, const Actor& by,
                                                      const std::string& as_of) -> Result<void> {
    QY_TRY(const auto own, Workspace::open(folder));
    QY_TRY(const Screening screening, screened(*own, run, as_of, clock));
    QY_CHECK(his.perform({.key = act_key({"screening.run", screening.run.run_id}),
                          .kind = "screening.run",
                          .actor = by,
                          .object = "screening/" + screening.run.run_id,
                          .basis = kBasis,
                          .note = screening.run.as_of + "：" + std::to_string(screening.findings.size())}));
    return run.settle({{"screening", json_of(screening)}});
  };
  work.try_rule = [folder = workspace.folder(), &clock](JobRun& run, RecordBook& his, const Actor& by,
                                                        const std::string& rule,
                                                        const std::map<std::string, std::string>& values,
                                                        const std::string& as_of) -> Result<void> {
    QY_TRY(const auto own, Workspace::open(folder));
    QY_TRY(const RuleTrial trial, try_values({rule, as_of, values}, by.user, *own, clock, run.cancel(),
                                             [&run](double share) { run.progress(share); }));
    QY_CHECK(his.perform({.key = act_key({"screening.tried", trial.id}),
                          .kind = "screening.tried",
                          .actor = by,
                          .object = "screening/" + trial.id,
                          .basis = kBasis,
                          .note = note_of(trial)}));
    QY_CHECK(TrialBook(folder).keep(trial));
    return run.settle({{"trial", trial.id}});
  };
  work.parameters = [folder = workspace.folder()]() -> Result<Overrides> {
    QY_TRY(const auto own, Workspace::open(folder));
    return own->parameters();
  };
  work.read_log = [folder = workspace.folder(),
                   &records](const std::function<Result<void>(const LogReader&)>& read) -> Result<void> {
    QY_CHECK(records.publish());
    QY_TRY(const auto still, lock_publishing(folder));
    QY_TRY(const LogReader log, LogReader::open(folder / "log", records.verifier()));
    return read(log);
  };
  return work;
}

}  // namespace qy
