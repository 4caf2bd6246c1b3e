// A guard: a reason to refuse a step, with what is said to the officer and the article.
// procedures/shared/guards.yaml.
//
// Most are conditions on facts, on the states of the matters in one file, or on who acted before; those
// without a condition (four eyes, back-dating …) are judged by src/casework, which finds their words here.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "law/span.h"
#include "law/terms.h"

namespace qy {

struct Guard : Term {
  FactCondition when;     // the matters that it concerns
  FactCondition require;  // the facts that must hold
  std::vector<std::string> one_of;
  std::vector<std::string> in_state, not_in_state;  // "lead.verification", of any matter of the file
  std::vector<std::string> apart_from;  // procedures in which the acting officers must not have acted
  std::string other_step;               // for the two below
  std::optional<Span> not_within;       // since the last other_step of the file
  int at_most = 0;                      // other_steps of the file, this one included; 0: no limit
  std::vector<Provision> basis;         // empty: the step's own

  bool is_judged_by_program() const;
};

Result<std::vector<Guard>> load_guards(const std::filesystem::path& file, const LawBook& laws);

}  // namespace qy
