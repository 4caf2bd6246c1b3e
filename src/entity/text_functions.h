// What an expression can make of a value: one line a function in text_functions.cc.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace qy {

struct TextFunction {
  std::string_view name;
  std::string (*of)(const std::string& text, int number);
  bool takes_number;  // prefix3(…)
};

std::span<const TextFunction> text_functions();
const TextFunction* text_function_named(std::string_view name);  // null: there is none

}  // namespace qy
