#include "law/procedure_book.h"

#include <algorithm>

#include "law/messages.h"

namespace qy {
namespace {

template <class T>
const T* find_id(const std::vector<T>& all, std::string_view id) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

Result<ProcedureBook> ProcedureBook::load(const std::filesystem::path& folder) {
  ProcedureBook book;
  const auto shared = folder / "shared";
  QY_TRY(book.laws_, LawBook::load(shared / "laws.yaml"));
  QY_TRY(book.terms_, Terms::load(shared));
  QY_TRY(book.limits_, load_time_limits(shared / "time-limits.yaml", book.laws_));
  QY_TRY(book.guards_, load_guards(shared / "guards.yaml", book.laws_));
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  std::filesystem::directory_iterator entries(folder, failed);
  for (; !failed && entries != std::filesystem::directory_iterator(); entries.increment(failed))
    if (entries->path().extension() == ".yaml") files.push_back(entries->path());
  if (failed) return io_error(say(kProceduresUnread, folder.string(), failed.message()));
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    QY_TRY(Procedure procedure, load_procedure(file, book.laws_));
    book.procedures_.push_back(std::move(procedure));
  }
  return book;
}

const Procedure* ProcedureBook::procedure(std::string_view id) const {
  return find_id(procedures_, id);
}

const ProcedureStep* ProcedureBook::step(std::string_view name) const {
  const size_t dot = name.find('.');
  const Procedure* of = dot == std::string_view::npos ? nullptr : procedure(name.substr(0, dot));
  return of == nullptr ? nullptr : of->step(name.substr(dot + 1));
}

bool ProcedureBook::has_state(std::string_view name) const {
  const size_t dot = name.find('.');
  const Procedure* of = dot == std::string_view::npos ? nullptr : procedure(name.substr(0, dot));
  return of != nullptr && of->state(name.substr(dot + 1)) != nullptr;
}

const TimeLimit* ProcedureBook::limit(std::string_view id) const {
  return find_id(limits_, id);
}

const Guard* ProcedureBook::guard(std::string_view id) const {
  return find_id(guards_, id);
}

bool ProcedureBook::stands(const ProcedureStep& step, Date date) const {
  return !laws_.binding_on(step.basis, date).empty();
}

bool ProcedureBook::stands(const TimeLimit& limit, Date date) const {
  return !laws_.binding_on(limit.basis, date).empty();
}

bool ProcedureBook::stands(const Guard& guard, Date date) const {
  return guard.basis.empty() || !laws_.binding_on(guard.basis, date).empty();
}

const std::vector<std::string>& ProcedureBook::approvers(const ProcedureStep& step,
                                                         const Facts& facts) const {
  return step.chain.empty() ? step.approval : terms_.chain(step.chain)->roles_for(facts);
}

const Extension* next_extension(const TimeLimit& limit, const Facts& facts, int used) {
  int spent = used;
  for (const Extension& extension : limit.extensions) {
    const bool is_used_up = extension.times > 0 && spent >= extension.times;
    if (is_used_up) {
      spent -= extension.times;
      continue;
    }
    if (extension.when.holds(facts)) return &extension;
  }
  return nullptr;
}

bool used_up(const TimeLimit& limit, int used) {
  int allowed = 0;
  for (const Extension& extension : limit.extensions) {
    if (extension.times == 0) return false;
    allowed += extension.times;
  }
  return used >= allowed;
}

}  // namespace qy
