// The list of files (案卷): nearest lawful deadline first, then the newest number; what may be asked of it.
#pragma once

#include <string>
#include <vector>

#include "record/row_filter.h"

namespace qy {

struct CaseListFilter {
  std::string state;
  std::string procedure;  // a matter of it is under way
  std::string holder;     // a matter under way lies on his desk
  std::string text;       // in the number or the title
};

Fields case_list_fields(const CaseListFilter& filter);
// Matters and titles are known to those who may read the file; its number to those who may know of it.
std::vector<GuardedFilter> case_list_asks(const CaseListFilter& filter);
ListQuery case_list_page(const CaseListFilter& filter, int64_t most, int64_t skip);

}  // namespace qy
