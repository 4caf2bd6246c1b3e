// The English half of organisation_name.h.
#pragma once

#include "text/organisation_name.h"

namespace qy {

// Fills core, form and branch from `written`, which is upper case: punctuation out, & as AND, letters that
// stand alone together joined (S W → SW), THE at the front and the legal form at the end taken off; what
// follows T/A, TRADING AS or C/O is left out.
void read_english_firm(OrganisationName& name);

}  // namespace qy
