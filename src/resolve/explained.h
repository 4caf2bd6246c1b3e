// Why two records are one entity, or are not, out of a run that is kept (resolve/past_linkage.h): the weights one under the
// other, how links tie them, the weakest edge of their entity, and what somebody judged of the pair.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "entity/cohesion.h"
#include "entity/explain.h"
#include "entity/judgements.h"
#include "resolve/past_linkage.h"

namespace qy {

struct Explained {
  std::string a, b;
  PairExplanation pair;
  double threshold = 0;
  bool are_linked = false, are_together = false;
  std::vector<std::string> apart_by;  // fields never joined over that differ
  std::vector<Link> chain;            // how links tie them, where they are together
  Cohesion cohesion;                  // of the entity of a
  std::string entity_a, entity_b;
  std::optional<Judgement> judgement;  // what somebody said of the pair
};

// A run as it stands in the folder, with the records that it was over.
struct KeptRun {
  PastLinkage past;
  std::vector<RecordIndex> entity_of;
  LinkStore links;
};
Result<KeptRun> read_kept_run(const std::filesystem::path& folder, PastLinkage past, const Records& records);

// not_found where a record is not there, invalid where both are one.
Result<Explained> explain_records(const KeptRun& run, const Records& records, const Judgements& judgements,
                                  const std::string& a, const std::string& b);
Json explained_json(const Explained& explained, const Records& records);

}  // namespace qy
