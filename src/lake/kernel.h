// What SQL cannot say well, as C++ over rows. DuckDB calls a kernel as a function; Spark pipes rows through
// `qingyuan filter <kernel>` on every worker, so that the same code answers on both. A shared relation asks
// for one in its first line:
//
//   -- kernel: edits(a, b)
//   SELECT DISTINCT x.invoice_key AS a, y.invoice_key AS b FROM …
//
// gives a, b and edits.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace qy {

// A kernel compares two texts. NULL in, NULL out.
struct Kernel {
  std::string_view name;  // of the column it adds; DuckDB's function is qy_<name>
  int64_t (*value)(std::string_view a, std::string_view b);
};

const std::vector<Kernel>& kernels();
const Kernel* find_kernel(std::string_view name);

struct KernelCall {
  const Kernel* kernel = nullptr;
  std::string a, b;  // the relation's columns, in order
};

// What the first line asks for; nothing for a relation of plain SQL. Fails on a kernel that there is not.
Result<std::optional<KernelCall>> kernel_call_of(std::string_view sql);

// One row as the filter reads it, {"a": "W0051", "b": "WO051"}, with the kernel's column added. The first two
// fields are its arguments, whatever their names.
Result<std::string> filtered(const Kernel& kernel, std::string_view row);

}  // namespace qy
