#include "require.h"
#include "text/account_no.h"
#include "text/citizen_no.h"
#include "text/credit_code.h"
#include "text/distance.h"
#include "text/normalize.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace qy;
  const std::string_view text = as_text(data, size);
  for (const bool was_number : {false, true}) {
    const CitizenNo citizen = read_citizen_no(text, was_number);
    if (citizen.check == NumberCheck::valid)
      require(read_citizen_no(citizen.number).number == citizen.number,
              "a valid citizen number is its own form");
    const CreditCode credit = read_credit_code(text, was_number);
    if (credit.check == NumberCheck::valid)
      require(read_credit_code(credit.code).code == credit.code, "a valid credit code is its own form");
    const AccountNo account = read_account_no(text, was_number);
    if (account.check == NumberCheck::valid)
      require(read_account_no(account.number).number == account.number, "a valid account is its own form");
  }
  const std::string plain = normalize(text), name = normalize_name(text);
  require(normalize(plain) == plain, "normalising twice is normalising once");
  require(normalize_name(name) == name, "and for names");
  require(edit_distance(text, plain) == edit_distance(plain, text), "distance is symmetric");
  (void)is_placeholder(text);
  (void)fold_key(text);
  return 0;
}
