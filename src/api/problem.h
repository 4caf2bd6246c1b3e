// Errors as RFC 9457 problems: `title` says what happened in a word, `detail` what is kept and what to do.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/message.h"
#include "base/result.h"
#include "http/message.h"

namespace qy {

struct FieldFault {
  std::string pointer;  // JSON pointer into the body: "/reason"
  Said message;
};

HttpResponse problem(int status, const Said& detail, const std::vector<FieldFault>& faults = {});
// With members of its own beside the usual ones (RFC 9457 3.2).
HttpResponse problem_with(int status, const Said& detail, const Json& members);
// invalid 422 · not_found 404 · conflict 409 · forbidden 403 · limit 429 or 413 · io, cancelled 503 · damaged, internal
// 500. Of the last four nothing is shown but that it happened: they may name folders; the words go to standard error.
HttpResponse problem_of(const Error& error, int status_of_limit = 429);
// Where words of the body name what is not there (an officer, a fact): a fault of the request, and not of its address.
HttpResponse problem_of_words(const Error& error);
// An Error's one text, 中文 (English), taken apart for a page that shows one of them; one that is not so is both.
Said parted(std::string_view text);
// The same as the values that they carry.
Json problem_json(const Error& error, int status_of_limit = 429);
Json problem_json(int status, const Said& detail);

}  // namespace qy
