// The sections of the HTML report, in the order in which they are read. report_html.cc puts them together.
#pragma once

#include "leads/finding.h"
#include "leads/html_text.h"

namespace qy {

inline constexpr int64_t kDetailedFindings = 200;  // told one by one, at most
inline constexpr int64_t kListedFindings = 5'000;  // in the table of the others, at most
inline constexpr int64_t kPrintedFindings = 100;   // of those, on paper

// Up to the body: policy, title, style.
void put_page_head(Html& html, std::string_view title, const Screening& screening);
const Html& html_style();  // the style sheet, screen and A4
void put_summary(Html& html,
                 const Screening& screening);  // notice, figures, how to read, what could not be answered
void put_first_list(Html& html, const Screening& screening);  // the list to work off
void put_gatherings(Html& html, const Screening& screening);  // findings of one subject, by typology
void put_topics(Html& html, const Screening& screening);      // topic by exit, with counts
void put_registers(Html& html, const Screening& screening);   // what the three registers explained away
void put_charts(Html& html, const Screening& screening);      // each with its table
void put_details(Html& html, const Screening& screening);     // the findings of the first page, one by one
void put_others(Html& html, const Screening& screening);      // the rest, as a table; what is gone
void put_suppressed(Html& html, const Screening& screening);  // kept out of the list for a time, and why
void put_rules(Html& html, const Screening& screening);       // the cards of the rules that found something
void put_coverage(Html& html, const Screening& screening);    // outcomes per rule
void put_method(Html& html, const Screening& screening);  // how the order comes about; the run and its files

// The exit on record, else the usual one of the rule.
Exit exit_shown(const Screening& screening, const Finding& finding);

// Pieces that several sections use.
void put_band(Html& html, Band band);                 // ▲ 红
void put_status(Html& html, const Finding& finding);  // 新增, or the exit on record
void put_link(Html& html, const Screening& screening, const std::string& fingerprint, std::string_view words);

}  // namespace qy
