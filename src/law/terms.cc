#include "law/terms.h"

#include <algorithm>

#include "law/messages.h"

namespace qy {
namespace {

template <class T>
const T* find_in(const std::vector<T>& terms, std::string_view id) {
  const auto found = std::find_if(terms.begin(), terms.end(), [&](const T& term) { return term.id == id; });
  return found == terms.end() ? nullptr : &*found;
}

// The list under `key`, each entry made by `read`; no identifier twice.
template <class T, class Read>
Result<std::vector<T>> read_all(const Yaml& yaml, std::string_view key, Read read) {
  QY_TRY(const auto entries, yaml.list(key));
  std::vector<T> all;
  for (const Yaml& entry : entries) {
    QY_TRY(T one, read(entry));
    if (find_in(all, one.id) != nullptr) return entry.wrong(say(kGivenTwice, one.id));
    all.push_back(std::move(one));
  }
  return all;
}

Result<Role> read_role(const Yaml& entry) {
  QY_CHECK(entry.only({"id", "title", "english", "level"}));
  Role role;
  QY_TRY(static_cast<Term&>(role), read_term(entry));
  QY_TRY(role.level, entry.required("level"));
  return role;
}

Result<ApprovalChain> read_chain(const Yaml& entry) {
  QY_CHECK(entry.only({"id", "options"}));
  ApprovalChain chain;
  QY_TRY(chain.id, entry.required("id"));
  QY_TRY(const auto options, entry.list("options"));
  for (const Yaml& one : options) {
    QY_CHECK(one.only({"when", "roles"}));
    ChainOption option;
    QY_TRY(option.when, read_condition(one, "when"));
    QY_TRY(option.roles, one.texts("roles"));
    if (option.roles.empty()) return one.wrong(said(kChainWithoutApprover));
    chain.options.push_back(std::move(option));
  }
  // The last option is for everyone else, so that no person is without an approver.
  if (chain.options.empty() || !chain.options.back().when.is_always()) return entry.wrong(said(kChainOpen));
  return chain;
}

Result<Fact> read_fact(const Yaml& entry) {
  QY_CHECK(entry.only({"id", "title", "english", "about", "implies"}));
  Fact fact;
  QY_TRY(static_cast<Term&>(fact), read_term(entry));
  const std::string about = entry.optional("about", "file");
  if (about != "file" && about != "matter") return entry.wrong(say(kNoSuchWord, about, "file, matter"));
  fact.of_matter = about == "matter";
  QY_TRY(fact.implies, entry.texts("implies"));
  return fact;
}

Result<DocumentTerm> read_document(const Yaml& entry) {
  QY_CHECK(entry.only({"id", "title", "english", "decision"}));
  DocumentTerm document;
  QY_TRY(static_cast<Term&>(document), read_term(entry));
  QY_TRY(document.is_decision, entry.flag("decision", false));
  return document;
}

}  // namespace

Result<Term> read_term(const Yaml& entry) {
  Term term;
  QY_TRY(term.id, entry.required("id"));
  QY_TRY(term.title, entry.required("title"));
  QY_TRY(term.english, entry.required("english"));
  return term;
}

const std::vector<std::string>& ApprovalChain::roles_for(const Facts& facts) const {
  for (const ChainOption& option : options)
    if (option.when.holds(facts)) return option.roles;
  return options.back().roles;
}

Result<Terms> Terms::load(const std::filesystem::path& folder) {
  Terms terms;
  QY_TRY(const Yaml roles, Yaml::load(folder / "roles.yaml"));
  QY_CHECK(roles.only({"roles", "chains"}));
  QY_TRY(terms.roles, read_all<Role>(roles, "roles", read_role));
  QY_TRY(terms.chains, read_all<ApprovalChain>(roles, "chains", read_chain));
  QY_TRY(const Yaml facts, Yaml::load(folder / "facts.yaml"));
  QY_CHECK(facts.only({"facts"}));
  QY_TRY(terms.facts, read_all<Fact>(facts, "facts", read_fact));
  QY_TRY(const Yaml documents, Yaml::load(folder / "documents.yaml"));
  QY_CHECK(documents.only({"documents"}));
  QY_TRY(terms.documents, read_all<DocumentTerm>(documents, "documents", read_document));
  return terms;
}

const Role* Terms::role(std::string_view id) const {
  return find_in(roles, id);
}
const ApprovalChain* Terms::chain(std::string_view id) const {
  return find_in(chains, id);
}
const Fact* Terms::fact(std::string_view id) const {
  return find_in(facts, id);
}
const DocumentTerm* Terms::document(std::string_view id) const {
  return find_in(documents, id);
}

Facts Terms::closed(const Facts& known) const {
  Facts all = known;
  for (const std::string& id : known)
    if (const Fact* found = fact(id)) all.insert(found->implies.begin(), found->implies.end());
  return all;
}

}  // namespace qy
