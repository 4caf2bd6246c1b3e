#include "casework/evidence_book.h"

#include <algorithm>

#include "casework/entry_time.h"
#include "casework/messages.h"
#include "casework/officers.h"
#include "record/numbers.h"

namespace qy {
namespace {

const std::vector<Provision> kOriginBasis{{"条例", "153", Mark::F}};
const std::vector<Provision> kTwoBasis{{"监法", "44", Mark::F}, {"政务", "42", Mark::F}};
const std::vector<Provision> kRecusalBasis{
    {"监法", "67", Mark::F}, {"条例", "295", Mark::F}, {"条例21", "263", Mark::F}};

struct EvidenceKind {
  std::string_view id, title;
};

// In the order of the article.
constexpr EvidenceKind kKinds[] = {{"physical", "物证"},
                                   {"documentary", "书证"},
                                   {"witness_statement", "证人证言"},
                                   {"victim_statement", "被害人陈述"},
                                   {"own_statement", "被调查人陈述、供述和辩解"},
                                   {"expert_opinion", "鉴定意见"},
                                   {"inspection_record", "勘验检查、辨认、调查实验等笔录"},
                                   {"audiovisual", "视听资料"},
                                   {"electronic_data", "电子数据"}};

bool is_hash(const std::string& text) {
  return text.size() == 64 &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_kind(const std::string& id) {
  return std::ranges::any_of(kKinds, [&](const EvidenceKind& one) { return one.id == id; });
}

Said all_kinds() {
  Said all;
  for (const EvidenceKind& one : kKinds) {
    const bool is_first = all.english.empty();
    all.chinese += (is_first ? "" : "、") + std::string(one.id) + " " + std::string(one.title);
    all.english += (is_first ? "" : ", ") + std::string(one.id);
  }
  return all;
}

}  // namespace

Result<void> EvidenceBook::check(const std::string& file, const NewEvidence& evidence) {
  const auto no = [&](const Said& why, const std::vector<Provision>& basis) {
    return refused_under(procedures_, why, basis, evidence.taken_on);
  };
  const Date today = clock_.today();
  if (evidence.taken_on > today) return invalid(say(kCollectedLater, evidence.taken_on.iso()));
  if (!is_kind(evidence.kind)) return invalid(say(kEvidenceKind, evidence.kind, all_kinds()));
  if (evidence.origin.empty()) return no(said(kEvidenceOrigin), kOriginBasis);
  if (!is_hash(evidence.sm3)) return no(said(kEvidenceHash), kOriginBasis);
  if (evidence.speaks != "against" && evidence.speaks != "for" && evidence.speaks != "neither")
    return invalid(say(kSpeaks, evidence.speaks));
  if (evidence.taken_by.empty() || evidence.taken_by_second.empty() ||
      evidence.taken_by == evidence.taken_by_second)
    return no(said(kTwoCollectors), kTwoBasis);
  QY_TRY(const FileOnRecord found, read_case_file(book_, file));
  QY_CHECK(check_not_there(file, evidence.sm3));
  QY_TRY(const auto known, officers_named(book_, file, {evidence.taken_by, evidence.taken_by_second}));
  for (const std::string& id : {evidence.taken_by, evidence.taken_by_second}) {
    if (!known.accounts.contains(id)) return not_found(say(kCollectorUnknown, id));
    if (found.file.recused.contains(id)) return no(say(kCollectorRecused, id), kRecusalBasis);
  }
  return {};
}

Result<void> EvidenceBook::check_not_there(const std::string& file, const std::string& sm3) {
  QY_TRY(const auto same, book_.select("evidence", {{"object", "case_file/" + file}, {"sm3", sm3}}));
  return same.empty() ? Result<void>() : Error{Code::conflict, say(kEvidenceThere, same.front().id)};
}

Result<std::string> EvidenceBook::add(const std::string& file, const NewEvidence& evidence,
                                      const CaseEntry& entry) {
  QY_CHECK(check(file, evidence));
  Act act{.key = entry.key.empty() ? "evidence." + evidence.sm3.substr(0, 32) + "." + file : entry.key,
          .kind = "evidence.added",
          .actor = entry.by,
          .object = "case_file/" + file,
          .basis = "监法44",
          .note = entry.note};
  if (act.actor.role.empty()) {
    QY_TRY(act.actor.role, writing_role(book_, act.actor.user, {"handler"}));
  }
  Fields fields{{"object", "case_file/" + file},   {"evidence_kind", evidence.kind},
                {"title", evidence.title},         {"sm3", evidence.sm3},
                {"file_name", evidence.file_name}, {"bytes", evidence.bytes},
                {"origin", evidence.origin},       {"taken_on", evidence.taken_on.iso()},
                {"taken_by", evidence.taken_by},   {"taken_by_second", evidence.taken_by_second},
                {"speaks", evidence.speaks},       {"kept_at", evidence.kept_at},
                {"holder", evidence.taken_by}};
  return under_next_number(book_, "evidence", file + "/e", [&](const std::string& id) -> Result<Recorded> {
    QY_CHECK(check_not_there(file, evidence.sm3));
    act.changes = {{"evidence", id, 0, fields}};
    return book_.perform(act);
  });
}

Result<Recorded> EvidenceBook::move(const std::string& evidence, const std::string& receiver,
                                    const std::string& reason, const CaseEntry& entry) {
  QY_TRY(const auto rows, book_.select("evidence", {{"id", evidence}}));
  if (rows.empty()) return not_found(say(kNoEvidence, evidence));
  const Row& row = rows.front();
  const std::string holder = row.text("holder"), file = evidence.substr(0, evidence.rfind('/'));
  if (reason.empty()) return invalid(said(kSayWhy));
  if (entry.by.user != holder) return Error{Code::forbidden, say(kNotYourHands, evidence, holder)};
  if (receiver == holder) return Error{Code::conflict, say(kHasItAlready, evidence, receiver)};
  QY_TRY(const FileOnRecord found, read_case_file(book_, file));
  if (found.file.recused.contains(receiver))
    return refused_under(procedures_, say(kCollectorRecused, receiver), kRecusalBasis, clock_.today());
  QY_TRY(const auto known, officers_named(book_, file, {receiver}));
  if (!known.officers.contains(receiver)) return not_found(say(kNoSuchOfficer, receiver));
  const std::string number = evidence + "/m" + std::to_string(row.version);
  Act act{.key = entry.key.empty() ? "move." + std::to_string(row.seq) + "." + std::to_string(row.version)
                                   : entry.key,
          .kind = "evidence.moved",
          .actor = entry.by,
          .object = "case_file/" + file,
          .basis = "",
          .note = entry.note};
  if (act.actor.role.empty()) {
    QY_TRY(act.actor.role, writing_role(book_, act.actor.user, {"handler"}));
  }
  act.changes = {{"evidence", evidence, row.version, {{"holder", receiver}}},
                 {"evidence_move",
                  number,
                  0,
                  {{"case_file", file},
                   {"evidence", evidence},
                   {"giver", holder},
                   {"receiver", receiver},
                   {"moved_at", moment_of(clock_.now_ms()).text()},
                   {"reason", reason}}}};
  return book_.perform(act);
}

}  // namespace qy
