// A record book for tests, on std::map: the promises of act.h about versions, keys and roles, and nothing on disk.
#pragma once

#include <map>

#include "record/act.h"

namespace qy {

class MapBook : public RecordBook {
 public:
  Result<Recorded> perform(const Act& act) override {
    if (const auto done = keys_.find(act.key); done != keys_.end()) {
      const PastAct& past = acts_[size_t(done->second)];
      if (past.kind != act.kind || past.object != act.object)
        return Error{Code::conflict, "the key was used"};
      return Recorded{done->second, past.at_ms, true};
    }
    if (act.actor.user != "system" && !holds(act.actor.user, act.actor.role))
      return Error{Code::forbidden, act.actor.user + " is no " + act.actor.role};
    for (const Change& change : act.changes)
      if (row(change.table, change.id).version != change.expected)
        return Error{Code::conflict, change.table + "/" + change.id + " moved"};
    const int64_t seq = int64_t(acts_.size());
    for (const Change& change : act.changes) {
      Row& row = rows_[change.table][change.id];
      row.id = change.id;
      row.version += 1;
      row.seq = seq;
      for (const auto& [name, value] : change.fields) row.fields[name] = value;
    }
    keys_[act.key] = seq;
    acts_.push_back({seq, seq, act.kind, act.object, act.basis, act.actor, act.note});
    return Recorded{seq, seq, false};
  }

  Result<Row> find(std::string_view table, std::string_view id) override {
    const Row found = row(std::string(table), std::string(id));
    if (found.version == 0) return not_found(std::string(id));
    return found;
  }

  Result<std::vector<Row>> select(std::string_view table, const Fields& where) override {
    std::vector<Row> found;
    for (const auto& [id, row] : rows_[std::string(table)]) {
      bool fits = true;
      for (const auto& [name, value] : where) {
        const auto at = row.fields.find(name);
        fits = fits && (name == "id" ? std::get<std::string>(value) == id
                                     : at != row.fields.end() && at->second == value);
      }
      if (fits) found.push_back(row);
    }
    return found;
  }

  Result<std::vector<PastAct>> history(std::string_view object) override {
    std::vector<PastAct> found;
    for (const PastAct& act : acts_)
      if (act.object == object) found.push_back(act);
    return found;
  }

  Result<int64_t> next_number(std::string_view table, std::string_view prefix) override {
    int64_t last = 0;
    for (const auto& [id, row] : rows_[std::string(table)])
      if (id.starts_with(prefix)) last = std::max<int64_t>(last, std::atoll(id.c_str() + prefix.size()));
    return last + 1;
  }

  size_t acts() const { return acts_.size(); }
  // An account with its roles, as an office has it.
  void hire(const std::string& user, const std::vector<std::string>& roles) {
    rows_["user_account"][user] = {user, 1, 0, {{"name", "某" + user}, {"active", int64_t(1)}}};
    for (const std::string& role : roles)
      rows_["user_role"][user + "." + role] = {
          user + "." + role, 1, 0, {{"user_id", user}, {"role", role}, {"active", int64_t(1)}}};
  }

 private:
  Row row(const std::string& table, const std::string& id) {
    const auto& rows = rows_[table];
    const auto at = rows.find(id);
    return at == rows.end() ? Row{} : at->second;
  }
  bool holds(const std::string& user, const std::string& role) {
    const Row held = row("user_role", user + "." + role);
    return held.version > 0 && held.number("active") == 1;
  }

  std::map<std::string, std::map<std::string, Row>> rows_;
  std::map<std::string, int64_t> keys_;
  std::vector<PastAct> acts_;
};

}  // namespace qy
