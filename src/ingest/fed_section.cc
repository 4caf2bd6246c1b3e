#include "ingest/fed_section.h"

#include <algorithm>

namespace qy {
namespace {

void add(std::vector<Warning>& warnings, const Warning& warning) {
  const auto at = std::find_if(warnings.begin(), warnings.end(), [&](const Warning& w) {
    return w.field == warning.field && w.trouble == warning.trouble;
  });
  if (at == warnings.end()) {
    warnings.push_back(warning);
    return;
  }
  at->count += warning.count;
  at->examples.insert(at->examples.end(), warning.examples.begin(), warning.examples.end());
  at->examples.resize(std::min(at->examples.size(), kListedRows));
}

}  // namespace

void FedSection::note_columns() {
  for (const Feed& feed : feeds)
    outcome.personal.insert(outcome.personal.end(), feed.mapper.personal_columns().begin(),
                            feed.mapper.personal_columns().end());
  for (size_t i = 0; i < outcome.headers.size(); ++i) {
    const bool used = std::any_of(feeds.begin(), feeds.end(), [&](const Feed& feed) {
      const auto& columns = feed.mapper.used_columns();
      return std::find(columns.begin(), columns.end(), i) != columns.end();
    });
    if (!used && !outcome.headers[i].empty()) outcome.unused.push_back(outcome.headers[i]);
  }
}

void FedSection::add_warnings(std::vector<Warning>& warnings) const {
  for (const Feed& feed : feeds)
    for (const Warning& warning : feed.mapper.warnings()) add(warnings, warning);
}

void FedSection::add_cell_counts(TableQuality& quality) const {
  for (const Feed& feed : feeds) {
    if (feed.mapper.table().name != quality.table) continue;
    for (FieldQuality& field : quality.fields) {
      const CellCounts counts = feed.mapper.counts_of(field.field);
      field.placeholders += counts.placeholders;
      field.padded += counts.padded;
    }
  }
}

}  // namespace qy
