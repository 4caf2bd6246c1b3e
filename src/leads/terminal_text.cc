#include "leads/terminal_text.h"

#include <algorithm>
#include <array>

namespace qy {

TerminalText::TerminalText(int columns, bool colour)
    : columns_(std::clamp(columns, 60, 140)), colour_(colour) {}

std::string TerminalText::toned(Tone tone, std::string_view text) const {
  if (!colour_ || tone == Tone::plain) return std::string(text);
  constexpr std::array<std::string_view, 6> kStarts{"",         "\x1b[1m",  "\x1b[2m",
                                                    "\x1b[31m", "\x1b[33m", "\x1b[34m"};
  return std::string(kStarts[size_t(tone)]) + std::string(text) + "\x1b[0m";
}

TerminalText& TerminalText::line(std::string_view text) {
  out_ += text;
  while (out_.ends_with(' ')) out_.pop_back();
  out_ += '\n';
  return *this;
}

TerminalText& TerminalText::paragraph(int indent, std::string_view text, Tone tone, std::string_view lead) {
  std::string before = fit_left(lead, indent);
  for (const auto& part : wrap(without_controls(text), columns_ - indent)) {
    line(before + toned(tone, part));
    before = std::string(size_t(indent), ' ');
  }
  return *this;
}

Tone tone_of(Band band) {
  switch (band) {
    case Band::red:
      return Tone::red;
    case Band::yellow:
      return Tone::yellow;
    case Band::blue:
      return Tone::blue;
  }
  return Tone::plain;
}

}  // namespace qy
