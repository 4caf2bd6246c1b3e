// The office as a person keeps it in a file, or fills it into a page: rooms, posts, accounts, bodies.
//
//   units: [{id: room-1, name: 案件监督管理室, kind: office, parent: …}]
//   posts: [{id: …, unit: …, title: …, rank: 乡科级正职, authority: 县委, first_leader: true, first_leader_kind: …}]
//   users: [{id: u1, name: …, unit: room-1, post: …, roles: [case_management], active: true}]
//   bodies: [{id: cwh, name: 常委会, roles: [collective], active: true}]
//
// Bodies decide and have no account: the standing committee, the Party committee, the commission above.
#pragma once

#include <vector>

#include "record/act.h"
#include "text/yaml.h"

namespace qy {

// The changes that make the records say what the file says; what is there already is left alone. invalid with the line where
// something is missing or unknown.
Result<std::vector<Change>> office_changes(RecordBook& book, const Yaml& file);

}  // namespace qy
