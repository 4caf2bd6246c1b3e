// OCDS 1.1: compiled releases, releases, records and their packages, as one JSON document or as JSON lines.
#include <array>

#include "ingest/formats.h"
#include "ingest/json_pieces.h"
#include "ingest/messages.h"
#include "ingest/ocds_rows.h"

namespace qy {
namespace {

using ocds::OcdsRows;
using ocds::Part;

class OcdsSource : public Source {
 public:
  OcdsSource(std::unique_ptr<ByteStream> bytes, std::string_view head, int64_t max_bytes)
      : pieces_(std::move(bytes), head, max_bytes) {
    for (size_t part = 0; part < ocds::kParts; ++part) {
      const ocds::PartShape& shape = shape_of(static_cast<Part>(part));
      sections_.push_back({std::string(shape.table), false,
                           std::vector<std::string>(shape.columns.begin(), shape.columns.end())});
    }
    notes_.format = "ocds";
    notes_.encoding = name_of(Encoding::utf8);
  }

  const std::vector<Section>& sections() const override { return sections_; }
  const SourceNotes& notes() const override { return notes_; }
  double progress() const override { return pieces_.progress(); }

  Result<bool> next(RawRow& row) override {
    row.broken.clear();
    row.cells.clear();
    while (at_ == rows_.size()) {
      QY_TRY(const bool there, pieces_.next(piece_));
      if (!there) {
        finish();
        return false;
      }
      at_ = 0;
      if (const Result<void> read = rows_.read(piece_); !read.ok()) {
        row.section = static_cast<size_t>(Part::tender);
        row.row_number = piece_.number;
        row.broken = read.error().message;
        return true;
      }
    }
    const std::span<const RawCell> cells = rows_.cells(at_);
    row.section = static_cast<size_t>(rows_.part(at_));
    row.row_number = piece_.number;
    row.cells.assign(cells.begin(), cells.end());
    ++at_;
    return true;
  }

 private:
  void finish() {
    if (finished_) return;
    finished_ = true;
    notes_.blank_lines = pieces_.blank_lines();
    const ocds::OcdsCounts& counts = rows_.counts();
    const auto remark = [this](int64_t count, const Message& message) {
      if (count > 0) notes_.remarks.push_back(say(message, count));
    };
    remark(counts.merged, kReleasesMerged);
    remark(counts.uncompiled, kReleasesUncompiled);
    remark(counts.linked, kReleasesLinked);
  }

  JsonPieces pieces_;
  JsonPiece piece_;
  OcdsRows rows_;
  size_t at_ = 0;
  bool finished_ = false;
  std::vector<Section> sections_;
  SourceNotes notes_;
};

bool names_ocds(std::string_view head) {
  return head.find("\"ocid\"") != std::string_view::npos ||
         head.find("\"releases\"") != std::string_view::npos ||
         head.find("\"records\"") != std::string_view::npos;
}

}  // namespace

// Any JSON that no other reader claimed, so that what is refused is refused with a reason.
bool claims_ocds(const Opening& opening) {
  return looks_like_json(opening.head);
}

Result<std::unique_ptr<Source>> open_ocds(Opening&& opening, const SourceOptions& options) {
  if (!names_ocds(opening.head)) {
    return invalid(say(kNeitherOcds, opening.path.string()));
  }
  return std::unique_ptr<Source>(
      std::make_unique<OcdsSource>(std::move(opening.bytes), opening.head, options.max_row_bytes));
}

}  // namespace qy
