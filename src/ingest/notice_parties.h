// Firms as tender notices name them: one, or a consortium in one of the spellings met in the wild.
//
//   甲公司、乙设计院联合体                 甲公司（牵头人）与乙公司组成的联合体
//   牵头人：甲公司；成员：乙公司、丙公司       甲公司（联合体成员：乙公司）
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qy {

struct NoticeParties {
  std::vector<std::string> firms;  // the leader first, nobody twice
  bool is_consortium() const { return firms.size() > 1; }
};

NoticeParties read_notice_parties(std::string_view text);
// A narrative of the evaluation, or anything else too long to be firms, stands where the firm should.
bool is_no_party(std::string_view text);

}  // namespace qy
