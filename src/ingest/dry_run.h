// The parts of a dry run: a batch that keeps a few rows to show and writes nothing, and its report.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "ingest/importer.h"

namespace qy {

class DryBatch : public Batch {
 public:
  const std::string& id() const override { return id_; }
  Result<void> append(const Table& table, ColumnBatch rows) override;
  Result<void> refuse(std::string_view) override { return {}; }

  struct Kept {
    const Table* table;
    ColumnBatch rows;  // the first that came
  };
  const std::vector<Kept>& kept() const { return kept_; }

 private:
  std::string id_ = "dry-run";
  std::vector<Kept> kept_;
};

// Fills run.samples: rows of the source beside what they became.
void pair_samples(Source& source, const DryBatch& batch, DryRun& run);

enum class Language { chinese, english };
std::string to_text(const DryRun& run, Language language);
// {"name", "format", "sections": [{"columns": […]}], "questions", "refused", "left_empty", "rows_read" …, "ready"}:
// SourceLook of the contract.
Json to_json(const DryRun& run);
// {"refused": [{reason, label, field, count, examples}], "left_empty": [the same]}
Json problems_json(const CopyOutcome& copied);

// A value of a column as a person reads it; "" for NULL.
std::string shown_value(const Column& column, size_t row, const Field& field);
// 420525********001X
std::string masked(std::string_view text);

}  // namespace qy
