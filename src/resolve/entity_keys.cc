#include "resolve/entity_keys.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "entity/explain.h"
#include "entity/messages.h"
#include "text/credit_code.h"

namespace qy {
namespace {

bool is_valid_code(const std::string& code) {
  return read_credit_code(code).check == NumberCheck::valid;
}

// The strongest link of each record within its entity, and whether it has one to a record of another.
struct StrongestLinks {
  std::vector<std::optional<Link>> best;
  std::vector<bool> is_torn;
};

// Whom people judged to be two; a no is of all that was judged to be one with either.
class JudgedApart {
 public:
  explicit JudgedApart(const Judgements& judged) : group_of_(judged.together()) {
    for (const Judgement& j : judged.all())
      if (j.verdict == Verdict::no) pairs_.insert(in_order(group_of_.at(j.a), group_of_.at(j.b)));
  }
  bool holds(std::string_view a, std::string_view b) const {
    return !pairs_.empty() && pairs_.contains(in_order(group(a), group(b)));
  }

 private:
  std::string group(std::string_view id) const {
    const auto at = group_of_.find(std::string(id));
    return at == group_of_.end() ? std::string(id) : at->second;
  }
  std::unordered_map<std::string, std::string> group_of_;
  std::set<std::pair<std::string, std::string>> pairs_;
};

Result<StrongestLinks> strongest_links(const Linked& linked, const RecordIds& ids) {
  const JudgedApart apart(linked.judged);
  const std::vector<RecordIndex>& entity_of = linked.entity_of;
  StrongestLinks out{std::vector<std::optional<Link>>(entity_of.size()), std::vector<bool>(entity_of.size())};
  QY_CHECK(linked.links.each([&](const Link& link) {
    const bool is_inside = entity_of[link.a] == entity_of[link.b];
    const bool is_settled = !is_inside && apart.holds(ids[link.a], ids[link.b]);
    for (const RecordIndex end : {link.a, link.b}) {
      if (is_inside && !out.best[end]) out.best[end] = link;
      if (!is_inside && !is_settled) out.is_torn[end] = true;
    }
  }));
  return out;
}

class Keys {
 public:
  Keys(const EntityKind& kind, const LakeRecords& lake, const Linked& linked, const Comparer& comparer,
       StrongestLinks ties)
      : kind_(kind),
        lake_(lake),
        linked_(linked),
        comparer_(comparer),
        weights_(linked.model, kind.config, comparer),
        ties_(std::move(ties)) {}

  std::vector<EntityKey> all() {
    std::map<RecordIndex, std::vector<RecordIndex>> entities;
    for (RecordIndex i = 0; i < lake_.told.size(); ++i) {
      if (ties_.is_torn[i] && lake_.told[i].code.empty()) continue;
      entities[linked_.entity_of[i]].push_back(i);
    }
    std::map<std::string, std::set<RecordIndex>> bearers;  // entities by key
    for (const auto& [entity, members] : entities)
      for (const RecordIndex i : members)
        for (const std::string& key : keys_of(i)) bearers[key].insert(entity);
    std::vector<EntityKey> out;
    for (const auto& [entity, members] : entities) {
      std::map<std::string, EntityKey> of_entity;
      for (const RecordIndex i : members)
        for (const std::string& key : keys_of(i))
          if (bearers[key].size() == 1) of_entity.try_emplace(key, EntityKey{.record = i, .key = key});
      if (of_entity.size() > 1) tell(entity, members, of_entity, out);
    }
    return out;
  }

 private:
  std::vector<std::string> keys_of(RecordIndex i) const {
    const LakeRecord& record = lake_.told[i];
    if (record.code.empty() || record.code == record.key) return {record.key};
    return {record.code, record.key};
  }

  // A valid code names its entity; else a code; else the record that the linkage named it after, which stays.
  std::string id_of(RecordIndex entity, const std::vector<RecordIndex>& members) const {
    std::string code;
    for (const RecordIndex i : members)
      if (is_valid_code(lake_.told[i].code)) return lake_.told[i].code;
    for (const RecordIndex i : members)
      if (code.empty()) code = lake_.told[i].code;
    return code.empty() ? lake_.told[entity].key : code;
  }

  void tell(RecordIndex entity, const std::vector<RecordIndex>& members,
            std::map<std::string, EntityKey>& of_entity, std::vector<EntityKey>& out) {
    const std::string id = id_of(entity, members);
    std::string name;  // the fullest
    for (const RecordIndex i : members)
      if (lake_.told[i].name.size() > name.size()) name = lake_.told[i].name;
    for (auto& [text, key] : of_entity) {
      key.entity_id = id;
      key.entity_name = name;
      give_basis(key, members.size() == 1);
      out.push_back(std::move(key));
    }
  }

  void give_basis(EntityKey& key, bool is_alone) const {
    const LakeRecord& record = lake_.told[key.record];
    const auto say_so = [&](const Message& basis) {
      key.basis = basis.chinese;
      key.basis_en = basis.english;
    };
    if (key.key == key.entity_id) return say_so(kBasisItself);
    if (record.code == key.entity_id || is_alone) return say_so(kBasisOneRow);
    key.is_merged = true;
    if (!ties_.best[key.record]) return say_so(kBasisJudged);
    const Link& link = *ties_.best[key.record];
    const LakeRecord& other = lake_.told[link.a == key.record ? link.b : link.a];
    const Pattern pattern = comparer_.compare(link.a, link.b);
    std::string chinese, english;
    for (size_t c = 0; c < comparer_.size(); ++c) {
      const unsigned level = level_at(pattern, c);
      if (level == kNoLevel || weights_.level_bits(c, level) <= 0) continue;
      const auto words = std::find_if(kind_.says.begin(), kind_.says.end(), [&](const LevelWords& said) {
        return said.of == kind_.config.compare[c].of.text &&
               said.level == level_text(kind_.config.compare[c], level);
      });
      if (words == kind_.says.end()) continue;
      chinese += (chinese.empty() ? "" : "、") + words->chinese;
      english += (english.empty() ? "" : ", ") + words->english;
    }
    key.probability = linked_.model.probability(double(link.bits));
    key.basis = "与“" + other.name + "”：" + chinese;
    key.basis_en = "as “" + other.name + "”: " + english;
  }

  const EntityKind& kind_;
  const LakeRecords& lake_;
  const Linked& linked_;
  const Comparer& comparer_;
  Weights weights_;
  StrongestLinks ties_;
};

}  // namespace

Result<std::vector<EntityKey>> entity_keys(const EntityKind& kind, const LakeRecords& lake,
                                           const Linked& linked) {
  Derived derived(lake.records);
  QY_TRY(const Comparer comparer, Comparer::prepare(kind.config, derived));
  QY_TRY(StrongestLinks ties, strongest_links(linked, lake.records.ids));
  return Keys(kind, lake, linked, comparer, std::move(ties)).all();
}

}  // namespace qy
