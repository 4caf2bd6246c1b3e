#include "app/commands.h"

#include <csignal>
#include <cstdio>
#include <exception>

#include "app/content.h"
#include "app/record_commands.h"
#include "app/relate_command.h"

namespace qy {

std::atomic<bool> interrupted = false;

namespace {

std::string_view lead_of(Code code) {
  switch (code) {
    case Code::invalid:
      return "内容有误，未作改动";
    case Code::not_found:
      return "没有找到";
    case Code::conflict:
      return "当前状态不允许，未作改动";
    case Code::forbidden:
      return "不允许";
    case Code::io:
      return "读写失败，没有留下半成品";
    case Code::damaged:
      return "已存的数据与记录不符";
    case Code::limit:
      return "超出限度，未作改动";
    case Code::cancelled:
      return "已停止";
    case Code::internal:
      return "程序内部错误，数据未受影响";
  }
  return "";
}

bool has_chinese(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9) return true;
  return false;
}

void on_interrupt(int) {
  if (interrupted.exchange(true)) std::_Exit(130);  // the second Ctrl+C does not wait
}

int report(const Error& error) {
  std::fflush(stdout);  // "see above" must stand below
  std::fprintf(stderr, "qingyuan: %s\n", officer_text(error).c_str());
  return error.code == Code::cancelled ? 130 : 1;
}

}  // namespace

std::string officer_text(const Error& error) {
  return has_chinese(error.message) ? error.message : std::string(lead_of(error.code)) + "：" + error.message;
}

int run_command_line(int argc, char** argv) {
  CommandLine line;
  line.parser.set_version_flag("--version", "qingyuan " + std::string(kVersion));
  line.parser.require_subcommand(1);
  add_init(line);
  add_ingest(line);
  add_quality(line);
  add_screen(line);
  add_findings(line);
  add_rules(line);
  add_suppress(line);
  add_leads(line);
  add_persons(line);
  add_cases(line);
  add_office(line);
  add_access(line);
  add_ties(line);
  add_reports(line);
  add_backup(line);
  add_witness(line);
  add_holders(line);
  add_records(line);
  add_outbox(line);
  add_serve(line);
  add_tables(line);
  add_synth(line);
  add_verify(line);
  add_calendar(line);
  add_filter(line);
  add_resolve(line);
  add_procedures(line);
  add_play(line);
  add_relate(line);
  try {
    line.parser.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return line.parser.exit(e) == 0 ? 0 : 2;
  }
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  std::signal(SIGXFSZ, SIG_IGN);  // a quota is told like a full disk
  try {                           // the one place where whatever still throws is caught
    const Result<void> done = line.chosen();
    return done.ok() ? 0 : report(done.error());
  } catch (const std::exception& e) {
    return report(
        {Code::internal,
         std::string(
             "程序内部错误，数据未受影响，请把这句话报告给维护人员 (a bug of ours; your data are as they "
             "were; please report): ") +
             e.what()});
  }
}

}  // namespace qy
