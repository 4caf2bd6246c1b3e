// The body of a write, read field by field. All faults are gathered, so that a form shows them together.
//
//   BodyReader body(call.body);
//   const std::string reason = body.text("reason", 1, 2000);
//   if (auto refused = body.refusal()) return *refused;
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/problem.h"
#include "base/date.h"
#include "base/json.h"

namespace qy {

class BodyReader {
 public:
  explicit BodyReader(const Json& body) : body_(body) {}

  // `least` and `most` in bytes, blanks around it not counted. "" where it is faulty.
  std::string text(const std::string& name, size_t least, size_t most);
  Date day(const std::string& name);
  // 422 with every fault; unknown fields are faults too.
  std::optional<HttpResponse> refusal();

 private:
  void fault(const std::string& name, const Said& message) { faults_.push_back({"/" + name, message}); }

  const Json& body_;
  std::set<std::string> known_;
  std::vector<FieldFault> faults_;
};

}  // namespace qy
