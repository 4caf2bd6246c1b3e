#include "network/names.h"

#include <algorithm>

#include "network/messages.h"

namespace qy {
namespace {

// Which columns name an organisation, the most trustworthy first.
struct NameColumns {
  std::string_view table, code, name;
};
constexpr NameColumns kOrganisations[] = {
    {"company", "uscc", "name"},
    {"payroll", "unit_code", "unit_name"},
    {"tender", "buyer_code", "buyer_name"},
    {"tender", "agency_code", "agency_name"},
    {"bid", "bidder_code", "bidder_name"},
    {"award", "supplier_code", "supplier_name"},
    {"division", "code", "name"},
};

std::string names_select() {
  std::string sql = "SELECT 'Z' || tender_id AS key, 0 AS rank, title AS name FROM tender";
  int rank = 0;
  for (const auto& [table, code, name] : kOrganisations)
    sql += " UNION ALL SELECT 'O' || " + std::string(code) + ", " + std::to_string(rank++) +
           ", qy_firm_label(" + std::string(name) + ", NULL) FROM " + std::string(table);
  return "SELECT key, arg_min(name, (rank, name)) FROM (" + sql +
         ") AS named WHERE name IS NOT NULL AND key IN (SELECT key FROM qy_asked) GROUP BY key";
}

std::string ordinal_of(size_t number) {
  static constexpr std::string_view kStems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  return number < std::size(kStems) ? std::string(kStems[number]) : std::to_string(number + 1);
}

Said letter_for(size_t number) {
  return {ordinal_of(number),
          number < 26 ? std::string(" ") + char('A' + number) : " " + std::to_string(number + 1)};
}

// In the order of NodeKind; organisations and tenders have names.
constexpr const Message* kUnnamed[kNodeKinds] = {
    &kPersonLabel,  nullptr,       &kHouseholdLabel,   &kAccountLabel, &kPhoneLabel,
    &kAddressLabel, &kDeviceLabel, &kCertificateLabel, nullptr};

// The unit of an office that the person holds or held, the latest of them.
std::optional<NodeId> office_of(const Graph& graph, RelationMask offices, NodeId person) {
  const Arc* best = nullptr;
  for (const Arc& arc : graph.arcs(person))
    if ((arc.mask() & offices) != 0 && arc.is_forward && (best == nullptr || arc.until > best->until))
      best = &arc;
  return best == nullptr ? std::nullopt : std::optional(best->to);
}

}  // namespace

Result<NodeNames> names_of(Engine& engine, const Graph& graph, RelationMask offices,
                           std::vector<NodeId> nodes) {
  for (size_t i = nodes.size(); i-- > 0;)
    if (graph.kind(nodes[i]) == NodeKind::person)
      if (const auto unit = office_of(graph, offices, nodes[i])) nodes.push_back(*unit);
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  std::string keys;
  for (const NodeId node : nodes)
    if (graph.kind(node) == NodeKind::organisation || graph.kind(node) == NodeKind::tender)
      keys += (keys.empty() ? "(" : ", (") + Engine::literal(graph.key(node)) + ")";
  NodeNames names;
  if (keys.empty()) return names;
  QY_CHECK(engine.execute("CREATE OR REPLACE TEMP TABLE qy_asked AS SELECT key FROM (VALUES " + keys +
                          ") AS given(key)"));
  QY_TRY(const Rows rows, engine.query(names_select()));
  for (const auto& row : rows.cells)
    if (const auto node = graph.find(to_text(row[0]))) names[*node] = to_text(row[1]);
  return names;
}

Labels labels_for(const Graph& graph, RelationMask offices, const NodeNames& names,
                  const std::vector<NodeId>& nodes) {
  Labels labels;
  std::map<NodeKind, size_t> met;
  const auto count_of = [&](NodeKind kind) {
    return std::count_if(nodes.begin(), nodes.end(), [&](NodeId node) { return graph.kind(node) == kind; });
  };
  const auto organisation = [&](NodeId node) {
    const auto at = names.find(node);
    return said(at == names.end() ? graph.number(node) : std::string_view(at->second));
  };
  for (const NodeId node : nodes) {
    const NodeKind kind = graph.kind(node);
    const Said letter = count_of(kind) > 1 ? letter_for(met[kind]++) : Said{};
    const auto unit = kind == NodeKind::person ? office_of(graph, offices, node) : std::nullopt;
    if (kind == NodeKind::organisation)
      labels[node] = organisation(node);
    else if (kind == NodeKind::tender)
      labels[node] = names.contains(node) ? say(kTenderLabel, graph.number(node), names.at(node))
                                          : say(kTenderNoTitle, graph.number(node));
    else
      labels[node] =
          unit ? say(kOfficialLabel, organisation(*unit), letter) : say(*kUnnamed[size_t(kind)], letter);
  }
  return labels;
}

namespace {

std::string percent_of(int32_t share) {
  char text[32];
  const int n = std::snprintf(text, sizeof text, "%.4g%%", double(share) / kWholeShare * 100);
  return {text, size_t(n)};
}

std::string filled(std::string text, std::string_view from, std::string_view to, const std::string& share) {
  const auto put = [&](std::string_view place, std::string_view value) {
    if (const size_t at = text.find(place); at != std::string::npos) text.replace(at, place.size(), value);
  };
  put("{from}", from);
  put("{to}", to);
  put("{share}", share);
  return text;
}

}  // namespace

Said sentence_of(const Path& path, const Graph& graph, const RelationSet& relations, const Labels& labels) {
  Said sentence;
  const auto add = [](std::string& text, std::string_view joint, const std::string& fact) {
    if (text.find(fact) == std::string::npos) text += (text.empty() ? "" : std::string(joint)) + fact;
  };
  for (const Hop& hop : path.hops)
    for (const Arc& arc : hop.arcs) {
      const Relation& relation = relations.all()[arc.relation];
      const Said &from = labels.at(arc.is_forward ? hop.from : hop.to),
                 &to = labels.at(arc.is_forward ? hop.to : hop.from);
      const auto share = graph.share(arc.edge);
      const std::string part = share ? percent_of(*share) : "";
      add(sentence.chinese, "；", filled(relation.says, from.chinese, to.chinese, part));
      add(sentence.english, "; ",
          filled(relation.says_en, from.english, to.english, part.empty() ? "shares" : part));
    }
  return sentence;
}

Said days_of(DaySpan span) {
  const auto since = date_of(span.since), until = date_of(span.until);
  if (since && until) return say(kHeldBetween, since->iso(), until->iso());
  if (since) return say(kHeldSince, since->iso());
  if (until) return say(kHeldUntil, until->iso());
  return said(kHeldUndated);
}

std::vector<NodeId> nodes_of(const Path& path) {
  std::vector<NodeId> nodes;
  for (const Hop& hop : path.hops) nodes.push_back(hop.from);
  if (!path.hops.empty()) nodes.push_back(path.hops.back().to);
  return nodes;
}

}  // namespace qy
