#include "casework/office_file.h"

#include <set>

#include "casework/officers.h"

namespace qy {
namespace {

class Office {
 public:
  explicit Office(RecordBook& book) : book_(book) {}

  Result<void> read(const Yaml& file) {
    QY_CHECK(file.only({"units", "posts", "users", "bodies"}));
    QY_TRY(const auto units, file.list("units"));
    for (const Yaml& unit : units) {
      QY_CHECK(unit.only({"id", "name", "kind", "parent"}));
      QY_CHECK(row(unit, "unit", {{"name", "name"}, {"unit_kind", "kind"}}, {{"parent", "parent"}}));
    }
    QY_TRY(const auto posts, file.list("posts"));
    for (const Yaml& post : posts) {
      QY_CHECK(post.only({"id", "unit", "title", "rank", "authority", "first_leader", "first_leader_kind"}));
      QY_TRY(const bool first, post.flag("first_leader", false));
      extra_ = {{"first_leader", int64_t(first)}};
      QY_CHECK(
          row(post, "post",
              {{"unit", "unit"}, {"title", "title"}, {"rank", "rank"}, {"management_authority", "authority"}},
              {{"first_leader_kind", "first_leader_kind"}}));
    }
    QY_TRY(const auto users, file.list("users"));
    for (const Yaml& user : users) QY_CHECK(account(user));
    if (file.find("bodies") == nullptr) return {};
    QY_TRY(const auto bodies, file.list("bodies"));
    for (const Yaml& body : bodies) {
      QY_CHECK(body.only({"id", "name", "roles", "active"}));
      QY_TRY(const bool active, body.flag("active", true));
      QY_TRY(const auto roles, body.texts("roles"));
      extra_ = {{"active", int64_t(active)}, {"roles", words_text({roles.begin(), roles.end()})}};
      QY_CHECK(row(body, "other_party", {{"name", "name"}}, {}));
    }
    return {};
  }
  std::vector<Change> changes;

 private:
  using Names = std::vector<std::pair<std::string, std::string>>;  // field, key of the file

  Result<void> row(const Yaml& item, const std::string& table, const Names& required, const Names& optional) {
    QY_TRY(const std::string id, item.required("id"));
    Fields fields = std::exchange(extra_, {});
    for (const auto& [field, key] : required) {
      QY_TRY(fields[field], item.required(key));
    }
    for (const auto& [field, key] : optional)
      if (item.find(key) != nullptr) fields[field] = item.optional(key);
    return put(table, id, fields);
  }

  Result<void> account(const Yaml& user) {
    QY_CHECK(user.only({"id", "name", "unit", "post", "roles", "active"}));
    QY_TRY(const bool active, user.flag("active", true));
    extra_ = {{"active", int64_t(active)}};
    QY_CHECK(row(user, "user_account", {{"name", "name"}, {"unit", "unit"}}, {{"post", "post"}}));
    QY_TRY(const std::string id, user.required("id"));
    QY_TRY(const auto roles, user.texts("roles"));
    const std::set<std::string> wanted(roles.begin(), roles.end());
    // Taken away first, so that a role can pass from one administrator to another.
    QY_TRY(const auto held, book_.select("user_role", {{"user_id", id}, {"active", int64_t(1)}}));
    for (const Row& role : held)
      if (!wanted.contains(role.text("role")))
        changes.push_back({"user_role", role.id, role.version, {{"active", int64_t(0)}}});
    for (const auto& role : wanted)
      QY_CHECK(put("user_role", id + "." + role, {{"user_id", id}, {"role", role}, {"active", int64_t(1)}}));
    return {};
  }

  Result<void> put(const std::string& table, const std::string& id, Fields fields) {
    QY_TRY(const auto there, book_.select(table, {{"id", id}}));
    const int64_t version = there.empty() ? 0 : there.front().version;
    if (version > 0)
      std::erase_if(fields,
                    [&](const auto& field) { return there.front().fields.at(field.first) == field.second; });
    if (!fields.empty()) changes.push_back({table, id, version, fields});
    return {};
  }

  RecordBook& book_;
  Fields extra_;
};

}  // namespace

Result<std::vector<Change>> office_changes(RecordBook& book, const Yaml& file) {
  Office office(book);
  QY_CHECK(office.read(file));
  return std::move(office.changes);
}

}  // namespace qy
