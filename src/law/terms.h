// The vocabularies in which procedures are written: who (roles), what is known (facts), what is filed
// (documents). Each term has an identifier, a Chinese title and an English one, in procedures/shared/.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "law/time_limit.h"

namespace qy {

struct Term {
  std::string id, title, english;
  Said said() const { return {title, english}; }
};

struct Fact : Term {
  bool of_matter = false;            // of one measure or object, not of the whole file
  std::vector<std::string> implies;  // probation implies party_sanction
};

struct DocumentTerm : Term {
  bool is_decision = false;  // dated on the day of its approval
};

struct Role : Term {
  std::string level;  // R0 … R9, or outside
};

struct ChainOption {
  FactCondition when;
  std::vector<std::string> roles;  // lowest first
};
// Who approves, by the standing of the person concerned: the first option whose facts hold.
struct ApprovalChain {
  std::string id;
  std::vector<ChainOption> options;
  const std::vector<std::string>& roles_for(const Facts& facts) const;
};

struct Terms {
  std::vector<Role> roles;
  std::vector<ApprovalChain> chains;
  std::vector<Fact> facts;
  std::vector<DocumentTerm> documents;

  // Reads roles.yaml, facts.yaml and documents.yaml of the folder.
  static Result<Terms> load(const std::filesystem::path& folder);

  const Role* role(std::string_view id) const;
  const ApprovalChain* chain(std::string_view id) const;
  const Fact* fact(std::string_view id) const;
  const DocumentTerm* document(std::string_view id) const;
  // `facts` with all that they imply.
  Facts closed(const Facts& facts) const;
};

Result<Term> read_term(const Yaml& entry);

}  // namespace qy
