// /tables: the standard tables and their fields, to choose from when a file is mapped.
#include "lake/table.h"

#include "api/route.h"

namespace qy {

Result<HttpResponse> list_tables(ApiCall& call) {
  Json items = Json::array();
  for (const auto& [name, table] : call.ground.tables.all()) {
    if (table.domain == "derived") continue;  // worked out, never read from a file
    Json fields = Json::array();
    for (const Field& field : table.fields)
      fields.push_back({{"name", field.name},
                        {"label", {{"zh", field.label}, {"en", field.english}}},
                        {"type", std::string(name_of(field.type))},
                        {"unit", field.unit},
                        {"required", field.required},
                        {"sensitivity", std::string(name_of(field.sensitivity))}});
    items.push_back({{"name", name},
                     {"label", {{"zh", table.label}, {"en", table.english}}},
                     {"domain", table.domain},
                     {"fields", fields}});
  }
  return json_response({{"items", items}});
}

}  // namespace qy
