// /healthz: the process answers; /readyz: it can read the records too.
#include "api/route.h"

namespace qy {

Result<HttpResponse> answer_healthz(ApiCall&) {
  return HttpResponse{.type = "text/plain; charset=utf-8", .body = "ok\n"};
}

Result<HttpResponse> answer_readyz(ApiCall& call) {
  QY_CHECK(call.records->select("user_account", {{"id", ""}}));
  return HttpResponse{.type = "text/plain; charset=utf-8", .body = "ready\n"};
}

}  // namespace qy
