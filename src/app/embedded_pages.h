// What cmake/pages.cmake made of web/dist; empty where there was none.
#pragma once

#include <span>
#include <string_view>

namespace qy {

struct EmbeddedPage {
  std::string_view path, type, bytes, packed;  // packed: gzip, empty where it saves nothing
};

std::span<const EmbeddedPage> embedded_pages();

}  // namespace qy
