#include "leads/latest_findings.h"

#include "base/disk.h"
#include "leads/messages.h"
#include "leads/report_json.h"
#include "seal/seal.h"

namespace qy {

std::filesystem::path latest_findings_file(const std::filesystem::path& workspace) {
  return workspace / "findings" / "latest.json";
}

Result<Screening> latest_findings(const std::filesystem::path& workspace) {
  auto text = read_file(latest_findings_file(workspace));
  if (!text.ok()) return not_found(say(kNothingScreened, workspace.string()));
  return read_report_json(text.value());
}

std::filesystem::path approved_findings_file(const std::filesystem::path& workspace) {
  return workspace / "findings" / "approved" / "latest.json";
}

Result<Screening> approved_findings(const std::filesystem::path& workspace, const Approval& approval) {
  auto text = read_file(approved_findings_file(workspace));
  if (!text.ok()) return not_found(say(kNothingApproved, workspace.string()));
  QY_TRY(Screening screening, read_report_json(text.value()));
  if (screening.run.approval != approval) return Error{Code::forbidden, say(kAnotherApproval)};
  return screening;
}

Result<FindingFacts> finding_on_record(const Screening& screening, const std::string& wanted) {
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
