// Submissions: proposed by one, approved by others one after another, each on what he was shown; part of `qingyuan cases`.
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/case_material_command.h"
#include "app/case_room.h"
#include "base/json.h"
#include "casework/recusals.h"
#include "casework/submission_book.h"
#include "seal/seal.h"

namespace qy {
namespace {

struct SubmissionWords {
  std::string folder, by, key, note, file, id, shown, reason, to;
  std::vector<std::string> line;
  bool as_json = false;

  CaseEntry said() const { return {{by, ""}, key, to, note, {}}; }
};

// An approver is let in by the submission itself, which waits for his role: the book asks for it, and the act is decided anew.
SubmissionBook book_of(CaseRoom& room) {
  return {*room.records, room.procedures, room.calendar, room.clock};
}

std::string title_of(const CaseRoom& room, const std::string& role) {
  const Role* known = room.procedures.terms().role(role);
  return known == nullptr ? role : known->title;
}

Result<void> propose(const SubmissionWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  std::string line;
  for (const auto& word : words.line) line += (line.empty() ? "" : " ") + word;
  QY_TRY(const bool may, room->guarded->may(Operation::contribute, "case_file/" + words.file));
  QY_CHECK(room->cases->read(words.file));
  if (!may)
    return Error{Code::forbidden,
                 "没有办理这个案卷的权限，未呈批 (you may not work on this file: nothing was submitted)"};
  const std::string shown = sm3_hex(submission_text(words.file, words.by, line, words.note));
  QY_TRY(const Proposed done, book_of(*room).propose(words.file, line, shown, words.said()));
  std::printf("已呈批 %s，校验码 %s，待%s审批 (submitted)\n", done.id.c_str(), shown.substr(0, 8).c_str(),
              title_of(*room, done.next_role).c_str());
  return room->records->close();
}

Result<void> approve(const SubmissionWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_TRY(const Approved done, book_of(*room).approve(words.id, words.shown, words.said()));
  if (!done.outcome) {
    std::printf("已审批，待%s审批 (approved, the next level waits)\n",
                title_of(*room, done.next_role).c_str());
  } else if (done.outcome->refusal) {
    return Error{Code::forbidden, "未登记：" + done.outcome->refusal->text()};
  } else {
    std::printf("已审批并办理，日志第 %lld 条 (approved and done)\n",
                static_cast<long long>(done.outcome->recorded.seq));
  }
  return room->records->close();
}

Result<void> give_back(const SubmissionWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_CHECK(book_of(*room).give_back(words.id, words.reason, words.said()));
  std::printf("已退回 %s (returned)\n", words.id.c_str());
  return room->records->close();
}

// What waits, with what an approver has to see before he approves.
Result<void> list(const SubmissionWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_TRY(const auto rows, room->records->list({"submission", {{"state", "waiting"}}, "proposed_at", 500}));
  std::vector<Row> mine;
  for (const Row& row : rows) {
    QY_TRY(const bool waits_for_me, book_of(*room).waits_for(row, words.by));
    QY_TRY(const Row file, room->records->find("case_file", row.text("case_file")));
    QY_TRY(const KeptOut out, kept_out(*room->records, file));
    if ((waits_for_me || row.text("proposer") == words.by) && !out.officers.contains(words.by))
      mine.push_back(row);
  }
  QY_CHECK(room->log_reading("reading.listed", "case_file", "查看待批：" + std::to_string(mine.size())));
  Json all = Json::array();
  for (const Row& row : mine) {
    all.push_back({{"id", row.id},
                   {"file", row.text("case_file")},
                   {"line", row.text("line")},
                   {"proposer", row.text("proposer")},
                   {"proposed_at", row.text("proposed_at")},
                   {"shown", row.text("shown")},
                   {"given", row.text("given")},
                   {"next_role", row.text("next_role")}});
    if (words.as_json) continue;
    std::printf("%s  %s  %s 呈批：%s\n    校验码 %s；已批 %s；待%s\n", row.id.c_str(),
                row.text("proposed_at").c_str(), row.text("proposer").c_str(), row.text("line").c_str(),
                row.text("shown").substr(0, 8).c_str(),
                row.text("given").empty() ? "—" : row.text("given").c_str(),
                title_of(*room, row.text("next_role")).c_str());
  }
  if (words.as_json) std::printf("%s\n", all.dump(1).c_str());
  if (!words.as_json && mine.empty()) std::printf("没有待批的 (nothing waits)\n");
  return room->records->close();
}

}  // namespace

void add_case_submissions(CommandLine& line, CLI::App& cases) {
  auto words = std::make_shared<SubmissionWords>();
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const SubmissionWords&)) {
    CLI::App* one = cases.add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    one->add_option("--by", words->by, "账号 (account)")->required();
    return one;
  };
  CLI::App* one = sub("propose", "呈批：写法同 cases do，不写 批 (submit a step for approval)", propose);
  one->add_option("file", words->file, "案卷号 (file)")->required();
  one->add_option("line", words->line, "经办人 事项 步骤 附 文书… (officers matter step with …)")->required();
  one->add_option("--note", words->note, "呈批理由，审批人看到 (why; shown to the approvers)");
  one = sub("approve", "审批所看到的 (approve what was shown)", approve);
  one->add_option("submission", words->id, "呈批件编号 (submission)")->required();
  one->add_option("--shown", words->shown, "校验码，见 cases submissions (hash of what was shown)")
      ->required();
  one->add_option("--to", words->to, "办后交到谁手中 (on whose desk it goes)");
  one->add_option("--note", words->note, "批示 (remark)");
  one = sub("return", "退回呈批件 (return a submission)", give_back);
  one->add_option("submission", words->id, "呈批件编号 (submission)")->required();
  one->add_option("--reason", words->reason, "理由 (why)")->required();
  sub("submissions", "待批 (what waits for approval)", list)
      ->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
}

}  // namespace qy
