// The commands that write and read acts; each adds itself to the parser.
#pragma once

#include "app/commands.h"

namespace qy {

void add_cases(CommandLine& line);
void add_leads(CommandLine& line);
void add_lead_readings(CommandLine& line, CLI::App& leads);
void add_access(CommandLine& line);
void add_outbox(CommandLine& line);
void add_persons(CommandLine& line);
void add_ties(CommandLine& line);
void add_reports(CommandLine& line);
void add_backup(CommandLine& line);
void add_witness(CommandLine& line);
void add_holders(CommandLine& line);
void add_office(CommandLine& line);
void add_office_passwords(CommandLine& line, CLI::App& office);
void add_records(CommandLine& line);
void add_serve(CommandLine& line);
void add_readings(CommandLine& line, CLI::App& records);

}  // namespace qy
