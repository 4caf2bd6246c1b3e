#include "casework/ledger.h"

#include <charconv>

#include "casework/messages.h"
#include "text/amount_text.h"

namespace qy {
namespace {

constexpr std::string_view kYuan = "元", kPieces = "件";

enum class Move { none, take, lend, give_back, dispose };

Move move_of(const ProcedureBook& book, const ProcedureStep& step) {
  if (step.procedure != "property") return Move::none;
  if (step.begins()) return Move::take;
  if (step.to == "lent") return Move::lend;
  if (step.leaves("lent")) return Move::give_back;
  const ProcedureState* to = book.procedure(step.procedure)->state(step.to);
  return to != nullptr && to->is_end ? Move::dispose : Move::none;
}

LedgerVerdict out(const PropertyAccount& account, int64_t amount, bool is_money) {
  return {{-amount, account.balance - amount, is_money}, amount > account.balance ? "ledger_negative" : ""};
}

}  // namespace

std::optional<LedgerVerdict> ledger_entry(const ProcedureBook& book, const CaseFile& file, const CaseAct& act,
                                          const ProcedureStep& step, const Facts& facts) {
  const Move move = move_of(book, step);
  if (move == Move::none) return {};
  const auto found = file.property.find(act.matter);
  const PropertyAccount account = found == file.property.end() ? PropertyAccount{} : found->second;
  const bool is_money = facts.count("money") > 0;
  if (act.quantity && (act.quantity->is_money != is_money || act.quantity->amount <= 0))
    return LedgerVerdict{{}, "ledger_quantity"};
  const auto said_or = [&](int64_t usual) { return act.quantity ? act.quantity->amount : usual; };
  switch (move) {
    case Move::take: {
      // One object, one card; of money the amount must be said.
      if (is_money && !act.quantity) return LedgerVerdict{{}, "ledger_quantity"};
      const int64_t amount = said_or(1);
      return LedgerVerdict{{amount, amount, is_money}, ""};
    }
    case Move::lend:
      return out(account, said_or(account.balance), is_money);
    case Move::give_back: {
      const int64_t is_out = account.taken - account.balance, amount = said_or(is_out);
      const char* guard = amount > is_out ? "ledger_negative" : amount < is_out ? "ledger_rest" : "";
      return LedgerVerdict{{amount, account.balance + amount, is_money}, guard};
    }
    case Move::dispose: {
      LedgerVerdict verdict = out(account, said_or(account.balance), is_money);
      if (verdict.guard.empty() && verdict.entry.balance > 0) verdict.guard = "ledger_rest";
      return verdict;
    }
    case Move::none:
      break;
  }
  return {};
}

Result<Quantity> quantity_of_text(const std::string& text) {
  const auto wrong = [&] { return invalid(say(kQuantityForm, text)); };
  if (text.ends_with(kYuan)) {
    const std::string digits = text.substr(0, text.size() - kYuan.size());
    const size_t dot = digits.find('.');
    if (dot != std::string::npos && digits.size() - dot > 3) return wrong();  // nothing is rounded here
    const auto amount = read_amount(digits, AmountUnit::yuan);
    return amount.ok() ? Result<Quantity>(Quantity{*amount, true}) : wrong();
  }
  int64_t pieces = 0;
  const char* end = text.data() + text.size() - (text.ends_with(kPieces) ? kPieces.size() : text.size());
  const auto read = std::from_chars(text.data(), end, pieces);
  if (read.ec != std::errc() || read.ptr != end || pieces < 1) return wrong();
  return Quantity{pieces, false};
}

}  // namespace qy
