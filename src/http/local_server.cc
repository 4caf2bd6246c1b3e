#include "http/local_server.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cerrno>
#include <cstdio>
#include <thread>

#include "http/messages.h"

namespace qy {
namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
namespace {

using Local = asio::local::stream_protocol;

// One question and its answer, on the one thread of io.
class LocalCall : public std::enable_shared_from_this<LocalCall> {
 public:
  LocalCall(Local::socket socket, const LocalServer::Handler& handler, std::function<void()> then)
      : line_(std::move(socket)), handler_(handler), then_(std::move(then)) {}
  ~LocalCall() { then_(); }

  void start() {
    line_.expires_after(std::chrono::seconds(2));
    http::async_read_header(line_, buffer_, asked_, [self = shared_from_this()](error_code failed, size_t) {
      if (!failed) self->reply();
    });
  }

 private:
  HttpResponse answer() const {
    const std::string type = "text/plain; charset=utf-8";
    const auto& head = asked_.get();
    if (head.method() != http::verb::get) return {.status = 405, .type = type, .body = "GET\n"};
    auto target = read_target({head.target().data(), head.target().size()});
    if (!target) return {.status = 400, .type = type, .body = "target\n"};
    try {
      return handler_({.method = "GET", .path = std::move(target->path), .query = std::move(target->query)});
    } catch (const std::exception& e) {
      std::fprintf(stderr, "qingyuan: %s\n", e.what());
      return {.status = 500, .type = type, .body = "internal\n"};
    }
  }
  void reply() {
    const HttpResponse response = answer();
    reply_.result(unsigned(response.status));
    reply_.set(http::field::content_type, response.type);
    reply_.set(http::field::cache_control, "no-store");
    reply_.body() = response.content();
    reply_.keep_alive(false);
    reply_.prepare_payload();
    line_.expires_after(std::chrono::seconds(2));
    http::async_write(line_, reply_, [self = shared_from_this()](error_code, size_t) {});
  }

  boost::beast::basic_stream<Local> line_;
  const LocalServer::Handler& handler_;
  std::function<void()> then_;
  boost::beast::flat_buffer buffer_{8192};
  http::request_parser<http::empty_body> asked_;
  http::response<http::string_body> reply_;
};

}  // namespace

struct LocalServer::Impl {
  std::filesystem::path path;
  Handler handler;
  asio::io_context io{1};
  Local::acceptor acceptor{io};
  bool stopping = false;
  std::thread thread;

  Result<void> listen() {
    if (path.string().size() >= sizeof(sockaddr_un::sun_path))
      return invalid(say(kSocketTooLong, path.string()));
    const Local::endpoint endpoint(path.string());
    error_code failed;
    Local::socket other(io);
    if (!other.connect(endpoint, failed)) return Error{Code::conflict, say(kSocketTaken, path.string())};
    std::error_code unseen;
    if (std::filesystem::is_socket(path, unseen)) std::filesystem::remove(path, unseen);
    failed = {};
    acceptor.open(endpoint.protocol(), failed);
    // The mode of the socket before it has a name is that of its file: at no moment may others come in (unix(7), Linux).
    if (!failed && fchmod(acceptor.native_handle(), 0600) != 0)
      failed = {errno, boost::system::system_category()};
    if (!failed) acceptor.bind(endpoint, failed);
    if (!failed && chmod(path.c_str(), 0600) != 0) failed = {errno, boost::system::system_category()};
    if (!failed) acceptor.listen(8, failed);
    if (failed) return io_error(say(kCannotListen, path.string(), failed.message()));
    return {};
  }
  // The next when this one is over.
  void accept() {
    if (stopping) return;
    acceptor.async_accept([this](error_code failed, Local::socket socket) {
      if (failed == asio::error::operation_aborted) return;
      if (failed) return accept();
      std::make_shared<LocalCall>(std::move(socket), handler, [this] { accept(); })->start();
    });
  }
};

LocalServer::LocalServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<std::unique_ptr<LocalServer>> LocalServer::open(const std::filesystem::path& socket, Handler handler) {
  auto impl = std::make_unique<Impl>();
  impl->path = socket;
  impl->handler = std::move(handler);
  QY_CHECK(impl->listen());
  impl->accept();
  impl->thread = std::thread([running = impl.get()] { running->io.run(); });
  return std::unique_ptr<LocalServer>(new LocalServer(std::move(impl)));
}

LocalServer::~LocalServer() {
  asio::post(impl_->io, [impl = impl_.get()] {
    impl->stopping = true;
    error_code ignored;
    impl->acceptor.close(ignored);
    impl->io.stop();
  });
  impl_->thread.join();
  std::error_code gone;
  std::filesystem::remove(impl_->path, gone);
}

}  // namespace qy
