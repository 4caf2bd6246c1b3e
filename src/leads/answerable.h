// What can be asked of the data at hand: which rules have their tables and fields, and which one more file
// would open. A section of the report, and a page of its own (`qingyuan rules coverage --html`).
#pragma once

#include <string>
#include <vector>

#include "leads/finding.h"
#include "leads/html_text.h"

namespace qy {

// A table that is not there, with the rules that wait for it.
struct WantedTable {
  std::string table;
  std::vector<std::string> opens;  // rules that lack nothing else
  std::vector<std::string> helps;  // rules that lack other tables too
};

// The one that opens most first.
std::vector<WantedTable> wanted_tables(const Screening& screening);

void put_answerable(Html& html, const Screening& screening);
std::string answerable_html(const Screening& screening);
std::string answerable_terminal(const Screening& screening);

}  // namespace qy
