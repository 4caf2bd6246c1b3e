// The bytes of a file on their way in: hashed, and the original put under seal, beside the reading of its
// rows.
//
//   few enough to be held, or in a zip   hashed first: a file that is there already is not read again
//   large, and by itself                 hashed and sealed in one pass on a thread of its own; the rows learn
//   their source's id from it
#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <optional>
#include <string>

#include "ingest/delivered.h"
#include "ingest/original.h"
#include "lake/lake_writer.h"
#include "seal/seal.h"

namespace qy {

class Arrival {
 public:
  explicit Arrival(const Delivered& file) : file_(file), source_id_(named_.get_future().share()) {}
  ~Arrival();
  Arrival(const Arrival&) = delete;
  Arrival& operator=(const Arrival&) = delete;

  // Reads the file where it is small enough to be held; content() is it then.
  Result<void> hold();
  const std::optional<std::string>& content() const { return received_.content; }
  bool is_streamed() const { return !content() && !file_.is_in_zip(); }
  // Hashes what is not streamed.
  Result<void> hash();

  // Seals into the batch, unless the workspace has this original already. A streamed file that turns out to
  // be known to `is_there` gives no source id but Code::conflict, which ends the copying of its rows.
  Result<void> start(StagedBatch& batch, const std::filesystem::path& workspace, const Sealer& sealer,
                     std::function<bool(const std::string& sm3)> is_there);
  std::shared_future<Result<std::string>> source_id() const { return source_id_; }
  // No more of it is wanted: finish() will fail.
  void stop() { stop_ = true; }
  // Waits for the seal. Fails with Code::conflict when somebody changed the file meanwhile. What was received
  // is known then.
  Result<void> finish();

  const std::string& sm3() const { return received_.sm3; }         // of the source
  const std::string& sm3_of_file() const { return sm3_of_file_; }  // of the file that was delivered
  int64_t bytes() const { return received_.bytes; }
  std::string id() const { return id_of(received_.sm3); }

 private:
  static std::string id_of(const std::string& sm3) { return sm3.substr(0, 16); }
  Result<void> receive(Sealer& sealer, const std::function<bool(const std::string&)>& is_there);
  Result<void> place_original();

  const Delivered& file_;
  Received received_;
  std::string sm3_of_file_;
  StagedBatch* batch_ = nullptr;
  std::filesystem::path workspace_,
      sealed_;  // sealed_: where a streamed original lies until its name is known
  FileStamp before_;
  std::atomic<bool> stop_ = false;
  std::promise<Result<std::string>> named_;
  std::shared_future<Result<std::string>> source_id_;
  std::future<Result<void>> sealing_;  // last: what it works on is there for as long as it works
};

}  // namespace qy
