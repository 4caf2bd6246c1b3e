#include "app/workspace.h"

#include "app/content.h"
#include "base/disk.h"
#include "text/yaml.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

std::string first_settings(const std::string& unit) {
  return "# 本工作区的设置，不含任何密码。 Settings of this workspace; no secrets.\n"
         "unit: \"" +
         unit +
         "\"\n"
         "memory_mib: 3072      # 筛查可用内存 memory for screening\n"
         "capacity: 30          # 一次能核查的疑点数 findings looked at first\n"
         "# 法律没有列名的回避情形，只提示、不禁止 told, not barred, since the law does not name them:\n"
         "# recusal: {former_unit_years: 3, household: true}\n"
         "# 本地参数 local parameters, for example:\n"
         "# parameters:\n"
         "#   A01: {grace_days: 62}\n";
}

Result<Settings> read_settings(const fs::path& file) {
  QY_TRY(const Yaml root, Yaml::load(file));
  QY_CHECK(root.only(
      {"unit", "memory_mib", "capacity", "upload_mib", "parameters", "records", "backups", "recusal"}));
  Settings settings;
  settings.unit = root.optional("unit");
  if (root.find("memory_mib") != nullptr) {
    QY_TRY(const double mib, root.number("memory_mib"));
    if (mib < 256) return root.wrong("memory_mib 至少为 256 (must be at least 256)");
    settings.memory_bytes = int64_t(mib) << 20;
  }
  if (root.find("capacity") != nullptr) {
    QY_TRY(const double capacity, root.number("capacity"));
    settings.capacity = int64_t(capacity);
  }
  if (const Yaml* recusal = root.find("recusal")) {
    QY_CHECK(recusal->only({"former_unit_years", "household"}));
    QY_TRY(settings.recusal.household, recusal->flag("household", false));
    if (recusal->find("former_unit_years") != nullptr) {
      QY_TRY(const double years, recusal->number("former_unit_years"));
      if (years < 0 || years > 60) return recusal->wrong("former_unit_years: 0–60");
      settings.recusal.former_unit_years = int(years);
    }
  }
  if (const Yaml* parameters = root.find("parameters"))
    for (const auto& [rule, values] : parameters->entries())
      for (const auto& [name, value] : values.entries()) settings.parameters[rule][name] = value.text();
  return settings;
}

}  // namespace

Result<void> Workspace::create(const fs::path& folder, SealProfile profile, const std::string& unit) {
  if (fs::exists(folder / "qingyuan.yaml"))
    return Error{
        Code::conflict,
        folder.string() + " 已经是一个工作区，未作改动 (is a workspace already; nothing was changed)"};
  for (const char* part : {"originals", "lake", "batches", "findings", "rules", "profiles", "procedures"})
    QY_CHECK(make_folder(folder / part));
  QY_CHECK(Sealer::create_keys(folder / "keys", profile));
  return write_file(folder / "qingyuan.yaml", first_settings(unit));
}

Result<std::unique_ptr<Workspace>> Workspace::open(const fs::path& folder) {
  if (!fs::exists(folder / "qingyuan.yaml"))
    return not_found(folder.string() + " 不是工作区，请先运行 qingyuan init " + folder.string() +
                     " (is not a workspace: make one with qingyuan init)");
  auto workspace = std::make_unique<Workspace>();
  workspace->folder_ = folder;
  QY_TRY(workspace->content_, find_content());
  QY_TRY(workspace->settings_, read_settings(folder / "qingyuan.yaml"));
  QY_TRY(workspace->tables_, TableSet::load(workspace->content_ / "tables"));
  QY_TRY(Lake lake, Lake::open(folder, workspace->tables_));
  workspace->lake_ = std::make_unique<Lake>(std::move(lake));
  return workspace;
}

Result<Overrides> Workspace::parameters() const {
  QY_TRY(const Life recorded, life());
  Overrides values = settings_.parameters;
  for (const auto& [rule, own] : recorded.parameters())
    for (const auto& [name, value] : own)
      if (!values[rule].emplace(name, value).second)
        return Error{Code::conflict,
                     rule + " 的参数 " + name +
                         " 在 qingyuan.yaml 和 rules set 的登记里都有，请从 qingyuan.yaml 删去 (is in "
                         "qingyuan.yaml and recorded by rules set: take it out of qingyuan.yaml)"};
  return values;
}

Result<RuleSet> Workspace::rules() const {
  return RuleSet::load({content_ / "rules", folder_ / "rules"});
}

}  // namespace qy
