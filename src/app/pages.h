// The pages that were built into the program (web/).
#pragma once

#include <optional>

#include "http/message.h"

namespace qy {

bool has_pages();
// None where the path is for the API. Any other path that is no file shows the first page, which finds its own way;
// without pages, a plain word.
std::optional<HttpResponse> page_of_program(const HttpRequest& request);

}  // namespace qy
