// qingyuan persons: persons concerned, put on record and found (leads/person_book.h). Whoever may not read a person does not find him.
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/desk.h"
#include "app/record_commands.h"
#include "base/json.h"
#include "ingest/cell_reader.h"
#include "leads/person_book.h"
#include "text/citizen_no.h"
#include "text/credit_code.h"

namespace qy {
namespace {

struct PersonWords {
  std::string folder, by, citizen, query, purpose;
  NewPerson added;
  bool as_json = false;
};

Result<std::string> token_of(Desk& desk, const std::string& citizen) {
  if (read_citizen_no(citizen).check != NumberCheck::valid)
    return invalid("身份证件号不对，请核对 (the citizen number is not sound)");  // and is not repeated
  QY_TRY(Sealer sealer, desk.workspace().sealer());
  return PseudonymReader(FieldType::citizen_no, sealer, desk.clock().today()).read(citizen, false).token;
}

Result<void> add(const PersonWords& words) {
  QY_TRY(const auto desk, Desk::open_as(words.folder, words.by, "case_management"));
  NewPerson person = words.added;
  if (!person.unit.empty()) person.unit = read_credit_code(person.unit).code;
  if (!words.citizen.empty()) {
    QY_TRY(person.citizen_token, token_of(*desk, words.citizen));
  }
  QY_TRY(const std::string id, PersonBook(desk->book(), desk->clock()).add(person, desk->by()));
  std::printf("已登记人员 %s (on record)\n", id.c_str());
  return desk->close();
}

// The query does not go into the log: it may be a citizen number.
Result<void> find(const PersonWords& words) {
  QY_TRY(const auto desk, Desk::open(words.folder, words.by));
  RowFilter filter = persons_like(words.query);
  if (read_citizen_no(words.query).check == NumberCheck::valid) {
    QY_TRY(const std::string token, token_of(*desk, words.query));
    filter = persons_with_token(token);
  }
  QY_TRY(const auto persons, desk->book().read_where("person", filter));
  const bool blank = words.purpose.find_first_not_of(" \t") == std::string::npos;
  QY_CHECK(desk->log_reading("reading.searched", "person",
                             blank ? "" : words.purpose + "：" + std::to_string(persons.size())));
  Json all = Json::array();
  for (const Row& person : persons) {
    all.push_back({{"id", person.id},
                   {"name", person.text("name")},
                   {"unit", person.text("unit")},
                   {"post", person.text("post")},
                   {"rank", person.text("rank")}});
    if (!words.as_json)
      std::printf("%s  %s  %s  %s  %s\n", person.id.c_str(), person.text("name").c_str(),
                  person.text("unit").c_str(), person.text("post").c_str(), person.text("rank").c_str());
  }
  if (words.as_json) std::printf("%s\n", all.dump(1).c_str());
  if (persons.empty() && !words.as_json) std::printf("没有找到 (none found)\n");
  return desk->close();
}

}  // namespace

void add_persons(CommandLine& line) {
  auto words = std::make_shared<PersonWords>();
  CLI::App* command = line.parser.add_subcommand("persons", "涉及人员 (persons concerned)");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const PersonWords&)) {
    CLI::App* one = command->add_subcommand(name, help);
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->add_option("--by", words->by, "办理人账号 (account of who acts)")->required();
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  NewPerson& person = words->added;
  CLI::App* one = sub("add", "登记一人 (put one on record)", add);
  one->add_option("--name", person.name, "姓名 (name)")->required();
  one->add_option("--citizen", words->citizen, "身份证件号，只存其代号 (citizen number, kept as a token)");
  one->add_option("--unit", person.unit, "单位代码 (code of the unit)");
  one->add_option("--post", person.post, "职务 (post)");
  one->add_option("--rank", person.rank, "职级 (rank)");
  one->add_option("--authority", person.management_authority, "干部管理权限 (managed by)");
  one->add_flag("--party-member", person.party_member, "中共党员 (member of the Party)");
  one = sub("find",
            "按编号、姓名、拼音首字母或者证件号查找，记入日志 (by number, name, initials or citizen number; "
            "logged)",
            find);
  one->add_option("query", words->query, "查什么 (what for)")->required();
  one->add_option("--purpose", words->purpose, "用途 (what for)")->required();
  one->add_flag("--json", words->as_json, "以 JSON 输出 (as JSON)");
}

}  // namespace qy
