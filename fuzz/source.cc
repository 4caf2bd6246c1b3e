#include "read_all.h"

// The seeds make the format: the reader is chosen by content, as for every file received.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  qy::read_all(qy::as_text(data, size));
  return 0;
}
