// What an administrator's monitoring may know of the server: counts, sizes and ages. Never a name, an identity, a number of a file.
#pragma once

#include <string>

#include "api/api.h"
#include "api/meter.h"

namespace qy {

// Prometheus text format 0.0.4. `connections`: open ones of the port; `streams`: of news (api/news.h). What cannot be read is left out.
std::string metrics_text(ApiGround& ground, const RequestMeter& meter, int connections, size_t streams);

}  // namespace qy
