// What is asked of an upload: to look into it, and to import it. Both are jobs.
#include <nlohmann/json.hpp>

#include "api/body.h"
#include "api/import_work.h"
#include "api/jobs.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/route.h"
#include "api/taken_in.h"
#include "ingest/header_finder.h"

namespace qy {
namespace {

constexpr const char* kRole = "data_analyst";

// What was said of each section, against the tables: the faults name the place.
class ToldReader {
 public:
  ToldReader(const TableSet& tables, BodyReader& body) : tables_(tables), body_(body) {}

  std::vector<SectionTold> read(const Json* sections) {
    std::vector<SectionTold> all;
    if (sections == nullptr) return all;
    for (size_t i = 0; i < sections->size(); ++i) {
      const std::string at = "/sections/" + std::to_string(i);
      const Json& one = (*sections)[i];
      if (!one.is_object() || (one.contains("columns") && !one["columns"].is_array())) {
        body_.fault(at, say(kSectionForm));
        continue;
      }
      SectionTold told{.section = text(one, "section"), .table = text(one, "table")};
      if (one.contains("header")) told.header = header_in(one["header"], at + "/header");
      if (told.table.empty() && !told.header) continue;  // not to be imported
      const Table* table = tables_.find(told.table);
      if (table == nullptr && !told.table.empty())
        body_.fault(at + "/table", say(kNoTable, told.table));
      else if (table != nullptr && one.contains("columns"))
        read_columns(one["columns"], *table, at, told);
      all.push_back(std::move(told));
    }
    if (all.empty() && !sections->empty()) body_.fault("/sections", say(kNothingChosen));
    return all;
  }

 private:
  static std::string text(const Json& json, const char* name) {
    const auto at = json.find(name);
    return at != json.end() && at->is_string() ? at->get<std::string>() : "";
  }

  std::optional<HeaderPlace> header_in(const Json& header, const std::string& at) {
    const auto number = [&](const char* name, int64_t least, int64_t most) -> std::optional<size_t> {
      const auto it = header.is_object() ? header.find(name) : header.end();
      if (it == header.end() || !it->is_number_integer()) return std::nullopt;
      const auto value = it->get<int64_t>();
      return value < least || value > most ? std::nullopt : std::optional<size_t>(value);
    };
    const auto row = number("row", 1, kHeaderRows), rows = number("rows", 0, 9);
    if (row && rows) return HeaderPlace{*row, *rows};
    body_.fault(at, say(kHeaderForm, kHeaderRows));
    return std::nullopt;
  }

  void read_columns(const Json& columns, const Table& table, const std::string& at, SectionTold& told) {
    auto& all = told.columns.emplace();
    for (size_t i = 0; i < columns.size(); ++i) {
      const std::string where = at + "/columns/" + std::to_string(i);
      const auto place = columns[i].is_object() ? columns[i].find("at") : columns[i].end();
      if (!columns[i].is_object() || place == columns[i].end() || !place->is_number_unsigned() ||
          place->get<uint64_t>() > 100'000) {
        body_.fault(where, say(kSectionForm));
        continue;
      }
      SectionTold::Column column{text(columns[i], "field"), text(columns[i], "unit")};
      const Field* field = table.field(column.field);
      const bool is_twice = std::any_of(
          all.begin(), all.end(), [&](const auto& other) { return other.second.field == column.field; });
      if (field == nullptr || is_twice)
        body_.fault(where + "/field",
                    is_twice ? say(kFieldTwice, field->label) : say(kNoField, column.field, table.label));
      else if (!column.unit.empty() && !amount_unit_named(column.unit) && !area_unit_named(column.unit))
        body_.fault(where + "/unit", say(kNoUnit, column.unit));
      all[place->get<size_t>()] = std::move(column);
    }
  }

