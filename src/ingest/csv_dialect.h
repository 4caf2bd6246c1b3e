// What separates the fields of a text file, judged by its first lines.
#pragma once

#include <string>
#include <string_view>

namespace qy {

struct CsvDialect {
  std::string delimiter = ",";  // , tab ; | ， ^  (the full-width comma is three bytes)
  size_t width = 1;             // fields in most of the lines seen
  // Excel's own first line "sep=;", which is no row: its length with the line end, else 0.
  size_t directive_size = 0;
};

// `sample` is UTF-8; `is_whole`: nothing follows it. `told` (0: none) overrules the judgement.
CsvDialect detect_dialect(std::string_view sample, bool is_whole, char told);

std::string_view delimiter_name(std::string_view delimiter);  // "tab" for "\t", else itself

}  // namespace qy
