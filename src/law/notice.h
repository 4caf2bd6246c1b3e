// The yearly notice on holidays, read, checked and kept.
//
//   JSON   {"year": 2027, "papers": ["https://…"], "days": [{"name": "元旦", "date": "2027-01-01",
//   "isOffDay": true}, …]} CSV    日期,类型,名称 with 类型 放假 or 上班 (UTF-8 or GB18030) YAML   the form in
//   which it is kept
//
// Checked: every day lies in the year or in the December before; no day twice; work days are made only of
// weekends; the four holidays that no year lacks are there; and the numbers are those of a real year.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "law/calendar.h"

namespace qy {

Result<Notice> read_notice(const std::filesystem::path& file);
Result<void> check_notice(const Notice& notice);

enum class IfKept { refuse, replace };
// Reads and checks `file`, then keeps it as <year>.yaml in `folder`. On failure nothing is kept. A later
// notice that changes a year already kept needs IfKept::replace.
Result<Notice> import_notice(const std::filesystem::path& file, const std::filesystem::path& folder,
                             IfKept if_kept);

std::string to_yaml(const Notice& notice);

}  // namespace qy
