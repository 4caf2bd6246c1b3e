// YAML files as a small tree that knows its lines, so that a mistake in a rule or a profile is reported where
// it stands. yaml-cpp is fenced in yaml.cc.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace qy {

class YamlBuilder;

class Yaml {
 public:
  enum class Kind { null, scalar, list, map };
  static Result<Yaml> parse(std::string_view text, const std::string& name);
  static Result<Yaml> load(const std::filesystem::path& path);

  Kind kind() const;
  bool is_quoted() const;           // a scalar in quotes is text even if it looks like a number
  int line() const;                 // 1-based
  const std::string& text() const;  // a scalar's text, "" otherwise
  const std::vector<Yaml>& items() const;
  const std::vector<std::pair<std::string, Yaml>>& entries() const;  // in file order
  const Yaml* find(std::string_view key) const;

  // Typed access with errors that read "rules/x/rule.yaml:12: `severity` is missing".
  Result<std::string> required(std::string_view key) const;
  std::string optional(std::string_view key, std::string_view fallback = "") const;
  Result<bool> flag(std::string_view key, bool fallback) const;
  Result<double> number(std::string_view key) const;
  Result<std::vector<std::string>> texts(std::string_view key) const;  // absent: empty; a scalar: one
  Result<std::vector<Yaml>> list(
      std::string_view key) const;  // absent: empty; anything but a list is refused
  // Every key must be in `known` (catches typing mistakes).
  Result<void> only(const std::vector<std::string_view>& known) const;
  Error wrong(const std::string& message) const;

 private:
  struct Value;
  friend class YamlBuilder;
  explicit Yaml(std::shared_ptr<const Value> node) : node_(std::move(node)) {}
  std::shared_ptr<const Value> node_;
};

}  // namespace qy
