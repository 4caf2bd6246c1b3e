#include "http/connection.h"

#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>

#include "http/framing.h"

namespace qy {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

HttpResponse refusal(int status, std::string_view why) {
  return {.status = status,
          .type = "application/problem+json",
          .body = R"({"type":"about:blank","status":)" + std::to_string(status) + R"(,"title":")" +
                  std::string(why) + "\"}"};
}

// What the handler sees; none where the target cannot be read in one way.
std::optional<HttpRequest> request_of(http::request<http::string_body>& message, const std::string& address) {
  const auto target = read_target({message.target().data(), message.target().size()});
  if (!target) return std::nullopt;
  HttpRequest request{.method = std::string(message.method_string()),
                      .path = target->path,
                      .query = target->query,
                      .body = std::move(message.body()),
                      .address = address};
  if (request.method == "HEAD") request.method = "GET";
  for (const auto& field : message) {
    std::string name(field.name_string());
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    std::string& value = request.fields[name];
    if (!value.empty()) value += name == "cookie" ? "; " : ", ";
    value += std::string(field.value());
  }
  return request;
}

}  // namespace

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Floor& floor, asio::ip::tcp::socket socket, std::string address)
      : floor_(floor), stream_(std::move(socket)), address_(std::move(address)) {
    floor_.open.insert(this);
    ++floor_.by_address[address_];
  }
  ~Connection() {
    floor_.open.erase(this);
    if (--floor_.by_address[address_] == 0) floor_.by_address.erase(address_);
  }

  void start() { wait_for_request(); }
  bool is_at_work() const { return at_work_; }
  void close() { stream_.close(); }

 private:
  using Self = std::shared_ptr<Connection>;

  void wait_for_request() {
    at_work_ = false;
    if (floor_.stopping) return finish();
    if (buffer_.size() > 0) return read_head();
    stream_.expires_after(floor_.limits.idle);
    stream_.async_read_some(buffer_.prepare(4096),
                            [this, self = shared_from_this()](error_code failed, size_t bytes) {
                              if (failed) return;
                              buffer_.commit(bytes);
                              read_head();
                            });
  }

  // The deadline stands from the first byte: a sender of one byte a second is not waited for.
  void read_head() {
    at_work_ = true;
    stream_.expires_after(floor_.limits.head);
    look_for_end();
  }

  void look_for_end() {
    const std::string_view seen(static_cast<const char*>(buffer_.data().data()), buffer_.size());
    const size_t end = seen.find("\r\n\r\n");
    if (end != seen.npos && end + 4 <= kHeadBytes) return check_head(seen.substr(0, end + 4));
    if (seen.size() >= kHeadBytes) return refuse(431, "head too long");
    stream_.async_read_some(buffer_.prepare(4096),
                            [this, self = shared_from_this()](error_code failed, size_t bytes) {
                              if (failed) return;
                              buffer_.commit(bytes);
                              look_for_end();
                            });
  }

  void check_head(std::string_view head) {
    if (const auto fault = fault_of_head(head)) return refuse(fault->status, fault->why);
    parser_.emplace();
    parser_->header_limit(uint32_t(kHeadBytes));
    parser_->body_limit(uint64_t(floor_.limits.body_bytes));
    error_code failed;
    buffer_.consume(parser_->put(buffer_.data(), failed));
    if (failed == http::error::body_limit) return refuse(413, "body too long");
    if (failed && failed != http::error::need_more) return refuse(400, "head");
    if (!parser_->is_header_done()) return refuse(400, "head");
    const auto length = parser_->content_length().value_or(0);
    if (length > uint64_t(floor_.limits.body_bytes)) return refuse(413, "body too long");
    const auto for_body = std::chrono::milliseconds(int64_t(length) * 1000 / floor_.limits.bytes_per_second);
    stream_.expires_after(floor_.limits.head + for_body);
    if (beast::iequals(parser_->get()[http::field::expect], "100-continue")) return say_continue();
    read_body();
  }

  void say_continue() {
    asio::async_write(stream_, asio::buffer(kContinue.data(), kContinue.size()),
                      [this, self = shared_from_this()](error_code failed, size_t) {
                        if (!failed) read_body();
                      });
  }

  void read_body() {
    if (parser_->is_done()) return answer();
    http::async_read(
        stream_, buffer_, *parser_, [this, self = shared_from_this()](error_code failed, size_t) {
          if (failed == http::error::body_limit) return refuse(413, "body too long");
          if (failed && failed.category() == http::make_error_code(http::error::end_of_stream).category())
            return refuse(400, "body");
          if (!failed) answer();
        });
  }

  void answer() {
    stream_.expires_never();  // the handler has its own limits
    auto message = parser_->release();
    keep_alive_ = message.keep_alive();
    head_only_ = message.method() == http::verb::head;
    auto request = request_of(message, address_);
    if (!request) return refuse(400, "target");
    asio::post(floor_.workers, [this, self = shared_from_this(), request = std::move(*request)]() mutable {
      HttpResponse response;
      try {
        response = floor_.handler(request);
      } catch (const std::exception& e) {
        std::fprintf(stderr, "qingyuan: %s %s: %s\n", request.method.c_str(), request.path.c_str(), e.what());
        response = refusal(500, "internal");
      }
      // Goes back with the pointer, so that the last one is let go on the thread of io.
      asio::post(floor_.io, [this, self = std::move(self), response = std::move(response)]() mutable {
        write(std::move(response));
      });
    });
  }

  void refuse(int status, std::string_view why) {
    keep_alive_ = head_only_ = false;
    write(refusal(status, why));
  }

  void write(HttpResponse response) {
    if (floor_.stopping) keep_alive_ = false;
    response_ = std::move(response);
    const std::string_view content = response_.content();
    reply_ = {};
    reply_.version(11);
    reply_.result(unsigned(response_.status));
    for (const auto& [name, value] : security_fields()) reply_.set(name, value);
    if (response_.status != 204) reply_.set(http::field::content_type, response_.type);
    reply_.set(http::field::cache_control, "no-store");
    for (const auto& [name, value] : response_.fields)
      beast::iequals(name, "Set-Cookie") ? reply_.insert(name, value) : reply_.set(name, value);
    if (response_.status != 204) reply_.content_length(content.size());
    reply_.keep_alive(keep_alive_);
    if (!head_only_) reply_.body() = {content.data(), content.size()};
    stream_.expires_after(
        floor_.limits.write +
        std::chrono::milliseconds(int64_t(content.size()) * 1000 / floor_.limits.bytes_per_second / 64));
    serializer_.emplace(reply_);
    http::async_write(stream_, *serializer_, [this, self = shared_from_this()](error_code failed, size_t) {
      if (failed) return;
      keep_alive_ ? wait_for_request() : finish();
    });
  }

  // Whoever still sends gets our answer and not a reset: what comes is thrown away for a moment.
  void finish() {
    error_code ignored;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    stream_.expires_after(std::chrono::seconds(2));
    drain(1 << 20);
  }

  void drain(int64_t left) {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(16384),
                            [this, left, self = shared_from_this()](error_code failed, size_t bytes) {
                              if (!failed && left > int64_t(bytes) && !floor_.stopping)
                                drain(left - int64_t(bytes));
                            });
  }

  Floor& floor_;
  beast::tcp_stream stream_;
  std::string address_;
  beast::flat_buffer buffer_{kHeadBytes + 65536};
  std::optional<http::request_parser<http::string_body>> parser_;
  HttpResponse response_;
  http::response<http::span_body<const char>> reply_;
  std::optional<http::response_serializer<http::span_body<const char>>> serializer_;
  bool at_work_ = false, keep_alive_ = false, head_only_ = false;
};

void serve_connection(Floor& floor, asio::ip::tcp::socket socket) {
  error_code failed;
  const auto other = socket.remote_endpoint(failed);
  if (failed) return;
  std::string address = other.address().to_string();
  if (int(floor.open.size()) >= floor.limits.connections) return;
  const auto at = floor.by_address.find(address);
  if (at != floor.by_address.end() && at->second >= floor.limits.per_address) return;
  socket.set_option(asio::ip::tcp::no_delay(true), failed);
  std::make_shared<Connection>(floor, std::move(socket), std::move(address))->start();
}

void close_connections(Floor& floor, bool at_work_too) {
  for (Connection* connection : floor.open)
    if (at_work_too || !connection->is_at_work()) connection->close();
}

}  // namespace qy
