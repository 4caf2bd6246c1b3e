// A finding (疑点): a question about records, never an accusation. It names a rule and its version, the
// subject that the rule examined, the rows it rests on, and the figures of its sentence.
//
//   rules ──hits──▶ Screening ──merge_same──▶ ──compare──▶ ──apply_exits──▶ ──rank──▶ reports
//                   (a value)    finding.h      compare.h     exits.h         rank.h    report_*.h
//
// Everything here is a plain value: a Screening can be built by hand, written as JSON, read back, and is then
// equal to what was written. Nobody's name is in it; a person is at most a token in `subject_key` or
// `stack_key`, and no report prints either of the two.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/result.h"
#include "rules/legal_basis.h"

namespace qy {

enum class Band { red, yellow, blue };          // 红 黄 蓝: how firmly the rule speaks
enum class Status { fresh, persisting, gone };  // "new", "persisting", "gone" against the screening before
enum class Exit {      // the four exits of a finding, and the fifth way: it was explained
  data_correction,     // 数据核正
  rectification_exit,  // 行政整改、追缴
  reminder_exit,       // 提醒、工作提示单
  lead_transfer,       // 移送线索
  explained,           // 情况已说明: the records are in order
};

struct Parameter {  // a threshold as it stood in this screening
  std::string name, value, unit, source;
  bool operator==(const Parameter&) const = default;
};

// What a report needs of a rule's card (rules/<pack>/<rule>/rule.yaml).
struct RuleFacts {
  std::string id;
  int version = 1;
  std::string title, english, pack, topic, family, why, why_en, next_step, next_step_en, usual_exit,
      precision_basis;
  int severity = 1;              // 1..5
  double precision_prior = 0.1;  // share of hits expected to be confirmed
  std::vector<LegalBasis> legal_basis;
  std::vector<std::string> innocent, blind_spots;
  std::map<std::string, std::string> exclusions;  // clause id -> text
  std::vector<Parameter> parameters;
  bool operator==(const RuleFacts&) const = default;
};

struct EvidenceRow {
  std::string table, source_id, source_name, sheet;
  int64_t row = 0;
  bool operator==(const EvidenceRow&) const = default;
};

// One family's contribution to a stack: the strongest finding of that family about the same matter.
struct FamilyPart {
  std::string family, rule, fingerprint;
  double strength = 0;  // precision × band weight
  double nats = 0;      // −ln(1 − strength)
  bool operator==(const FamilyPart&) const = default;
};

// How a score came about, so that a reader can work it out again by hand (rank.h tells the method).
struct Score {
  double precision = 0, prior = 0;    // after, and before, the recorded exits
  double confirmed = 0, decided = 0;  // exits counted for this rule: confirmed out of decided
  double band_weight = 0, strength = 0;
  std::vector<FamilyPart> families;  // of the whole stack, by family name
  double evidence_nats = 0;          // their sum
  std::optional<Fen> amount_fen;     // the amount that was used
  bool amount_is_median = false;     // the finding has none: the median of its rule stands in
  double amount_factor = 1;          // 1 + log10(1 + yuan)
  double score = 0;                  // evidence_nats × amount_factor, to four decimals
  int64_t score_rank = 0;            // place by score alone
  std::string
      held_back;  // "", "stack" or "rule": why it does not stand on the first page in spite of its score
  bool operator==(const Score&) const = default;
};

struct ExitRecord {
  std::string fingerprint, rule;
  int version = 1;
  Exit exit = Exit::explained;
  std::string note, by, at;
  std::optional<Fen> amount_fen;  // of the finding when the exit was recorded
  bool operator==(const ExitRecord&) const = default;
};

// Why a finding is kept out of the list for a time, and who agreed (suppression.h).
struct Suppressed {
  std::string id, reason, asked_by, approved_by, until;  // until: the last day, ISO
  bool operator==(const Suppressed&) const = default;
};

struct Finding {
  std::string rule;  // id; its card is Screening::card(rule)
  Band band = Band::blue;
  std::string subject_table, subject_key, subject_label, stack_key;
  std::string sentence, sentence_en;
  std::optional<Fen> amount_fen;
  std::string currency;  // empty: CNY
  std::vector<EvidenceRow> evidence;
  std::map<std::string, std::string> figures;  // the named columns of the sentence, as written in it

