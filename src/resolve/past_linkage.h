// A folder of results read again: to explain it, to add to it.
//
//   OUT/run.json   the configuration as it was, the files and the SM3 of their bytes, the judgements it followed
//
// Results hold no value of any record; whoever wants to see why two records are one needs the files too.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "entity/judgements.h"
#include "resolve/resolve_files.h"

namespace qy {

struct PastInput {
  std::string path, sm3;
};

struct PastLinkage {
  std::string config_text, config_name;
  std::vector<PastInput> inputs;
  std::string judgements;  // the book that it knew; "" for none
  Judgements judged;       // and what stood in it: pairs and verdicts
  LinkConfig config;
  LinkModel model;
};

Result<std::vector<PastInput>> fingerprints_of(const std::vector<std::string>& paths);

// run.json beside what write_linkage wrote; the model is there already.
Result<void> write_past(const std::filesystem::path& folder, const PastLinkage& run);
// `config`: what it was learned for, where run.json does not hold the configuration alone.
Result<PastLinkage> read_past(const std::filesystem::path& folder, const LinkConfig* config = nullptr);
// Its files again. Fails where one is gone or has changed since: what it says now is not what was compared.
Result<std::vector<std::string>> unchanged_files(const PastLinkage& past);

// entities.csv and links.csv by record; fails where a record is not there. The entity of a record is the
// record that it is named after.
Result<std::vector<RecordIndex>> read_past_entities(const std::filesystem::path& folder,
                                                    const Records& records);
Result<std::vector<std::string>> read_past_ids(const std::filesystem::path& folder);  // in order
Result<LinkStore> read_past_links(const std::filesystem::path& folder, const Records& records);

}  // namespace qy
