// One currency for failure: a value, or an Error that says what happened, what is kept and what to do.
//
//   Result<Card> load_card(const std::string& path);
//   ...
//   QY_TRY(auto card, load_card(path));   // on failure, returns the Error to our caller
//   QY_CHECK(save(card));                 // the same for Result<void>
//
// Exceptions never cross a folder: each throwing library is fenced where it is used.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace qy {

enum class Code {
  invalid,    // the input is wrong; the message says where
  not_found,  // what was asked for does not exist
  conflict,   // the state does not allow it, or someone else is at work
  forbidden,  // this may not be done
  io,         // disk, file or pipe failed
  damaged,    // stored data do not match their hash or format
  limit,      // larger, longer or deeper than we accept
  cancelled,  // the user stopped it
  internal,   // a bug of ours
};

struct Error {
  Code code = Code::internal;
  std::string message;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  // By value: what a loop or a reference takes from a temporary result must outlive it.
  T value() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T operator*() && { return std::move(*this).value(); }

  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

inline Error invalid(std::string message) {
  return {Code::invalid, std::move(message)};
}
inline Error not_found(std::string message) {
  return {Code::not_found, std::move(message)};
}
inline Error io_error(std::string message) {
  return {Code::io, std::move(message)};
}
inline Error damaged(std::string message) {
  return {Code::damaged, std::move(message)};
}

}  // namespace qy

#define QY_JOIN_(a, b) a##b
#define QY_JOIN(a, b) QY_JOIN_(a, b)
#define QY_TRY(declaration, expression) QY_TRY_(QY_JOIN(qy_result_, __LINE__), declaration, expression)
#define QY_TRY_(result, declaration, expression) \
  auto result = (expression);                    \
  if (!result.ok()) return result.error();       \
  declaration = std::move(result).value()
#define QY_CHECK(expression) \
  if (auto&& qy_checked = (expression); !qy_checked.ok()) return qy_checked.error()
