// The members of one release.
#include "ingest/ocds_walk.h"

namespace qy::ocds {

void Walk::release(dom::object release) {
  ocid_ = date_ = {};
  says_tag_ = compiled_ = false;
  buyer_ = {};
  parties_.clear();
  awards_.clear();
  contract_rows_.clear();
  const size_t first_row = tender_row_ = out_.add(Part::tender);
  for (const auto& [key, value] : release) member(key, value);
  if (ocid_.empty()) {
    ++out_.counts_.linked;
    out_.drop_from(first_row);
    return;
  }
  ++out_.counts_.releases;
  if (says_tag_ && !compiled_) ++out_.counts_.uncompiled;
  finish(first_row);
}

void Walk::member(std::string_view key, dom::element value) {
  if (key == "ocid") {
    ocid_ = scalar(value);
  } else if (key == "tender") {
    if_object(value, [this](dom::object one) { tender(one); });
  } else if (key == "bids") {
    if_object(value, [this](dom::object one) { bids(one); });
  } else if (key == "awards") {
    size_t index = 0;
    each_object(value, [&](dom::object one) { award(one, ++index); });
  } else if (key == "contracts") {
    each_object(value, [this](dom::object one) { contract(one); });
  } else if (key == "buyer") {
    if_object(value, [this](dom::object one) { buyer_ = organization(one); });
  } else if (key == "parties") {
    organizations(value, parties_);
  } else if (key == "planning") {
    if_object(value, [this](dom::object one) { planning(one); });
  } else if (key == "date") {
    date_ = scalar(value);
  } else if (key == "tag") {
    tag(value);
  }
}

void Walk::tag(dom::element tags) {
  dom::array list;
  if (tags.get(list) != simdjson::SUCCESS) return;
  says_tag_ = true;
  for (const dom::element tag : list) compiled_ |= scalar(tag) == "compiled";
}

void Walk::planning(dom::object planning) {
  dom::element project;
  if (planning.at_pointer("/budget/projectID").get(project) == simdjson::SUCCESS) {
    out_.cell(tender_row_, tender::project_code) = scalar(project);
  }
}

void Walk::tender(dom::object tender) {
  const auto set = [this](size_t column, dom::element value) {
    out_.cell(tender_row_, column) = scalar(value);
  };
  for (const auto& [key, value] : tender) {
    if (key == "title") {
      set(tender::title, value);
    } else if (key == "status") {
      set(tender::status, value);
    } else if (key == "procurementMethod") {
      set(tender::method, value);
    } else if (key == "procurementMethodDetails") {
      set(tender::method_details, value);
    } else if (key == "mainProcurementCategory") {
      set(tender::category, value);
    } else if (key == "numberOfTenderers") {
      set(tender::number_of_tenderers, value);
    } else if (key == "awardCriteria") {
      set(tender::award_criteria, value);
    } else if (key == "datePublished") {
      set(tender::published_on, value);
    } else if (key == "tenderPeriod") {
      if_object(value, [&](dom::object period) {
        for (const auto& [end, date] : period) {
          if (end == "startDate") set(tender::tender_from_at, date);
          if (end == "endDate") set(tender::bids_due_at, date);
        }
      });
    } else if (key == "bidOpening") {
      if_object(value, [&](dom::object opening) {
        if (dom::element date; opening["date"].get(date) == simdjson::SUCCESS) set(tender::opened_at, date);
      });
    } else if (key == "procuringEntity") {
      if_object(value, [this](dom::object one) {
        const Organization entity = organization(one);
        out_.cell(tender_row_, tender::procuring_entity_code) = entity.code;
        out_.cell(tender_row_, tender::procuring_entity_name) = entity.name;
      });
    } else if (key == "value") {
      const Money estimate = money(value);
      out_.cell(tender_row_, tender::estimate_fen) = estimate.fen;
      out_.cell(tender_row_, tender::currency) = estimate.currency;
    }
  }
}

void Walk::bids(dom::object bids) {
  dom::element details;
  if (bids["details"].get(details) != simdjson::SUCCESS) return;
  size_t index = 0;
  each_object(details, [&](dom::object one) { bid(one, ++index); });
}

void Walk::bid(dom::object bid, size_t index) {
  std::string_view id, date, status;
  Money price;
  several_.clear();
  for (const auto& [key, value] : bid) {
    if (key == "id") {
      id = scalar(value);
    } else if (key == "date") {
      date = scalar(value);
    } else if (key == "status") {
      status = scalar(value);
    } else if (key == "value") {
      price = money(value);
    } else if (key == "tenderers") {
      organizations(value, several_);
    }
  }
  if (id.empty()) id = ordinal(index);
  const bool together = several_.size() > 1;
  if (several_.empty()) several_.emplace_back();
  for (const Organization& tenderer : several_) {
    const size_t row = out_.add(Part::bid);
    out_.cell(row, bid::bid_id) = id;
    out_.cell(row, bid::bidder_code) = tenderer.code;
    out_.cell(row, bid::bidder_name) = tenderer.name;
    if (together) out_.cell(row, bid::consortium) = id;
    out_.cell(row, bid::amount_fen) = price.fen;
    out_.cell(row, bid::currency) = price.currency;
    out_.cell(row, bid::submitted_at) = date;
    out_.cell(row, bid::status) = status;
  }
}

}  // namespace qy::ocds
