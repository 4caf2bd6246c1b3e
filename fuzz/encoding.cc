#include "text/encoding.h"

#include "require.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace qy;
  const std::string_view bytes = as_text(data, size);
  (void)detect_encoding(bytes, true);
  (void)detect_encoding(bytes, false);
  for (const Encoding encoding :
       {Encoding::utf8, Encoding::gb18030, Encoding::utf16le, Encoding::utf16be, Encoding::windows1252}) {
    std::string whole, pieces;
    Decoder at_once(encoding), in_two(encoding);
    at_once.decode(bytes, true, whole);
    in_two.decode(bytes.substr(0, size / 2), false, pieces);
    in_two.decode(bytes.substr(size / 2), true, pieces);
    require(whole == pieces && at_once.damaged() == in_two.damaged(), "a cut makes no difference");
    require(well_formed_prefix(whole) == whole.size(), "what was decoded is UTF-8");
    require(to_gb18030(whole).ok(), "and can be written as GB18030");
    (void)looks_mojibake(whole);
  }
  return 0;
}
