#include "entity/links.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <queue>

#include "base/message.h"

namespace qy {
namespace {

constexpr size_t kReadAtATime = 1 << 14;

// One sorted run, read piece by piece.
class RunReader {
 public:
  explicit RunReader(const std::filesystem::path& path) : file_(path, std::ios::binary) {}

  Result<bool> next(Link& link) {
    if (at_ == piece_.size()) {
      piece_.resize(kReadAtATime);
      file_.read(reinterpret_cast<char*>(piece_.data()), std::streamsize(piece_.size() * sizeof(Link)));
      if (file_.bad()) return io_error(reason_of_failure());
      piece_.resize(size_t(file_.gcount()) / sizeof(Link));
      at_ = 0;
      if (piece_.empty()) return false;
    }
    link = piece_[at_++];
    return true;
  }

 private:
  std::ifstream file_;
  std::vector<Link> piece_;
  size_t at_ = 0;
};

}  // namespace

bool is_stronger(const Link& x, const Link& y) {
  if (x.bits != y.bits) return x.bits > y.bits;
  return x.a != y.a ? x.a < y.a : x.b < y.b;
}

LinkStore LinkStore::of(std::vector<Link> links) {
  LinkStore out;
  out.memory_ = std::move(links);
  std::sort(out.memory_.begin(), out.memory_.end(), is_stronger);
  out.memory_.erase(std::unique(out.memory_.begin(), out.memory_.end()), out.memory_.end());
  out.size_ = int64_t(out.memory_.size());
  return out;
}

Result<void> LinkStore::add(const Link& link) {
  memory_.push_back(link);
  if (memory_.size() < most_in_memory_) return {};
  return spill();
}

Result<void> LinkStore::spill() {
  std::sort(memory_.begin(), memory_.end(), is_stronger);
  if (folders_.empty()) {
    QY_TRY(ScratchFolder folder, ScratchFolder::make("links"));
    folders_.push_back(std::move(folder));
  }
  runs_.push_back(folders_.front().path() / std::to_string(runs_.size()));
  const std::string_view bytes(reinterpret_cast<const char*>(memory_.data()), memory_.size() * sizeof(Link));
  QY_CHECK(write_unsynced(runs_.back(), bytes));
  memory_.clear();
  return {};
}

Result<void> LinkStore::take(LinkStore&& other) {
  runs_.insert(runs_.end(), other.runs_.begin(), other.runs_.end());
  std::move(other.folders_.begin(), other.folders_.end(), std::back_inserter(folders_));
  for (const Link& link : other.memory_) QY_CHECK(add(link));
  other.memory_ = {};
  return {};
}

Result<void> LinkStore::finish() {
  std::sort(memory_.begin(), memory_.end(), is_stronger);
  size_ = 0;
  return each([&](const Link&) { ++size_; });
}

Result<void> LinkStore::each(const std::function<void(const Link&)>& visit) const {
  std::vector<RunReader> readers(runs_.begin(), runs_.end());
  size_t in_memory = 0;
  const auto next = [&](size_t run, Link& link) -> Result<bool> {
    if (run < readers.size()) return readers[run].next(link);
    if (in_memory == memory_.size()) return false;
    link = memory_[in_memory++];
    return true;
  };
  struct Head {
    Link link;
    size_t run;
  };
  const auto is_later = [](const Head& x, const Head& y) { return is_stronger(y.link, x.link); };
  std::priority_queue<Head, std::vector<Head>, decltype(is_later)> heads(is_later);
  Link link, last;  // a link of a record to itself is none: differs from every other
  for (size_t run = 0; run <= readers.size(); ++run) {
    QY_TRY(const bool more, next(run, link));
    if (more) heads.push({link, run});
  }
  while (!heads.empty()) {
    const Head head = heads.top();
    heads.pop();
    if (head.link != last) visit(head.link);
    last = head.link;
    QY_TRY(const bool more, next(head.run, link));
    if (more) heads.push({link, head.run});
  }
  return {};
}

}  // namespace qy
