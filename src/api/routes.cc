#include "api/route.h"

namespace qy {
namespace {

constexpr std::string_view kFindings = "data_analyst case_management leader_in_charge chief";
constexpr std::string_view kAnalyst = "data_analyst", kCaseManagement = "case_management";
constexpr std::string_view kSupervisors = "case_management handling_head leader_in_charge chief";
constexpr std::string_view kFilters = "band state rule pack topic family status q limit cursor at";

// Which roles reach an operation at all. What somebody sees of a record behind it is for the
// table of rights to say (rights/*.yaml).
constexpr ApiRoute kRoutes[] = {
    {"GET", "/healthz", "answerHealthz", Entry::anyone, "", "", false, answer_healthz},
    {"GET", "/readyz", "answerReadyz", Entry::anyone, "", "", false, answer_readyz},
    {"POST", "/api/v1/session", "logIn", Entry::knocking, "", "", false, log_in},
    {"DELETE", "/api/v1/session", "logOut", Entry::newcomer, "", "", false, log_out},
    {"GET", "/api/v1/me", "showMe", Entry::newcomer, "", "", false, show_me},
    {"POST", "/api/v1/me/password", "changePassword", Entry::newcomer, "", "", false, change_password},
    {"GET", "/api/v1/me/sessions", "listSessions", Entry::signed_in, "", "", false, list_sessions},
    {"DELETE", "/api/v1/me/sessions", "endOtherSessions", Entry::signed_in, "", "", false,
     end_other_sessions},
    {"DELETE", "/api/v1/me/sessions/{id}", "endSession", Entry::signed_in, "", "", false, end_session},
    {"GET", "/api/v1/todo", "listTodo", Entry::signed_in, "", "", false, list_todo},
    {"GET", "/api/v1/findings", "listFindings", Entry::signed_in, kFindings, kFilters, false, list_findings},
    {"GET", "/api/v1/findings/{id}", "showFinding", Entry::signed_in, kFindings, "", false, show_finding},
    {"POST", "/api/v1/findings/{id}/ask", "askAboutFinding", Entry::signed_in, kAnalyst, "", true,
     ask_about_finding},
    {"POST", "/api/v1/findings/{id}/answer", "answerFinding", Entry::signed_in, kAnalyst, "", true,
     answer_finding},
    {"POST", "/api/v1/findings/{id}/exit", "decideFinding", Entry::signed_in, kAnalyst, "", true,
     decide_finding},
    {"POST", "/api/v1/findings/{id}/accept", "acceptFinding", Entry::signed_in, kCaseManagement, "", true,
     accept_finding},
    {"POST", "/api/v1/findings/{id}/return", "returnFinding", Entry::signed_in, kCaseManagement, "", true,
     return_finding},
    {"POST", "/api/v1/findings/exits", "decideFindings", Entry::signed_in, kAnalyst, "", false,
     decide_findings},
    {"GET", "/api/v1/views", "listViews", Entry::signed_in, kFindings, "", false, list_views},
    {"POST", "/api/v1/views", "saveView", Entry::signed_in, kFindings, "", false, save_view},
    {"DELETE", "/api/v1/views/{id}", "dropView", Entry::signed_in, kFindings, "", false, drop_view},
    {"GET", "/api/v1/rules", "listRules", Entry::signed_in, "", "", false, list_rules},
    {"GET", "/api/v1/rules/{id}", "showRule", Entry::signed_in, "", "", false, show_rule},
    {"GET", "/api/v1/sources", "listSources", Entry::signed_in, kFindings, "", false, list_sources},
    {"GET", "/api/v1/batches", "listBatches", Entry::signed_in, kFindings, "limit cursor", false,
     list_batches},
    {"GET", "/api/v1/batches/{id}", "showBatch", Entry::signed_in, kFindings, "", false, show_batch},
    {"GET", "/api/v1/batches/{id}/refused", "showRefused", Entry::signed_in, kAnalyst, "", false,
     show_refused},
    {"POST", "/api/v1/batches/{id}/undo", "undoBatch", Entry::signed_in, kAnalyst, "", false, undo_batch},
    {"GET", "/api/v1/tables", "listTables", Entry::signed_in, "", "", false, list_tables},
    {"GET", "/api/v1/uploads", "listUploads", Entry::signed_in, kAnalyst, "", false, list_uploads},
    {"PUT", "/api/v1/uploads/{id}", "receiveUpload", Entry::signed_in, kAnalyst, "name", false, nullptr,
     receive_upload},
    {"GET", "/api/v1/uploads/{id}", "showUpload", Entry::signed_in, kAnalyst, "", false, show_upload},
    {"DELETE", "/api/v1/uploads/{id}", "dropUpload", Entry::signed_in, kAnalyst, "", false, drop_upload},
    {"POST", "/api/v1/uploads/{id}/look", "lookAtUpload", Entry::signed_in, kAnalyst, "", false,
     look_at_upload},
    {"POST", "/api/v1/uploads/{id}/import", "importUpload", Entry::signed_in, kAnalyst, "", false,
     import_uploaded},
    {"GET", "/api/v1/jobs", "listJobs", Entry::signed_in, "", "", false, list_jobs},
    {"GET", "/api/v1/jobs/{id}", "showJob", Entry::signed_in, "", "", false, show_job},
    {"POST", "/api/v1/jobs/{id}/cancel", "cancelJob", Entry::signed_in, "", "", false, cancel_job},
    {"GET", "/api/v1/coverage", "showCoverage", Entry::signed_in, kFindings, "", false, show_coverage},
    {"GET", "/api/v1/relations/purposes", "listRelationPurposes", Entry::signed_in, kFindings, "", false,
     list_relation_purposes},
    {"POST", "/api/v1/relations/neighbours", "askNeighbours", Entry::signed_in, kFindings, "", false,
     ask_neighbours},
    {"POST", "/api/v1/relations/paths", "askPaths", Entry::signed_in, kFindings, "", false, ask_paths},
    {"POST", "/api/v1/relations/owners", "askOwners", Entry::signed_in, kFindings, "", false, ask_owners},
    {"GET", "/api/v1/leads", "listLeads", Entry::signed_in, "", "state limit cursor", false, list_leads},
    {"GET", "/api/v1/leads/{id}", "showLead", Entry::signed_in, "", "", false, show_lead},
    {"GET", "/api/v1/case-files", "listCaseFiles", Entry::signed_in, "",
     "state procedure desk q limit cursor", false, list_case_files},
    {"POST", "/api/v1/case-files", "openCaseFile", Entry::signed_in, "", "", false, open_case_file},
    {"GET", "/api/v1/case-files/{id}", "showCaseFile", Entry::signed_in, "", "", false, show_case_file},
    {"POST", "/api/v1/case-files/{id}/acts", "actInCaseFile", Entry::signed_in, "", "", true,
     act_in_case_file},
    {"POST", "/api/v1/case-files/{id}/facts", "addFacts", Entry::signed_in, "", "", true, add_facts},
    {"POST", "/api/v1/case-files/{id}/documents/{document}", "attachDocument", Entry::signed_in, "", "", true,
     attach_document},
    {"POST", "/api/v1/case-files/{id}/recusal", "declareRecusal", Entry::signed_in, "", "", true,
     declare_recusal},
    {"POST", "/api/v1/case-files/{id}/recusals", "decideRecusal", Entry::signed_in, "chief", "", true,
     decide_recusal},
    {"POST", "/api/v1/case-files/{id}/reminders", "remindHandler", Entry::signed_in, kSupervisors, "", false,
     remind_handler},
    {"GET", "/api/v1/facts", "listFacts", Entry::signed_in, "", "", false, list_facts},
    {"GET", "/api/v1/supervision", "showSupervision", Entry::signed_in, kSupervisors, "set", false,
     show_supervision},
    {"GET", "/api/v1/submissions", "listSubmissions", Entry::signed_in, "", "", false, list_submissions},
    {"GET", "/api/v1/case-files/{id}/submissions/{submission}", "showSubmission", Entry::signed_in, "", "",
     false, show_submission},
    {"POST", "/api/v1/case-files/{id}/submissions/{submission}/approve", "approveSubmission",
     Entry::signed_in, "", "", true, approve_submission},
    {"POST", "/api/v1/case-files/{id}/submissions/{submission}/return", "returnSubmission", Entry::signed_in,
     "", "", true, return_submission},
    {"GET", "/api/v1/office", "showOffice", Entry::signed_in, "", "", false, show_office},
};

}  // namespace

std::span<const ApiRoute> api_routes() {
  return kRoutes;
}

}  // namespace qy
