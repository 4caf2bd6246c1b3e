#include "ingest/ocds_sections.h"

namespace qy::ocds {
namespace {

constexpr std::string_view kTender[] = {"tender_id",
                                        "ocid",
                                        "project_code",
                                        "buyer_code",
                                        "buyer_name",
                                        "procuring_entity_code",
                                        "procuring_entity_name",
                                        "title",
                                        "category",
                                        "method",
                                        "method_details",
                                        "award_criteria",
                                        "estimate_fen",
                                        "currency",
                                        "published_on",
                                        "tender_from_at",
                                        "bids_due_at",
                                        "opened_at",
                                        "number_of_tenderers",
                                        "status"};
constexpr std::string_view kBid[] = {"tender_id",  "bid_id",   "bidder_code",  "bidder_name", "consortium",
                                     "amount_fen", "currency", "submitted_at", "status"};
constexpr std::string_view kAward[] = {"tender_id",     "award_id",   "bid_id",     "supplier_code",
                                       "supplier_name", "consortium", "amount_fen", "currency",
                                       "decided_on",    "status"};
constexpr std::string_view kAwardItem[] = {"tender_id",     "award_id",    "item_id",        "supplier_code",
                                           "supplier_name", "item_scheme", "item_code",      "item_name",
                                           "quantity",      "unit",        "unit_price_fen", "currency"};
constexpr std::string_view kContract[] = {
    "tender_id",     "contract_no",        "award_id",   "title",    "buyer_code", "buyer_name",
    "supplier_code", "supplier_name",      "amount_fen", "currency", "signed_on",  "from_on",
    "to_on",         "procurement_method", "category",   "status"};
constexpr std::string_view kContractChange[] = {"contract_no", "change_no", "changed_on", "reason"};

static_assert(std::size(kTender) == tender::columns);
static_assert(std::size(kBid) == bid::columns);
static_assert(std::size(kAward) == award::columns);
static_assert(std::size(kAwardItem) == award_item::columns);
static_assert(std::size(kContract) == contract::columns);
static_assert(std::size(kContractChange) == contract_change::columns);

constexpr std::array<PartShape, kParts> kShapes = {
    PartShape{"tender", kTender, {tender::tender_id, tender::tender_id, tender::tender_id}},
    PartShape{"bid", kBid, {bid::bid_id, bid::bidder_code, bid::bidder_name}},
    PartShape{"award", kAward, {award::award_id, award::supplier_code, award::supplier_name}},
    PartShape{"award_item", kAwardItem, {award_item::award_id, award_item::item_id, award_item::item_id}},
    PartShape{
        "contract", kContract, {contract::contract_no, contract::supplier_code, contract::supplier_name}},
    PartShape{"contract_change",
              kContractChange,
              {contract_change::contract_no, contract_change::change_no, contract_change::change_no}},
};

}  // namespace

const PartShape& shape_of(Part part) {
  return kShapes[static_cast<size_t>(part)];
}

}  // namespace qy::ocds
