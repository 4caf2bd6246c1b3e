// Refused rows on their way into the batch's file, counted by reason.
//
//   file,sheet,row,reason,explanation,text
//   march.csv,,3,missing,必填字段缺失：amount_fen 支付金额 (required field missing),"X	26/03/2011	B LTD
//   2	" list.xlsx,表1,900-65536,blank_row,空行 (blank row),
//
// Beside personal data the text is sealed (purpose "refused_row") and written as "sealed:" and hex digits;
// elsewhere a citizen number that strayed into it is hidden.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "ingest/source.h"
#include "ingest/trouble.h"
#include "lake/batch.h"
#include "seal/seal.h"

namespace qy {

struct RefusedCount {
  Trouble trouble = Trouble::missing;
  std::string field;
  int64_t count = 0;
  std::vector<Warning::Example> examples;
};

class RefusedRows {
 public:
  RefusedRows(Batch& batch, Sealer& sealer, std::string file_name, Date received_on);

  // From here on texts are sealed.
  void seal_texts() { seals_ = true; }
  // `field_label`: of the field to blame, where there is one.
  Result<void> add(const std::string& sheet, const RawRow& row, const Refused& refused,
                   std::string_view field_label);
  // Writes what waits: a run of blank rows is one line.
  Result<void> finish();

  const std::vector<RefusedCount>& counts() const { return counts_; }

 private:
  void count(const std::string& sheet, const RawRow& row, const Refused& refused);
  Result<void> write(const std::string& sheet, const std::string& rows, const Refused& refused,
                     std::string_view field_label, const std::string& text);
  std::string sealed(const std::string& text);

  Batch& batch_;
  Sealer& sealer_;
  std::string file_name_, blank_sheet_;
  Date received_on_;
  bool seals_ = false, has_header_ = false;
  int64_t blank_first_ = 0, blank_last_ = 0;  // 0: none waits
  std::vector<RefusedCount> counts_;
};

}  // namespace qy
