#include "leads/finding.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "seal/seal.h"

namespace qy {
namespace {

template <class Enum, size_t n>
std::optional<Enum> find_name(const std::array<std::string_view, n>& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return Enum(at - names.begin());
}

constexpr std::array<std::string_view, 3> kBands{"red", "yellow", "blue"};
constexpr std::array<std::string_view, 3> kStatuses{"new", "persisting", "gone"};
constexpr std::array<std::string_view, 2> kLevels{"lead", "urgent_lead"};
constexpr std::array<std::string_view, 5> kExits{"data_correction", "rectification_exit", "reminder_exit",
                                                 "lead_transfer", "explained"};

auto evidence_order(const EvidenceRow& row) {
  return std::tie(row.table, row.source_id, row.sheet, row.row, row.source_name);
}

// Firmest first; what follows the amount only makes the order independent of the order that came in.
bool stands_before(const Finding& a, const Finding& b) {
  if (a.fingerprint != b.fingerprint) return a.fingerprint < b.fingerprint;
  if (a.band != b.band) return a.band < b.band;
  if (a.amount_fen != b.amount_fen) return a.amount_fen > b.amount_fen;
  return std::tie(a.sentence, a.subject_label, a.stack_key, a.currency, a.figures) <
         std::tie(b.sentence, b.subject_label, b.stack_key, b.currency, b.figures);
}

void take_evidence(Finding& into, const Finding& twin) {
  for (const auto& row : twin.evidence) {
    if (std::find(into.evidence.begin(), into.evidence.end(), row) == into.evidence.end()) {
      into.evidence.push_back(row);
    }
  }
}

}  // namespace

std::string_view name_of(Band band) {
  return kBands[size_t(band)];
}
std::string_view name_of(Status status) {
  return kStatuses[size_t(status)];
}
std::string_view name_of(Exit exit) {
  return kExits[size_t(exit)];
}
std::string_view name_of(Level level) {
  return kLevels[size_t(level)];
}
std::optional<Level> level_of(std::string_view name) {
  return find_name<Level>(kLevels, name);
}
std::optional<Band> band_of(std::string_view name) {
  return find_name<Band>(kBands, name);
}
std::optional<Status> status_of(std::string_view name) {
  return find_name<Status>(kStatuses, name);
}
std::optional<Exit> exit_of(std::string_view name) {
  return find_name<Exit>(kExits, name);
}

const RuleFacts& Screening::card(const std::string& rule) const {
  static const RuleFacts none;
  const auto at = rules.find(rule);
  return at == rules.end() ? none : at->second;
}

const Finding* Screening::finding(const std::string& fingerprint) const {
  const auto at = std::find_if(findings.begin(), findings.end(),
                               [&](const Finding& f) { return f.fingerprint == fingerprint; });
  return at == findings.end() ? nullptr : &*at;
}

Result<const Finding*> find_finding(const Screening& screening, const std::string& id) {
  const bool is_rank =
      !id.empty() && id.size() < 10 && id.find_first_not_of("0123456789") == std::string::npos;
  const Finding* found = nullptr;
  for (const auto& finding : screening.findings) {
    const bool fits =
        is_rank ? std::to_string(finding.rank) == id : id.size() >= 4 && finding.fingerprint.starts_with(id);
    if (!fits) continue;
    if (found != nullptr)
      return invalid("疑点编号 " + id + " 不唯一，请多写几位 (more than one finding begins so)");
    found = &finding;
  }
  if (found == nullptr) {
    return not_found("没有编号为 " + id + " 的疑点；用 qingyuan findings list 查看清单 (no such finding)");
  }
  return found;
}

std::string fingerprint_of(std::string_view rule, std::string_view subject_table,
                           std::string_view subject_key) {
  std::string text;
  for (const auto part : {rule, subject_table, subject_key}) {
    text += std::to_string(part.size()) + ':';
    text += part;
  }
  std::string id = sm3_hex(text).substr(0, 16);
  if (id[0] <= '9') id[0] = char('a' + (id[0] - '0') % 6);
  return id;
}

void merge_same(Screening& screening) {
  auto& all = screening.findings;
  for (auto& finding : all) {
    finding.fingerprint = fingerprint_of(finding.rule, finding.subject_table, finding.subject_key);
    std::sort(finding.evidence.begin(), finding.evidence.end(),
              [](const auto& a, const auto& b) { return evidence_order(a) < evidence_order(b); });
  }
  std::sort(all.begin(), all.end(), stands_before);
  std::vector<Finding> kept;
  kept.reserve(all.size());
  for (auto& finding : all) {
    if (!kept.empty() && kept.back().fingerprint == finding.fingerprint) {
      take_evidence(kept.back(), finding);
    } else {
      kept.push_back(std::move(finding));
    }
  }
  for (auto& finding : kept) {
    std::sort(finding.evidence.begin(), finding.evidence.end(),
              [](const auto& a, const auto& b) { return evidence_order(a) < evidence_order(b); });
  }
  all = std::move(kept);
}

}  // namespace qy