  const TableSet& tables_;
  BodyReader& body_;
};

std::optional<DateOrder> date_order_named(const std::string& name) {
  for (const DateOrder order : {DateOrder::ymd, DateOrder::dmy, DateOrder::mdy})
    if (name_of(order) == name) return order;
  return std::nullopt;
}

// A name that a file may have and a person can say.
bool is_profile_name(const std::string& name) {
  const auto safe = safe_file_name(name);
  return name.size() <= 80 && safe.ok() && *safe == name && name.find_first_of("*?\"'#:") == name.npos;
}

// Sources whose import was undone and that are to be taken in again, by their names.
std::set<std::string> again_in(BodyReader& body, const Json& sources) {
  std::set<std::string> again;
  const Json* list = body.list("again");
  for (size_t i = 0; list != nullptr && i < list->size(); ++i) {
    const auto is_it = [&](const Json& source) { return source.at("name") == (*list)[i]; };
    if (std::none_of(sources.begin(), sources.end(), is_it))
      body.fault("/again/" + std::to_string(i), say(kNoSource));
    else
      again.insert((*list)[i].get<std::string>());
  }
  return again;
}

}  // namespace

Result<HttpResponse> look_at_upload(ApiCall& call) {
  QY_TRY(const Upload upload, call.ground.uploads.find(call.in_path["id"], call.officer.user));
  BodyReader body(call.body);
  LookWords words{.source = body.text("source", 0, 1000)};
  if (const std::string order = body.text("date_order", 0, 3); !order.empty()) {
    words.date_order = date_order_named(order);
    if (!words.date_order) body.fault("/date_order", say(kNoDateOrder));
  }
  if (const std::string name = body.text("encoding", 0, 20); !name.empty()) {
    const auto encoding = encoding_named(name);
    if (encoding.ok())
      words.encoding = *encoding;
    else
      body.fault("/encoding", say(kNoEncoding));
  }
  words.told = ToldReader(call.ground.tables, body).read(body.list("sections"));
  if (const auto refused = body.refusal()) return *refused;
  if (call.ground.jobs.is_at_work(upload.id)) return problem(409, say(kUploadBusy));
  const ImportGround ground(call.ground);
  QY_TRY(const Job job,
         call.ground.jobs.begin({"look", call.officer.user, upload.id, "look"},
                                [=](JobRun& run) { return look_into_upload(ground, upload, words, run); }));
  return job_response(job, 202);
}

Result<HttpResponse> import_uploaded(ApiCall& call) {
  QY_TRY(const Upload upload, call.ground.uploads.find(call.in_path["id"], call.officer.user));
  BodyReader body(call.body);
  QY_TRY(const Json look, last_look(call.ground.uploads, upload));
  const Json sources = look.is_object() ? look.at("sources") : Json::array();
  const ImportWords words{body.text("remember_as", 0, 80), kRole, again_in(body, sources)};
  if (!words.remember_as.empty() && !is_profile_name(words.remember_as))
    body.fault("/remember_as", say(kNoProfileName));
  if (const auto refused = body.refusal()) return *refused;
  if (call.ground.jobs.is_at_work(upload.id)) return problem(409, say(kUploadBusy));
  QY_TRY(const Lake lake, Lake::open(call.ground.workspace, call.ground.tables));
  QY_TRY(const auto taken, taken_in(lake, upload));
  size_t ready = 0, undone = 0;
  for (const Json& source : sources) {
    if (!source.value("ready", false)) continue;
    const std::string name = source.at("name");
    const auto at = taken.find(name);
    ++(at != taken.end() && at->second.is_undone && !words.again.contains(name) ? undone : ready);
  }
  if (ready == 0) return problem(409, undone > 0 ? say(kUndoneAlone, undone) : say(kLookFirst));
  const ImportGround ground(call.ground);
  QY_TRY(const Job job,
         call.ground.jobs.begin({"import", call.officer.user, upload.id, "lake"},
                                [=](JobRun& run) { return import_upload(ground, upload, words, run); }));
  return job_response(job, 202);
}

}  // namespace qy
