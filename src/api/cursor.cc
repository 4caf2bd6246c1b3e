#include "api/cursor.h"

#include <algorithm>
#include <charconv>

namespace qy {
namespace {

std::optional<int64_t> number_of(std::string_view text) {
  int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

}  // namespace

std::string Cursors::make(const std::string& list, int64_t place) {
  const std::string number = std::to_string(place);
  const std::lock_guard lock(mutex_);
  return number + "." + sealer_.token("cursor", list + "\n" + number);
}

std::optional<int64_t> Cursors::read(const std::string& list, const std::string& cursor) {
  const auto place = number_of(cursor.substr(0, cursor.find('.')));
  if (!place || make(list, *place) != cursor) return std::nullopt;
  return place;
}

std::optional<Page> page_of(Cursors& cursors, const std::string& list, int64_t total,
                            const std::string& limit, const std::string& cursor) {
  const auto most = limit.empty() ? kPageUsual : number_of(limit);
  const auto from = cursor.empty() ? 0 : cursors.read(list, cursor);
  if (!most || *most < 1 || *most > kPageLimit || !from) return std::nullopt;
  Page page{.from = std::min(*from, total), .to = std::min(*from + *most, total)};
  if (page.to < total) page.next = cursors.make(list, page.to);
  return page;
}

std::optional<Page> page_at(int64_t total, const std::string& limit, const std::string& at) {
  const auto most = limit.empty() ? kPageUsual : number_of(limit);
  const auto from = number_of(at);
  if (!most || *most < 1 || *most > kPageLimit || !from) return std::nullopt;
  return Page{.from = std::min(*from, total), .to = std::min(std::min(*from, total) + *most, total)};
}

}  // namespace qy
