// What ties whom, as data: which table gives which edge, how strong it is, what it may be followed for.
//
//   relations/register.yaml
//     - relation: shareholder            name of the edge in code, JSON and rules
//       label: 股东                       what an officer reads
//       english: shareholder
//       table: company_role              of tables/; one row is one edge
//       where: role = 'shareholder'      which rows; SQL over that table
//       from: {party: holder_no}         the ends: kind of node, and the field (or fields, the first that is
//       to: {organisation: uscc}         there) that names it
//       since: from_on                   the days between which it held, both included; left out: not known,
//       until: to_on                     and taken to have held all along
//       share: share_permille
//       strength: confirmed              confirmed | tentative
//       office: true                     `from` holds public office
//       once: true                       rows of one pair make one edge, dated by the first and the last
//       purposes: [ownership, bidding]   of relations/purposes.yaml
//       hub: {from: 30}                  an end with more than so many neighbours by this relation is a hub:
//                                        paths end there, and do not pass
//       says: "{from}持有{to}股权{share}"
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lake/table.h"

namespace qy {

enum class NodeKind : uint8_t {
  person,        // by the token of a citizen number: the number itself is nowhere in the graph
  organisation,  // by credit code or unit code; one without a code by its name
  household,
  account,
  phone,
  address,
  device,
  certificate,
  tender,
};
inline constexpr int kNodeKinds = 9;
std::string_view name_of(NodeKind kind);
// The first byte of a node's key in the graph: P… a person, O… an organisation.
char letter_of(NodeKind kind);
NodeKind kind_of_letter(char letter);

// The end of a relation. `party`: a person or an organisation, as the number says (text/party_no.h).
struct RelationEnd {
  NodeKind kind = NodeKind::organisation;
  bool is_party = false;
  std::vector<std::string> fields;
  int hub = 0;  // more neighbours than this make a hub; 0: never
};

enum class Strength : uint8_t { confirmed, tentative };
std::string_view name_of(Strength strength);

struct Relation {
  std::string name, label, english, table, where, since, until, share, says, says_en;
  RelationEnd from, to;
  Strength strength = Strength::confirmed;
  bool is_office = false, is_once = false;
  std::vector<std::string> purposes;
};

struct Purpose {
  std::string label, english;
  bool restricted = false;  // asked only with an approved purpose
};

// A set of relations, one bit each, in the order of RelationSet::all().
using RelationMask = uint64_t;
inline constexpr size_t kMostRelations = 64;

class RelationSet {
 public:
  // Reads every *.yaml of the folder; the error names file and line.
  static Result<RelationSet> load(const std::filesystem::path& folder);

  const std::vector<Relation>& all() const { return relations_; }
  const std::map<std::string, Purpose, std::less<>>& purposes() const { return purposes_; }
  const std::string& text() const { return text_; }  // of all files: an answer depends on it
  RelationMask for_purpose(std::string_view purpose) const;
  RelationMask offices() const;
  RelationMask named(std::string_view name) const;

 private:
  std::vector<Relation> relations_;
  std::map<std::string, Purpose, std::less<>> purposes_;
  std::string text_;
};

// What `qingyuan relate check` proves: tables, fields and purposes exist, types fit, sentences name both
// ends, persons are tied to persons for restricted purposes only. Empty when sound.
std::vector<std::string> problems_of(const RelationSet& relations, const TableSet& tables);

// One SELECT over the lake: the edges of one relation, with the columns
//   a, b           keys of the two ends, the kind's letter first
//   since, until   dates; share: permille, DECIMAL(18,4)
//   source_id, source_sheet, source_row
// Rows that lack an end give no edge.
std::string edge_select(const Relation& relation, const TableSet& tables);
// The same key from a number typed in: O91…, P3f0a….
std::string node_key(NodeKind kind, std::string_view number);

}  // namespace qy
