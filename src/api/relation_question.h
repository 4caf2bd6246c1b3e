// What every question about relations carries: what for, on which day, and on whose approval where persons in office are
// asked about (relations/purposes.yaml: restricted). It is on record before anything is shown.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api/body.h"
#include "api/route.h"
#include "relate/graph_shelf.h"

namespace qy {

class RelationQuestion {
 public:
  // Reads the fields that all questions have; faults go to `body`. `purpose`: "" where the body names it.
  RelationQuestion(BodyReader& body, const std::string& purpose = "");

  // Reads what is to be asked about, once body.refusal() has passed. forbidden, invalid, not_found as relate/ends.h.
  Result<void> prepare(ApiCall& call);
  Result<NodeId> end(const std::string& text);  // as somebody writes it
  Result<NodeId> node(
      const std::string& id) const;   // as an answer named it; not_found where the lake has changed
  std::vector<NodeId> shown() const;  // those of them that are there
  // `told`: who was asked about, by key. The log's entry names the purpose alone; the rest is in its sealed record.
  Result<void> note(const std::string& told);

  const std::string& purpose() const { return purpose_; }
  const std::optional<Date>& on() const { return on_; }
  std::optional<Approval> approval() const;
  ReadyGraph& ready() { return *ready_; }
  const CountyGraph& county() const { return ready_->county(); }
  std::string key(NodeId node) const { return std::string(county().graph.key(node)); }

 private:
  std::string purpose_, why_, approved_by_, approval_no_;
  std::optional<Date> on_;
  std::vector<std::string> shown_;
  ApiCall* call_ = nullptr;
  std::shared_ptr<ReadyGraph> ready_;
  std::optional<Sealer> sealer_;
};

}  // namespace qy
