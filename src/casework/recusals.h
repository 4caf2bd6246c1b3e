// Who may take no part in a file (回避): whoever was recused in it, from its lead, or from a person concerned, wherever that was
// written down (`cases recuse`, `access recuse`). Whoever is recused has nothing of it on his desk.
//
// Source: 《监察法》第六十七条, 《监察法实施条例》第二百九十五、二百九十六条.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "record/act.h"

namespace qy {

// `file`: a row of case_file.
Result<std::set<std::string>> recused_in(RecordBook& book, const Row& file);

// What takes him out: his matters go to `successor` (nobody: until they are assigned anew), his part ends. Files that the
// recusal from `object` reaches: the one it names, or those of the lead or person that it names.
Result<std::vector<Change>> taken_out(RecordBook& book, const std::string& file, const std::string& officer,
                                      const std::string& successor);
Result<std::vector<Change>> taken_out_of_all(RecordBook& book, const std::string& object,
                                             const std::string& officer);

}  // namespace qy
