// What comes into a file beside its steps: scanned documents, evidence and its hands, registers, joint work; and whether it is whole.
#include <cstdio>
#include <memory>

#include "app/case_material_command.h"
#include "app/case_pack.h"
#include "app/case_room.h"
#include "app/evidence_store.h"
#include "casework/completeness.h"
#include "casework/evidence_book.h"
#include "casework/joint_case.h"
#include "casework/register_book.h"

namespace qy {
namespace {

struct MaterialWords {
  std::string folder, by, key, note, file, number, path, to, reason, out, taken_on, from_on, to_on;
  NewEvidence evidence;
  RegisterEntry entry;
  JointCase joint;
  Secondment secondment;
  std::vector<std::string> units;

  CaseEntry said() const { return {{by, ""}, key, "", note}; }
};

Result<void> tell(CaseRoom& room, const std::string& what) {
  std::printf("已登记 %s (recorded)\n", what.c_str());
  return room.records->close();
}

std::string name_of(const std::string& path) {
  return std::filesystem::path(path).filename();
}

Result<void> attach(const MaterialWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_CHECK(room->cases->read(words.file));
  QY_TRY(const KeptBytes kept, keep_bytes(*room->workspace, words.path));
  QY_CHECK(room->cases->attach(words.file, words.number, kept.sm3, name_of(words.path), words.said()));
  return tell(*room, words.number + "  SM3 " + kept.sm3);
}

Result<void> add_evidence(const MaterialWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  NewEvidence evidence = words.evidence;
  evidence.taken_on = room->clock.today();
  if (!words.taken_on.empty()) {
    QY_TRY(evidence.taken_on, Date::from_iso(words.taken_on));
  }
  QY_CHECK(room->cases->read(words.file));
  QY_TRY(const KeptBytes kept, keep_bytes(*room->workspace, words.path));
  evidence.sm3 = kept.sm3;
  evidence.file_name = name_of(words.path);
  evidence.bytes = kept.bytes;
  EvidenceBook book(*room->guarded, room->procedures, room->clock);
  QY_TRY(const std::string id, book.add(words.file, evidence, words.said()));
  return tell(*room, id + "  SM3 " + kept.sm3);
}

Result<void> move_evidence(const MaterialWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  EvidenceBook book(*room->guarded, room->procedures, room->clock);
  QY_CHECK(book.move(words.number, words.to, words.reason, words.said()));
  return tell(*room, words.number + " → " + words.to);
}

Result<void> enter_register(const MaterialWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  RegisterBook book(*room->guarded, room->procedures, room->clock);
  QY_TRY(const std::string id, book.enter(words.entry, words.said()));
  return tell(*room, id);
}

// "unit:permille:work", the first one leads.
Result<JointMember> member_of(const std::string& text) {
  const size_t first = text.find(':'), second = text.find(':', first + 1);
  if (first == std::string::npos || second == std::string::npos)
    return invalid("单位写成 单位:千分比:分工，不能是 " + text + " (write unit:permille:work)");
  return JointMember{text.substr(0, first), text.substr(second + 1), std::atoll(text.c_str() + first + 1),
                     false};
}

Result<void> join(const MaterialWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  JointCase joint = words.joint;
  for (const std::string& text : words.units) {
    QY_TRY(JointMember member, member_of(text));
    member.leads = joint.members.empty();
    joint.members.push_back(std::move(member));
  }
  QY_CHECK(make_joint(*room->guarded, room->clock, joint, words.said()));
  return tell(*room, joint.file);
}

Result<void> second_officer(const MaterialWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  Secondment secondment = words.secondment;
  QY_TRY(secondment.from, Date::from_iso(words.from_on));
  QY_TRY(secondment.to, Date::from_iso(words.to_on));
  QY_CHECK(second(*room->guarded, room->procedures, secondment, words.said()));
  return tell(*room, secondment.user);
}

Result<void> end_joint_work(const MaterialWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_CHECK(end_joint(*room->guarded, room->clock, words.file, words.said()));
  return tell(*room, words.file);
}

Result<void> end_second(const MaterialWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_CHECK(room->cases->end_secondment(words.file, words.number, words.to, words.said()));
  return tell(*room, words.number);
}

Result<void> check(const MaterialWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_TRY(const FileOnRecord found, room->cases->read(words.file));
  QY_CHECK(room->log_reading("reading.opened", "case_file/" + words.file, "核对卷宗是否齐备"));
  QY_TRY(const auto gaps, gaps_of(*room->guarded, found, room->procedures));
  size_t blocking = 0;
  for (const Gap& gap : gaps) {
    std::printf("%s %s\n", gap.blocks ? "×" : "·", gap.what.text().c_str());
    blocking += gap.blocks ? 1 : 0;
  }
  std::printf("%zu 处应补正 (to be mended)，%zu 处应说明 (to be explained)\n", blocking,
              gaps.size() - blocking);
  QY_CHECK(room->records->close());
  if (blocking > 0) return Error{Code::conflict, "卷宗还不齐备，见上 (the file is not whole, see above)"};
  return {};
}

Result<void> pack(const MaterialWords& words) {
  QY_TRY(const auto room, CaseRoom::open_for(words.folder, words.by));
  QY_TRY(const PackedFile packed, pack_file(*room, words.file, words.out));
  std::printf("已写出 %s：%zu 步的回执、%zu 份内容 (acts with receipts, contents)\n", words.out.c_str(),
              packed.acts, packed.contents);
  return {};
}

}  // namespace

void add_case_material(CommandLine& line, CLI::App& cases) {
  auto words = std::make_shared<MaterialWords>();
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const MaterialWords&),
                       bool acts) {
    CLI::App* one = cases.add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    one->add_option("--by", words->by, "账号 (account of who acts or reads)")->required();
    if (!acts) return one;
    one->add_option("--key", words->key, "这一次登记的编号 (key of this act)");
    one->add_option("--note", words->note, "说明 (note)");
    return one;
  };
  const auto text = [&](CLI::App* one, const char* name, std::string& to, const char* help) {
    return one->add_option(name, to, help);
  };
  CLI::App* one = sub("attach", "补入文书的扫描件 (the scan of a document)", attach, true);
  text(one, "file", words->file, "案卷号 (file)")->required();
  text(one, "document", words->number, "文书编号 (document)")->required();
  text(one, "path", words->path, "扫描件 (scan)")->required();

  NewEvidence& evidence = words->evidence;
  one = sub("evidence", "登记证据：内容密封保存 (evidence: its bytes are kept sealed)", add_evidence, true);
  text(one, "file", words->file, "案卷号 (file)")->required();
  text(one, "path", words->path, "证据文件 (its bytes)")->required();
  text(one, "--kind", evidence.kind, "种类 (kind)")->required();
  text(one, "--title", evidence.title, "名称，写外观不写判断 (title)")->required();
  text(one, "--origin", evidence.origin, "来源 (from whom or where)");
  text(one, "--taken-by", evidence.taken_by, "收集人 (who collected it)");
  text(one, "--second", evidence.taken_by_second, "另一名收集人 (the second officer)");
  text(one, "--taken-on", words->taken_on, "收集日期 (day)");
  text(one, "--speaks", evidence.speaks, "against 不利, for 有利, neither")->required();
  text(one, "--kept-at", evidence.kept_at, "保管地点 (where it is kept)");

  one = sub("hand-over", "移交证据，由保管人登记 (evidence passes to other hands)", move_evidence, true);
  text(one, "evidence", words->number, "证据编号 (evidence)")->required();
  text(one, "--to", words->to, "接收人 (who takes it)")->required();
  text(one, "--reason", words->reason, "事由 (why)");

  RegisterEntry& entry = words->entry;
  one = sub("register", "登记簿，登记后不能更改 (registers, written once)", enter_register, true);
  text(one, "register", entry.register_name,
       "interference 打听过问, contact 接触, unsealing 启封, data_query 查询")
      ->required();
  text(one, "--file", entry.file, "案卷号 (file)");
  text(one, "--subject", entry.subject, "何人、何物 (who, or whose)");
  text(one, "--when", entry.happened_at, "何时 (when)");
  text(one, "--manner", entry.manner, "何种方式 (how)");
  text(one, "--content", entry.content, "内容 (what)");
  text(one, "--answer", entry.answer, "如何答复 (the answer given)");
  text(one, "--reported-to", entry.reported_to, "向谁报告 (reported to)");
  text(one, "--purpose", entry.purpose, "目的 (purpose)");
  text(one, "--fields", entry.fields, "字段 (fields)");
  text(one, "--approver", entry.approver, "批准人账号 (who approved)");

  JointCase& joint = words->joint;
  one = sub("join", "室组地联合办案 (a joint case)", join, true);
  text(one, "file", joint.file, "案卷号 (file)")->required();
  one->add_option("--unit", words->units,
                  "单位:千分比:分工，牵头单位在前 (unit:permille:work, the lead first)")
      ->required();
  text(one, "--reason", joint.reason, "事由 (reason)");
  text(one, "--jurisdiction", joint.jurisdiction_basis, "管辖依据：designated, raised, crossed (basis)");
  text(one, "--approval", joint.approval_no, "审批文号 (number of the approval)");

  Secondment& secondment = words->secondment;
  one = sub("second", "借调人员 (an officer of another unit)", second_officer, true);
  text(one, "file", secondment.file, "案卷号 (file)")->required();
  text(one, "user", secondment.user, "账号 (account)")->required();
  text(one, "--unit", secondment.from_unit, "所在单位 (his unit)")->required();
  text(one, "--decision", secondment.decision_no, "书面决定文号 (number of the written decision)");
  text(one, "--recusal-statement", secondment.recusal_statement, "回避声明 (statement on recusal)");
  text(one, "--from", words->from_on, "起 (first day)")->required();
  text(one, "--until", words->to_on, "止 (last day)")->required();

  one = sub("join-end", "结束联合办案，--note 写明理由 (a joint case ends)", end_joint_work, true);
  text(one, "file", words->file, "案卷号 (file)")->required();
  one =
      sub("second-end", "提前结束借调，--note 写明理由 (a secondment ends before its day)", end_second, true);
  text(one, "file", words->file, "案卷号 (file)")->required();
  text(one, "secondment", words->number, "借调编号：卷/账号/第几次 (number of the secondment)")->required();
  text(one, "--to", words->to, "手上事项的接办人 (who goes on with what he has)");

  one = sub("check", "卷宗是否齐备 (is the file whole?)", check, false);
  text(one, "file", words->file, "案卷号 (file)")->required();
  one = sub("pack", "写出归档包：清单、内容、回执 (archive package: manifest, contents, receipts)", pack,
            false);
  text(one, "file", words->file, "案卷号 (file)")->required();
  text(one, "-o,--out", words->out, "文件夹 (folder)")->required();
}

}  // namespace qy
