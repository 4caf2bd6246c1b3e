#include "app/secret_word.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

namespace qy {

Result<std::string> secret_word(const std::string& prompt) {
  const bool terminal = ::isatty(STDIN_FILENO) == 1;
  termios shown{};
  if (terminal) {
    std::fprintf(stderr, "%s", prompt.c_str());
    if (::tcgetattr(STDIN_FILENO, &shown) != 0)
      return io_error("读不到终端，没有取得口令 (the terminal cannot be read: no passphrase)");
    termios hidden = shown;
    hidden.c_lflag &= tcflag_t(~ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  std::string word;
  const bool read = bool(std::getline(std::cin, word));
  if (terminal) {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    std::fprintf(stderr, "\n");
  }
  if (!read) return invalid("没有给出口令 (no passphrase was given)");
  return word;
}

}  // namespace qy
