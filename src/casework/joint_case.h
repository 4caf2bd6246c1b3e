// Joint cases (室组地): one lead body, where approvals run, and its helpers; what the work counts for each (credit shares that make 1000‰);
// officers of other units in the file, by written decision, between two days.
//
// Source: 《监察法实施条例》第十一条 (staff called by written decision), 第十三条 (joint investigation); oversight.md 4.
#pragma once

#include <array>
#include <string_view>

#include "casework/case_book.h"

namespace qy {

struct JointMember {
  std::string unit, work;
  int64_t credit_permille = 0;
  bool leads = false;
};
struct JointCase {
  std::string file, reason, jurisdiction_basis, approval_no;  // designated, raised, crossed
  std::vector<JointMember> members;
};
// The bases on which a joint case takes over or shares jurisdiction.
inline constexpr std::array<std::string_view, 3> kJurisdictionBases{"designated", "raised", "crossed"};
struct Secondment {
  std::string file, user, from_unit, decision_no, recusal_statement;
  Date from, to;
};

// Whether the shares make a whole and one unit leads; all that must be said is said, of no unit twice.
Result<void> check_joint_case(const JointCase& joint);
// conflict where it is one now; a file that was one may be made one again.
Result<Recorded> make_joint(RecordBook& book, const Clock& clock, const JointCase& joint,
                            const CaseEntry& entry);
// The units go home; the note says why. Officers who are seconded stay until their own end.
Result<Recorded> end_joint(RecordBook& book, const Clock& clock, const std::string& file,
                           const CaseEntry& entry);

// He may read and help in the file between the two days, those included (rights/case_file.yaml). Refused: nobody seconds himself, nor whoever
// is recused in the file, whoever belongs to another unit than is said, or is seconded to it on such a day already. It ends before its day by
// CaseBook::end_secondment.
Result<Recorded> second(RecordBook& book, const ProcedureBook& procedures, const Secondment& secondment,
                        const CaseEntry& entry);
// forbidden, where somebody of the act is seconded to the file and the day of the act lies outside of that.
Result<void> check_secondments(RecordBook& book, const ProcedureBook& procedures, const std::string& file,
                               const CaseAct& act);

}  // namespace qy
