#include "app/pages.h"

#include <algorithm>
#include <span>

#include "app/embedded_pages.h"

namespace qy {
namespace {

constexpr std::string_view kPlain =
    "<!doctype html><html lang=\"zh-CN\"><meta "
    "charset=\"utf-8\"><title>清源</title><p>本程序编译时没有网页，只有接口 "
    "/api/v1。请运行 ./dev build 重新编译。</p><p lang=\"en\">Built without pages: the API alone is "
    "here.</p></html>";

const EmbeddedPage* find_page(std::string_view path) {
  const auto pages = embedded_pages();
  const auto at =
      std::find_if(pages.begin(), pages.end(), [&](const EmbeddedPage& page) { return page.path == path; });
  return at == pages.end() ? nullptr : &*at;
}

bool is_for_api(std::string_view path) {
  return path.starts_with("/api/") || path == "/healthz" || path == "/readyz";
}

}  // namespace

bool has_pages() {
  return !embedded_pages().empty();
}

std::optional<HttpResponse> page_of_program(const HttpRequest& request) {
  if (is_for_api(request.path)) return std::nullopt;
  if (request.method != "GET")
    return HttpResponse{
        .status = 405, .type = "text/plain; charset=utf-8", .body = "GET\n", .fields = {{"Allow", "GET"}}};
  if (!has_pages()) return HttpResponse{.type = "text/html; charset=utf-8", .body = std::string(kPlain)};
  const bool is_file = request.path.starts_with("/assets/") || request.path.find('.') != std::string::npos;
  const EmbeddedPage* page = find_page(request.path);
  if (page == nullptr && is_file)
    return HttpResponse{.status = 404, .type = "text/plain; charset=utf-8", .body = "not found\n"};
  if (page == nullptr) page = find_page("/index.html");
  if (page == nullptr)
    return HttpResponse{.status = 404, .type = "text/plain; charset=utf-8", .body = "not found\n"};
  HttpResponse response{.type = std::string(page->type), .lasting_body = page->bytes};
  // Names of files in assets/ carry a hash of what is in them.
  if (request.path.starts_with("/assets/"))
    response.fields.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  if (!page->packed.empty() && request.field("accept-encoding").find("gzip") != std::string::npos) {
    response.lasting_body = page->packed;
    response.fields.emplace_back("Content-Encoding", "gzip");
  }
  response.fields.emplace_back("Vary", "Accept-Encoding");
  return response;
}

}  // namespace qy
