// One notice as rows of tender, bid, award and role_certificate. Private to notice.cc.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/source.h"

namespace qy {

struct NoticeRow {
  size_t section = 0;
  std::vector<std::string> cells;
  std::string broken;
};

struct NoticeCounts {
  int64_t amounts = 0, rates = 0, mixed = 0,
          without = 0;  // prices of bids and awards, a consortium's counted once
  int64_t consortia = 0;
};

std::vector<Section> notice_sections();
NoticeRow refused_notice(const std::string& why);
// Never empty: what cannot be read comes back as a refused row.
std::vector<NoticeRow> rows_of_notice(simdjson::dom::element notice, NoticeCounts& counts);

}  // namespace qy
