// A statement that is prepared once a connection and bound anew each time: a file of ten events is some fifty of them, and preparing
// took more time than asking. Private to this folder; not for several threads at a time, like its connection.
#pragma once

#include <soci/soci.h>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "record/act.h"

namespace qy {

class Prepared {
 public:
  // The places of the text that have a value, by name; the same kinds of values each time.
  Prepared(soci::session& session, const std::string& text, const Fields& values, bool reads);
  void bind(const Fields& values);
  // Returns how many rows it touched.
  int64_t write();
  void read(const std::function<void(const soci::row&)>& see);

 private:
  struct Place {
    bool is_number;
    long long number = 0;
    std::string text;
    soci::indicator there = soci::i_ok;
  };
  std::map<std::string, Place> places_;  // stay where they are
  soci::row row_;
  soci::statement statement_;
};

// Those of one connection.
class PreparedStatements {
 public:
  explicit PreparedStatements(soci::session& session) : session_(session) {}
  // Bound, and ready to write or read.
  Prepared& of(const std::string& text, const Fields& values, bool reads);
  void forget() { known_.clear(); }  // the connection is another one

 private:
  static constexpr size_t kMost = 400;
  soci::session& session_;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> known_;
};

}  // namespace qy
