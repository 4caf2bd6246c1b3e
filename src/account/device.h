// What a browser says of itself, in words that an officer knows again: "Edge · Windows". Nothing is decided by it; it may
// say anything.
#pragma once

#include <string>
#include <string_view>

namespace qy {

// `agent`: the field User-Agent. "" where nothing is known in it.
std::string device_of(std::string_view agent);

}  // namespace qy
