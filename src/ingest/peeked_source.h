// A source whose first rows were looked at and are given again, so that a file is opened, unpacked and
// decoded once: first to find its profile, then to be read by it.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/sample.h"
#include "ingest/source.h"

namespace qy {

class PeekedSource final : public Source {
 public:
  explicit PeekedSource(std::unique_ptr<Source> source) : source_(std::move(source)) {}

  // The first rows, `count` of them where there are so many, by section as take_sample gives them. To be
  // asked before next().
  Result<std::vector<SectionSample>> peek(size_t count);

  const std::vector<Section>& sections() const override { return source_->sections(); }
  Result<bool> next(RawRow& row) override;
  const SourceNotes& notes() const override { return source_->notes(); }
  double progress() const override { return source_->progress(); }

 private:
  struct HeldCell {
    std::string text;
    CellKind kind;
    bool repeated;
  };
  struct HeldRow {
    size_t section;
    int64_t row_number;
    std::vector<HeldCell> cells;
    std::string broken;
  };
  static RawRow raw(const HeldRow& held);

  std::unique_ptr<Source> source_;
  std::deque<HeldRow> held_;
  HeldRow given_;                    // its texts are valid until the next one
  std::optional<Result<bool>> end_;  // what came instead of a row
};

}  // namespace qy
