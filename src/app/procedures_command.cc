#include <cstdio>
#include <memory>

#include "app/commands.h"
#include "app/content.h"
#include "base/clock.h"
#include "base/disk.h"
#include "law/procedure_check.h"
#include "law/procedure_picture.h"

namespace qy {
namespace {

Result<ProcedureBook> load_shipped() {
  QY_TRY(const auto content, find_content());
  return ProcedureBook::load(content / "procedures");
}

Result<const Procedure*> named(const ProcedureBook& book, const std::string& id) {
  const Procedure* procedure = book.procedure(id);
  if (procedure == nullptr)
    return not_found("没有程序 " + id + "，qingyuan procedures list 列出全部 (no such procedure)");
  return procedure;
}

Result<Date> asked_day(const std::string& on) {
  if (on.empty()) return SystemClock().today();
  return Date::from_iso(on);
}

Result<void> list_them() {
  QY_TRY(const ProcedureBook book, load_shipped());
  for (const Procedure& procedure : book.procedures())
    std::printf("%-16s %s (%s): %zu 个状态 (states), %zu 步 (steps)\n", procedure.id.c_str(),
                procedure.title.c_str(), procedure.english.c_str(), procedure.states.size(),
                procedure.steps.size());
  return {};
}

std::string titles(const ProcedureBook& book, const std::vector<std::string>& roles) {
  std::string text;
  for (const std::string& role : roles) text += (text.empty() ? "" : " → ") + book.terms().role(role)->title;
  return text;
}

std::string approval_text(const ProcedureBook& book, const ProcedureStep& step) {
  if (!step.extends.empty()) return "按期限 " + step.extends + " 的延长审批";
  if (step.chain.empty()) return titles(book, step.approval);
  std::string text;
  for (const ChainOption& option : book.terms().chain(step.chain)->options) {
    std::string when;
    for (const std::string& fact : option.when.has)
      when += (when.empty() ? "" : "、") + book.terms().fact(fact)->title;
    text += (text.empty() ? "" : "；") + (when.empty() ? "" : when + "：") + titles(book, option.roles);
  }
  return text;
}

Result<void> show(const std::string& id, const std::string& on) {
  QY_TRY(const ProcedureBook book, load_shipped());
  QY_TRY(const Procedure* procedure, named(book, id));
  QY_TRY(const Date day, asked_day(on));
  std::printf("%s (%s)，行为日 (day of the act) %s\n", procedure->title.c_str(), procedure->english.c_str(),
              day.iso().c_str());
  for (const ProcedureStep& step : procedure->steps) {
    const bool stands = book.stands(step, day);
    std::printf("\n%s  %s (%s)%s\n", step.id.c_str(), step.title.c_str(), step.english.c_str(),
                stands ? "" : "  【当日没有依据，不能走 not in force that day】");
    std::string from;
    for (const std::string& state : step.from)
      from += (from.empty() ? "" : "、") + procedure->state(state)->title;
    std::printf("  %s → %s\n", from.empty() ? "开始" : from.c_str(),
                step.to.empty() ? "不变" : procedure->state(step.to)->title.c_str());
    std::string proposers;
    for (const std::string& role : step.by)
      proposers += (proposers.empty() ? "" : "、") + book.terms().role(role)->title;
    std::printf("  经办 %s；审批 %s\n", proposers.c_str(),
                step.chain.empty() && step.approval.empty() && step.extends.empty()
                    ? "依职责，无须审批"
                    : approval_text(book, step).c_str());
    std::string documents;
    for (const NeededDocument& document : step.documents)
      documents += "《" + book.terms().document(document.id)->title + "》";
    if (!documents.empty()) std::printf("  文书 %s\n", documents.c_str());
    for (const std::string& guard : step.guards) std::printf("  条件 %s\n", book.guard(guard)->title.c_str());
    const auto binding = book.laws().binding_on(step.basis, day);
    if (!binding.empty()) std::printf("  依据 %s\n", book.laws().cite(binding).chinese.c_str());
  }
  return {};
}

Result<void> check_all() {
  QY_TRY(const ProcedureBook book, load_shipped());
  const ProcedureReport report = check(book);
  for (const std::string& problem : report.problems) std::printf("%s\n", problem.c_str());
  for (const std::string& name : report.waiting)
    std::printf("未启用，待法律人员确认 (disabled until a jurist confirms): %s\n", name.c_str());
  std::printf(
      "%zu 个程序 (procedures), %zu 个状态 (states), %zu 步 (steps), %zu 项期限 (limits), %zu 种文书 "
      "(documents), %zu 个规则集 (rule sets)\n%zu 个问题 (problems)\n",
      book.procedures().size(), report.states, report.steps, book.limits().size(),
      book.terms().documents.size(), rule_sets(book).size(), report.problems.size());
  if (!report.problems.empty()) return invalid("程序不完整，见上 (the procedures are not sound, see above)");
  return {};
}

Result<void> draw(const std::string& id, const std::string& on, const std::string& out) {
  QY_TRY(const ProcedureBook book, load_shipped());
  QY_TRY(const Procedure* procedure, named(book, id));
  QY_TRY(const Date day, asked_day(on));
  const std::filesystem::path file(out);
  const std::string svg = procedure_svg(book, *procedure, day);
  QY_CHECK(write_file(file, file.extension() == ".html" ? picture_page(*procedure, day, svg) : svg));
  std::printf("%s\n", out.c_str());
  return {};
}

}  // namespace

void add_procedures(CommandLine& line) {
  struct Words {
    std::string id, on, out;
  };
  auto words = std::make_shared<Words>();
  CLI::App* command = line.parser.add_subcommand("procedures", "办案程序 (the procedures as data)");
  command->require_subcommand(1);
  command->add_subcommand("list", "列出 (list)")->callback([&line] { line.chosen = list_them; });
  command->add_subcommand("check", "检验是否完整 (are they sound?)")->callback([&line] {
    line.chosen = check_all;
  });
  CLI::App* one = command->add_subcommand("show", "查看一个程序 (show one)");
  one->add_option("procedure", words->id)->required();
  one->add_option("--on", words->on, "行为日期，缺省为今天 (the day of the act; today)");
  one->callback([&line, words] { line.chosen = [words] { return show(words->id, words->on); }; });
  CLI::App* picture = command->add_subcommand("draw", "画成图 (draw as SVG or HTML)");
  picture->add_option("procedure", words->id)->required();
  picture->add_option("-o,--out", words->out, "文件 .svg 或 .html (file)")
      ->required()
      ->check([](const std::string& name) {
        const auto ending = std::filesystem::path(name).extension();
        return ending == ".svg" || ending == ".html"
                   ? ""
                   : "文件名应以 .svg 或 .html 结尾 (must end in .svg or .html)";
      });
  picture->add_option("--on", words->on, "行为日期，缺省为今天 (the day of the act; today)");
  picture->callback(
      [&line, words] { line.chosen = [words] { return draw(words->id, words->on, words->out); }; });
}

}  // namespace qy
