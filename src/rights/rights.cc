#include "rights/rights.h"

#include <algorithm>

#include "base/disk.h"
#include "base/message.h"
#include "rights/messages.h"
#include "text/yaml.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

Result<OperationSet> operations(const Yaml& cell, const std::vector<std::string>& names) {
  OperationSet set;
  for (const auto& name : names) {
    const auto operation = operation_of(name);
    if (!operation) return cell.wrong(say(kNoOperation, name));
    set.set(size_t(*operation));
  }
  return set;
}

Result<std::optional<PersonTie>> read_tie(const Yaml& file, std::string_view key, const std::string& own) {
  const Yaml* yaml = file.find(key);
  if (yaml == nullptr) return std::optional<PersonTie>();
  QY_CHECK(yaml->only({"kind", "table", "record", "person", "in_force"}));
  PersonTie tie{.kind = yaml->optional("kind", own), .in_force = yaml->optional("in_force", "active")};
  QY_TRY(tie.table, yaml->required("table"));
  QY_TRY(tie.record, yaml->required("record"));
  QY_TRY(tie.person, yaml->required("person"));
  return std::optional<PersonTie>(tie);
}

Result<NamedIn> named_in(const Yaml& item) {
  QY_CHECK(item.only({"table", "record", "user", "in_force", "relation", "as", "from", "to"}));
  NamedIn named{.relation = item.optional("relation"),
                .as = footing_of(item.optional("as")),
                .from = item.optional("from"),
                .to = item.optional("to")};
  QY_TRY(named.table, item.required("table"));
  QY_TRY(named.record, item.required("record"));
  QY_TRY(named.user, item.required("user"));
  QY_TRY(named.in_force, item.required("in_force"));
  if (item.find("as") != nullptr && !named.as) return item.wrong(say(kNoFooting, item.optional("as")));
  return named;
}

Result<void> read_roles(const Yaml& roles, RecordKind& kind) {
  for (const auto& [role, footings] : roles.entries()) {
    auto& cells = kind.roles[role];
    for (const auto& [name, cell] : footings.entries()) {
      const auto footing = footing_of(name);
      if (!footing) return cell.wrong(say(kNoFooting, name));
      QY_TRY(const auto names, footings.texts(name));
      QY_TRY(cells[size_t(*footing)], operations(cell, names));
    }
  }
  return {};
}

Result<ToldRows> read_told(const Yaml& yaml) {
  QY_CHECK(yaml.only({"table", "by", "field", "value", "shows"}));
  ToldRows told{.field = yaml.optional("field"), .value = yaml.optional("value")};
  QY_TRY(told.table, yaml.required("table"));
  QY_TRY(told.by, yaml.required("by"));
  QY_TRY(const auto shows, yaml.texts("shows"));
  told.shows.insert(shows.begin(), shows.end());
  return told;
}