  // Filled in on the way to the report.
  std::string fingerprint;  // 16 hex digits
  Status status = Status::fresh;
  std::string first_seen;             // the day of the screening that saw it first
  std::string first_day, last_day;    // of its evidence rows: when it happened; empty where none tells
  std::optional<ExitRecord> settled;  // an exit is on record, and nothing has been added since
  std::optional<Suppressed> suppressed;
  int64_t rank = 0;  // from 1, the order of reading
  bool first_page = false;
  Score score;
  bool operator==(const Finding&) const = default;
};

// What a report needs of a typology (rules/typologies/<name>.yaml): findings that mean more together.
struct TypologyFacts {
  std::string name, title, english, topic;
  std::string subject;  // person, household, village, firm, unit, tender …: what its findings have in common
  std::string why, why_en, next_step, next_step_en;
  std::vector<std::string> innocent;
  double lead = 0, urgent_lead = 0;
  bool operator==(const TypologyFacts&) const = default;
};

enum class Level { lead, urgent_lead };  // of a gathering: worth a study as a lead, and worth it first

struct GatheredPart {
  std::string name, label, english;
  double weight = 0;
  std::vector<std::string> findings;  // fingerprints, firmest first
  bool operator==(const GatheredPart&) const = default;
};

struct Gathering {  // the findings of one subject under one typology (gathering.h)
  std::string typology;
  Level level = Level::lead;
  std::string subject_key, subject_label;
  double weight = 0;
  std::optional<Fen> amount_fen;  // the largest of its findings
  std::string currency;
  std::string sentence, sentence_en;
  std::vector<GatheredPart> parts;
  bool operator==(const Gathering&) const = default;
};

struct TopicName {  // of a campaign (rules/topics.yaml), in the order of the report
  std::string name, label, english;
  bool operator==(const TopicName&) const = default;
};

// What a rule lacks in this lake: tables that hold no row, fields ("table.field") that no row fills.
struct RuleNeeds {
  std::string rule;
  std::vector<std::string> missing, empty;
  bool operator==(const RuleNeeds&) const = default;
};

struct LabelledCount {
  std::string label, english;
  int64_t count = 0;
  bool operator==(const LabelledCount&) const = default;
};

struct TakenAway {  // examined records that a rule excluded because of a register
  std::string rule, clause;
  int64_t count = 0;
  bool operator==(const TakenAway&) const = default;
};

// One of the three registers that explain hits away (rules/registers.yaml): what was imported, what it did.
struct RegisterFacts {
  std::string name, label, english, table, how, how_en;
  int64_t rows = 0, files = 0;
  std::string from, to;                 // first and last day, empty where unknown
  std::vector<LabelledCount> by_value;  // a value without rows is missing
  std::vector<LabelledCount> figures;
  std::vector<TakenAway> taken_away;
  std::vector<std::string> waiting;  // rules that would read it and found it empty
  bool operator==(const RegisterFacts&) const = default;
};

// A finding of the screening before that this one does not have.
struct PastFinding {
  std::string fingerprint, rule;
  int version = 1;
  std::string subject_label, sentence, first_seen;
  bool operator==(const PastFinding&) const = default;
};

// How many examined records of one source ended how, under one rule. `detail` is the exclusion clause, the
// missing field, or the band of the hits.
struct Coverage {
  std::string rule, source_id, source_name, outcome, detail;  // outcome: hit clear excluded not_computable
  int64_t count = 0;
  bool operator==(const Coverage&) const = default;
};

struct RuleRun {
  std::string rule;
  int version = 1;
  // answered | not_computable (a table is missing) | failed | cancelled, or left out: draft, changed, retired
  // (rules/life.h), not_approved, forbidden (rules/admission.h)
  std::string state;
  std::string detail;  // the missing table or field, or the message
  int64_t millis = 0;
  bool operator==(const RuleRun&) const = default;
};

struct SourceFile {
  std::string source_id, name, sm3;
  int64_t rows = 0;
  bool operator==(const SourceFile&) const = default;
};

// For which purpose rules about officials ran, and who allowed it.
struct Approval {
  std::string purpose, approved_by, approval_no;
  bool operator==(const Approval&) const = default;
};

struct RunInfo {
  std::string run_id, unit, program, engine;  // unit: whose data this is; program: "qingyuan 0.1.0"
  std::string as_of, started_at;
  int64_t millis = 0;
  std::vector<SourceFile> sources;
  std::vector<RuleRun> rules;
  std::map<std::string, int64_t> prepared_millis;  // shared relation -> how long it took to make
  std::optional<Approval> approval;                // none: rules of restricted packs did not run
  bool operator==(const RunInfo&) const = default;
};

// What the office can look at first, and what to expect of it.
struct FirstPage {
  int64_t capacity = 0, findings = 0, matters = 0;
  double expected = 0;                  // findings that will be confirmed: sum of precisions
  int64_t low = 0, high = 0;            // 90 % interval
  int64_t per_stack = 0, per_rule = 0;  // at most so many of one matter, of one rule
  bool operator==(const FirstPage&) const = default;
};

struct Screening {
  RunInfo run;
  std::map<std::string, RuleFacts> rules;           // by id
  std::vector<Finding> findings;                    // after rank(): findings[i].rank == i + 1
  std::map<std::string, TypologyFacts> typologies;  // by name
  std::vector<Gathering> gatherings;                // in the order of reading
  std::vector<TopicName> topics;
  std::vector<RegisterFacts> registers;
  std::vector<RuleNeeds> needs;     // by rule
  std::vector<Finding> suppressed;  // counted and listed apart, neither ranked nor lost
  std::vector<Coverage> coverage;
  std::vector<PastFinding> gone;          // their rule answered again and did not find them
  std::vector<PastFinding> not_examined;  // their rule did not answer this time: neither here nor gone
  FirstPage first_page;
  std::map<std::string, std::string> table_labels;  // subsidy_payment -> 补贴发放
  std::map<std::string, std::string>
      field_labels;  // paid_fen -> 实发金额; a figure without one shows its own name

