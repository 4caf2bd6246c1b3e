#include "relate/ends.h"

#include "ingest/cell_reader.h"
#include "network/messages.h"
#include "network/neighbours.h"
#include "text/citizen_no.h"

namespace qy {
namespace {

std::string names_query(const std::string& text) {
  const std::string name = "qy_code(" + Engine::literal(text) + ")";
  return "SELECT DISTINCT code FROM (SELECT uscc AS code, name FROM company UNION ALL SELECT unit_code, "
         "unit_name "
         "FROM payroll UNION ALL SELECT buyer_code, buyer_name FROM tender UNION ALL SELECT bidder_code, "
         "bidder_name FROM bid UNION ALL SELECT supplier_code, supplier_name FROM award) AS named WHERE code "
         "IS "
         "NOT NULL AND qy_code(name) = " +
         name + " ORDER BY code";
}

}  // namespace

Result<Purpose> allowed_purpose(const RelationSet& relations, const std::string& name, bool is_approved) {
  const auto at = relations.purposes().find(name);
  std::string known;
  for (const auto& [one, purpose] : relations.purposes()) known += (known.empty() ? "" : ", ") + one;
  if (at == relations.purposes().end()) return invalid(say(kPurposeUnknown, name, known));
  const Purpose& purpose = at->second;
  if (purpose.restricted && !is_approved)
    return Error{Code::forbidden, say(kPurposeRestricted, Said{purpose.label, purpose.english})};
  return purpose;
}

Result<NodeId> find_end(const std::string& text, CountyGraph& county, Sealer& sealer, Date today) {
  const Graph& graph = county.graph;
  for (const NodeKind kind : {NodeKind::organisation, NodeKind::tender, NodeKind::person})
    if (const auto node = graph.find(node_key(kind, text))) return *node;
  if (read_citizen_no(text).check == NumberCheck::valid) {
    const std::string token = PseudonymReader(FieldType::citizen_no, sealer, today).read(text, false).token;
    if (const auto node = graph.find(node_key(NodeKind::person, token))) return *node;
    return not_found(say(kNoSuchPerson));  // the number is not repeated
  }
  QY_TRY(const Rows rows, county.engine->query(names_query(text)));
  std::vector<NodeId> found;
  std::string codes;
  for (const auto& row : rows.cells)
    if (const auto node = graph.find(node_key(NodeKind::organisation, to_text(row[0])))) {
      found.push_back(*node);
      codes += (codes.empty() ? "" : ", ") + to_text(row[0]);
    }
  if (found.size() == 1) return found.front();
  if (found.empty()) return not_found(say(kNoSuchEnd, text));
  return Error{Code::conflict, say(kSeveralEnds, text, found.size(), codes)};
}

Result<void> allowed_ends(const CountyGraph& county, NodeId from, NodeId to) {
  if (from == to) return invalid(say(kSameEnds));
  const RelationMask offices = county.relations.offices();
  if (is_private_person(county.graph, offices, from) && is_private_person(county.graph, offices, to))
    return Error{Code::forbidden, say(kPrivatePersons)};
  return {};
}

}  // namespace qy
