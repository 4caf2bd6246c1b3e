// What makes the relations sound. Each problem is one line for whoever edits `relations/`.
#include <algorithm>

#include "network/messages.h"
#include "network/relation.h"

namespace qy {
namespace {

class Checker {
 public:
  Checker(const RelationSet& set, const TableSet& tables) : set_(set), tables_(tables) {}

  std::vector<std::string> check() {
    for (const Relation& relation : set_.all()) check(relation);
    return std::move(problems_);
  }

 private:
  void say_so(const std::string& problem) { problems_.push_back(problem); }

  void check(const Relation& relation) {
    check_words(relation);
    const Table* table = tables_.find(relation.table);
    if (table == nullptr) return say_so(say(kRelationNoTable, relation.name, relation.table));
    check_end(relation, *table, relation.from);
    check_end(relation, *table, relation.to);
    for (const std::string& day : {relation.since, relation.until})
      need(relation, *table, day, {FieldType::date, FieldType::timestamp}, "date");
    need(relation, *table, relation.share, {FieldType::decimal}, "decimal");
  }

  void check_words(const Relation& relation) {
    for (const std::string& sentence : {relation.says, relation.says_en})
      if (sentence.find("{from}") == std::string::npos || sentence.find("{to}") == std::string::npos)
        say_so(say(kRelationSays, relation.name));
    if (relation.purposes.empty()) say_so(say(kRelationNoPurpose, relation.name));
    const bool of_persons = relation.from.kind == NodeKind::person && !relation.from.is_party &&
                            (relation.to.kind == NodeKind::person || relation.to.kind == NodeKind::household);
    for (const std::string& name : relation.purposes) {
      const auto purpose = set_.purposes().find(name);
      if (purpose == set_.purposes().end())
        say_so(say(kRelationPurpose, relation.name, name));
      else if (of_persons && !purpose->second.restricted)
        say_so(say(kKinWide, relation.name));
    }
  }

  void check_end(const Relation& relation, const Table& table, const RelationEnd& end) {
    for (const std::string& name : end.fields) {
      const Field* field = table.field(name);
      if (field == nullptr) {
        say_so(say(kRelationNoField, relation.name, relation.table, name));
        continue;
      }
      // Persons come as tokens or not at all; a phone, an account, an address is a token too.
      const auto wants = [&](FieldType type, std::string_view word) {
        if (field->type != type) say_so(say(kRelationType, relation.name, name, word));
      };
      if (end.is_party) continue;
      if (end.kind == NodeKind::person) wants(FieldType::citizen_no, "citizen_no");
      if (end.kind == NodeKind::account) wants(FieldType::account_no, "account_no");
      if (end.kind == NodeKind::phone) wants(FieldType::phone, "phone");
      if (end.kind == NodeKind::address) wants(FieldType::address, "address");
    }
  }

  void need(const Relation& relation, const Table& table, const std::string& name,
            const std::vector<FieldType>& types, std::string_view word) {
    if (name.empty()) return;
    const Field* field = table.field(name);
    if (field == nullptr)
      say_so(say(kRelationNoField, relation.name, relation.table, name));
    else if (std::find(types.begin(), types.end(), field->type) == types.end())
      say_so(say(kRelationType, relation.name, name, word));
  }

  const RelationSet& set_;
  const TableSet& tables_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> problems_of(const RelationSet& relations, const TableSet& tables) {
  return Checker(relations, tables).check();
}

}  // namespace qy
