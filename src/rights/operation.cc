#include "rights/operation.h"

#include <array>

namespace qy {
namespace {

constexpr std::array<std::string_view, kOperations> kOperationNames{"create", "list",  "read",   "contribute",
                                                                    "decide", "close", "export", "delete"};
constexpr std::array<std::string_view, kFootings> kFootingNames{
    "office", "unit", "handler", "assistant", "reviewer", "leader_in_charge", "need_to_know", "break_glass"};

template <class Name, size_t n>
std::optional<Name> named(const std::array<std::string_view, n>& names, std::string_view name) {
  for (size_t i = 0; i < n; ++i)
    if (names[i] == name) return Name(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Operation operation) {
  return kOperationNames[size_t(operation)];
}
std::string_view name_of(Footing footing) {
  return kFootingNames[size_t(footing)];
}
std::optional<Operation> operation_of(std::string_view name) {
  return named<Operation>(kOperationNames, name);
}
std::optional<Footing> footing_of(std::string_view name) {
  return named<Footing>(kFootingNames, name);
}

}  // namespace qy
