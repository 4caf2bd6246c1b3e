#include "app/desk.h"

#include "leads/act_key.h"

namespace qy {

std::string Desk::act_key_of(const std::vector<std::string>& parts) {
  return act_key(parts);
}

Result<std::unique_ptr<Desk>> Desk::open(const std::string& folder, const std::string& user) {
  auto desk = std::make_unique<Desk>();
  QY_TRY(desk->workspace_, Workspace::open(folder));
  QY_TRY(desk->rights_, Rights::load(desk->workspace_->content() / "rights"));
  QY_TRY(desk->records_, open_records(*desk->workspace_, desk->clock_));
  QY_TRY(Asker asker, asker_of(*desk->records_, user));
  if (asker.roles.empty())
    return Error{Code::forbidden, user + " 没有任何职责，不能查阅 (holds no role and may read nothing)"};
  desk->role_ = *asker.roles.begin();
  desk->book_.emplace(*desk->records_, desk->rights_, std::move(asker), desk->clock_);
  return desk;
}

Result<std::unique_ptr<Desk>> Desk::open_as(const std::string& folder, const std::string& user,
                                            const std::string& role) {
  QY_TRY(auto desk, open(folder, user));
  if (!desk->book_->asker().roles.contains(role))
    return Error{Code::forbidden, user + " 没有 " + role + " 这一职责 (does not hold that role)"};
  desk->role_ = role;
  return desk;
}

Result<void> Desk::log_reading(const std::string& kind, const std::string& object, const std::string& why) {
  return log_reading_of(*records_, clock_, by(), kind, object, why);
}

}  // namespace qy
