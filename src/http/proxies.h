// Whose request it is where a proxy stands before the server:
//
//   10.1.2.3 ──▶ proxy 127.0.0.1 ──▶ here     X-Forwarded-For: 6.6.6.6, 10.1.2.3
//
// Read from the right, the first address that is none of our proxies: that one a proxy of ours saw itself. What stands
// before it came with the request and may be made up; a field of whoever is no proxy of ours counts for nothing.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace qy {

// `peer`: the other side of the connection; `forwarded_for`: the field, "" where there is none.
std::string sender_behind(const std::string& peer, std::string_view forwarded_for,
                          const std::set<std::string>& proxies);
// An address as it is written and compared: "::1" for "0:0:0:0:0:0:0:1", "10.1.2.3" for "::ffff:10.1.2.3"; "" for what is
// no address.
std::string plain_address(std::string_view text);

}  // namespace qy