  const RuleFacts& card(const std::string& rule) const;  // an empty card when there is none
  const Finding* finding(const std::string& fingerprint) const;
  bool operator==(const Screening&) const = default;
};

// A finding by its number in the list, its fingerprint or an unambiguous beginning of that (four digits at
// least).
Result<const Finding*> find_finding(const Screening& screening, const std::string& id);

std::string_view name_of(Band band);      // "red"
std::string_view name_of(Status status);  // "new"
std::string_view name_of(Exit exit);      // "lead_transfer"
std::string_view name_of(Level level);    // "urgent_lead"
std::optional<Band> band_of(std::string_view name);
std::optional<Status> status_of(std::string_view name);
std::optional<Exit> exit_of(std::string_view name);
std::optional<Level> level_of(std::string_view name);

// The identity of a finding: the first 16 hex digits of SM3 over rule, subject table and subject key, each
// with its length before it. Version, evidence, amount and row order have no part in it: the same question
// about the same subject keeps its number through re-ingest and through a new version of the rule, and so
// keeps its exits. The first digit is turned into a letter, because spreadsheets take 12e4567890123456 for a
// number and eat it.
std::string fingerprint_of(std::string_view rule, std::string_view subject_table,
                           std::string_view subject_key);

// Sets every fingerprint and leaves one finding of each: the firmest band first, then the largest amount; the
// evidence of its twins is kept. The result does not depend on the order that came in.
void merge_same(Screening& screening);

}  // namespace qy
