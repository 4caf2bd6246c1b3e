#include "text/date_text.h"

#include "require.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace qy;
  const std::string_view text = as_text(data, size);
  for (const DateOrder order : {DateOrder::ymd, DateOrder::dmy, DateOrder::mdy}) {
    (void)read_timestamp(text, order);
    const Result<ReadDate> read = read_date(text, order);
    if (!read.ok()) continue;
    const Result<ReadDate> again = read_date(read->date.iso(), order);
    require(again.ok() && again->date == read->date, "a date that was read can be written and read again");
  }
  (void)infer_date_order({text});
  return 0;
}
