#include "text/amount_text.h"

#include "require.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace qy;
  const std::string_view text = as_text(data, size);
  (void)unit_in(text);
  for (const AmountUnit unit : {AmountUnit::fen, AmountUnit::yuan, AmountUnit::yi_yuan}) {
    const Result<Fen> fen = read_amount(text, unit);
    if (!fen.ok()) continue;
    require(*fen <= 10'000'000'000'000'000 && *fen >= -10'000'000'000'000'000, "no amount past 10^16 fen");
    const Result<Fen> again = read_amount(format_money(*fen), AmountUnit::yuan);
    require(again.ok() && *again == *fen, "an amount that was read can be written and read again");
  }
  if (const Result<Fen> fen = read_uppercase_amount(text); fen.ok()) {
    const Result<Fen> again = read_uppercase_amount(uppercase_amount(*fen));
    require(again.ok() && *again == *fen, "the same in 大写");
  }
  return 0;
}
