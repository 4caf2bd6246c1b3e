#include "resolve/past_linkage.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/disk.h"
#include "base/json.h"
#include "entity/explain.h"
#include "entity/messages.h"
#include "ingest/source.h"
#include "seal/seal.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

Result<std::string> sm3_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return not_found(say(kInputGone, path));
  Sm3 sum;
  std::vector<char> bytes(1 << 20);
  while (file.read(bytes.data(), std::streamsize(bytes.size())) || file.gcount() > 0)
    sum.update({bytes.data(), size_t(file.gcount())});
  return sum.hex();
}

// The model's weights in the order of the configuration, which must be the one they were learned for.
Result<LinkModel> model_of(const Json& json, const LinkConfig& config, const std::string& where) {
  LinkModel model{.prior = json.at("prior").get<double>()};
  const Json& comparisons = json.at("comparisons");
  for (size_t c = 0; c < config.compare.size(); ++c) {
    const ComparisonSpec& spec = config.compare[c];
    if (comparisons.size() != config.compare.size() || comparisons[c].at("of") != spec.of.text ||
        comparisons[c].at("levels").size() != spec.levels.size() + 1)
      return damaged(say(kModelOfAnother, where));
    auto& weights = model.weights.emplace_back();
    for (unsigned level = 0; level <= spec.levels.size(); ++level) {
      const Json& of = comparisons[c]["levels"][level];
      if (of.at("level") != level_text(spec, level)) return damaged(say(kModelOfAnother, where));
      weights.push_back({of.at("m").get<double>(), of.at("u").get<double>()});
    }
  }
  return model;
}

// Every row after the header of one of our own files, its first cells as records.
template <class Take>
Result<void> each_row(const fs::path& path, size_t cells, const Take& take) {
  QY_TRY(const auto source, open_source(path, {}));
  RawRow row;
  for (bool is_header = true;; is_header = false) {
    QY_TRY(const bool more, source->next(row));
    if (!more) return {};
    if (is_header) continue;
    if (!row.broken.empty() || row.cells.size() < cells)
      return damaged(say(kNoResult, path.string(), row.row_number));
    QY_CHECK(take(row));
  }
}

Result<RecordIndex> place(const Records& records, std::string_view id, const fs::path& path) {
  auto at = records.ids.find(id);
  // A leading apostrophe is csv_field's, before what a spreadsheet would run.
  if (!at && id.starts_with('\'')) at = records.ids.find(id.substr(1));
  if (!at) return damaged(say(kUnknownRecord, path.string(), id));
  return *at;
}

}  // namespace

Result<std::vector<PastInput>> fingerprints_of(const std::vector<std::string>& paths) {
  std::vector<PastInput> out;
  for (const std::string& path : paths) {
    QY_TRY(std::string sm3, sm3_of_file(path));
    out.push_back({fs::absolute(path).lexically_normal().string(), std::move(sm3)});
  }
  return out;
}

Result<void> write_past(const fs::path& folder, const PastLinkage& run) {
  Json out{{"config_name", run.config_name},
           {"config", run.config_text},
           {"judgements", run.judgements},
           {"inputs", Json::array()}};
  for (const PastInput& input : run.inputs)
    out["inputs"].push_back({{"path", input.path}, {"sm3", input.sm3}});
  for (const Judgement& j : run.judged.all())
    out["judged"].push_back({{"a", j.a}, {"b", j.b}, {"verdict", name_of(j.verdict)}});
  return write_file(folder / "run.json", out.dump(2) + "\n");
}

Result<PastLinkage> read_past(const fs::path& folder, const LinkConfig* config) {
  PastLinkage out;
  QY_TRY(const std::string run_text, read_file(folder / "run.json"));
  QY_TRY(const Json run, parse_json(run_text, (folder / "run.json").string()));
  QY_TRY(const std::string model_text, read_file(folder / "model.json"));
  QY_TRY(const Json model, parse_json(model_text, (folder / "model.json").string()));
  try {
    out.config_text = run.at("config").get<std::string>();
    out.config_name = run.at("config_name").get<std::string>();
    out.judgements = run.at("judgements").get<std::string>();
    for (const Json& input : run.at("inputs"))
      out.inputs.push_back({input.at("path").get<std::string>(), input.at("sm3").get<std::string>()});
    for (const Json& one : run.value("judged", Json::array())) {
      Judgement judged{.a = one.at("a"), .b = one.at("b")};
      QY_TRY(judged.verdict, verdict_of(one.at("verdict").get<std::string>()));
      out.judged.put(judged);
    }
    if (config != nullptr) {
      out.config = *config;
    } else {
      QY_TRY(out.config, parse_link_config(out.config_text, out.config_name));
    }
    QY_TRY(out.model, model_of(model, out.config, folder.string()));
  } catch (const nlohmann::json::exception& e) {
    return damaged(say(kNoResult, folder.string(), e.what()));
  }
  return out;
}

Result<std::vector<std::string>> unchanged_files(const PastLinkage& past) {
  std::vector<std::string> paths;
  for (const PastInput& input : past.inputs) {
    QY_TRY(const std::string now, sm3_of_file(input.path));
    if (now != input.sm3) return Error{Code::conflict, say(kInputChanged, input.path)};
    paths.push_back(input.path);
  }
  return paths;
}

Result<std::vector<RecordIndex>> read_past_entities(const fs::path& folder, const Records& records) {
  const fs::path path = folder / "entities.csv";
  std::vector<RecordIndex> out;
  QY_CHECK(each_row(path, 3, [&](const RawRow& row) -> Result<void> {
    QY_TRY(const RecordIndex record, place(records, row.cells[0].text, path));
    out.resize(std::max<size_t>(out.size(), record + 1));
    QY_TRY(out[record], place(records, row.cells[2].text, path));
    return {};
  }));
  return out;
}

Result<std::vector<std::string>> read_past_ids(const fs::path& folder) {
  std::vector<std::string> out;
  QY_CHECK(each_row(folder / "entities.csv", 3, [&](const RawRow& row) -> Result<void> {
    out.emplace_back(row.cells[0].text);
    return {};
  }));
  return out;
}

Result<LinkStore> read_past_links(const fs::path& folder, const Records& records) {
  const fs::path path = folder / "links.csv";
  LinkStore out;
  QY_CHECK(each_row(path, 3, [&](const RawRow& row) -> Result<void> {
    QY_TRY(const RecordIndex a, place(records, row.cells[0].text, path));
    QY_TRY(const RecordIndex b, place(records, row.cells[1].text, path));
    return out.add(
        {std::min(a, b), std::max(a, b), std::strtof(std::string(row.cells[2].text).c_str(), nullptr)});
  }));
  QY_CHECK(out.finish());
  return out;
}

}  // namespace qy
