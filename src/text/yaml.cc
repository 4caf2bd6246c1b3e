#include "text/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>

#include "base/disk.h"
#include "text/distance.h"
#include "text/messages.h"
#include "text/utf8.h"

namespace qy {

struct Yaml::Value {
  Kind kind = Kind::null;
  bool is_quoted = false;
  int line = 1;
  int key_line = 1;  // where the key of this value stands; its own line in a list
  std::string text;
  std::vector<Yaml> items;
  std::vector<std::pair<std::string, Yaml>> entries;
  std::shared_ptr<const std::string> name;
};

namespace {

constexpr size_t kMostBytes = 16 << 20;
constexpr size_t kMostNodes = 1'000'000;
constexpr size_t kDeepest = 64;

// Carries our own refusals out of yaml-cpp's callbacks; never leaves this file.
struct Refused {
  Error error;
};

}  // namespace

// Builds the tree from yaml-cpp's events. Anchors, aliases and tags are refused: a rule must read the same to
// a person who never heard of them, and an alias can blow a small file up without end.
class YamlBuilder : public YAML::EventHandler {
 public:
  explicit YamlBuilder(const std::string& name) : name_(std::make_shared<const std::string>(name)) {}

  bool has_document() const { return documents_ > 0; }
  std::shared_ptr<Yaml::Value> take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) refuse(mark.line + 1, kYamlSecond);
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check(mark, "", anchor);
    finish(make(mark, Yaml::Kind::null));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark.line + 1, kYamlAlias); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    if (awaits_key()) return take_key(mark, value);
    const auto node = make(mark, Yaml::Kind::scalar);
    node->is_quoted = tag == "!";
    node->text = value;
    finish(node);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Yaml::Kind::list);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Yaml::Kind::map);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    std::shared_ptr<Yaml::Value> node;
    std::optional<std::string> key;
    int key_line = 0;
  };

  [[noreturn]] void refuse(int line, const Message& message) const { refuse(line, said(message)); }
  [[noreturn]] void refuse(int line, const Said& message) const {
    throw Refused{invalid(*name_ + ":" + std::to_string(line) + ": " + message.text())};
  }

  void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) const {
    if (anchor != 0) refuse(mark.line + 1, kYamlAnchor);
    if (!tag.empty() && tag != "?" && tag != "!") refuse(mark.line + 1, say(kYamlTag, tag));
  }

  std::shared_ptr<Yaml::Value> make(const YAML::Mark& mark, Yaml::Kind kind) {
    if (++nodes_ > kMostNodes) refuse(mark.line + 1, kYamlTooMany);
    auto node = std::make_shared<Yaml::Value>();
    node->kind = kind;
    node->line = node->key_line = mark.line + 1;
    node->name = name_;
    return node;
  }

  bool awaits_key() const {
    return !stack_.empty() && stack_.back().node->kind == Yaml::Kind::map && !stack_.back().key;
  }

  void take_key(const YAML::Mark& mark, const std::string& key) {
    for (const auto& [known, value] : stack_.back().node->entries)
      if (known == key) refuse(mark.line + 1, say(kYamlTwice, key, value.node_->key_line));
    stack_.back().key = key;
    stack_.back().key_line = mark.line + 1;
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Yaml::Kind kind) {
    check(mark, tag, anchor);
    if (awaits_key()) refuse(mark.line + 1, kYamlKey);
    if (stack_.size() >= kDeepest) refuse(mark.line + 1, kYamlDeep);
    stack_.push_back({make(mark, kind), std::nullopt, 0});
  }

  void close() {
    const std::shared_ptr<Yaml::Value> node = std::move(stack_.back().node);
    stack_.pop_back();
    finish(node);
  }

  void finish(const std::shared_ptr<Yaml::Value>& node) {
    if (stack_.empty()) {
      root_ = node;
      return;
    }
    Open& parent = stack_.back();
    if (parent.node->kind == Yaml::Kind::list) {
      parent.node->items.push_back(Yaml(node));
      return;
    }
    if (!parent.key) refuse(node->line, kYamlNoKey);
    node->key_line = parent.key_line;
    if (node->kind == Yaml::Kind::null) node->line = parent.key_line;  // yaml-cpp names the next token's line
    parent.node->entries.emplace_back(std::move(*parent.key), Yaml(node));
    parent.key.reset();
  }

  std::shared_ptr<const std::string> name_;
  std::shared_ptr<Yaml::Value> root_;
  std::vector<Open> stack_;
  size_t nodes_ = 0;
  int documents_ = 0;
};

