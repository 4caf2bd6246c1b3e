// What TlsKeys holds. Private to this folder.
#pragma once

#include <boost/asio/ssl/context.hpp>

#include "http/tls.h"

namespace qy {

struct TlsKeys::Impl {
  boost::asio::ssl::context context{boost::asio::ssl::context::tls_server};
};

}  // namespace qy
