// The ledger of case property (涉案财物): one account an object, in fen or pieces, never below nothing.
//
//   a step that begins the matter   takes in      seized, held, handed in
//   one that leads to `lent`        takes out     to be shown or appraised
//   one that leads back from it     takes in      all that was out
//   one that leads to an end        takes all out returned, confiscated, transferred …
//
// Which step does which is read from the procedure's states, so that no step moves an object past its account.
// Source: 《监察法实施条例》第一百六十条 (entered in the system), 2021: 第一百三十条; "一案一账、一物一卡、账物相符".
#pragma once

#include <optional>
#include <string>

#include "casework/matter.h"
#include "law/procedure_book.h"

namespace qy {

struct LedgerEntry {
  int64_t quantity = 0, balance = 0;  // in (+) or out (-); what is there afterwards
  bool is_money = false;
};
struct LedgerVerdict {
  LedgerEntry entry;
  std::string guard;  // "" where it may be entered: ledger_quantity, ledger_negative, ledger_rest
};

// None where the step moves nothing.
std::optional<LedgerVerdict> ledger_entry(const ProcedureBook& book, const CaseFile& file, const CaseAct& act,
                                          const ProcedureStep& step, const Facts& facts);

// 12000.00元 -> 1,200,000 fen; 3件 -> 3 pieces.
Result<Quantity> quantity_of_text(const std::string& text);

}  // namespace qy
