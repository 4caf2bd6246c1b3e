// One source as it was delivered: a file by itself, or one of the data files in a zip.
//
//   march.zip                 kept as received, sealed, once
//   ├─ towns/a.csv            a source: march.zip/towns/a.csv, known by the hash of its own bytes, so that
//   the │                         same table is recognised when it comes again, alone or in another zip ├─
//   b.xlsx                 a source └─ 说明.pdf                no table: named to the user and in the quality
//   reports
//
// The zip is judged before anything is unpacked (zip.h, archive.h), and opened once for all its files.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/original.h"
#include "ingest/source.h"
#include "seal/seal.h"

namespace qy {

class DeliveredZip;

class Delivered {
 public:
  Delivered(std::filesystem::path path) : path_(std::move(path)) {}  // NOLINT(google-explicit-constructor)
  Delivered(std::shared_ptr<DeliveredZip> zip, std::string inner);

  std::string name() const;       // "march.zip/towns/a.csv"
  std::string base_name() const;  // "a.csv"
  std::string shown() const;      // with the folders that the file lies in
  const std::filesystem::path& path() const { return path_; }
  bool is_in_zip() const { return zip_ != nullptr; }

  Result<std::unique_ptr<Source>> open(SourceOptions options) const;
  // The source's own bytes: all of them, where they are few enough to be held; their hash and number.
  Result<std::optional<std::string>> hold() const;
  Result<void> hash(Received& received) const;
  // The SM3 of the file that was delivered: of the zip where the source lies in one, else of `own`.
  Result<std::string> sm3_of_file(const Received& own) const;
  // Seals the file that was delivered to `to`; a zip once, however many of its files ask, all with the same
  // `to`. From any thread. Fails with Code::conflict when somebody changed the file meanwhile.
  Result<void> seal(const Received& own, const std::filesystem::path& to, Sealer& sealer) const;
  // What else lies in the zip.
  std::vector<Said> remarks() const;

 private:
  Result<std::unique_ptr<ByteStream>> bytes() const;

  std::filesystem::path path_;
  std::shared_ptr<DeliveredZip> zip_;
  std::string inner_;
};

// What one path brings: the file itself, or the data files of a zip, in the zip's order.
struct Delivery {
  std::vector<Delivered> sources;
  std::vector<std::string> other;  // readme.txt, 附件.pdf: no tables, to be named to the user
};
Result<Delivery> look_into(const std::filesystem::path& path);

}  // namespace qy
