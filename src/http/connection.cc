#include "http/connection.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>
#include <functional>

#include "http/body_source.h"
#include "http/framing.h"
#include "http/line.h"
#include "http/live_body.h"
#include "http/proxies.h"

namespace qy {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr const char* kHsts = "max-age=31536000; includeSubDomains";  // a year: ASVS 3.4.1
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr int64_t kPieceBytes = 256 * 1024;
constexpr int64_t kDrainedBytes = 16 << 20;

HttpResponse refusal(int status, std::string_view why) {
  return {.status = status,
          .type = "application/problem+json",
          .body = R"({"type":"about:blank","status":)" + std::to_string(status) + R"(,"title":")" +
                  std::string(why) + "\"}"};
}

// What the handler sees; none where the target cannot be read in one way.
std::optional<HttpRequest> request_of(http::request<http::string_body>& message, const std::string& peer,
                                      const HttpFront& front) {
  const auto target = read_target({message.target().data(), message.target().size()});
  if (!target) return std::nullopt;
  HttpRequest request{.method = std::string(message.method_string()),
                      .path = target->path,
                      .query = target->query,
                      .body = std::move(message.body())};
  if (request.method == "HEAD") request.method = "GET";
  for (const auto& field : message) {
    std::string name(field.name_string());
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    std::string& value = request.fields[name];
    if (!value.empty()) value += name == "cookie" ? "; " : ", ";
    value += std::string(field.value());
  }
  request.came = std::chrono::steady_clock::now();
  request.address = sender_behind(peer, request.field("x-forwarded-for"), front.proxies);
  return request;
}

}  // namespace

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Floor& floor, asio::ip::tcp::socket socket, std::string address)
      : floor_(floor), stream_(std::move(socket), floor.front.tls.get()), address_(std::move(address)) {
    floor_.open.insert(this);
    floor_.open_now.fetch_add(1, std::memory_order_relaxed);
    ++floor_.by_address[address_];
  }
  ~Connection() {
    if (response_.live) response_.live->gone();
    floor_.open.erase(this);
    floor_.open_now.fetch_sub(1, std::memory_order_relaxed);
    if (--floor_.by_address[address_] == 0) floor_.by_address.erase(address_);
  }

  void start() {
    if (!stream_.is_encrypted()) return wait_for_request();
    stream_.tcp().expires_after(floor_.limits.head);
    stream_.async_handshake([this, self = shared_from_this()](error_code failed) {
      if (!failed) wait_for_request();
    });
  }
  bool is_at_work() const { return at_work_ && !live_; }  // a body without an end holds nobody up
  void close() { stream_.tcp().close(); }

 private:
  using Self = std::shared_ptr<Connection>;

  void wait_for_request() {
    at_work_ = false;
    if (floor_.stopping) return finish();
    if (buffer_.size() > 0) return read_head();
    stream_.tcp().expires_after(floor_.limits.idle);
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
    stream_.tcp().expires_after(floor_.limits.head);
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
    const bool is_handed_on = floor_.intake && head.starts_with("PUT ");
    parser_->body_limit(is_handed_on ? UINT64_MAX : uint64_t(floor_.limits.body_bytes));
    error_code failed;
    buffer_.consume(parser_->put(buffer_.data(), failed));
    if (failed == http::error::body_limit) return refuse(413, "body too long");
    if (failed && failed != http::error::need_more) return refuse(400, "head");
    if (!parser_->is_header_done()) return refuse(400, "head");
    const auto length = parser_->content_length().value_or(0);
    if (is_handed_on) return parser_->content_length() ? ask_intake(int64_t(length)) : refuse(411, "length");
    if (length > uint64_t(floor_.limits.body_bytes)) return refuse(413, "body too long");
    const auto for_body = std::chrono::milliseconds(int64_t(length) * 1000 / floor_.limits.bytes_per_second);
    stream_.tcp().expires_after(floor_.limits.head + for_body);
    if (waits_for_continue(parser_->get())) return say_continue([this] { read_body(); });
    read_body();
  }

  static bool waits_for_continue(const http::request<http::string_body>& message) {
    return beast::iequals(message[http::field::expect], "100-continue");
  }

  void say_continue(std::function<void()> then) {
    asio::async_write(stream_, asio::buffer(kContinue.data(), kContinue.size()),
                      [then = std::move(then), self = shared_from_this()](error_code failed, size_t) {
                        if (!failed) then();
                      });
  }

  // May this body come, and where to? Asked before any of it is read.
  void ask_intake(int64_t length) {
    stream_.tcp().expires_never();
    auto message = parser_->release();
    keep_alive_ = message.keep_alive();
    head_only_ = false;
    const bool waits = waits_for_continue(message);
    auto request = request_of(message, address_, floor_.front);
    if (!request) return refuse(400, "target");
    work<Taken>([this, request = std::move(*request), length] { return floor_.intake(request, length); },
                [this, length, waits](Taken taken) {
                  if (auto* refused = std::get_if<HttpResponse>(&taken))
                    return refuse_with(std::move(*refused));
                  sink_ = std::move(std::get<std::unique_ptr<BodySink>>(taken));
                  left_ = length;
                  began_ = std::chrono::steady_clock::now();
                  received_ = 0;
                  waits ? say_continue([this] { hand_on(); }) : hand_on();
                });
  }

  // The next piece: what came with the head first.
  void hand_on() {
    if (left_ == 0) return end_body();
    piece_.resize(size_t(std::min<int64_t>(left_, kPieceBytes)));
    if (buffer_.size() > 0) {
      const size_t bytes = std::min(buffer_.size(), piece_.size());
      std::copy_n(static_cast<const char*>(buffer_.data().data()), bytes, piece_.data());
      buffer_.consume(bytes);
      return give_piece(bytes);
    }
    // Slower than bytes_per_second over the whole is dropped, and so is whoever falls silent.
    const auto may_last =
        floor_.limits.head + std::chrono::milliseconds(received_ * 1000 / floor_.limits.bytes_per_second);
    const auto lasted =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began_);
    stream_.tcp().expires_after(
        std::clamp(may_last - lasted, std::chrono::milliseconds(0), floor_.limits.idle));
    stream_.async_read_some(asio::buffer(piece_),
                            [this, self = shared_from_this()](error_code failed, size_t bytes) {
                              if (failed) return drop_sink();
                              give_piece(bytes);
                            });
  }

  void give_piece(size_t bytes) {
    stream_.tcp().expires_never();
    left_ -= int64_t(bytes);
    received_ += int64_t(bytes);
    work<std::optional<HttpResponse>>(
        [this, bytes] { return sink_->take(std::string_view(piece_).substr(0, bytes)); },
        [this](std::optional<HttpResponse> refused) {
          if (!refused) return hand_on();
          drop_sink();
          refuse_with(std::move(*refused));
        });
  }

  void end_body() {
    work<HttpResponse>([this] { return sink_->finish(); },
                       [this](HttpResponse response) {
                         drop_sink();
                         write(std::move(response));
                       });
  }

  // What was not finished goes with it; its files are removed by a worker.
  void drop_sink() {
    piece_ = {};
    if (sink_) asio::post(floor_.workers, [sink = std::shared_ptr<BodySink>(std::move(sink_))] {});
  }

  // `what` on a worker; `then` gets its value on the thread of io. What it throws becomes 500.
  template <class T, class What, class Then>
  void work(What what, Then then) {
    asio::post(floor_.workers, [this, self = shared_from_this(), what = std::move(what),
                                then = std::move(then)]() mutable {
      std::optional<T> value;
      try {
        value.emplace(what());
      } catch (const std::exception& e) {
        std::fprintf(stderr, "qingyuan: %s\n", e.what());
      }
      // Goes back with the pointer, so that the last one is let go on the thread of io.
      asio::post(floor_.io, [this, self = std::move(self), then = std::move(then),
                             value = std::make_shared<std::optional<T>>(std::move(value))]() mutable {
        if (*value) return then(std::move(**value));
        drop_sink();
        refuse(500, "internal");
      });
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
    stream_.tcp().expires_never();  // the handler has its own limits
    auto message = parser_->release();
    keep_alive_ = message.keep_alive();
    head_only_ = message.method() == http::verb::head;
    auto request = request_of(message, address_, floor_.front);
    if (!request) return refuse(400, "target");
    work<HttpResponse>(
        [this, request = std::move(*request)] {
          try {
            return floor_.handler(request);
          } catch (const std::exception& e) {
            std::fprintf(stderr, "qingyuan: %s %s: %s\n", request.method.c_str(), request.path.c_str(),
                         e.what());
            return refusal(500, "internal");
          }
        },
        [this](HttpResponse response) { write(std::move(response)); });
  }

  void refuse(int status, std::string_view why) { refuse_with(refusal(status, why)); }

  void refuse_with(HttpResponse response) {
    keep_alive_ = head_only_ = false;
    write(std::move(response));
  }

  void write(HttpResponse response) {
    response_ = std::move(response);
    if (floor_.stopping || response_.live) keep_alive_ = false;
    const std::string_view content = response_.content();
    const int64_t bytes = response_.source ? response_.source->bytes() : int64_t(content.size());
    reply_ = {};
    reply_.version(11);
    reply_.result(unsigned(response_.status));
    for (const auto& [name, value] : security_fields()) reply_.set(name, value);
    if (response_.status != 204) reply_.set(http::field::content_type, response_.type);
    reply_.set(http::field::cache_control, "no-store");
    if (floor_.front.encrypted) reply_.set(http::field::strict_transport_security, kHsts);
    for (const auto& [name, value] : response_.fields)
      beast::iequals(name, "Set-Cookie") ? reply_.insert(name, value) : reply_.set(name, value);
    if (response_.status != 204 && !response_.live) reply_.content_length(uint64_t(bytes));
    reply_.keep_alive(keep_alive_);
    if (!head_only_) reply_.body() = {content.data(), content.size()};
    stream_.tcp().expires_after(
        floor_.limits.write +
        std::chrono::milliseconds(int64_t(content.size()) * 1000 / floor_.limits.bytes_per_second / 64));
    serializer_.emplace(reply_);
    if (response_.source || response_.live) return write_head();
    http::async_write(stream_, *serializer_, [this, self = shared_from_this()](error_code failed, size_t) {
      if (!failed) sent();
    });
  }

  void sent() {
    response_.source.reset();
    keep_alive_ ? wait_for_request() : finish();
  }

  void write_head() {
    http::async_write_header(stream_, *serializer_,
                             [this, self = shared_from_this()](error_code failed, size_t) {
                               if (!failed) head_only_ ? sent() : response_.live ? begin_live() : send_on();
                             });
  }

  void send_on() {
    stream_.tcp().expires_never();
    work<std::optional<std::string>>([this] { return next_piece(); },
                                     [this](std::optional<std::string> piece) {
                                       if (!piece) return close();
                                       if (piece->empty()) return sent();
                                       piece_ = std::move(*piece);
                                       send_piece();
                                     });
  }

  // The head is out: what goes wrong now is told by an end before the promised length.
  std::optional<std::string> next_piece() {
    try {
      return response_.source->next();
    } catch (const std::exception& e) {
      std::fprintf(stderr, "qingyuan: %s\n", e.what());
      return std::nullopt;
    }
  }

  void send_piece() {
    stream_.tcp().expires_after(floor_.limits.write);
    asio::async_write(stream_, asio::buffer(piece_),
                      [this, self = shared_from_this()](error_code failed, size_t) {
                        if (!failed) send_on();
                      });
  }

  // What is put into it goes out until it ends or the other side leaves, which a read that never brings anything tells.
  void begin_live() {
    if (floor_.stopping) return close();
    live_ = response_.live;
    live_->attach([weak = weak_from_this(), &io = floor_.io] {
      asio::post(io, [weak] {
        if (const Self self = weak.lock()) self->send_live();
      });
    });
    stream_.tcp().expires_never();
    stream_.async_read_some(buffer_.prepare(64), [this, self = shared_from_this()](error_code, size_t) {
      close();  // it left, or speaks where there is nothing to say
    });
    send_live();
  }

  void send_live() {
    if (is_sending_ || !stream_.tcp().socket().is_open()) return;
    LiveBody::Piece piece = live_->take();
    if (piece.text.empty()) return piece.is_last ? close() : void();
    piece_ = std::move(piece.text);
    is_sending_ = true;
    stream_.tcp().expires_after(floor_.limits.write);  // of the write: the read waits for ever
    asio::async_write(stream_, asio::buffer(piece_),
                      [this, self = shared_from_this()](error_code failed, size_t) {
                        is_sending_ = false;
                        failed ? close() : send_live();
                      });
  }

  void finish() {
    if (!stream_.is_encrypted()) return shut();
    stream_.tcp().expires_after(std::chrono::seconds(2));
    stream_.async_leave([this, self = shared_from_this()](error_code) { shut(); });
  }

  // Whoever still sends gets our answer and not a reset (RFC 9112, section 9.6): what comes is thrown away for a moment.
  void shut() {
    error_code ignored;
    stream_.tcp().socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    stream_.tcp().expires_after(std::chrono::seconds(2));
    drain(kDrainedBytes);
  }

  void drain(int64_t left) {
    buffer_.clear();
    stream_.tcp().async_read_some(buffer_.prepare(16384),
                                  [this, left, self = shared_from_this()](error_code failed, size_t bytes) {
                                    if (!failed && left > int64_t(bytes) && !floor_.stopping)
                                      drain(left - int64_t(bytes));
                                  });
  }

  Floor& floor_;
  Line stream_;
  std::string address_;
  beast::flat_buffer buffer_{kHeadBytes + 65536};
  std::optional<http::request_parser<http::string_body>> parser_;
  std::unique_ptr<BodySink> sink_;
  std::string piece_;
  int64_t left_ = 0, received_ = 0;  // bytes of the body
  std::chrono::steady_clock::time_point began_;
  HttpResponse response_;
  http::response<http::span_body<const char>> reply_;
  std::optional<http::response_serializer<http::span_body<const char>>> serializer_;
  std::shared_ptr<LiveBody> live_;
  bool at_work_ = false, keep_alive_ = false, head_only_ = false, is_sending_ = false;
};

void serve_connection(Floor& floor, asio::ip::tcp::socket socket) {
  error_code failed;
  const auto other = socket.remote_endpoint(failed);
  if (failed) return;
  std::string address = plain_address(other.address().to_string());
  if (int(floor.open.size()) >= floor.limits.connections) return;
  const auto at = floor.by_address.find(address);
  const bool is_full = at != floor.by_address.end() && at->second >= floor.limits.per_address;
  if (is_full && !floor.front.proxies.contains(address)) return;
  socket.set_option(asio::ip::tcp::no_delay(true), failed);
  std::make_shared<Connection>(floor, std::move(socket), std::move(address))->start();
}

void close_connections(Floor& floor, bool at_work_too) {
  for (Connection* connection : floor.open)
    if (at_work_too || !connection->is_at_work()) connection->close();
}

}  // namespace qy