Result<RecordKind> read_kind(const Yaml& file) {
  QY_CHECK(file.only({"kind",     "table",  "handler", "unit",     "sealed",   "names",        "parts",
                      "persons",  "units",  "through", "involved", "recusals", "recused_with", "told",
                      "overview", "closed", "open",    "roles",    "acts",     "steps"}));
  RecordKind kind;
  QY_TRY(kind.name, file.required("kind"));
  kind.table = file.optional("table");
  kind.handler = file.optional("handler");
  kind.unit = file.optional("unit");
  kind.sealed = file.optional("sealed");
  kind.names = file.optional("names");
  QY_TRY(kind.persons, read_tie(file, "persons", kind.name));
  QY_TRY(kind.units, read_tie(file, "units", kind.name));
  QY_TRY(kind.through, read_tie(file, "through", kind.name));
  QY_TRY(const auto involved, file.list("involved"));
  for (const Yaml& item : involved) {
    QY_TRY(kind.involved.emplace_back(), named_in(item));
  }
  if (const Yaml* recusals = file.find("recusals"); recusals != nullptr) {
    QY_TRY(kind.recusals, named_in(*recusals));
  }
  QY_TRY(const auto with, file.list("recused_with"));
  for (const Yaml& item : with) {
    QY_CHECK(item.only({"kind", "field"}));
    GoesWith& one = kind.recused_with.emplace_back();
    QY_TRY(one.kind, item.required("kind"));
    QY_TRY(one.field, item.required("field"));
  }
  QY_TRY(const auto told, file.list("told"));
  for (const Yaml& item : told) {
    QY_TRY(kind.told.emplace_back(), read_told(item));
  }
  QY_TRY(const auto overview, file.texts("overview"));
  kind.overview.insert(overview.begin(), overview.end());
  QY_TRY(const auto open, file.texts("open"));
  kind.open.insert(open.begin(), open.end());
  if (const Yaml* parts = file.find("parts"); parts != nullptr)
    for (const auto& [table, field] : parts->entries()) {
      const bool whole = field.text().starts_with('/');
      kind.parts[table] = {field.text().substr(whole ? 1 : 0), whole};
    }
  if (const Yaml* closed = file.find("closed"); closed != nullptr) {
    QY_CHECK(closed->only({"field", "values"}));
    QY_TRY(kind.closed_field, closed->required("field"));
    QY_TRY(const auto values, closed->texts("values"));
    kind.closed_values.insert(values.begin(), values.end());
  }
  const Yaml* roles = file.find("roles");
  if (roles == nullptr) return file.wrong(say(kNoRoles));
  QY_CHECK(read_roles(*roles, kind));
  return kind;
}

using Needs = std::map<std::string, Operation>;

Result<Needs> read_needs(const Yaml& yaml) {
  Needs needs;
  for (const auto& [on, operation] : yaml.entries()) {
    const auto known = operation_of(operation.text());
    if (!known) return operation.wrong(say(kNoOperation, operation.text()));
    needs.emplace(on, *known);
  }
  return needs;
}

Result<RightsOfSteps> read_steps(const Yaml& steps) {
  QY_CHECK(steps.only({"needs", "of"}));
  RightsOfSteps read;
  if (const Yaml* needs = steps.find("needs"); needs != nullptr) {
    QY_TRY(read.needs, read_needs(*needs));
  }
  if (read.needs.empty()) return steps.wrong(say(kStepsNeed));
  const Yaml* of = steps.find("of");
  if (of == nullptr) return steps.wrong(say(kStepsNeed));
  for (const auto& [procedure, list] : of->entries()) {
    QY_TRY(const auto names, of->texts(procedure));
    for (const auto& name : names) {
      if (name == "*") return list.wrong(say(kAnyAct));
      if (!read.names.insert(procedure + "." + name).second) return list.wrong(say(kSaidTwice, name));
    }
  }
  return read;
}

}  // namespace

Result<void> Rights::add(const Yaml& file) {
  QY_TRY(RecordKind kind, read_kind(file));
  const std::string name = kind.name;
  if (!kinds_.emplace(name, std::move(kind)).second) return file.wrong(say(kSaidTwice, name));
  if (const Yaml* steps = file.find("steps"); steps != nullptr) {
    QY_TRY(steps_[name], read_steps(*steps));
  }
  const Yaml* acts = file.find("acts");
  if (acts == nullptr) return {};
  for (const auto& [act, needs] : acts->entries()) {
    if (act.find('*') != std::string::npos) return needs.wrong(say(kAnyAct));
    auto& needed = acts_[act];
    if (!needed.empty()) return needs.wrong(say(kSaidTwice, act));
    QY_TRY(needed, read_needs(needs));
  }
  return {};
}

