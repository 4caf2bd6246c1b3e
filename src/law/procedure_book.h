// All procedures with the words, guards, limits and laws that they share; and which of them stand on a day.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "law/guard.h"
#include "law/procedure.h"

namespace qy {

class ProcedureBook {
 public:
  // folder/*.yaml and folder/shared/*.yaml.
  static Result<ProcedureBook> load(const std::filesystem::path& folder);

  const std::vector<Procedure>& procedures() const { return procedures_; }
  const std::vector<TimeLimit>& limits() const { return limits_; }
  const std::vector<Guard>& guards() const { return guards_; }
  const Terms& terms() const { return terms_; }
  const LawBook& laws() const { return laws_; }

  const Procedure* procedure(std::string_view id) const;
  const ProcedureStep* step(std::string_view name) const;  // "lead.assign"
  bool has_state(std::string_view name) const;             // "lead.assigned"
  const TimeLimit* limit(std::string_view id) const;
  const Guard* guard(std::string_view id) const;

  // Whether an article in force on the day carries it with a mark that binds. This chooses the rule set.
  bool stands(const ProcedureStep& step, Date date) const;
  bool stands(const TimeLimit& limit, Date date) const;
  // A guard without articles of its own stands wherever its step does.
  bool stands(const Guard& guard, Date date) const;

  // The approvers of a step, lowest first, for a matter of which `facts` are known.
  const std::vector<std::string>& approvers(const ProcedureStep& step, const Facts& facts) const;

 private:
  LawBook laws_;
  Terms terms_;
  std::vector<TimeLimit> limits_;
  std::vector<Guard> guards_;
  std::vector<Procedure> procedures_;
};

// The extension of the limit that may be given next: the first whose facts hold and that has not been used
// up.
const Extension* next_extension(const TimeLimit& limit, const Facts& facts, int used);

// Whether no extension is left, whatever the facts.
bool used_up(const TimeLimit& limit, int used);

}  // namespace qy
