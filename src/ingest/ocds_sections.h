// How an OCDS release becomes rows: which standard tables it fills, and their columns in order. Column 0 of
// every section but the last is tender_id: the ocid, because the contracting process is what the flags are
// about.
//
//   release ─┬─ tender (one row)        bids/details × tenderers ─ bid
//            ├─ awards × suppliers ─ award      awards × items ─ award_item
//            └─ contracts × suppliers of the award ─ contract      contracts × amendments ─ contract_change
//
// Source: OCDS 1.1 with the bids extension, https://standard.open-contracting.org/1.1/en/schema/reference/
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace qy::ocds {

enum class Part : uint8_t { tender, bid, award, award_item, contract, contract_change };
inline constexpr size_t kParts = 6;

// Enumerators stand in the order of the columns below.
namespace tender {
enum : size_t {
  tender_id,
  ocid,
  project_code,
  buyer_code,
  buyer_name,
  procuring_entity_code,
  procuring_entity_name,
  title,
  category,
  method,
  method_details,
  award_criteria,
  estimate_fen,
  currency,
  published_on,
  tender_from_at,
  bids_due_at,
  opened_at,
  number_of_tenderers,
  status,
  columns
};
}
namespace bid {
enum : size_t {
  tender_id,
  bid_id,
  bidder_code,
  bidder_name,
  consortium,
  amount_fen,
  currency,
  submitted_at,
  status,
  columns
};
}
namespace award {
enum : size_t {
  tender_id,
  award_id,
  bid_id,
  supplier_code,
  supplier_name,
  consortium,
  amount_fen,
  currency,
  decided_on,
  status,
  columns
};
}
namespace award_item {
enum : size_t {
  tender_id,
  award_id,
  item_id,
  supplier_code,
  supplier_name,
  item_scheme,
  item_code,
  item_name,
  quantity,
  unit,
  unit_price_fen,
  currency,
  columns
};
}
namespace contract {
enum : size_t {
  tender_id,
  contract_no,
  award_id,
  title,
  buyer_code,
  buyer_name,
  supplier_code,
  supplier_name,
  amount_fen,
  currency,
  signed_on,
  from_on,
  to_on,
  procurement_method,
  category,
  status,
  columns
};
}
namespace contract_change {
enum : size_t { contract_no, change_no, changed_on, reason, columns };
}

struct PartShape {
  std::string_view table;
  std::span<const std::string_view> columns;
  // What tells rows of one ocid apart when releases are merged.
  std::array<size_t, 3> key;
};
const PartShape& shape_of(Part part);

}  // namespace qy::ocds
