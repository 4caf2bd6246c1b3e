// /uploads: files that were received and are not in the lake yet; each belongs to the officer who sent it.
#include "api/uploads.h"

#include <nlohmann/json.hpp>

#include "api/import_work.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/taken_in.h"

namespace qy {
namespace {

Json upload_json(const Upload& upload) {
  return {{"id", upload.id},
          {"name", upload.name},
          {"bytes", upload.bytes},
          {"at", upload.at},
          {"sm3", upload.sm3}};
}

class ToDisk : public BodySink {
 public:
  explicit ToDisk(std::unique_ptr<UploadBox::Receiving> receiving) : receiving_(std::move(receiving)) {}
  std::optional<HttpResponse> take(std::string_view piece) override {
    if (const auto written = receiving_->write(piece); !written.ok()) return problem_of(written.error(), 413);
    return std::nullopt;
  }
  HttpResponse finish() override {
    const auto settled = receiving_->settle();
    return settled.ok() ? json_response(upload_json(*settled), 201) : problem_of(settled.error(), 413);
  }

 private:
  std::unique_ptr<UploadBox::Receiving> receiving_;
};

}  // namespace

Taken into_box(ApiCall& call, Upload upload) {
  auto receiving = call.ground.uploads.begin(std::move(upload));
  if (!receiving.ok()) return problem_of(receiving.error(), 413);
  return std::make_unique<ToDisk>(std::move(*receiving));
}

Taken receive_upload(ApiCall& call, int64_t bytes) {
  return into_box(
      call,
      {.id = call.in_path["id"], .user = call.officer.user, .name = call.query("name"), .bytes = bytes});
}

Result<HttpResponse> list_uploads(ApiCall& call) {
  Json items = Json::array();
  for (const Upload& upload : call.ground.uploads.of(call.officer.user)) items.push_back(upload_json(upload));
  return json_response({{"items", items}, {"most_bytes", call.ground.uploads.limits().file_bytes}});
}

Result<HttpResponse> show_upload(ApiCall& call) {
  QY_TRY(const Upload upload, call.ground.uploads.find(call.in_path["id"], call.officer.user));
  Json page = upload_json(upload);
  QY_TRY(page["look"], last_look(call.ground.uploads, upload));
  if (!page["look"].is_object()) return json_response(page);
  QY_TRY(const Lake lake, Lake::open(call.ground.workspace, call.ground.tables));
  QY_TRY(const auto taken, taken_in(lake, upload));
  for (Json& source : page["look"]["sources"])
    if (const auto at = taken.find(source.at("name")); at != taken.end())
      source["taken"] = {{"batch", at->second.batch}, {"undone", at->second.is_undone}};
  return json_response(page);
}

Result<HttpResponse> drop_upload(ApiCall& call) {
  QY_TRY(const Upload upload, call.ground.uploads.find(call.in_path["id"], call.officer.user));
  if (call.ground.jobs.is_at_work(upload.id)) return problem(409, say(kUploadBusy));
  call.ground.uploads.drop(upload.id);
  return HttpResponse{.status = 204};
}

}  // namespace qy