Result<void> Rights::check() const {
  for (const auto& [act, needs] : acts_)
    for (const auto& [name, operation] : needs)
      if (!kinds_.contains(name)) return invalid(say(kNoKind, name, act));
  for (const auto& [kind, steps] : steps_)
    for (const auto& [name, operation] : steps.needs)
      if (!kinds_.contains(name)) return invalid(say(kNoKind, name, kind));
  for (const auto& [name, kind] : kinds_)
    if (kind.through && !kinds_.contains(kind.through->kind))
      return invalid(say(kNoKind, kind.through->kind, name));
  for (const auto& [name, kind] : kinds_)
    for (const GoesWith& with : kind.recused_with) {
      const auto other = kinds_.find(with.kind);
      if (other == kinds_.end()) return invalid(say(kNoKind, with.kind, name));
      if (!other->second.recused_with.empty()) return invalid(say(kGoesInCircles, name, with.kind));
    }
  return {};
}

Result<Rights> Rights::parse(const std::vector<std::pair<std::string, std::string>>& files) {
  Rights rights;
  for (const auto& [name, text] : files) {
    QY_TRY(const Yaml file, Yaml::parse(text, name));
    QY_CHECK(rights.add(file));
  }
  QY_CHECK(rights.check());
  return rights;
}

Result<Rights> Rights::load(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code ec;
  for (const auto& file : fs::directory_iterator(folder, ec))
    if (file.path().extension() == ".yaml") paths.push_back(file.path());
  if (paths.empty()) return not_found(say(kNoRights, folder.string()));
  std::sort(paths.begin(), paths.end());
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& path : paths) {
    QY_TRY(const std::string text, read_file(path));
    files.emplace_back(path.string(), text);
  }
  return parse(files);
}

bool Rights::allows(const std::set<std::string>& roles, Operation operation, const RecordKind& kind,
                    const Situation& situation) const {
  if (situation.recused) return false;
  if (situation.closed && !leaves_as_it_is(operation)) return false;
  for (size_t i = 0; i < kFootings; ++i) {
    if (!situation.footings.test(i) || (situation.sealed && !is_by_name(Footing(i)))) continue;
    for (const auto& role : roles) {
      const auto cells = kind.roles.find(role);
      if (cells != kind.roles.end() && cells->second[i].test(size_t(operation))) return true;
    }
  }
  return situation.reads_through && !situation.sealed &&
         (operation == Operation::list || operation == Operation::read);
}

const RecordKind* Rights::kind(std::string_view name) const {
  const auto at = kinds_.find(name);
  return at == kinds_.end() ? nullptr : &at->second;
}

const RecordKind* Rights::kind_of_table(std::string_view table) const {
  for (const auto& [name, kind] : kinds_)
    if (!kind.table.empty() && kind.table == table) return &kind;
  return nullptr;
}

const RecordKind* Rights::kind_of_part(std::string_view table, PartField& field) const {
  for (const auto& [name, kind] : kinds_) {
    const auto at = kind.parts.find(std::string(table));
    if (at == kind.parts.end()) continue;
    field = at->second;
    return &kind;
  }
  return nullptr;
}

bool Rights::is_open(std::string_view table) const {
  return std::any_of(kinds_.begin(), kinds_.end(),
                     [&](const auto& kind) { return kind.second.open.contains(std::string(table)); });
}

const ToldRows* Rights::told(std::string_view table, const Fields& where) const {
  for (const auto& [name, kind] : kinds_)
    for (const ToldRows& told : kind.told) {
      if (told.table != table || !where.contains(told.by)) continue;
      const auto held = where.find(told.field);
      if (told.field.empty() || (held != where.end() && held->second == FieldValue(told.value))) return &told;
    }
  return nullptr;
}

const std::map<std::string, Operation>* Rights::needs(std::string_view act_kind,
                                                      std::string_view object_kind) const {
  if (const auto at = acts_.find(act_kind); at != acts_.end()) return &at->second;
  const auto steps = steps_.find(object_kind);
  return steps == steps_.end() || !steps->second.names.contains(act_kind) ? nullptr : &steps->second.needs;
}

const std::set<std::string, std::less<>>& Rights::steps(std::string_view kind) const {
  static const RightsOfSteps kNone;
  const auto at = steps_.find(kind);
  return at == steps_.end() ? kNone.names : at->second.names;
}

}  // namespace qy
