// Walks through one parsed document and fills OcdsRows. Only the files of this reader see simdjson; its
// exceptions end in OcdsRows::read.
#pragma once

#include <simdjson.h>

#include <string_view>
#include <utility>
#include <vector>

#include "ingest/ocds_rows.h"

namespace qy::ocds {

namespace dom = simdjson::dom;

class Walk {
 public:
  explicit Walk(OcdsRows& rows) : out_(rows) {}

  Result<void> read(std::string_view json);

 private:
  struct Organization {
    std::string_view code, name;
  };
  struct Item {
    std::string_view id, scheme, code, name, quantity, unit, price_fen, currency;
  };
  struct AwardRows {
    std::string_view id;
    size_t first_row = 0, rows = 0;
  };
  struct Money {
    std::string_view fen, currency;
  };

  void root(dom::object root);
  void record(dom::object record);
  void merged_releases(dom::element list);
  void release(dom::object release);
  void member(std::string_view key, dom::element value);
  void tag(dom::element tags);

  void planning(dom::object planning);
  void tender(dom::object tender);
  void bids(dom::object bids);
  void bid(dom::object bid, size_t index);
  void award(dom::object award, size_t index);
  void award_items(std::string_view award_id);
  void item(dom::object item);
  void contract(dom::object contract);
  void amendment(dom::object amendment);
  void finish(size_t first_row);
  void suppliers_of_contracts();
  void name_parties(size_t first_row);
  std::string_view party_name(std::string_view code) const;

  void organizations(dom::element value, std::vector<Organization>& to);
  Organization organization(dom::object object);
  Money money(dom::element value);
  std::string_view fen(dom::element amount);
  // Text of a string, a number or a truth value; of a versioned field, the newest; "" of anything else.
  std::string_view scalar(dom::element value);
  std::string_view ordinal(size_t index);

  OcdsRows& out_;
  dom::parser parser_;
  TextArena arena_;

  // Of the release being read; kept between releases for their memory.
  size_t tender_row_ = 0;
  std::string_view ocid_, date_;
  bool says_tag_ = false, compiled_ = false;
  Organization buyer_;
  std::vector<Organization> parties_, several_;
  std::vector<Item> items_;
  std::vector<AwardRows> awards_;
  std::vector<size_t> contract_rows_;
};

// A list where one stands alone is read as a list of one.
template <class Visit>
void each_object(dom::element value, Visit visit) {
  if (dom::object one; value.get(one) == simdjson::SUCCESS) {
    visit(one);
    return;
  }
  dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return;
  for (const dom::element element : list) {
    if (dom::object one; element.get(one) == simdjson::SUCCESS) visit(one);
  }
}

template <class Visit>
void if_object(dom::element value, Visit visit) {
  if (dom::object one; value.get(one) == simdjson::SUCCESS) visit(one);
}

}  // namespace qy::ocds
