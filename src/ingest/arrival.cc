#include "ingest/arrival.h"

#include "base/disk.h"
#include "ingest/messages.h"

namespace qy {
namespace fs = std::filesystem;

Arrival::~Arrival() {
  stop();
  if (sealing_.valid()) sealing_.wait();
}

Result<void> Arrival::hold() {
  QY_TRY(received_.content, file_.hold());
  return {};
}

Result<void> Arrival::hash() {
  QY_CHECK(file_.hash(received_));
  QY_TRY(sm3_of_file_, file_.sm3_of_file(received_));
  named_.set_value(id());
  return {};
}

Result<void> Arrival::start(StagedBatch& batch, const fs::path& workspace, const Sealer& sealer,
                            std::function<bool(const std::string& sm3)> is_there) {
  batch_ = &batch;
  workspace_ = workspace;
  if (is_streamed()) {
    sealed_ = batch.staging() / "original";
    QY_TRY(before_, stamp_of(file_.path()));
    sealing_ = std::async(std::launch::async,
                          [this, twin = sealer.twin(), is_there = std::move(is_there)]() mutable {
                            return receive(twin, is_there);
                          });
    return {};
  }
  const fs::path place = fs::path("originals") / sm3_of_file_;
  if (fs::exists(workspace / place)) return {};
  const fs::path to = file_.is_in_zip() ? batch.shared_companion(place) : batch.companion(place);
  sealing_ = std::async(std::launch::async, [this, to, twin = sealer.twin()]() mutable {
    return file_.seal(received_, to, twin);
  });
  return {};
}

// The one pass over a streamed file. Its rows are told their source's id while the last of it is still being sealed.
Result<void> Arrival::receive(Sealer& sealer, const std::function<bool(const std::string&)>& is_there) {
  bool is_named = false;
  auto received = receive_sealed(file_.path(), sealed_, sealer, stop_, [&](const std::string& sm3) {
    is_named = true;
    if (is_there(sm3))
      named_.set_value(Error{Code::conflict, "ingested before"});
    else
      named_.set_value(id_of(sm3));
  });
  if (!received.ok()) {
    if (!is_named) named_.set_value(received.error());
    return received.error();
  }
  received_ = std::move(received).value();
  sm3_of_file_ = received_.sm3;
  return {};
}

Result<void> Arrival::finish() {
  if (sealing_.valid()) QY_CHECK(sealing_.get());
  return is_streamed() ? place_original() : Result<void>();
}

Result<void> Arrival::place_original() {
  QY_TRY(const FileStamp after, stamp_of(file_.path()));
  if (!(after == before_)) return Error{Code::conflict, say(kChangedMeanwhile, file_.path().string())};
  const fs::path place = fs::path("originals") / sm3_of_file_;
  if (!fs::exists(workspace_ / place)) return rename_file(sealed_, batch_->companion(place));
  std::error_code ec;
  fs::remove(sealed_, ec);
  return {};
}

}  // namespace qy
