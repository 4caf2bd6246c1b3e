// Answers GET on a socket in the file system, for the account that runs the program and for root: its file is 0600. One question at a time,
// each on a connection of its own; slow ones are dropped after two seconds. No session, no cookie, no body: what is asked here is not about
// any matter.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "base/result.h"
#include "http/message.h"

namespace qy {

class LocalServer {
 public:
  using Handler = std::function<HttpResponse(const HttpRequest&)>;

  // A socket that a killed server left is taken away. conflict where another server answers there; invalid where the path is too long
  // for a socket; io where it cannot be made.
  static Result<std::unique_ptr<LocalServer>> open(const std::filesystem::path& socket, Handler handler);
  ~LocalServer();  // takes the socket away

 private:
  struct Impl;
  explicit LocalServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace qy
