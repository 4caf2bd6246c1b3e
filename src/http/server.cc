#include "http/server.h"

#include <boost/asio/steady_timer.hpp>
#include <thread>

#include "http/connection.h"
#include "http/messages.h"

namespace qy {
namespace asio = boost::asio;
using boost::system::error_code;

struct HttpServer::Impl {
  Floor floor;
  asio::ip::tcp::acceptor acceptor{floor.io};
  asio::steady_timer pause{floor.io};
  std::thread thread;

  Impl(const HttpLimits& limits, Handler handler, Intake intake, HttpFront front)
      : floor(limits, std::move(handler), std::move(intake), std::move(front)) {}

  Result<void> listen(const std::string& at) {
    const size_t colon = at.rfind(':');
    std::string host = at.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    error_code failed;
    const auto address = asio::ip::make_address(host, failed);
    const std::string port = colon == at.npos ? "" : at.substr(colon + 1);
    const bool is_port =
        !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == port.npos;
    if (failed || !is_port || std::stoi(port) > 65535) return invalid(say(kListenForm, at));
    const asio::ip::tcp::endpoint endpoint(address, uint16_t(std::stoi(port)));
    acceptor.open(endpoint.protocol(), failed);
    if (!failed) acceptor.set_option(asio::socket_base::reuse_address(true), failed);
    if (!failed) acceptor.bind(endpoint, failed);
    if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
    if (failed) return io_error(say(kCannotListen, at, failed.message()));
    return {};
  }

  void accept() {
    acceptor.async_accept([this](error_code failed, asio::ip::tcp::socket socket) {
      if (floor.stopping || failed == asio::error::operation_aborted) return;
      if (!failed) serve_connection(floor, std::move(socket));
      if (!failed) return accept();
      pause.expires_after(
          std::chrono::milliseconds(50));  // out of descriptors: wait until some are given back
      pause.async_wait([this](error_code ended) {
        if (!ended) accept();
      });
    });
  }

  // Until the last connection is gone or the time is over.
  void wait_for_end(std::chrono::steady_clock::time_point until) {
    if (floor.open.empty()) return floor.io.stop();
    if (std::chrono::steady_clock::now() >= until) {
      close_connections(floor, true);
      return floor.io.stop();
    }
    pause.expires_after(std::chrono::milliseconds(20));
    pause.async_wait([this, until](error_code) { wait_for_end(until); });
  }
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

// NOLINTNEXTLINE(bugprone-exception-escape): a server that cannot be stopped ends the process
HttpServer::~HttpServer() {
  stop();
}

Result<std::unique_ptr<HttpServer>> HttpServer::open(const std::string& listen, const HttpLimits& limits,
                                                     Handler handler, Intake intake, HttpFront front) {
  auto impl = std::make_unique<Impl>(limits, std::move(handler), std::move(intake), std::move(front));
  QY_CHECK(impl->listen(listen));
  Impl* running = impl.get();
  running->accept();
  running->thread = std::thread([running] { running->floor.io.run(); });
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

int HttpServer::port() const {
  error_code failed;
  return impl_->acceptor.local_endpoint(failed).port();
}

int HttpServer::connections() const {
  return impl_->floor.open_now.load(std::memory_order_relaxed);
}

void HttpServer::stop() {
  if (!impl_->thread.joinable()) return;
  asio::post(impl_->floor.io, [impl = impl_.get()] {
    impl->floor.stopping = true;
    error_code ignored;
    impl->acceptor.close(ignored);
    close_connections(impl->floor, false);
    impl->wait_for_end(std::chrono::steady_clock::now() + impl->floor.limits.stop);
  });
  impl_->thread.join();
  impl_->floor.workers.join();
  impl_->floor.io.restart();
  impl_->floor.io.poll();  // what the workers handed back after the end is let go here
}

}  // namespace qy