Result<Yaml> Yaml::parse(std::string_view text, const std::string& name) {
  if (text.size() > kMostBytes) return Error{Code::limit, name + ": " + say(kYamlTooLarge).text()};
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (const size_t good = well_formed_prefix(text); good < text.size())
    return invalid(name + ": " + say(kYamlNotUtf8, good).text());
  YamlBuilder builder(name);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Refused& refused) {
    return refused.error;
  } catch (const YAML::Exception& e) {
    return invalid(name + ":" + std::to_string(e.mark.line + 1) + ": " + say(kYamlUnsound, e.msg).text());
  }
  std::shared_ptr<Value> root = builder.take_root();
  if (!root) {
    root = std::make_shared<Value>();
    root->name = std::make_shared<const std::string>(name);
  }
  return Yaml(std::move(root));
}

Result<Yaml> Yaml::load(const std::filesystem::path& path) {
  QY_TRY(const std::string text, read_file(path));
  return parse(text, path.string());
}

Yaml::Kind Yaml::kind() const {
  return node_->kind;
}
bool Yaml::is_quoted() const {
  return node_->is_quoted;
}
int Yaml::line() const {
  return node_->line;
}
const std::string& Yaml::text() const {
  return node_->text;
}
const std::vector<Yaml>& Yaml::items() const {
  return node_->items;
}
const std::vector<std::pair<std::string, Yaml>>& Yaml::entries() const {
  return node_->entries;
}

const Yaml* Yaml::find(std::string_view key) const {
  for (const auto& [name, value] : node_->entries)
    if (name == key) return &value;
  return nullptr;
}

Error Yaml::wrong(const std::string& message) const {
  return invalid(*node_->name + ":" + std::to_string(node_->line) + ": " + message);
}

Result<std::string> Yaml::required(std::string_view key) const {
  if (kind() != Kind::map) return wrong(say(kWantsEntriesWith, key));
  const Yaml* value = find(key);
  if (value == nullptr) return wrong(say(kIsMissing, key));
  if (value->kind() == Kind::null) return value->wrong(say(kIsBlank, key));
  if (value->kind() != Kind::scalar) return value->wrong(say(kWantsText, key));
  return value->text();
}

std::string Yaml::optional(std::string_view key, std::string_view fallback) const {
  const Yaml* value = find(key);
  return std::string(value != nullptr && value->kind() == Kind::scalar ? std::string_view(value->text())
                                                                       : fallback);
}

Result<bool> Yaml::flag(std::string_view key, bool fallback) const {
  const Yaml* value = find(key);
  if (value == nullptr || value->kind() == Kind::null) return fallback;
  if (value->kind() == Kind::scalar && !value->is_quoted()) {
    if (value->text() == "true") return true;
    if (value->text() == "false") return false;
  }
  return value->wrong(say(kWantsTruth, key));
}

Result<double> Yaml::number(std::string_view key) const {
  QY_TRY(const std::string text, required(key));
  const Yaml* value = find(key);
  double number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_finite = number - number == 0;
  if (value->is_quoted() || code != std::errc() || end != text.data() + text.size() || !is_finite)
    return value->wrong(say(kWantsNumber, key, first_bytes(text, 40)));
  return number;
}

Result<std::vector<std::string>> Yaml::texts(std::string_view key) const {
  std::vector<std::string> texts;
  const Yaml* value = find(key);
  if (value == nullptr || value->kind() == Kind::null) return texts;
  if (value->kind() == Kind::scalar) {
    texts.push_back(value->text());
    return texts;
  }
  if (value->kind() == Kind::map) return value->wrong(say(kWantsTexts, key));
  for (const Yaml& item : value->items()) {
    if (item.kind() != Kind::scalar) return item.wrong(say(kWantsTexts, key));
    texts.push_back(item.text());
  }
  return texts;
}

Result<std::vector<Yaml>> Yaml::list(std::string_view key) const {
  const Yaml* value = find(key);
  if (value == nullptr || value->kind() == Kind::null) return std::vector<Yaml>();
  if (value->kind() != Kind::list) return value->wrong(say(kWantsItems, key));
  return value->items();
}

Result<void> Yaml::only(const std::vector<std::string_view>& known) const {
  if (kind() != Kind::map && kind() != Kind::null) return wrong(say(kWantsEntries));
  for (const auto& [key, value] : entries()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    Said message = say(kUnknownKey, key);
    const int slips = key.size() < 6 ? 1 : 2;
    const auto near = std::find_if(known.begin(), known.end(), [&, &name = key](std::string_view k) {
      return edit_distance(k, name, slips) <= slips;
    });
    if (near != known.end()) message = say(kDidYouMean, message, *near);
    return invalid(*node_->name + ":" + std::to_string(value.node_->key_line) + ": " + message.text());
  }
  return {};
}

}  // namespace qy
