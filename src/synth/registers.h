// The register of places, and those of persons: households by the police, deaths by four offices that disagree.
#pragma once

#include "synth/scheme.h"

namespace qy::synth {

Result<void> write_divisions(Stage& stage, Delivery& delivery);
Result<void> write_households(Stage& stage, Delivery& delivery);
Result<void> write_deaths(Stage& stage, Delivery& delivery);

}  // namespace qy::synth
