// What people in the county do in a year, and what happens to them: a table of deeds with how often each is tried.
#pragma once

#include "chance.h"
#include "county.h"
#include "memory.h"

namespace qy::county {

// Tries one, by chance. What the program answers goes into the memory; an Error is none of its refusals but a
// promise that it broke on the spot (a key that gave another act, a clock that was believed).
Result<Deed> do_something(County& county, Memory& memory, Chance& chance, int number);

}  // namespace qy::county
