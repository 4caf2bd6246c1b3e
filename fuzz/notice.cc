#include "law/notice.h"

#include "input_file.h"
#include "require.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace qy;
  const InputFile file(as_text(data, size));
  if (const Result<Notice> notice = read_notice(file.path()); notice.ok()) (void)check_notice(*notice);
  return 0;
}
