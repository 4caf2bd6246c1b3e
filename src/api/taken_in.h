// What imports made of a file since it came, source by source: told by the lake itself, so that a killed server, or a batch undone on
// another page, leaves nothing untrue.
//
//   a batch of this very file, made since it came ── in the lake ──▶ in
//                                                 └─ undone ───────▶ undone: taken in again only where an officer says so
#pragma once

#include <map>
#include <span>
#include <string>

#include "api/api.h"
#include "api/upload_box.h"
#include "base/json.h"
#include "lake/lake.h"

namespace qy {

struct TakenIn {
  std::string batch;  // the newest
  bool is_undone = false;
};

// By the names of its sources; those of which there is nothing to tell are not there.
Result<std::map<std::string, TakenIn>> taken_in(const Lake& lake, const Upload& upload);

// Says `undone` of each file of an import's result whose batch left the lake since. A lake that cannot be opened says nothing of it: what a job
// came to is told all the same.
void tell_undone(const ApiGround& ground, std::span<Json> jobs);

}  // namespace qy
