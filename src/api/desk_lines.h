// Matters as lists show them: where each stands, on whose desk, until when, in which colour of supervision; the same on the desk, in the
// list of files and in supervision.
#pragma once

#include "api/route.h"
#include "casework/case_rows.h"
#include "casework/desk.h"

namespace qy {

class DeskView {
 public:
  // With the colours of `set` of procedures/shared/alerts.yaml; not_found where there is none. `call` outlives it.
  static Result<DeskView> open(ApiCall& call, const std::string& set = "B");

  // Whose names are to be told, beside those on whose desks the items lie.
  Result<void> know(const std::set<std::string>& ids);
  Result<std::vector<DeskItem>> of(const std::string& user);  // nearest deadline first
  Result<std::vector<DeskItem>> everybodys();                 // as far as he may read
  Result<std::vector<DeskItem>> of_files(const std::set<std::string>& files);
  Json line(const DeskItem& item) const;
  Json person(const std::string& id) const;
  Json unit(const std::string& id) const;

 private:
  explicit DeskView(ApiCall& call) : call_(&call) {}
  Result<std::vector<DeskItem>> knowing(Result<std::vector<DeskItem>> items);

  ApiCall* call_;
  const AlertSet* colours_ = nullptr;
  CaseFile office_;  // those of its officers who are known here
  std::map<std::string, std::string> units_;
};

}  // namespace qy
