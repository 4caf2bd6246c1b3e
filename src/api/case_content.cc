// What a document says and what evidence is, read back by whoever may read the file: once its hash holds, with the purpose on record before
// the first byte, and as a file that no browser shows by itself.
#include "api/messages.h"
#include "api/problem.h"
#include "api/purpose.h"
#include "api/upload_box.h"
#include "http/body_source.h"

namespace qy {
namespace {

bool is_plain(char c) {  // RFC 8187: attr-char
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_';
}

// RFC 6266: a plain name for whoever cannot read the other.
std::string attachment(const std::string& number, const std::string& name) {
  std::string plain, coded;
  for (const char c : number) plain += is_plain(c) ? c : '-';
  for (const char c : name) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    const auto byte = uint8_t(c);
    coded += is_plain(c) ? std::string(1, c) : std::string{'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + coded;
}

// The name that it came under; of what came before names were kept, its title.
std::string name_of(const Row& row) {
  for (const char* field : {"file_name", "title"})
    if (const auto name = safe_file_name(row.text(field)); name.ok()) return *name;
  return row.id.substr(row.id.rfind('/') + 1);
}

// `table`: document or evidence, which is what the last part of its number is called in the path too.
Result<HttpResponse> content_of(ApiCall& call, const std::string& table) {
  const std::string file = call.in_path["id"];
  QY_TRY(const auto rows, call.book->select(table, {{"id", file + "/" + call.in_path[table]},
                                                    {"object", "case_file/" + file}}));
  if (rows.empty()) return problem(404, say(kNothingHere));
  const Row& row = rows.front();
  const std::string sm3 = row.text("sm3");
  if (sm3.empty() && table == "document") return problem(409, say(kOnPaper, row.text("title")));
  if (sm3.empty()) return problem(410, say(kContentGone, row.id));  // its act was erased by law
  QY_TRY(const auto refused, log_purpose(call, "case_file/" + file, say(kTakesOut, row.id)));
  if (refused) return *refused;
  auto content = call.ground.contents.open(sm3);
  if (!content.ok() && content.error().code == Code::not_found)
    return problem(410, say(kContentGone, row.id));
  if (!content.ok() && content.error().code == Code::damaged)
    return problem(409, say(kContentDamaged, row.id));
  if (!content.ok()) return content.error();
  HttpResponse response{.type = "application/octet-stream"};
  response.source = std::move(*content);
  response.fields.emplace_back("Content-Disposition", attachment(row.id, name_of(row)));
  return response;
}

}  // namespace

Result<HttpResponse> give_document(ApiCall& call) {
  return content_of(call, "document");
}

Result<HttpResponse> give_evidence(ApiCall& call) {
  return content_of(call, "evidence");
}

}  // namespace qy
