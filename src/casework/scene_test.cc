#include "casework/scene.h"

#include <gtest/gtest.h>

#include "base/disk.h"
#include "casework/scene_text.h"
#include "law/procedure_check.h"

namespace qy {
namespace {

namespace fs = std::filesystem;
const fs::path kSource = QY_SOURCE_DIR;

const ProcedureBook& book() {
  static const ProcedureBook shipped = *ProcedureBook::load(kSource / "procedures");
  return shipped;
}

const Calendar& calendar() {
  static const Calendar shipped = *Calendar::load(kSource / "procedures/workdays");
  return shipped;
}

Result<Played> played(const fs::path& file) {
  QY_TRY(const std::string text, read_file(file));
  QY_TRY(const Scene scene, read_scene(text, file.filename().string(), book()));
  return play(scene, book(), calendar());
}

std::string says(const std::string& text) {
  const Result<Scene> scene = read_scene(text, "a.scene", book());
  if (!scene.ok()) return scene.error().message;
  const Result<Played> run = play(*scene, book(), calendar());
  return run.ok() ? "played" : run.error().message;
}

TEST(Scene, AMistakeIsNamedByItsLine) {
  const std::string people = "人员 李 案管工作人员\n人员 孙 主要负责人\n事项 甲 问题线索\n";
  const std::string register_it = people + "2026-01-05 09:00\n李 甲 登记编号 附 齐\n";
  struct Row {
    std::string text, says;
  };
  for (const Row& row : std::vector<Row>{
           {"人员 李\n", "a.scene:1: 这一行应写"},
           {"人员 李 管家\n", "a.scene:1: 没有“管家”这个词"},
           {people + "人员 李 承办人\n", "a.scene:4: “李”介绍了两次"},
           {people + "李 甲 登记编号\n", "a.scene:4: 前面没有写明时间"},
           {people + "2026-13-05 09:00\n", "a.scene:4: "},
           {people + "2026-01-05 09:00\n李 乙 登记编号\n", "a.scene:5: 没有介绍过事项“乙”"},
           {people + "2026-01-05 09:00\n李 甲 登基\n", "a.scene:5: 没有“登基”这个词"},
           {people + "2026-01-05 09:00\n赵 甲 登记编号 附 齐\n", "a.scene:5: 卷内没有“赵”这个人"},
           {register_it + "李 甲 分办 附 齐 批 孙 拒 self_approval\n",
            "a.scene:6: 应当被拒绝（self_approval），却被接受"},
           {register_it + "李 甲 分办 附 齐 拒 self_approval\n",
            "a.scene:6: 应当因 self_approval 被拒绝，却因 wrong_approver"},
           {register_it + "李 甲 分办 附 齐\n", "a.scene:6: 审批的层级或者顺序不对"},
           {register_it + "李 甲 分办 附 齐 批 逐级\n", "played"},
       })
    EXPECT_EQ(says(row.text).substr(0, row.says.size()), row.says) << row.text;
}

TEST(Scene, ALeadGoesToTheArchive) {
  const auto run = played(kSource / "examples/scenes/lead-to-archive.scene");
  ASSERT_TRUE(run.ok()) << run.error().message;
  const auto state = [&](const char* matter) { return run->file.matter(matter)->state; };
  EXPECT_EQ(state("线索甲"), "filed");
  EXPECT_EQ(state("案件甲"), "closed");
  EXPECT_EQ(state("处分甲"), "in_effect");
  EXPECT_EQ(state("上交款"), "confiscated");
  EXPECT_EQ(state("案卷甲"), "archived");
  for (const RunningLimit& limit : run->file.limits) EXPECT_FALSE(limit.was_late) << limit.limit;
}

TEST(Scene, AFalseReportEndsInClarification) {
  const auto run = played(kSource / "examples/scenes/false-report-clarified.scene");
  ASSERT_TRUE(run.ok()) << run.error().message;
  EXPECT_EQ(run->file.matter("来信乙")->state, "clarified");
  EXPECT_EQ(run->file.matter("核实乙")->state, "clarified");
  EXPECT_EQ(run->file.matter("线索乙")->state, "archived");
  for (const RunningLimit& limit : run->file.limits) EXPECT_FALSE(limit.was_late) << limit.limit;
}

// tests/scenes: what may not be done, tried where somebody would try it. Each `拒` line is one try.
TEST(Scene, ForbiddenActsAreRefusedWithAnArticle) {
  size_t tries = 0;
  for (const auto& entry : fs::directory_iterator(kSource / "tests/scenes")) {
    const auto run = played(entry.path());
    ASSERT_TRUE(run.ok()) << run.error().message;
    for (const Beat& beat : run->beats)
      if (const auto* refusal = std::get_if<ActRefusal>(&beat.decision)) {
        ++tries;
        // Under an article, except where the law of the day holds none for such a step.
        EXPECT_TRUE(refusal->guard == "not_in_force" || refusal->article.chinese.find("《") == 0)
            << beat.written.text;
        EXPECT_FALSE(refusal->why.english.empty() || refusal->why.chinese.empty());
      }
  }
  EXPECT_GE(tries, 100u);
  std::printf("%zu tries refused\n", tries);
}

// Every guard that a step names, or that the program judges, has been seen to refuse.
TEST(Scene, EveryGuardHasRefused) {
  std::set<std::string> seen;
  for (const auto folder : {"tests/scenes", "examples/scenes"})
    for (const auto& entry : fs::directory_iterator(kSource / folder)) {
      const auto run = played(entry.path());
      ASSERT_TRUE(run.ok()) << run.error().message;
      for (const Beat& beat : run->beats)
        if (const auto* refusal = std::get_if<ActRefusal>(&beat.decision)) seen.insert(refusal->guard);
    }
  for (const Guard& guard : book().guards()) EXPECT_TRUE(seen.count(guard.id) > 0) << guard.id;
}

}  // namespace
}  // namespace qy
