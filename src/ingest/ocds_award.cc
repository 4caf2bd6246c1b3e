// Awards, their items, and contracts, whose suppliers are those of the award they name.
#include "ingest/ocds_walk.h"

namespace qy::ocds {

void Walk::award(dom::object award, size_t index) {
  std::string_view id, related_bid, date, status;
  Money price;
  several_.clear();
  items_.clear();
  for (const auto& [key, value] : award) {
    if (key == "id") {
      id = scalar(value);
    } else if (key == "status") {
      status = scalar(value);
    } else if (key == "date") {
      date = scalar(value);
    } else if (key == "relatedBid") {
      related_bid = scalar(value);
    } else if (key == "value") {
      price = money(value);
    } else if (key == "suppliers") {
      organizations(value, several_);
    } else if (key == "items") {
      each_object(value, [this](dom::object one) { item(one); });
    }
  }
  if (id.empty()) id = ordinal(index);
  award_items(id);
  const bool together = several_.size() > 1;
  if (several_.empty()) several_.emplace_back();
  awards_.push_back({id, out_.size(), several_.size()});
  for (const Organization& supplier : several_) {
    const size_t row = out_.add(Part::award);
    out_.cell(row, award::award_id) = id;
    out_.cell(row, award::bid_id) = related_bid;
    out_.cell(row, award::supplier_code) = supplier.code;
    out_.cell(row, award::supplier_name) = supplier.name;
    if (together) out_.cell(row, award::consortium) = id;
    out_.cell(row, award::amount_fen) = price.fen;
    out_.cell(row, award::currency) = price.currency;
    out_.cell(row, award::decided_on) = date;
    out_.cell(row, award::status) = status;
  }
}

// Who of several suppliers supplies an item is not said: then the item has none.
void Walk::award_items(std::string_view award_id) {
  for (size_t index = 0; index < items_.size(); ++index) {
    const Item& item = items_[index];
    const size_t row = out_.add(Part::award_item);
    out_.cell(row, award_item::award_id) = award_id;
    out_.cell(row, award_item::item_id) = item.id.empty() ? ordinal(index + 1) : item.id;
    if (several_.size() == 1) {
      out_.cell(row, award_item::supplier_code) = several_[0].code;
      out_.cell(row, award_item::supplier_name) = several_[0].name;
    }
    out_.cell(row, award_item::item_scheme) = item.scheme;
    out_.cell(row, award_item::item_code) = item.code;
    out_.cell(row, award_item::item_name) = item.name;
    out_.cell(row, award_item::quantity) = item.quantity;
    out_.cell(row, award_item::unit) = item.unit;
    out_.cell(row, award_item::unit_price_fen) = item.price_fen;
    out_.cell(row, award_item::currency) = item.currency;
  }
}

void Walk::item(dom::object object) {
  Item item;
  for (const auto& [key, value] : object) {
    if (key == "id") {
      item.id = scalar(value);
    } else if (key == "description") {
      item.name = scalar(value);
    } else if (key == "quantity") {
      item.quantity = scalar(value);
    } else if (key == "classification") {
      if_object(value, [&](dom::object one) {
        for (const auto& [name, part] : one) {
          if (name == "id") item.code = scalar(part);
          if (name == "scheme") item.scheme = scalar(part);
        }
      });
    } else if (key == "unit") {
      if_object(value, [&](dom::object one) {
        for (const auto& [name, part] : one) {
          if (name == "name") item.unit = scalar(part);
          if (name != "value") continue;
          const Money price = money(part);
          item.price_fen = price.fen;
          item.currency = price.currency;
        }
      });
    }
  }
  items_.push_back(item);
}

void Walk::contract(dom::object contract) {
  const size_t row = out_.add(Part::contract);
  contract_rows_.push_back(row);
  const auto set = [&](size_t column, dom::element value) { out_.cell(row, column) = scalar(value); };
  const size_t first_change = out_.size();
  for (const auto& [key, value] : contract) {
    if (key == "id") {
      set(contract::contract_no, value);
    } else if (key == "awardID") {
      set(contract::award_id, value);
    } else if (key == "title") {
      set(contract::title, value);
    } else if (key == "status") {
      set(contract::status, value);
    } else if (key == "dateSigned") {
      set(contract::signed_on, value);
    } else if (key == "value") {
      const Money price = money(value);
      out_.cell(row, contract::amount_fen) = price.fen;
      out_.cell(row, contract::currency) = price.currency;
    } else if (key == "period") {
      if_object(value, [&](dom::object period) {
        for (const auto& [end, date] : period) {
          if (end == "startDate") set(contract::from_on, date);
          if (end == "endDate") set(contract::to_on, date);
        }
      });
    } else if (key == "amendments") {
      each_object(value, [this](dom::object one) { amendment(one); });
    }
  }
  for (size_t change = first_change; change < out_.size(); ++change) {
    out_.cell(change, contract_change::contract_no) = out_.cell(row, contract::contract_no);
  }
}

void Walk::amendment(dom::object amendment) {
  const size_t row = out_.add(Part::contract_change);
  std::string_view description;
  for (const auto& [key, value] : amendment) {
    if (key == "id") {
      out_.cell(row, contract_change::change_no) = scalar(value);
    } else if (key == "date") {
      out_.cell(row, contract_change::changed_on) = scalar(value);
    } else if (key == "rationale") {
      out_.cell(row, contract_change::reason) = scalar(value);
    } else if (key == "description") {
      description = scalar(value);
    }
  }
  std::string_view& reason = out_.cell(row, contract_change::reason);
  if (reason.empty()) reason = description;
}

// What only the end of a release knows.
void Walk::finish(size_t first_row) {
  out_.cell(tender_row_, tender::ocid) = ocid_;
  out_.cell(tender_row_, tender::buyer_code) = buyer_.code;
  out_.cell(tender_row_, tender::buyer_name) = buyer_.name;
  for (const size_t row : contract_rows_) {
    out_.cell(row, contract::buyer_code) = buyer_.code;
    out_.cell(row, contract::buyer_name) = buyer_.name;
    out_.cell(row, contract::procurement_method) = out_.cell(tender_row_, tender::method);
    out_.cell(row, contract::category) = out_.cell(tender_row_, tender::category);
  }
  suppliers_of_contracts();
  for (size_t row = first_row; row < out_.size(); ++row) {
    if (out_.part(row) != Part::contract_change) out_.cell(row, 0) = ocid_;
  }
  if (!parties_.empty()) name_parties(first_row);
}

void Walk::suppliers_of_contracts() {
  const size_t contracts = contract_rows_.size();
  for (size_t index = 0; index < contracts; ++index) {
    const size_t row = contract_rows_[index];
    const std::string_view award_id = out_.cell(row, contract::award_id);
    for (const AwardRows& award : awards_) {
      if (award.id != award_id) continue;
      for (size_t nth = 0; nth < award.rows; ++nth) {
        const size_t target = nth == 0 ? row : out_.add_copy(row);
        out_.cell(target, contract::supplier_code) = out_.cell(award.first_row + nth, award::supplier_code);
        out_.cell(target, contract::supplier_name) = out_.cell(award.first_row + nth, award::supplier_name);
      }
      break;
    }
  }
}

// Some publishers name an organization only among the parties.
void Walk::name_parties(size_t first_row) {
  const auto name = [this](size_t row, size_t code_column, size_t name_column) {
    const std::string_view code = out_.cell(row, code_column);
    std::string_view& text = out_.cell(row, name_column);
    if (text.empty() && !code.empty()) text = party_name(code);
  };
  for (size_t row = first_row; row < out_.size(); ++row) {
    switch (out_.part(row)) {
      case Part::tender:
        name(row, tender::buyer_code, tender::buyer_name);
        name(row, tender::procuring_entity_code, tender::procuring_entity_name);
        break;
      case Part::bid:
        name(row, bid::bidder_code, bid::bidder_name);
        break;
      case Part::award:
        name(row, award::supplier_code, award::supplier_name);
        break;
      case Part::award_item:
        name(row, award_item::supplier_code, award_item::supplier_name);
        break;
      case Part::contract:
        name(row, contract::buyer_code, contract::buyer_name);
        name(row, contract::supplier_code, contract::supplier_name);
        break;
      case Part::contract_change:
        break;
    }
  }
}

std::string_view Walk::party_name(std::string_view code) const {
  for (const Organization& party : parties_) {
    if (party.code == code) return party.name;
  }
  return {};
}

}  // namespace qy::ocds
