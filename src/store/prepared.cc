#include "store/prepared.h"

namespace qy {
namespace {

bool is_number(const FieldValue& value) {
  return std::holds_alternative<int64_t>(value);
}

// A place takes numbers or texts; which, is part of what the statement is.
std::string signature(const std::string& text, const Fields& values, bool reads) {
  std::string whole = text + (reads ? "\nr" : "\nw");
  for (const auto& [name, value] : values) whole += is_number(value) ? 'n' : 't';
  return whole;
}

}  // namespace

Prepared::Prepared(soci::session& session, const std::string& text, const Fields& values, bool reads)
    : statement_(session) {
  for (const auto& [name, value] : values) {
    Place& place = places_[name];
    place.is_number = is_number(value);
    if (place.is_number) {
      statement_.exchange(soci::use(place.number, name));
    } else {
      statement_.exchange(soci::use(place.text, place.there, name));
    }
  }
  if (reads) statement_.exchange(soci::into(row_));
  statement_.alloc();
  statement_.prepare(text);
  statement_.define_and_bind();
}

void Prepared::bind(const Fields& values) {
  for (const auto& [name, value] : values) {
    Place& place = places_.at(name);
    if (const auto* number = std::get_if<int64_t>(&value)) {
      place.number = *number;
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      place.text = *text;
      place.there = soci::i_ok;
    } else {
      place.there = soci::i_null;
    }
  }
}

int64_t Prepared::write() {
  statement_.execute(true);
  return statement_.get_affected_rows();
}

void Prepared::read(const std::function<void(const soci::row&)>& see) {
  statement_.execute(false);
  while (statement_.fetch()) see(row_);
}

Prepared& PreparedStatements::of(const std::string& text, const Fields& values, bool reads) {
  const std::string key = signature(text, values, reads);
  auto at = known_.find(key);
  if (at == known_.end()) {
    if (known_.size() >= kMost) known_.clear();
    at = known_.emplace(key, std::make_unique<Prepared>(session_, text, values, reads)).first;
  }
  at->second->bind(values);
  return *at->second;
}

}  // namespace qy
