// What happened on the disk and what was promised, in one order; and what a crash may leave of it at each moment.
//
//   what was synced     is there
//   what was not        is there, is not, or some of its sectors are (512 bytes), each write for itself and in any order
//   a file of the log   is there whole or not (it is written beside, synced, renamed); a tile before its sync may be torn
//
// At each moment: nothing of what is unsynced, all of it, each write alone, all but each, each one torn in both halves, and a few
// by chance with every sector for itself. States that are the same are looked at once.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "recorded_disk.h"

namespace qy::crash {

using Files = std::map<std::string, std::string>;  // name or path -> bytes

struct Promised {  // an act was answered
  std::string key;
  int64_t seq = 0;
};
struct LogChanged {  // one file of the log; no bytes: it is gone
  std::string path, bytes;
  bool is_there = true;
};
using Moment = std::variant<DiskEvent, LogChanged, Promised>;

struct CrashState {
  size_t moment = 0;  // how many moments came before the crash
  std::string how;
  Files records, log;
  std::map<std::string, int64_t> promised;
};

// Calls `look` for every state; stops where it returns false. `stride`: only at every so many moments; `chances`: how many random
// states at each.
void each_crash_state(const std::vector<Moment>& moments, const Files& log_before, size_t stride, int chances,
                      const std::function<bool(const CrashState&)>& look);

Files files_below(const std::filesystem::path& folder);

}  // namespace qy::crash
