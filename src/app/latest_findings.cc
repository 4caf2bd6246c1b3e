#include "app/latest_findings.h"

#include "base/disk.h"
#include "leads/report_json.h"
#include "seal/seal.h"

namespace qy {

Result<Screening> latest_findings(const Workspace& workspace) {
  auto text = read_file(workspace.folder() / "findings" / "latest.json");
  if (!text.ok())
    return not_found("这里还没有筛查结果，请先运行 qingyuan screen -w " + workspace.folder().string() +
                     " (nothing has been screened yet)");
  return read_report_json(text.value());
}

Result<FindingFacts> finding_on_record(const Workspace& workspace, const std::string& wanted) {
  QY_TRY(const Screening screening, latest_findings(workspace));
  QY_TRY(const Finding* finding, find_finding(screening, wanted));
  const RuleFacts& card = screening.card(finding->rule);
  Sm3 snapshot;
  for (const SourceFile& source : screening.run.sources) snapshot.update(source.sm3);
  return FindingFacts{.fingerprint = finding->fingerprint,
                      .rule = finding->rule,
                      .sentence = finding->sentence,
                      .snapshot = snapshot.hex(),
                      .version = card.version,
                      .amount_fen = finding->amount_fen,
                      .innocent = card.innocent};
}

}  // namespace qy
