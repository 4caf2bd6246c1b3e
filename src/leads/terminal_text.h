// Lines for a terminal: wrapped, indented, coloured only where colour is wanted, and free of whatever a file
// could hide in a name to drive the reader's terminal.
#pragma once

#include <string>
#include <string_view>

#include "leads/display_width.h"
#include "leads/finding.h"

namespace qy {

enum class Tone { plain, strong, soft, red, yellow, blue };

class TerminalText {
 public:
  TerminalText(int columns, bool colour);

  int columns() const { return columns_; }
  // The text between the escapes of a tone; as it is without colour.
  std::string toned(Tone tone, std::string_view text) const;

  TerminalText& line(std::string_view text = "");  // as it is, already fitted
  // Wrapped, every line after `indent` blanks; `lead` stands in the indent of the first.
  TerminalText& paragraph(int indent, std::string_view text, Tone tone = Tone::plain,
                          std::string_view lead = "");

  std::string take() { return std::move(out_); }

 private:
  int columns_;
  bool colour_;
  std::string out_;
};

Tone tone_of(Band band);

}  // namespace qy
