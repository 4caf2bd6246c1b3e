#include "http/proxies.h"

#include <boost/asio/ip/address.hpp>

namespace qy {
namespace {

// The last of a list with commas, taken off it.
std::string_view take_last(std::string_view& list) {
  const size_t comma = list.rfind(',');
  std::string_view last = comma == list.npos ? list : list.substr(comma + 1);
  list = comma == list.npos ? std::string_view() : list.substr(0, comma);
  while (last.starts_with(' ') || last.starts_with('\t')) last.remove_prefix(1);
  while (last.ends_with(' ') || last.ends_with('\t')) last.remove_suffix(1);
  return last;
}

}  // namespace

std::string plain_address(std::string_view text) {
  boost::system::error_code failed;
  const auto address = boost::asio::ip::make_address(std::string(text), failed);
  if (failed) return "";
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

std::string sender_behind(const std::string& peer, std::string_view forwarded_for,
                          const std::set<std::string>& proxies) {
  std::string sender = peer;
  while (proxies.contains(sender) && !forwarded_for.empty()) {
    const std::string before = plain_address(take_last(forwarded_for));
    if (before.empty()) break;
    sender = before;
  }
  return sender;
}

}  // namespace qy
