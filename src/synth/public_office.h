// Public officials' outside interests, and who is on the payroll without being at work.
#pragma once

#include "synth/calendar.h"
#include "synth/ledger.h"
#include "synth/means.h"

namespace qy::synth {

struct Certificate {
  int32_t person = 0;
  int32_t unit = -1, firm = -1;  // where it is registered: one of the two
  std::string_view kind;
  Date from;
  std::optional<Date> to;
  int plant = kNoPlant;
};

std::vector<Certificate> plan_public_office(Stage& stage, Means& means,
                                            std::vector<std::vector<Payment>>& ledger);
// With the certificates of the building trade's own people.
Result<void> write_certificates(Stage& stage, std::vector<Certificate> certificates, Delivery& delivery);

}  // namespace qy::synth
