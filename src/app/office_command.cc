// qingyuan office load FILE: rooms, posts and accounts of the office, from a file that a person keeps.
//
//   units: [{id: room-1, name: 案件监督管理室, kind: office, parent: …}]
//   posts: [{id: …, unit: …, title: …, rank: 乡科级正职, authority: 县委, first_leader: true,
//   first_leader_kind: …}] users: [{id: u1, name: …, unit: room-1, post: …, roles: [case_management], active:
//   true}] bodies: [{id: cwh, name: 常委会, roles: [collective], active: true}]
//
// Bodies decide and have no account: the standing committee, the Party committee, the commission above.
#include <cstdio>
#include <memory>
#include <set>

#include "app/record_commands.h"
#include "app/records.h"
#include "base/disk.h"
#include "casework/officers.h"
#include "leads/act_key.h"
#include "rights/guarded_book.h"
#include "text/yaml.h"

namespace qy {
namespace {

// The changes that make the records say what the file says; what is there already is left alone.
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

struct OfficeWords {
  std::string folder, file, by;
};

Result<Recorded> perform_guarded(const Workspace& workspace, RecordStore& records, const Act& act,
                                 const Clock& clock) {
  QY_TRY(const Rights rights, Rights::load(workspace.content() / "rights"));
  QY_TRY(Asker asker, asker_in(records, act.actor.user, act.actor.role));
  return GuardedBook(records, rights, std::move(asker), clock).perform(act);
}

Result<void> load(const OfficeWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const Yaml file, Yaml::load(words.file));
  QY_TRY(const std::string text, read_file(words.file));
  const SystemClock clock;
  QY_TRY(const auto records, open_records(*workspace, clock));
  Office office(*records);
  QY_CHECK(office.read(file));
  if (office.changes.empty()) {
    std::printf("与登记的一致，未作改动 (as it is on record: nothing changed)\n");
    return records->close();
  }
  QY_TRY(const auto accounts, records->select("user_account", {}));
  Act act{.key = act_key({"system.office_loaded", text, std::to_string(clock.now_ms())}),
          .kind = "system.office_loaded",
          .actor = {words.by, "security_administrator"},
          .object = "office",
          .basis = "监察法实施条例290",
          .note = "office load"};
  act.changes = office.changes;
  const bool first = accounts.empty();  // the first office has nobody yet who could load it
  if (first) act.actor = {"system", "system"};
  QY_TRY(const Recorded done,
         first ? records->perform(act) : perform_guarded(*workspace, *records, act, clock));
  std::printf("已登记 %zu 处，日志第 %lld 条 (recorded, entry %lld of the log)\n", act.changes.size(),
              static_cast<long long>(done.seq), static_cast<long long>(done.seq));
  return records->close();
}

}  // namespace

void add_office(CommandLine& line) {
  auto words = std::make_shared<OfficeWords>();
  CLI::App* command = line.parser.add_subcommand("office", "机构、职务与账号 (rooms, posts and accounts)");
  command->require_subcommand(1);
  CLI::App* loading = command->add_subcommand("load", "按文件登记 (record what a file says)");
  loading->add_option("file", words->file, "YAML 文件 (file)")->required();
  loading->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  loading->add_option("--by", words->by, "安全管理员账号，首次登记不需要 (security administrator)");
  loading->callback([&line, words] { line.chosen = [words] { return load(*words); }; });
  add_office_passwords(line, *command);
}

}  // namespace qy
