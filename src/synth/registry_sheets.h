// The files of the market supervision bureau, and the register of policy exceptions.
#pragma once

#include "synth/scheme.h"

namespace qy::synth {

Result<void> write_companies(Stage& stage, Delivery& delivery);
Result<void> write_exceptions(const Stage& stage, Delivery& delivery);

}  // namespace qy::synth
