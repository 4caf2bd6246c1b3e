// Who is who as the pages show it: a record, an entity, why two records are one, what somebody judged. A record goes by its
// reference (resolve/kept_entities.h): addresses hold no name. Values of personal fields never leave.
#pragma once

#include <map>
#include <string>

#include "base/json.h"
#include "resolve/entity_shelf.h"

namespace qy {

Json record_line(const KeptEntities& kept, RecordIndex record);
Json entity_line(const KeptEntities& kept, const KeptEntity& entity);
// `files`: source_id -> name; `judged`: those that touch one of its records.
Json entity_page(const EntityLook& look, const KeptEntities& kept, const KeptEntity& entity,
                 const TableSet& tables, const std::map<std::string, std::string>& files,
                 const std::vector<Judgement>& judged);
Json why_json(const KeptEntities& kept, const TableSet& tables, const Explained& explained);

// What stands for a judgement, whichever record is named first.
std::string judgement_reference(const Judgement& judgement);
Json judgement_json(const EntityLook& look, const Judgement& judgement);

}  // namespace qy
