// The command line: one file per command, each adding itself to the parser here.
#pragma once

#include <CLI/CLI.hpp>
#include <atomic>
#include <functional>
#include <string>

#include "base/result.h"

namespace qy {

// What a command does once its words are parsed; a Result that failed becomes exit code 1 and its message.
struct CommandLine {
  CLI::App parser{
      "清源：从公共资金数据中筛查疑点并逐条说明理由 (Qingyuan: red flags in public money, each one "
      "explained)"};
  std::function<Result<void>()> chosen;
};

void add_init(CommandLine& line);
void add_tables(CommandLine& line);
void add_rules(CommandLine& line);
void add_rules_coverage(CommandLine& line, CLI::App& rules);
void add_rules_docs(CommandLine& line, CLI::App& rules);
void add_ingest(CommandLine& line);
void add_screen(CommandLine& line);
void add_findings(CommandLine& line);
void add_suppress(CommandLine& line);
void add_synth(CommandLine& line);
void add_verify(CommandLine& line);
void add_calendar(CommandLine& line);
void add_quality(CommandLine& line);
void add_filter(CommandLine& line);
void add_resolve(CommandLine& line);
void add_resolve_evaluate(CommandLine& line, CLI::App& resolve);
void add_resolve_explain(CommandLine& line, CLI::App& resolve);
void add_resolve_judge(CommandLine& line, CLI::App& resolve);
void add_procedures(CommandLine& line);
void add_play(CommandLine& line);

// The message for an officer: a Chinese lead by the kind of failure where the message itself is in English.
std::string officer_text(const Error& error);

// Set by Ctrl+C; long work looks at it.
extern std::atomic<bool> interrupted;

// Parses and runs. 0 done, 1 refused or failed, 2 wrong usage.
int run_command_line(int argc, char** argv);

}  // namespace qy
