// What the program says to an officer: Chinese first, English beside it. Each folder keeps its sentences in
// one catalogue, messages.h, where they are read and mended like a document; the code only names them.
//
//   inline constexpr Message kZipBroken{"压缩包已损坏（{0}），请重新拷贝", "the zip is damaged ({0}): copy it
//   again"};
//
//   return damaged(say(kZipBroken, kNoDirectory));
//     -> 压缩包已损坏（找不到目录），请重新拷贝 (the zip is damaged (no directory): copy it again)
//
// A sentence says what happened and what to do; what is kept is said once by whoever shows it (app).
#pragma once

#include <array>
#include <concepts>
#include <span>
#include <string>
#include <string_view>

namespace qy {

struct Message {
  std::string_view chinese, english;  // {0} … {9} are filled in; a language may leave one out
};

// A message whose places are filled.
struct Said {
  std::string chinese, english;
  std::string text() const { return chinese + " (" + english + ")"; }
  operator std::string() const { return text(); }  // NOLINT(google-explicit-constructor): an Error's message
};

Said fill(const Message& message, std::span<const Said> parts);

inline Said said(const Said& part) {
  return part;
}
inline Said said(const Message& part) {
  return {std::string(part.chinese), std::string(part.english)};
}
inline Said said(std::string_view part) {
  return {std::string(part), std::string(part)};
}
inline Said said(std::integral auto number) {
  return said(std::string_view(std::to_string(number)));
}

template <class... Parts>
Said say(const Message& message, const Parts&... parts) {
  return fill(message, std::array<Said, sizeof...(Parts)>{said(parts)...});
}

// What the operating system says of its last failure (errno), in the officer's words where it matters.
Said reason_of_failure();

}  // namespace qy
