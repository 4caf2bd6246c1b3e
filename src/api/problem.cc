#include "api/problem.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "api/messages.h"

namespace qy {
namespace {

const Message& title_of(int status) {
  switch (status) {
    case 401:
      return kTitleSignIn;
    case 403:
      return kTitleForbidden;
    case 404:
      return kTitleNotFound;
    case 409:
      return kTitleConflict;
    case 412:
      return kTitleMoved;
    case 422:
      return kTitleInvalid;
    case 429:
      return kTitleTooMany;
    case 500:
    case 503:
      return kTitleFailed;
    default:
      return kTitleRefused;
  }
}

int status_of(Code code, int status_of_limit) {
  switch (code) {
    case Code::invalid:
      return 422;
    case Code::not_found:
      return 404;
    case Code::conflict:
      return 409;
    case Code::forbidden:
      return 403;
    case Code::limit:
      return status_of_limit;
    case Code::io:
    case Code::cancelled:
      return 503;
    case Code::damaged:
    case Code::internal:
      return 500;
  }
  return 500;
}

bool is_english(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return std::ranges::count_if(text, is_letter) > 2 && text.find(' ') != text.npos && is_letter(text.front());
}

HttpResponse with(int status, const Json& body) {
  return {.status = status,
          .type = "application/problem+json",
          .body = body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace

Said parted(std::string_view text) {
  if (!text.ends_with(')')) return said(text);
  size_t open = text.size() - 1;
  for (int depth = 1; depth > 0 && open > 0;) {
    --open;
    if (text[open] == ')') ++depth;
    if (text[open] == '(') --depth;
  }
  if (open < 2 || text[open - 1] != ' ') return said(text);
  const std::string_view chinese = text.substr(0, open - 1),
                         english = text.substr(open + 1, text.size() - open - 2);
  const bool is_chinese =
      std::ranges::any_of(chinese, [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
  if (!is_chinese || !is_english(english)) return said(text);
  return {std::string(chinese), std::string(english)};
}

HttpResponse problem(int status, const Said& detail, const std::vector<FieldFault>& faults) {
  Json body = problem_json(status, detail);
  for (const FieldFault& fault : faults)
    body["errors"].push_back({{"pointer", fault.pointer},
                              {"message", fault.message.chinese},
                              {"message_en", fault.message.english}});
  return with(status, body);
}

Json problem_json(int status, const Said& detail) {
  return {{"type", "about:blank"},
          {"status", status},
          {"title", title_of(status).chinese},
          {"title_en", title_of(status).english},
          {"detail", detail.chinese},
          {"detail_en", detail.english}};
}

HttpResponse problem_with(int status, const Said& detail, const Json& members) {
  Json body = problem_json(status, detail);
  body.update(members);
  return with(status, body);
}

Json problem_json(const Error& error, int status_of_limit) {
  const int status = status_of(error.code, status_of_limit);
  if (status < 500 || error.code == Code::cancelled) return problem_json(status, parted(error.message));
  std::fprintf(stderr, "qingyuan: %s\n", error.message.c_str());
  return problem_json(status, say(error.code == Code::io ? kDetailDisk : kDetailFailed));
}

HttpResponse problem_of(const Error& error, int status_of_limit) {
  const Json body = problem_json(error, status_of_limit);
  return with(body.at("status"), body);
}

HttpResponse problem_of_words(const Error& error) {
  return problem_of({error.code == Code::not_found ? Code::invalid : error.code, error.message});
}

}  // namespace qy
