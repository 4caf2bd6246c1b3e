#include "app/keep_findings.h"

#include <cstdio>
#include <optional>

#include "app/answerable.h"
#include "app/days_of_findings.h"
#include "app/names_of_codes.h"
#include "app/records.h"
#include "app/registers_page.h"
#include "app/screening.h"
#include "app/typologies.h"
#include "base/disk.h"
#include "base/new_file.h"
#include "leads/compare.h"
#include "leads/exits.h"
#include "leads/latest_findings.h"
#include "leads/rank.h"
#include "leads/report_json.h"
#include "leads/suppression.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

Result<std::optional<Screening>> screening_in(const fs::path& file) {
  std::optional<Screening> read;
  if (!fs::exists(file)) return read;
  QY_TRY(const std::string text, read_file(file));
  QY_TRY(read, read_report_json(text));
  return read;
}

// Written as the report comes to be: it may be long. The last of them is named `latest` too.
Result<void> write_json(const Screening& screening, const fs::path& folder, const fs::path& wanted) {
  QY_CHECK(make_folder(folder));
  const fs::path kept = folder / (screening.run.run_id + ".json");
  std::vector<NewFile> files;
  for (const fs::path& path : {kept, wanted}) {
    if (path.empty()) continue;
    QY_TRY(NewFile file, NewFile::beside(path));
    files.push_back(std::move(file));
  }
  const auto write = [&](std::string_view piece) -> Result<void> {
    for (NewFile& file : files) QY_CHECK(file.write(piece));
    return {};
  };
  QY_CHECK(write_report_json(screening, write));
  for (NewFile& file : files) QY_CHECK(file.settle());
  return name_also(kept, folder / "latest.json");
}

// What keeps a page from being made, a damaged file of the lake mostly, is told by the rules that met it too.
void tell_if_left_out(const char* page, const Result<void>& made) {
  if (!made.ok())
    std::fprintf(stderr, "报告缺少“%s”，疑点照常列出 (left out of the report): %s\n", page,
                 made.error().message.c_str());
}

class Keeper {
 public:
  Keeper(Workspace& workspace, const KeepOptions& options) : workspace_(workspace), options_(options) {}

  Result<void> keep(Screening& screening) {
    merge_same(screening);
    tell_if_left_out("单位和村的名称", name_codes_of(screening, workspace_, options_.rules));
    tell_if_left_out("事项日期", date_findings(screening, workspace_, options_.rules));
    const fs::path folder = workspace_.folder() / "findings";
    QY_TRY(auto before, screening_in(folder / "latest.json"));
    if (before) drop_restricted(*before);  // 0.1.0 kept them there
    if (!screening.run.approval) {
      QY_CHECK(conclude(screening, before));
      return write_json(screening, folder, options_.json);
    }
    QY_TRY(const auto approved, screening_in(approved_findings_file(workspace_.folder())));
    Screening open = without_restricted(screening);
    QY_CHECK(conclude(open, before));
    QY_CHECK(write_json(open, folder, {}));
    QY_CHECK(conclude(screening, together(before, approved)));
    return write_json(screening, folder / "approved", options_.json);
  }

 private:
  bool restricted(const std::string& id) const {
    const Rule* rule = options_.rules.find(id);
    return rule != nullptr && is_restricted(*rule, options_.rules);
  }

  void drop_restricted(Screening& screening) const {
    const auto of_restricted = [&](const auto& one) { return restricted(one.rule); };
    std::erase_if(screening.findings, of_restricted);
    std::erase_if(screening.suppressed, of_restricted);
    std::erase_if(screening.not_examined, of_restricted);
  }

  // As if no purpose had been approved.
  Screening without_restricted(Screening screening) const {
    std::vector<LeftOut> left_out;
    for (const auto& [id, card] : screening.rules)
      if (restricted(id)) left_out.push_back({options_.rules.find(id), "not_approved", ""});
    drop_restricted(screening);
    std::erase_if(screening.coverage, [&](const Coverage& c) { return restricted(c.rule); });
    std::erase_if(screening.run.rules, [&](const RuleRun& r) { return restricted(r.rule); });
    add_left_out(screening, left_out, options_.overrides);
    screening.run.approval.reset();
    return screening;
  }

  // Everything that was known before: the last screening, and of the last approved one what restricted rules found.
  std::optional<Screening> together(std::optional<Screening> before,
                                    const std::optional<Screening>& approved) const {
    if (!approved) return before;
    if (!before) before.emplace();
    const auto add = [&](const auto& from, auto& to) {
      for (const auto& one : from)
        if (restricted(one.rule)) to.push_back(one);
    };
    add(approved->findings, before->findings);
    add(approved->suppressed, before->suppressed);
    add(approved->not_examined, before->not_examined);
    return before;
  }

  Result<void> conclude(Screening& screening, const std::optional<Screening>& before) {
    compare(screening, before ? &*before : nullptr);
    QY_TRY(const auto suppressions, SuppressionBook(workspace_.folder()).load());
    suppress(screening, suppressions, options_.today);
    QY_TRY(const auto exits, all_exits(workspace_));
    apply_exits(screening, exits);
    rank(screening, tally_by_rule(exits, screening.rules),
         {.capacity = options_.capacity > 0 ? options_.capacity : workspace_.settings().capacity});
    tell_if_left_out("组合", gather_by_typology(screening, workspace_, options_.rules));
    tell_if_left_out("三类登记", look_at_registers(screening, workspace_, options_.rules));
    tell_if_left_out("这批数据能问什么",
                     look_at_needs(screening, workspace_, options_.rules, options_.asked));
    return {};
  }

  Workspace& workspace_;
  const KeepOptions& options_;
};

}  // namespace

Result<void> keep_findings(Screening& screening, Workspace& workspace, const KeepOptions& options) {
  return Keeper(workspace, options).keep(screening);
}

}  // namespace qy
