#include "rules/condition.h"

#include <cctype>
#include <charconv>
#include <functional>

#include "rules/messages.h"

namespace qy {
namespace {

bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

}  // namespace

class ConditionReader {
 public:
  ConditionReader(std::string_view text, const std::set<std::string>& parts)
      : text_(text), rest_(text), parts_(parts) {
    step();
  }

  Result<Condition> read() {
    Condition condition;
    QY_TRY(condition.root_, any());
    if (!word_.empty()) return unreadable();
    return condition;
  }

 private:
  using Node = Condition::Node;
  static constexpr int kDeepest = 20;

  Result<Node> any() {
    if (++depth_ > kDeepest) return unreadable();
    Node node;
    QY_TRY(Node first, all());
    node.below.push_back(std::move(first));
    while (take("or")) {
      QY_TRY(Node next, all());
      node.below.push_back(std::move(next));
    }
    --depth_;
    return node;
  }

  Result<Node> all() {
    Node node;
    QY_TRY(Node first, one());
    node.below.push_back(std::move(first));
    while (take("and")) {
      QY_TRY(Node next, one());
      node.below.push_back(std::move(next));
    }
    node.at_least = node.below.size();
    return node;
  }

  Result<Node> one() {
    if (take("(")) {
      QY_TRY(Node node, any());
      if (!take(")")) return unreadable();
      return node;
    }
    if (take("at_least")) return at_least();
    Node node;
    QY_TRY(const std::string part, part_name());
    node.parts.push_back(part);
    return node;
  }

  Result<Node> at_least() {
    Node node;
    if (!take("(")) return unreadable();
    const auto read = std::from_chars(word_.data(), word_.data() + word_.size(), node.at_least);
    if (read.ec != std::errc() || node.at_least == 0) return unreadable();
    step();
    while (take(",")) {
      QY_TRY(const std::string part, part_name());
      node.parts.push_back(part);
    }
    if (!take(")") || node.parts.size() < node.at_least) return unreadable();
    return node;
  }

  Result<std::string> part_name() {
    const std::string name(word_);
    if (name.empty() || !is_name(name.front())) return unreadable();
    if (!parts_.contains(name)) return invalid(say(kNoPart, name));
    step();
    return name;
  }

  bool take(std::string_view word) {
    if (word_ != word) return false;
    step();
    return true;
  }

  void step() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0)
      rest_.remove_prefix(1);
    size_t end = 0;
    while (end < rest_.size() && is_name(rest_[end])) ++end;
    if (end == 0 && !rest_.empty()) end = 1;
    word_ = rest_.substr(0, end);
    rest_.remove_prefix(end);
  }

  Error unreadable() const { return invalid(say(kConditionStops, word_, text_)); }

  std::string_view text_, rest_, word_;
  const std::set<std::string>& parts_;
  int depth_ = 0;
};

Result<Condition> Condition::parse(std::string_view text, const std::set<std::string>& parts) {
  return ConditionReader(text, parts).read();
}

bool Condition::holds(const Node& node, const std::set<std::string>& present) {
  size_t met = 0;
  for (const std::string& part : node.parts) met += present.contains(part) ? 1 : 0;
  for (const Node& below : node.below) met += holds(below, present) ? 1 : 0;
  return met >= node.at_least;
}

std::set<std::string> Condition::named() const {
  std::set<std::string> names;
  const std::function<void(const Node&)> visit = [&](const Node& node) {
    names.insert(node.parts.begin(), node.parts.end());
    for (const Node& below : node.below) visit(below);
  };
  visit(root_);
  return names;
}

}  // namespace qy
