// The body of a write, read field by field. All faults are gathered, so that a form shows them together.
//
//   BodyReader body(call.body);
//   const std::string reason = body.text("reason", 1, 2000);
//   if (auto refused = body.refusal()) return *refused;
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/problem.h"
#include "base/date.h"
#include "base/json.h"

namespace qy {

inline constexpr size_t kMostReasonBytes = 6'000;  // two thousand characters

class BodyReader {
 public:
  explicit BodyReader(const Json& body) : body_(body) {}

  // `least` and `most` in bytes, blanks around it not counted. "" where it is faulty.
  std::string text(const std::string& name, size_t least, size_t most);
  // A password: exactly as it was typed, blanks and all.
  std::string secret(const std::string& name, size_t most);
  Date day(const std::string& name);
  std::optional<Date> day_if_there(const std::string& name);  // none where it is missing or empty
  // A whole number between the two; `otherwise` where it is missing.
  int64_t number(const std::string& name, int64_t least, int64_t most, int64_t otherwise);
  // Null where it is not there; a fault where it is something else.
  const Json* list(const std::string& name);
  // One word without blanks, such as an account's number; "" where it may be missing and is.
  std::string word(const std::string& name, size_t least, size_t most);
  // A list of such words, none where it is missing.
  std::vector<std::string> words(const std::string& name, size_t most);
  bool flag(const std::string& name);  // false where it is missing
  void fault(const std::string& pointer, const Said& message) { faults_.push_back({pointer, message}); }
  const std::vector<FieldFault>& faults() const { return faults_; }
  // 422 with every fault; unknown fields are faults too.
  std::optional<HttpResponse> refusal();

 private:
  const Json& body_;
  std::set<std::string> known_;
  std::vector<FieldFault> faults_;
};

}  // namespace qy
