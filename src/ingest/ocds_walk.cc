#include "ingest/ocds_walk.h"

#include <algorithm>
#include <charconv>

#include "ingest/messages.h"
#include "text/amount_text.h"

namespace qy::ocds {
namespace {

template <class Number>
std::string_view written(Number number, char (&text)[40]) {
  const auto end = std::to_chars(text, text + sizeof text, number).ptr;
  return {text, size_t(end - text)};
}

// 12.5 -> 1250, by moving the point: exact, as the amount was written. Empty when that is not enough.
std::string_view moved_point(std::string_view number, char (&text)[40]) {
  size_t length = 0;
  int decimals = -1;
  for (size_t at = 0; at < number.size(); ++at) {
    const char c = number[at];
    if (c >= '0' && c <= '9' && length < 17 && decimals < 2) {
      text[length++] = c;
      if (decimals >= 0) ++decimals;
    } else if (c == '.' && decimals < 0 && at > 0) {
      decimals = 0;
    } else if (c == '-' && at == 0) {
      text[length++] = c;
    } else {
      return {};
    }
  }
  if (length == 0) return {};
  for (int missing = std::max(decimals, 0); missing < 2; ++missing) text[length++] = '0';
  return {text, length};
}

}  // namespace

Result<void> Walk::read(std::string_view json) {
  arena_.clear();
  dom::element document;
  // The padding that the parser wants lies behind the text (JsonPiece).
  const auto error = parser_.parse(json.data(), json.size(), false).get(document);
  if (error != simdjson::SUCCESS) return invalid(say(kJsonUnsound, simdjson::error_message(error)));
  each_object(document, [this](dom::object one) { root(one); });
  return {};
}

void Walk::root(dom::object root) {
  dom::element list;
  if (root["records"].get(list) == simdjson::SUCCESS) {
    each_object(list, [this](dom::object one) { record(one); });
    return;
  }
  dom::element ocid;
  const bool is_package =
      root["releases"].get(list) == simdjson::SUCCESS && root["ocid"].get(ocid) != simdjson::SUCCESS;
  if (is_package) {
    each_object(list, [this](dom::object one) { release(one); });
  } else {
    record(root);
  }
}

void Walk::record(dom::object record) {
  for (const std::string_view whole : {"compiledRelease", "versionedRelease"}) {
    dom::object found;
    if (record[whole].get(found) != simdjson::SUCCESS) continue;
    release(found);
    return;
  }
  dom::element list;
  if (record["releases"].get(list) == simdjson::SUCCESS) {
    merged_releases(list);
  } else {
    release(record);
  }
}

void Walk::merged_releases(dom::element list) {
  const size_t first_row = out_.rows_.size();
  const int64_t uncompiled = out_.counts_.uncompiled;
  std::vector<Dated> releases;
  each_object(list, [&](dom::object one) {
    const size_t row = out_.rows_.size();
    release(one);
    if (out_.rows_.size() > row) releases.push_back({date_, row});
  });
  out_.counts_.uncompiled = uncompiled;
  if (releases.size() < 2) return;
  out_.merge_from(first_row, releases);
  ++out_.counts_.merged;
}

void Walk::organizations(dom::element value, std::vector<Organization>& to) {
  each_object(value, [&](dom::object one) { to.push_back(organization(one)); });
}

Walk::Organization Walk::organization(dom::object object) {
  Organization found;
  for (const auto& [key, value] : object) {
    if (key == "id") {
      found.code = scalar(value);
    } else if (key == "name") {
      found.name = scalar(value);
    }
  }
  return found;
}

Walk::Money Walk::money(dom::element value) {
  Money found;
  if_object(value, [&](dom::object object) {
    for (const auto& [key, member] : object) {
      if (key == "amount") {
        found.fen = fen(member);
      } else if (key == "currency") {
        found.currency = scalar(member);
      }
    }
  });
  return found;
}

// In the lake's unit. What is no amount stays as it is, and is refused where it is read.
std::string_view Walk::fen(dom::element amount) {
  const std::string_view number = scalar(amount);
  char text[40];
  if (const std::string_view moved = moved_point(number, text); !moved.empty()) return arena_.keep(moved);
  const Result<Fen> read = read_amount(number, AmountUnit::yuan);
  return read.ok() ? arena_.keep(written(*read, text)) : number;
}

std::string_view Walk::scalar(dom::element value) {
  char text[40];
  switch (value.type()) {
    case dom::element_type::STRING:
      return value.get_string().value_unsafe();
    case dom::element_type::INT64:
      return arena_.keep(written(value.get_int64().value_unsafe(), text));
    case dom::element_type::UINT64:
      return arena_.keep(written(value.get_uint64().value_unsafe(), text));
    case dom::element_type::DOUBLE: {
      const double number = value.get_double().value_unsafe();
      // 1e+08 is no amount to a reader of amounts.
      const auto end = std::to_chars(text, text + sizeof text, number, std::chars_format::fixed);
      return end.ec == std::errc() ? arena_.keep({text, size_t(end.ptr - text)})
                                   : arena_.keep(written(number, text));
    }
    case dom::element_type::BOOL:
      return value.get_bool().value_unsafe() ? "true" : "false";
    case dom::element_type::ARRAY: {
      std::string_view newest;
      each_object(value, [&](dom::object version) {
        if (dom::element member; version["value"].get(member) == simdjson::SUCCESS) newest = scalar(member);
      });
      return newest;
    }
    default:
      return {};
  }
}

std::string_view Walk::ordinal(size_t index) {
  char digits[40];
  std::string text = "#";
  return arena_.keep(text.append(written(index, digits)));
}

}  // namespace qy::ocds
