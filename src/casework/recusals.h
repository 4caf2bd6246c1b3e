// Who may take no part in a file (回避):
//
//   declared or decided   in the file, from its lead, or from a person concerned (`cases recuse`, `access recuse`)
//   found                 a certain tie of his to a person or unit concerned (record/officer_tie.h): he keeps out until the chief
//                         decides that he goes (recuse) or that it is no ground (clear_recusal)
//
// Whoever was recused has nothing of it on his desk; of whom it is found or who declared it, until the chief hands it on.
//
// Source: 《监察法》第六十七条, 《监察法实施条例》第二百九十五、二百九十六条.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/message.h"
#include "casework/matter.h"
#include "record/officer_tie.h"

namespace qy {

// One tie that stands against an officer in a file.
struct TieFound {
  std::string officer, concerned;  // "h1", "person/p-3" or "unit/91330000123456789X"
  Row tie;                         // officer_tie
  FoundGround ground() const;
};
// 乙 申报的“配偶”（申报表第 3 行，2026-03-01）与本件有关: no name of a relative.
Said said_of(const FoundGround& ground, const Said& officer);

// Who is kept out of a file, and by what, of those on whom nobody decided yet. `file`: a row of case_file.
struct KeptOut {
  std::set<std::string> officers;
  std::map<std::string, FoundGround> found;
};
Result<KeptOut> kept_out(RecordBook& book, const Row& file);
// Certain ties to whoever is concerned in the file.
Result<std::vector<TieFound>> ties_found(RecordBook& book, const Row& file);
Result<std::vector<TieFound>> ties_found_in_lead(RecordBook& book, const std::string& lead);

// What the county asked to be told beside (RecusalRules): it keeps nobody out.
Result<std::vector<TieFound>> possible_ties(RecordBook& book, const Row& file, const RecusalRules& rules,
                                            Date today);

// For the chief: files still at work in which an officer who has something of it on his desk declared his recusal, or is found to
// be tied. grounds: near_relative, interest, other … since: when he declared it in the file, or the day of the declaration.
struct RecusalToDecide {
  std::string file, officer, grounds, since;
  std::optional<FoundGround> found;
};
Result<std::vector<RecusalToDecide>> recusals_to_decide(RecordBook& book);

// What takes him out: his matters and the file itself go to `successor` (nobody: until they are assigned anew), his part ends. Files
// that the recusal from `object` reaches: the one it names, or those of the lead, person or unit that it names.
Result<std::vector<Change>> taken_out(RecordBook& book, const std::string& file, const std::string& officer,
                                      const std::string& successor);
Result<std::vector<Change>> taken_out_of_all(RecordBook& book, const std::string& object,
                                             const std::string& officer);

}  // namespace qy
