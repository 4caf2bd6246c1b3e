// One connection, from accept to close. Everything but the handler runs on the one thread of `io`, so that
// nothing here needs a lock. Private to this folder.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <map>
#include <memory>
#include <set>

#include "http/server.h"

namespace qy {

class Connection;

// What all connections of a server share.
struct Floor {
  HttpLimits limits;
  HttpServer::Handler handler;
  Intake intake;
  HttpFront front;
  boost::asio::io_context io{1};
  boost::asio::thread_pool workers;
  std::set<Connection*> open;
  std::atomic<int> open_now{0};  // how many, for other threads
  std::map<std::string, int> by_address;
  bool stopping = false;

  Floor(const HttpLimits& with, HttpServer::Handler answer, Intake take, HttpFront before)
      : limits(with),
        handler(std::move(answer)),
        intake(std::move(take)),
        front(std::move(before)),
        workers(size_t(with.workers)) {}
};

// Serves it until it ends by itself. A connection beyond the limits is closed at once.
void serve_connection(Floor& floor, boost::asio::ip::tcp::socket socket);
// Closes those that wait for a request, or all of them.
void close_connections(Floor& floor, bool at_work_too);

}  // namespace qy
