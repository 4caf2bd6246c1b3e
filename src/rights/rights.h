// Who may do what to which record: role x operation x footing, as data (rights/*.yaml; rights/README.md tells the
// words). What is not written is refused, and denying wins:
//
//   recused ────────────────▶ no
//   sealed, and not named ──▶ no
//   closed, and to change ──▶ no
//   some role of his allows the operation on some footing of his ──▶ yes
//   else ───────────────────▶ no
//
// The same question as SQL, for lists and searches, is in row_right.h; a test holds the two against each other.
//
// Source: trust.md 2; 监察法实施条例 299 (知悉范围以工作需要为限), 规则 67.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/act.h"
#include "rights/operation.h"

namespace qy {

class Yaml;

// Rows of another table that tie a record to persons concerned: lead_person, its fields `lead` and `person`.
struct PersonTie {
  std::string kind, table, record, person;  // kind: whose records they are
  std::string in_force;                     // field that is 1 as long as it holds; "": always
};

// Another table that says how somebody stands to a record: participant, or matter with its holder.
struct NamedIn {
  std::string table, record, user;
  std::string in_force;       // field that is 1 as long as it holds
  std::string relation;       // field whose word is a footing; words that are none count for nothing
  std::optional<Footing> as;  // or one footing for all of its rows
  std::string from,
      to;  // fields with the first and the last day on which it holds; "": whenever it is in force
};

struct PartField {
  std::string name;
  bool whole_name = false;  // it holds "case_file/2026-0001", not the number alone; "/object" in the file
};

// A record that another is about, named in one of its fields: the lead of a file.
struct GoesWith {
  std::string kind, field;
};

// Rows that everybody is told who names in `by` what they are about, because acts are judged by them: who is recused, and from
// whom. Only these fields, without the reasons.
struct ToldRows {
  std::string table, by;
  std::string field, value;  // only rows that hold this; "": all
  std::set<std::string> shows;
};

struct RecordKind {
  std::string name, table;            // "finding", "finding_exit"; a kind without rows has no table
  std::string handler, unit, sealed;  // fields of the table; "" where it has none
  std::string names;                  // field with the name of a record that it is about: "lead/2026-0007"
  std::string closed_field;           // closed where this field holds one of these
  std::set<std::string> closed_values;
  std::set<std::string> overview;          // fields that `list` shows without `read`; empty: all of them
  std::map<std::string, PartField> parts;  // tables whose rows belong to one, and the field that names it
  std::set<std::string> open;              // tables that every account may read
  std::optional<PersonTie> persons;        // recusal from a person concerned counts for the record
  std::optional<PersonTie> units;          // and from a unit concerned: `person` is the field with its code
  std::vector<NamedIn> involved;           // beside the table of involvements
  std::optional<NamedIn> recusals;         // and beside its recusals
  std::vector<GoesWith> recused_with;      // recusal from these counts too
  std::vector<ToldRows> told;
  std::optional<PersonTie> through;  // may be listed and read by whoever may read a record it is tied to
  std::map<std::string, std::array<OperationSet, kFootings>> roles;
};

// How somebody stands to one record at one moment.
struct Situation {
  FootingSet footings;
  bool recused = false, sealed = false, closed = false;
  bool reads_through = false;  // may read a record that this one is tied to; a seal ends that
};

struct Asker {
  std::string user, unit;
  std::set<std::string> roles;      // those he asks in: one for an act, all of his for a list
  std::set<std::string> near = {};  // persons and units from which he keeps out (record/officer_tie.h)
};

// Steps of procedures on records of one kind, and what each of them needs.
struct RightsOfSteps {
  std::set<std::string, std::less<>> names;
  std::map<std::string, Operation> needs;
};

class Rights {
 public:
  // All files of the folder. invalid with file and line where a word is unknown; conflict where two files say the same.
  static Result<Rights> load(const std::filesystem::path& folder);
  static Result<Rights> parse(const std::vector<std::pair<std::string, std::string>>& files);  // name, text

  bool allows(const std::set<std::string>& roles, Operation operation, const RecordKind& kind,
              const Situation& situation) const;

  const std::map<std::string, RecordKind, std::less<>>& kinds() const { return kinds_; }
  const RecordKind* kind(std::string_view name) const;
  const RecordKind* kind_of_table(std::string_view table) const;  // whose own table it is
  // The kind whose records its rows belong to, and the field that names the record.
  const RecordKind* kind_of_part(std::string_view table, PartField& field) const;
  bool is_open(std::string_view table) const;
  // What is told of such rows, where `where` names what they are about; null: nothing.
  const ToldRows* told(std::string_view table, const Fields& where) const;
  // What an act on an object of that kind needs on each kind that it touches. Null for an act that nobody may do: one that no
  // file names.
  const std::map<std::string, Operation>* needs(std::string_view act_kind,
                                                std::string_view object_kind) const;

  // The steps of procedures that may be taken on records of that kind: "lead.assign".
  const std::set<std::string, std::less<>>& steps(std::string_view kind) const;

 private:
  Result<void> add(const Yaml& file);
  Result<void> check() const;

  std::map<std::string, RecordKind, std::less<>> kinds_;
  std::map<std::string, std::map<std::string, Operation>, std::less<>> acts_;
  std::map<std::string, RightsOfSteps, std::less<>> steps_;  // by kind of record
};

}  // namespace qy
