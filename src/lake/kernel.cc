#include "lake/kernel.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "lake/messages.h"
#include "lake/sql_text.h"
#include "text/distance.h"

namespace qy {

const std::vector<Kernel>& kernels() {
  static const std::vector<Kernel> kAll = {
      // Damerau–Levenshtein distance over code points.
      {"edits", [](std::string_view a, std::string_view b) { return int64_t(edit_distance(a, b)); }},
  };
  return kAll;
}

const Kernel* find_kernel(std::string_view name) {
  const auto at =
      std::find_if(kernels().begin(), kernels().end(), [&](const Kernel& k) { return k.name == name; });
  return at == kernels().end() ? nullptr : &*at;
}

Result<std::optional<KernelCall>> kernel_call_of(std::string_view sql) {
  constexpr std::string_view kLead = "-- kernel:";
  if (!sql.starts_with(kLead)) return std::optional<KernelCall>();
  const std::string_view line = sql.substr(kLead.size(), sql.find('\n') - kLead.size());
  std::vector<std::string> words;
  for (const SqlToken& token : tokens_of(line))
    if (token.kind == SqlToken::Kind::word) words.emplace_back(token.text);
  if (words.size() != 3) return invalid(say(kKernelForm, line));
  const Kernel* kernel = find_kernel(words[0]);
  if (kernel == nullptr) return invalid(say(kNoKernel, words[0]));
  return std::optional(KernelCall{kernel, words[1], words[2]});
}

Result<std::string> filtered(const Kernel& kernel, std::string_view row) {
  QY_TRY(Json json, parse_json(row, "a row for the filter " + std::string(kernel.name)));
  if (!json.is_object() || json.size() < 2) return invalid(say(kKernelRow, kernel.name, row));
  const Json &a = json.begin().value(), &b = std::next(json.begin()).value();
  Json value;
  if (a.is_string() && b.is_string())
    value = kernel.value(a.get_ref<const std::string&>(), b.get_ref<const std::string&>());
  else if (!(a.is_null() || a.is_string()) || !(b.is_null() || b.is_string()))
    return invalid(say(kKernelRow, kernel.name, row));
  json[std::string(kernel.name)] = value;
  return json.dump();
}

}  // namespace qy
