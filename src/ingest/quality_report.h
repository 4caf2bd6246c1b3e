// Quality reports to read: on the terminal, and as one self-contained page that prints well.
#pragma once

#include <string>
#include <vector>

#include "ingest/dry_run.h"
#include "ingest/quality.h"

namespace qy {

std::string to_text(const Quality& quality, Language language);

// One page about several sources, the serious remarks first. No script, no request to anywhere.
std::string to_html(const std::vector<Quality>& sources, const std::string& title, Language language);

// The same sources as JSON: {"sources": [{…, "remarks": [{level, kind, table, field, chinese, english}]}]}.
Json quality_document(const std::vector<Quality>& sources);

// Files that one profile mapped, as one source each: monthly files of a ledger are judged together.
std::vector<Quality> by_profile(const std::vector<Quality>& files);

}  // namespace qy
