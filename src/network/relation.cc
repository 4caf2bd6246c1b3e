#include "network/relation.h"

#include <algorithm>
#include <array>

#include "base/disk.h"
#include "network/messages.h"
#include "text/messages.h"
#include "text/yaml.h"

namespace qy {
namespace {

struct KindWord {
  std::string_view name;
  char letter;
};
constexpr std::array<KindWord, kNodeKinds> kKinds = {{{"person", 'P'},
                                                      {"organisation", 'O'},
                                                      {"household", 'H'},
                                                      {"account", 'A'},
                                                      {"phone", 'T'},
                                                      {"address", 'D'},
                                                      {"device", 'M'},
                                                      {"certificate", 'C'},
                                                      {"tender", 'Z'}}};

Result<RelationEnd> end_of(const Yaml& relation, std::string_view side) {
  const Yaml* node = relation.find(side);
  if (node == nullptr || node->entries().size() != 1) return relation.wrong(say(kOneEnd, side));
  const auto& [word, fields] = node->entries().front();
  RelationEnd end{.is_party = word == "party"};
  std::string words = "party";
  bool is_known = end.is_party;
  for (size_t i = 0; i < kKinds.size(); ++i) {
    words += ", " + std::string(kKinds[i].name);
    if (kKinds[i].name != word) continue;
    end.kind = NodeKind(i);
    is_known = true;
  }
  if (!is_known) return relation.wrong(say(kNodeKindUnknown, word, words));
  QY_TRY(end.fields, node->texts(word));
  if (end.fields.empty()) return relation.wrong(say(kOneEnd, side));
  if (const Yaml* hub = relation.find("hub"); hub != nullptr && hub->find(side) != nullptr) {
    QY_TRY(const double most, hub->number(side));
    end.hub = int(most);
  }
  return end;
}

Result<Relation> relation_of(const Yaml& node) {
  QY_CHECK(node.only({"relation", "label", "english", "table", "where", "from", "to", "since", "until",
                      "share", "strength", "office", "once", "purposes", "hub", "says", "says_en"}));
  Relation relation;
  QY_TRY(relation.name, node.required("relation"));
  QY_TRY(relation.label, node.required("label"));
  QY_TRY(relation.english, node.required("english"));
  QY_TRY(relation.table, node.required("table"));
  QY_TRY(relation.says, node.required("says"));
  QY_TRY(relation.says_en, node.required("says_en"));
  QY_TRY(relation.from, end_of(node, "from"));
  QY_TRY(relation.to, end_of(node, "to"));
  QY_TRY(const std::string strength, node.required("strength"));
  if (strength != "confirmed" && strength != "tentative") return node.wrong(say(kStrengthUnknown, strength));
  relation.strength = strength == "confirmed" ? Strength::confirmed : Strength::tentative;
  QY_TRY(relation.is_office, node.flag("office", false));
  QY_TRY(relation.is_once, node.flag("once", false));
  QY_TRY(relation.purposes, node.texts("purposes"));
  if (const Yaml* hub = node.find("hub")) QY_CHECK(hub->only({"from", "to"}));
  relation.where = node.optional("where");
  relation.since = node.optional("since");
  relation.until = node.optional("until");
  relation.share = node.optional("share");
  return relation;
}

}  // namespace

std::string_view name_of(NodeKind kind) {
  return kKinds[size_t(kind)].name;
}

char letter_of(NodeKind kind) {
  return kKinds[size_t(kind)].letter;
}

NodeKind kind_of_letter(char letter) {
  const auto at =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const KindWord& word) { return word.letter == letter; });
  return at == kKinds.end() ? NodeKind::organisation : NodeKind(at - kKinds.begin());
}

std::string_view name_of(Strength strength) {
  return strength == Strength::confirmed ? "confirmed" : "tentative";
}

Result<RelationSet> RelationSet::load(const std::filesystem::path& folder) {
  std::error_code ec;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ec))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  RelationSet set;
  for (const auto& file : files) {
    QY_TRY(const std::string text, read_file(file));
    QY_TRY(const Yaml root, Yaml::parse(text, file.string()));
    QY_CHECK(root.only({"purposes", "relations"}));
    set.text_ += text;
    if (const Yaml* purposes = root.find("purposes"))
      for (const auto& [name, node] : purposes->entries()) {
        QY_CHECK(node.only({"label", "english", "restricted"}));
        Purpose purpose;
        QY_TRY(purpose.label, node.required("label"));
        QY_TRY(purpose.english, node.required("english"));
        QY_TRY(purpose.restricted, node.flag("restricted", false));
        set.purposes_.emplace(name, std::move(purpose));
      }
    if (const Yaml* relations = root.find("relations"))
      for (const Yaml& node : relations->items()) {
        QY_TRY(Relation relation, relation_of(node));
        if (set.named(relation.name) != 0) return node.wrong(say(kRelationTwice, relation.name));
        if (set.relations_.size() == kMostRelations)
          return node.wrong(say(kTooManyRelations, kMostRelations));
        set.relations_.push_back(std::move(relation));
      }
  }
  if (set.relations_.empty()) return not_found(say(kNoRelations, folder.string()));
  return set;
}

RelationMask RelationSet::for_purpose(std::string_view purpose) const {
  RelationMask mask = 0;
  for (size_t i = 0; i < relations_.size(); ++i) {
    const auto& purposes = relations_[i].purposes;
    if (std::find(purposes.begin(), purposes.end(), purpose) != purposes.end()) mask |= RelationMask(1) << i;
  }
  return mask;
}

RelationMask RelationSet::offices() const {
  RelationMask mask = 0;
  for (size_t i = 0; i < relations_.size(); ++i)
    if (relations_[i].is_office) mask |= RelationMask(1) << i;
  return mask;
}

RelationMask RelationSet::named(std::string_view name) const {
  for (size_t i = 0; i < relations_.size(); ++i)
    if (relations_[i].name == name) return RelationMask(1) << i;
  return 0;
}

}  // namespace qy
