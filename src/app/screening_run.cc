#include "app/screening_run.h"

#include "app/keep_findings.h"
#include "base/disk.h"
#include "leads/report_json.h"

namespace qy {

Result<Admission> admission_to(const ScreeningRun& run, Workspace& workspace) {
  QY_TRY(const Life life, workspace.life());
  return admit(run.chosen, run.rules, life, workspace.tables(), run.approval.has_value());
}

Result<Screening> screen_and_keep(const ScreeningRun& run, const Admission& admission, Workspace& workspace,
                                  const Clock& clock) {
  const std::string started_at = clock.stamp();
  QY_TRY(const ScreenResult result, screen(workspace.lake(), run.rules, admission.in_force, run.options));
  QY_TRY(Screening screening,
         to_screening(result, admission.in_force, workspace, run.options, run.engine, started_at));
  add_left_out(screening, admission.left_out, run.options.overrides);
  screening.run.approval = run.approval;
  QY_CHECK(keep_findings(screening, workspace,
                         {.rules = run.rules,
                          .asked = run.chosen,
                          .overrides = run.options.overrides,
                          .capacity = run.capacity,
                          .json = run.json,
                          .today = clock.today()}));
  return screening;
}

Result<int64_t> screen_in_shadow(const ScreeningRun& run, const Admission& admission, Workspace& workspace,
                                 const Screening& shown) {
  int64_t hits = 0;
  for (const Rule* rule : admission.shadow) {
    QY_TRY(const ScreenResult result, screen(workspace.lake(), run.rules, {rule}, run.options));
    QY_TRY(Screening screening,
           to_screening(result, {rule}, workspace, run.options, shown.run.engine, shown.run.started_at));
    merge_same(screening);
    screening.run.approval = run.approval;
    hits += int64_t(screening.findings.size());
    const auto file = shadow_file(workspace, *rule, run.rules);
    QY_CHECK(make_folder(file.parent_path()));
    QY_CHECK(write_file(file, report_json(screening)));
  }
  return hits;
}

}  // namespace qy
