#include "http/client.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <functional>

#include "http/messages.h"

namespace qy {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr std::string_view kScheme = "http://";

struct Place {
  std::string authority, host, port = "80", target = "/";
};

Result<Place> place_of(const std::string& url) {
  const Error broken = invalid(say(kNotUrl, std::string_view(url)));
  if (!url.starts_with(kScheme)) return broken;
  const std::string rest = url.substr(kScheme.size());
  const size_t slash = std::min(rest.find('/'), rest.size());
  const std::string authority = rest.substr(0, slash);
  Place place{.authority = authority};
  if (slash < rest.size()) place.target = rest.substr(slash);
  const size_t bracket = authority.find(']');  // [::1]:8080
  const size_t colon = authority.find(':', bracket == std::string::npos ? 0 : bracket);
  place.host = authority.substr(0, colon);
  if (colon != std::string::npos) place.port = authority.substr(colon + 1);
  if (place.host.starts_with('[')) place.host = place.host.substr(1, place.host.size() - 2);
  const auto is_plain = [](char c) { return c > ' ' && c < 0x7f && c != '@'; };
  for (const std::string* part : {&place.host, &place.port, &place.target})
    if (part->empty() || !std::all_of(part->begin(), part->end(), is_plain)) return broken;
  return place;
}

// Looked up, connected, written and read, one after the other, within the time of all.
class Asking {
 public:
  explicit Asking(const HttpPost& post) : resolver_(context_), stream_(context_) {
    parser_.body_limit(uint64_t(post.most_bytes));
  }

  error_code run(const Place& place, http::request<http::string_body>& request,
                 std::chrono::milliseconds within) {
    error_code failed = asio::error::timed_out;
    const auto step = [&](auto next) {
      return [&failed, next](error_code ec, auto&&... rest) {
        failed = ec;
        if (ec) return;
        failed = asio::error::timed_out;  // unless what comes next ends in time
        next(rest...);
      };
    };
    const auto read = [&failed](error_code ec, size_t) { failed = ec; };
    const auto write = step([&](auto&&...) { http::async_read(stream_, buffer_, parser_, read); });
    const auto connect = step([&](auto&&...) { http::async_write(stream_, request, write); });
    stream_.expires_after(within);
    resolver_.async_resolve(place.host, place.port,
                            step([&](const auto& found) { stream_.async_connect(found, connect); }));
    context_.run_for(within);
    return failed;
  }
  const http::response<http::string_body>& answer() const { return parser_.get(); }

 private:
  asio::io_context context_;
  asio::ip::tcp::resolver resolver_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  http::response_parser<http::string_body> parser_;
};

}  // namespace

Result<HttpAnswer> http_post(const HttpPost& post) {
  QY_TRY(const Place place, place_of(post.url));
  http::request<http::string_body> request{http::verb::post, place.target, 11};
  request.set(http::field::host, place.authority);
  request.set(http::field::connection, "close");
  request.set(http::field::content_type, post.type);
  for (const auto& [name, value] : post.fields) request.set(name, value);
  request.body() = post.body;
  request.prepare_payload();
  Asking asking(post);
  if (const error_code failed = asking.run(place, request, post.within))
    return io_error(say(kNoAnswer, std::string_view(post.url), std::string_view(failed.message())));
  const auto& answer = asking.answer();
  return HttpAnswer{int(answer.result_int()), std::string(answer[http::field::content_type]), answer.body()};
}

}  // namespace qy
