#include "api/relation_question.h"

#include <nlohmann/json.hpp>

#include "api/messages.h"
#include "leads/reading_log.h"

namespace qy {
namespace {

constexpr size_t kWhyBytes = 600, kApprovalBytes = 200, kPurposeNameBytes = 60, kMostShown = 500;

}  // namespace

RelationQuestion::RelationQuestion(BodyReader& body, const std::string& purpose)
    : purpose_(purpose.empty() ? body.word("for", 1, kPurposeNameBytes) : purpose),
      why_(body.text("why", 1, kWhyBytes)),
      approved_by_(body.text("approved_by", 0, kApprovalBytes)),
      approval_no_(body.text("approval_no", 0, kApprovalBytes)),
      on_(body.day_if_there("on")) {
  if (approved_by_.empty() != approval_no_.empty())
    body.fault(approved_by_.empty() ? "/approved_by" : "/approval_no", say(kApprovalWhole));
  const Json* shown = body.list("shown");
  if (shown == nullptr) return;
  if (shown->size() > kMostShown) body.fault("/shown", say(kFieldItems, kMostShown));
  for (const Json& id : *shown)
    if (id.is_string())
      shown_.push_back(id.get<std::string>());
    else
      body.fault("/shown", say(kFieldText));
}

std::optional<Approval> RelationQuestion::approval() const {
  if (approval_no_.empty()) return std::nullopt;
  return Approval{why_, approved_by_, approval_no_};
}

Result<void> RelationQuestion::prepare(ApiCall& call) {
  call_ = &call;
  QY_TRY(const bool may, call.book->may(Operation::read, "relation/" + purpose_));
  if (!may) return Error{Code::forbidden, say(kNotYourRole)};
  QY_TRY(const RelationSet relations, RelationSet::load(call.ground.content / "relations"));
  QY_TRY(const Purpose purpose, allowed_purpose(relations, purpose_, true));
  if (purpose.restricted && approval_no_.empty())
    return Error{Code::forbidden, say(kApprovalNeeded, Said{purpose.label, purpose.english})};
  QY_TRY(ready_, call.graphs.of(purpose_));
  sealer_.emplace(call.ground.sealer.twin());
  return {};
}

Result<NodeId> RelationQuestion::end(const std::string& text) {
  return ready_->find(text, *sealer_, call_->ground.clock.today());
}

Result<NodeId> RelationQuestion::node(const std::string& id) const {
  const auto node = county().graph.find(id);
  if (!node) return not_found(say(kNodeGone));
  return *node;
}

std::vector<NodeId> RelationQuestion::shown() const {
  std::vector<NodeId> nodes;
  for (const std::string& id : shown_)
    if (const auto node = county().graph.find(id)) nodes.push_back(*node);
  return nodes;
}

Result<void> RelationQuestion::note(const std::string& told) {
  std::string why = why_ + "；" + told;
  if (on_) why += "；" + on_->iso();
  if (!approval_no_.empty()) why += "；批准人 " + approved_by_ + "，" + approval_no_;
  return log_reading_of(*call_->records, call_->ground.clock,
                        {call_->officer.user, *call_->officer.roles.begin()}, "reading.searched",
                        "relation/" + purpose_, why);
}

}  // namespace qy
