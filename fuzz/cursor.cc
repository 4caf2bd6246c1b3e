// Cursors and limits of lists: only what was made for this list is taken, and a page lies within its list.
#include "api/cursor.h"

#include <algorithm>
#include <string>

#include "require.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace qy;
  static Sealer sealer = Sealer::for_tests(SealProfile::intl, "fuzz");
  static Cursors cursors(sealer);
  const std::string text(as_text(data, size));
  const std::string limit = text.substr(0, text.find('\n')),
                    cursor = text.substr(std::min(limit.size() + 1, text.size()));
  if (const auto place = cursors.read("list", cursor)) {
    require(*place >= 0 && cursors.make("list", *place) == cursor, "a cursor is one that was made");
    require(!cursors.read("other", cursor), "and for one list");
  }
  for (const int64_t total : {int64_t(0), int64_t(7), int64_t(100'000)})
    if (const auto page = page_of(cursors, "list", total, limit, cursor)) {
      require(page->from >= 0 && page->from <= page->to && page->to <= total, "a page lies in its list");
      require(page->to - page->from <= kPageLimit, "a page has its limit");
      require(page->next.empty() == (page->to == total), "there is a next one unless it is the last");
      if (!page->next.empty())
        require(cursors.read("list", page->next) == page->to, "the next goes on where it ended");
    }
  return 0;
}
