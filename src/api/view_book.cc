#include "api/view_book.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "api/messages.h"
#include "base/disk.h"
#include "base/json.h"
#include "seal/seal.h"

namespace qy {

std::filesystem::path ViewBook::file_of(const std::string& user) const {
  return folder_ / (sm3_hex(user).substr(0, 32) + ".json");
}

Result<std::vector<SavedView>> ViewBook::read(const std::string& user) const {
  std::vector<SavedView> views;
  const auto file = file_of(user);
  std::error_code missing;
  if (!std::filesystem::exists(file, missing)) return views;
  QY_TRY(const std::string text, read_file(file));
  QY_TRY(const Json json, parse_json(text, file.string()));
  try {
    for (const Json& one : json)
      views.push_back({one.at("id").get<std::string>(), one.at("name").get<std::string>(),
                       one.at("query").get<std::string>()});
  } catch (const nlohmann::json::exception& e) {
    return damaged(say(kViewsDamaged, file.string(), e.what()));
  }
  return views;
}

Result<void> ViewBook::write(const std::string& user, const std::vector<SavedView>& views) const {
  Json json = Json::array();
  for (const SavedView& one : views)
    json.push_back({{"id", one.id}, {"name", one.name}, {"query", one.query}});
  QY_CHECK(make_folder(folder_));
  return write_file(file_of(user), json.dump(1) + "\n");
}

Result<std::vector<SavedView>> ViewBook::of(const std::string& user) {
  const std::lock_guard lock(mutex_);
  return read(user);
}

Result<SavedView> ViewBook::save(const std::string& user, const std::string& name, const std::string& query) {
  const std::lock_guard lock(mutex_);
  QY_TRY(auto views, read(user));
  auto at = std::ranges::find(views, name, &SavedView::name);
  if (at == views.end()) {
    if (views.size() == kMost) return Error{Code::conflict, say(kViewsFull, kMost)};
    int last = 0;
    for (const SavedView& one : views) last = std::max(last, std::atoi(one.id.c_str() + 1));
    views.push_back({"v" + std::to_string(last + 1), name, ""});
    at = views.end() - 1;
  }
  at->query = query;
  const SavedView saved = *at;
  QY_CHECK(write(user, views));
  return saved;
}

Result<void> ViewBook::drop(const std::string& user, const std::string& id) {
  const std::lock_guard lock(mutex_);
  QY_TRY(auto views, read(user));
  if (std::erase_if(views, [&](const SavedView& one) { return one.id == id; }) == 0)
    return not_found(say(kNothingHere));
  return write(user, views);
}

}  // namespace qy
