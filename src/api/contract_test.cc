// The contract and the routes say the same, operation by operation; neither can change alone.
#include <gtest/gtest.h>

#include "api/route.h"
#include "text/yaml.h"

namespace qy {
namespace {

// "GET /api/v1/findings listFindings open=0 if_match=0 query=band,state"
std::string told(const std::string& method, const std::string& path, const std::string& operation, bool open,
                 bool if_match, const std::set<std::string>& query) {
  std::string line = method + " " + path + " " + operation + " open=" + std::to_string(open) +
                     " if_match=" + std::to_string(if_match) + " query=";
  for (const std::string& name : query) line += name + ",";
  return line;
}

std::set<std::string> words(std::string_view list) {
  std::set<std::string> all;
  for (size_t from = 0; from < list.size();) {
    const size_t to = std::min(list.find(' ', from), list.size());
    all.emplace(list.substr(from, to - from));
    from = to + 1;
  }
  return all;
}

std::string of_contract(const std::string& path, std::string method, const Yaml& operation) {
  for (char& c : method) c = char(std::toupper(c));
  const Yaml* security = operation.find("security");
  std::set<std::string> query;
  bool if_match = false, has_key = false;
  if (const Yaml* parameters = operation.find("parameters"))
    for (const Yaml& one : parameters->items()) {
      if (one.optional("in") == "query") query.insert(one.optional("name"));
      if_match = if_match || one.optional("$ref") == "#/components/parameters/IfMatch";
      has_key = has_key || one.optional("$ref") == "#/components/parameters/IdempotencyKey";
    }
  // A POST of somebody signed in carries its key.
  const bool open = security != nullptr && security->items().empty();
  EXPECT_EQ(has_key, method == "POST" && !open) << method << " " << path;
  return told(method, path, operation.optional("operationId"), open, if_match, query);
}

TEST(Contract, IsEqualToTheRoutes) {
  const auto contract = Yaml::load(std::string(QY_SOURCE_DIR) + "/contract/openapi.yaml");
  ASSERT_TRUE(contract.ok()) << contract.error().message;
  std::set<std::string> in_contract, in_routes;
  for (const auto& [path, operations] : contract->find("paths")->entries())
    for (const auto& [method, operation] : operations.entries())
      EXPECT_TRUE(in_contract.insert(of_contract(path, method, operation)).second);
  for (const ApiRoute& route : api_routes())
    EXPECT_TRUE(
        in_routes
            .insert(told(std::string(route.method), std::string(route.path), std::string(route.operation),
                         !asks_for_session(route.entry), route.if_match, words(route.query)))
            .second);
  EXPECT_EQ(in_contract, in_routes);
  EXPECT_GT(in_routes.size(), 15u);
}

}  // namespace
}  // namespace qy
