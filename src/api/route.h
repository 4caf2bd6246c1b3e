// The operations of the API, one line each (routes.cc), and what a resource is given to answer one.
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/api.h"
#include "api/officer.h"
#include "base/json.h"
#include "leads/finding.h"

namespace qy {

class Cursors;
class EntityShelf;
class GraphShelf;
class News;
class OfficeRoll;
class Shelf;
class ViewBook;

inline constexpr std::string_view kFindingReaders = "data_analyst case_management leader_in_charge chief";

struct ApiCall {
  ApiGround& ground;
  Shelf& shelf;
  Cursors& cursors;
  GraphShelf& graphs;
  EntityShelf& entities;
  ViewBook& views;
  OfficeRoll& roll;
  News& news;
  const HttpRequest& request;
  std::map<std::string, std::string> in_path;  // {id} -> what stands there
  OfficerAccount officer;                      // who asks; nobody where the door is open
  AccountSession session;
  std::unique_ptr<FilteringBook>
      records;  // the house's own, as they stand for this request, until it acts through them
  std::optional<GuardedBook> book;  // the same as he may use them
  Json body;

  std::string query(const std::string& name) const {
    const auto at = request.query.find(name);
    return at == request.query.end() ? "" : at->second;
  }
};

// knocking: without a session, but not from another site; newcomer: with a first password too, which opens nothing else; watching: signed in,
// but no sign of life, so that a page alone keeps no session open.
enum class Entry { anyone, knocking, newcomer, signed_in, watching };
inline bool asks_for_session(Entry entry) {
  return entry == Entry::newcomer || entry == Entry::signed_in || entry == Entry::watching;
}

struct ApiRoute {
  std::string_view method, path, operation;
  Entry entry = Entry::signed_in;
  std::string_view roles;  // "data_analyst chief": one of them; "": every account in force
  std::string_view query;  // names that may stand after the question mark
  bool if_match = false;   // changes something that was seen
  Result<HttpResponse> (*run)(ApiCall& call) = nullptr;
  Taken (*take)(ApiCall& call, int64_t bytes) = nullptr;  // of a PUT
};

std::span<const ApiRoute> api_routes();

// The finding that a request is about, for the one who asks, with its ETag. What became of it names its lead only to
// those who may know of that lead.
Result<HttpResponse> finding_response(ApiCall& call, const Screening& screening, const Finding& finding,
                                      Row row);

HttpResponse json_response(const Json& json, int status = 200);

// The resources.
Result<HttpResponse> answer_healthz(ApiCall& call);
Result<HttpResponse> answer_readyz(ApiCall& call);
Result<HttpResponse> show_setup(ApiCall& call);
Result<HttpResponse> set_up(ApiCall& call);
Result<HttpResponse> log_in(ApiCall& call);
Result<HttpResponse> log_out(ApiCall& call);
Result<HttpResponse> show_me(ApiCall& call);
Result<HttpResponse> change_password(ApiCall& call);
Result<HttpResponse> list_sessions(ApiCall& call);
Result<HttpResponse> end_session(ApiCall& call);
Result<HttpResponse> end_other_sessions(ApiCall& call);
Result<HttpResponse> list_accounts(ApiCall& call);
Result<HttpResponse> act_on_account(ApiCall& call);
Result<HttpResponse> load_office(ApiCall& call);
Result<HttpResponse> reset_password(ApiCall& call);
Result<HttpResponse> list_readings(ApiCall& call);
Result<HttpResponse> show_log(ApiCall& call);
Result<HttpResponse> verify_log(ApiCall& call);
Result<HttpResponse> list_backups(ApiCall& call);
Result<HttpResponse> begin_backup(ApiCall& call);
Result<HttpResponse> begin_drill(ApiCall& call);
Result<HttpResponse> list_procedures(ApiCall& call);
Result<HttpResponse> list_todo(ApiCall& call);
Result<HttpResponse> watch_news(ApiCall& call);
Result<HttpResponse> list_findings(ApiCall& call);
Result<HttpResponse> show_finding(ApiCall& call);
Result<HttpResponse> ask_about_finding(ApiCall& call);
Result<HttpResponse> answer_finding(ApiCall& call);
Result<HttpResponse> decide_finding(ApiCall& call);
Result<HttpResponse> accept_finding(ApiCall& call);
Result<HttpResponse> return_finding(ApiCall& call);
Result<HttpResponse> decide_findings(ApiCall& call);
Result<HttpResponse> show_finding_entity(ApiCall& call);
Result<HttpResponse> show_finding_rows(ApiCall& call);
Result<HttpResponse> list_views(ApiCall& call);
Result<HttpResponse> save_view(ApiCall& call);
Result<HttpResponse> drop_view(ApiCall& call);
Result<HttpResponse> list_rules(ApiCall& call);
Result<HttpResponse> show_rule(ApiCall& call);
Result<HttpResponse> begin_trial(ApiCall& call);
Result<HttpResponse> list_case_registers(ApiCall& call);
Result<HttpResponse> enter_register(ApiCall& call);
Result<HttpResponse> list_registers(ApiCall& call);
Result<HttpResponse> show_trial(ApiCall& call);
Result<HttpResponse> list_sources(ApiCall& call);
Result<HttpResponse> show_screening(ApiCall& call);
Result<HttpResponse> begin_screening(ApiCall& call);
Result<HttpResponse> begin_practice(ApiCall& call);
Result<HttpResponse> show_coverage(ApiCall& call);
Result<HttpResponse> list_relation_purposes(ApiCall& call);
Result<HttpResponse> ask_neighbours(ApiCall& call);
Result<HttpResponse> ask_paths(ApiCall& call);
Result<HttpResponse> ask_owners(ApiCall& call);
Result<HttpResponse> list_entities(ApiCall& call);
Result<HttpResponse> show_entity(ApiCall& call);
Result<HttpResponse> explain_entity(ApiCall& call);
Result<HttpResponse> list_other_entities(ApiCall& call);
Result<HttpResponse> find_entities(ApiCall& call);
Result<HttpResponse> resolve_entities(ApiCall& call);
Result<HttpResponse> list_entity_judgements(ApiCall& call);
Result<HttpResponse> judge_records(ApiCall& call);
Result<HttpResponse> undo_entity_judgement(ApiCall& call);
Result<HttpResponse> list_leads(ApiCall& call);
Result<HttpResponse> show_lead(ApiCall& call);
Result<HttpResponse> register_lead(ApiCall& call);
Result<HttpResponse> list_lead_sources(ApiCall& call);
Result<HttpResponse> show_office(ApiCall& call);
Result<HttpResponse> list_tables(ApiCall& call);
Result<HttpResponse> list_uploads(ApiCall& call);
Result<HttpResponse> show_upload(ApiCall& call);
Result<HttpResponse> drop_upload(ApiCall& call);
Taken receive_upload(ApiCall& call, int64_t bytes);
Result<HttpResponse> look_at_upload(ApiCall& call);
Result<HttpResponse> import_uploaded(ApiCall& call);
Result<HttpResponse> list_jobs(ApiCall& call);
Result<HttpResponse> show_job(ApiCall& call);
Result<HttpResponse> cancel_job(ApiCall& call);
Result<HttpResponse> list_batches(ApiCall& call);
Result<HttpResponse> show_batch(ApiCall& call);
Result<HttpResponse> show_refused(ApiCall& call);
Result<HttpResponse> undo_batch(ApiCall& call);
Result<HttpResponse> list_case_files(ApiCall& call);
Result<HttpResponse> open_case_file(ApiCall& call);
Result<HttpResponse> show_case_file(ApiCall& call);
Result<HttpResponse> act_in_case_file(ApiCall& call);
Result<HttpResponse> list_facts(ApiCall& call);
Result<HttpResponse> add_facts(ApiCall& call);
Taken receive_case_upload(ApiCall& call, int64_t bytes);
Result<HttpResponse> drop_case_upload(ApiCall& call);
Result<HttpResponse> attach_document(ApiCall& call);
Result<HttpResponse> give_document(ApiCall& call);
Result<HttpResponse> add_evidence(ApiCall& call);
Result<HttpResponse> move_evidence(ApiCall& call);
Result<HttpResponse> give_evidence(ApiCall& call);
Result<HttpResponse> declare_recusal(ApiCall& call);
Result<HttpResponse> decide_recusal(ApiCall& call);
Result<HttpResponse> make_joint_case(ApiCall& call);
Result<HttpResponse> end_joint_case(ApiCall& call);
Result<HttpResponse> second_officer(ApiCall& call);
Result<HttpResponse> end_secondment(ApiCall& call);
Result<HttpResponse> let_in(ApiCall& call);
Result<HttpResponse> end_access(ApiCall& call);
Result<HttpResponse> show_supervision(ApiCall& call);
Result<HttpResponse> remind_handler(ApiCall& call);
Result<HttpResponse> list_submissions(ApiCall& call);
Result<HttpResponse> show_submission(ApiCall& call);
Result<HttpResponse> approve_submission(ApiCall& call);
Result<HttpResponse> return_submission(ApiCall& call);

}  // namespace qy
