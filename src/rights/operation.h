// What can be done with a record, and how somebody can stand to it: the words of rights/*.yaml.
#pragma once

#include <bitset>
#include <optional>
#include <string_view>

namespace qy {

// trust.md 2: separate rights to read, contribute, decide, close, export, delete; beside them to register, and to
// learn that a record exists.
enum class Operation { create, list, read, contribute, decide, close, export_, delete_ };
inline constexpr size_t kOperations = 8;

// office: holds the role and nothing more. unit: it is handled in his unit. The others are named in the record, or by
// an involvement.
enum class Footing {
  office,
  unit,
  handler,
  assistant,
  reviewer,
  leader_in_charge,
  need_to_know,
  break_glass
};
inline constexpr size_t kFootings = 8;

using OperationSet = std::bitset<kOperations>;
using FootingSet = std::bitset<kFootings>;

std::string_view name_of(Operation operation);  // "export" for export_
std::string_view name_of(Footing footing);
std::optional<Operation> operation_of(std::string_view name);
std::optional<Footing> footing_of(std::string_view name);

// What is left where a record is closed; and to whoever broke the glass.
inline constexpr bool leaves_as_it_is(Operation operation) {
  return operation == Operation::list || operation == Operation::read || operation == Operation::export_ ||
         operation == Operation::delete_;
}
// Those who are meant by name, whom a seal leaves.
inline constexpr bool is_by_name(Footing footing) {
  return footing != Footing::office && footing != Footing::unit && footing != Footing::break_glass;
}

}  // namespace qy
