// What a lead is found by: its number, what it says, who handed it over, and the persons concerned, by name or by the
// initials of its sound. Chinese has no blanks: a text is found by its characters and by each two that stand together.
//
//   text   "危房改造"   ->  危 房 改 造 危房 房改 改造     each as t and its code points in hex: t5371, t5371623f …
//   name   欧阳修       ->  the same, and its initials oyx, oy, o as p and the letters
//
// A query is looked up by its pairs and then held against the texts themselves, so that what is shown holds it whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/search.h"

namespace qy {

// The texts of a lead that are searched; persons: their rows.
std::vector<std::string> lead_texts(const Row& lead, const std::vector<Row>& persons);
std::vector<std::string> lead_words(const Row& lead, const std::vector<Row>& persons);

// Of a name's sound: 欧阳修 -> oyx.
std::string initials_of(const std::string& name);

// Blanks separate terms, all of which must be found; each by one of some lists of words, all of which must be there.
std::vector<SearchTerm> search_terms(std::string_view query);
// Whether the texts hold every term of the query, or a person's initials begin with it.
bool holds(const Row& lead, const std::vector<Row>& persons, std::string_view query);

}  // namespace qy
