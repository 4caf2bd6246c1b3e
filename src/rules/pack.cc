#include "rules/pack.h"

#include "rules/messages.h"
#include "text/messages.h"
#include "text/yaml.h"

namespace qy {

Result<void> add_packs(const std::filesystem::path& file, Packs& packs) {
  QY_TRY(const Yaml root, Yaml::load(file));
  QY_CHECK(root.only({"everyone", "packs"}));
  QY_TRY(const auto everyone, root.texts("everyone"));
  const Yaml* all = root.find("packs");
  if (all == nullptr) return root.wrong(say(kIsMissing, "packs"));
  for (const auto& [name, node] : all->entries()) {
    QY_CHECK(node.only({"label", "english", "reads", "restricted"}));
    Pack pack{.name = name};
    QY_TRY(pack.label, node.required("label"));
    QY_TRY(pack.english, node.required("english"));
    QY_TRY(const auto reads, node.texts("reads"));
    QY_TRY(pack.restricted, node.flag("restricted", false));
    pack.reads.insert(everyone.begin(), everyone.end());
    pack.reads.insert(reads.begin(), reads.end());
    if (!packs.emplace(name, std::move(pack)).second) return node.wrong(say(kPackTwice, name));
  }
  return {};
}

}  // namespace qy
