// Registers (登记簿), written once: whoever asks about a case, meets the person without approval, opens a sealed identity or queries data.
// There is no changing an entry: a mistake gets another entry.
//
//   interference  打听过问、说情干预   subject who asked, manner, content, answer, reported_to
//   contact       未经批准接触         subject who was met, manner, content, reported_to
//   unsealing     启封身份             subject whose seal, purpose, approver
//   data_query    数据查询             subject asked about, purpose, fields, approver, and the case
//
// Source: 监察法第六十六条; 《监察法实施条例》第一百三十八条、第二百九十四条、第二百九十九条; procedure.md 8.2, 11.12.
#pragma once

#include "casework/case_book.h"

namespace qy {

struct RegisterEntry {
  std::string register_name, file;  // file: "" where it belongs to none
  std::string subject, manner, content, answer, reported_to, purpose, fields, approver;
  std::string happened_at;  // a moment; "" for now
};

class RegisterBook {
 public:
  RegisterBook(RecordBook& book, const ProcedureBook& procedures, const Clock& clock)
      : book_(book), procedures_(procedures), clock_(clock) {}
  // Returns its number.
  Result<std::string> enter(const RegisterEntry& what, const CaseEntry& entry);

 private:
  RecordBook& book_;
  const ProcedureBook& procedures_;
  const Clock& clock_;
};

}  // namespace qy
