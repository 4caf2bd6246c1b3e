#include "timeline.h"

#include <algorithm>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

namespace qy::crash {
namespace fs = std::filesystem;
namespace {

constexpr size_t kSector = 512, kMostAlone = 24;

void write_at(std::string& file, size_t at, std::string_view bytes) {
  if (file.size() < at + bytes.size()) file.resize(at + bytes.size(), '\0');
  std::copy(bytes.begin(), bytes.end(), file.begin() + ptrdiff_t(at));
}

// Sectors [from, to) of what was written.
void apply_some(Files& files, const DiskEvent& event, size_t from, size_t to) {
  if (event.kind == DiskEvent::Kind::remove) {
    files.erase(event.file);
    return;
  }
  std::string& file = files[event.file];
  if (event.kind == DiskEvent::Kind::truncate) file.resize(size_t(event.at), '\0');
  if (event.kind != DiskEvent::Kind::write) return;
  const size_t begin = std::min(from * kSector, event.bytes.size()),
               end = std::min(to * kSector, event.bytes.size());
  if (begin < end)
    write_at(file, size_t(event.at) + begin, std::string_view(event.bytes).substr(begin, end - begin));
}
void apply(Files& files, const DiskEvent& event) {
  apply_some(files, event, 0, event.bytes.size() / kSector + 1);
}
size_t sectors_of(const DiskEvent& event) {
  return (event.bytes.size() + kSector - 1) / kSector;
}

class Disk {
 public:
  // What was told to be kept is kept; the rest of what went before waits.
  void take(const DiskEvent& event) {
    if (event.kind != DiskEvent::Kind::sync) {
      pending_.push_back(event);
      return;
    }
    std::vector<DiskEvent> rest;
    for (const DiskEvent& one : pending_) {
      if (one.file == event.file) {
        apply(kept_, one);
      } else {
        rest.push_back(one);
      }
    }
    kept_[event.file];  // an empty file that was synced is there
    pending_ = std::move(rest);
  }

  const std::vector<DiskEvent>& pending() const { return pending_; }
  const Files& kept() const { return kept_; }

 private:
  Files kept_;
  std::vector<DiskEvent> pending_;
};

class Enumeration {
 public:
  Enumeration(int chances, const std::function<bool(const CrashState&)>& look)
      : chances_(chances), look_(look) {}

  bool states_at(const Disk& disk, CrashState& state, const std::vector<Files>& logs) {
    const auto& pending = disk.pending();
    for (size_t i = 0; i < logs.size(); ++i) {
      state.log = logs[i];
      const std::string log = i == 0 ? "" : ", the log's next file torn or there";
      if (!with(disk, state, "nothing unsynced" + log, [](size_t, Files&, const DiskEvent&) {})) return false;
      if (!with(disk, state, "all of it" + log,
                [](size_t, Files& files, const DiskEvent& event) { apply(files, event); }))
        return false;
    }
    state.log = logs.front();
    // A schema that is being made leaves hundreds of writes open: some of them stand for all.
    const size_t step = pending.size() / kMostAlone + 1;
    for (size_t chosen = 0; chosen < pending.size(); chosen += step) {
      const std::string which = "write " + std::to_string(chosen) + " of " + std::to_string(pending.size());
      if (!with(disk, state, which + " alone", [&](size_t i, Files& files, const DiskEvent& event) {
            if (i == chosen) apply(files, event);
          }))
        return false;
      if (!with(disk, state, "all but " + which, [&](size_t i, Files& files, const DiskEvent& event) {
            if (i != chosen) apply(files, event);
          }))
        return false;
      const size_t half = sectors_of(pending[chosen]) / 2;
      for (const bool first : {true, false})
        if (half > 0 &&
            !with(disk, state, which + (first ? " cut after its first half" : " without its first half"),
                  [&](size_t i, Files& files, const DiskEvent& event) {
                    if (i != chosen) return apply(files, event);
                    apply_some(files, event, first ? 0 : half, first ? half : sectors_of(event));
                  }))
          return false;
    }
    for (int n = 0; n < chances_ && !pending.empty(); ++n)
      if (!with(disk, state, "sectors by chance", [&](size_t, Files& files, const DiskEvent& event) {
            for (size_t s = 0; s < std::max<size_t>(1, sectors_of(event)); ++s)
              if (random_() % 2 == 0) apply_some(files, event, s, s + 1);
          }))
        return false;
    return true;
  }

 private:
  template <class Apply>
  bool with(const Disk& disk, CrashState& state, const std::string& how, Apply&& apply_one) {
    state.records = disk.kept();
    state.how = how;
    for (size_t i = 0; i < disk.pending().size(); ++i) apply_one(i, state.records, disk.pending()[i]);
    std::string all;
    for (const Files* files : {&state.records, &state.log})
      for (const auto& [name, bytes] : *files)
        all += name + '\0' + std::to_string(std::hash<std::string>()(bytes)) + '\0';
    all += std::to_string(state.promised.size());
    return !seen_.insert(std::hash<std::string>()(all)).second || look_(state);
  }

  int chances_;
  const std::function<bool(const CrashState&)>& look_;
  std::set<size_t> seen_;
  std::mt19937 random_{20261126};
};

void apply(Files& log, const LogChanged& change) {
  if (change.is_there) {
    log[change.path] = change.bytes;
  } else {
    log.erase(change.path);
  }
}

}  // namespace

void each_crash_state(const std::vector<Moment>& moments, const Files& log_before, size_t stride, int chances,
                      const std::function<bool(const CrashState&)>& look) {
  Disk disk;
  CrashState state;
  Files log = log_before;
  Enumeration enumeration(chances, look);
  for (size_t i = 0; i <= moments.size(); ++i) {
    state.moment = i;
    const auto* next = i < moments.size() ? std::get_if<LogChanged>(&moments[i]) : nullptr;
    if (i % stride == 0 || next != nullptr) {
      std::vector<Files> logs{log};
      if (next != nullptr && next->is_there && next->path != "checkpoint")
        for (const size_t length : {size_t(0), next->bytes.size() / 2}) {
          Files torn = log;
          torn[next->path] = next->bytes.substr(0, length);
          logs.push_back(std::move(torn));
        }
      if (!enumeration.states_at(disk, state, logs)) return;
    }
    if (i == moments.size()) return;
    if (const auto* event = std::get_if<DiskEvent>(&moments[i])) disk.take(*event);
    if (const auto* promised = std::get_if<Promised>(&moments[i]))
      state.promised[promised->key] = promised->seq;
    if (next != nullptr) apply(log, *next);
  }
}

Files files_below(const fs::path& folder) {
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    files[fs::relative(entry.path(), folder).string()] = bytes.str();
  }
  return files;
}

}  // namespace qy::crash
