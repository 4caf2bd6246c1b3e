#include "api/api.h"

#include <algorithm>

#include "api/cookie.h"
#include "api/cursor.h"
#include "api/messages.h"
#include "api/metrics.h"
#include "api/news.h"
#include "api/past_acts.h"
#include "api/problem.h"
#include "api/repeated.h"
#include "api/route.h"
#include "api/shelf.h"
#include "api/view_book.h"
#include "casework/office_roll.h"
#include "record/officer_tie.h"
#include "relate/graph_shelf.h"
#include "resolve/entity_shelf.h"
#include "seal/password.h"

namespace qy {
namespace {

constexpr std::string_view kApiRoot = "/api/";

// What stands for {id}, or none where the path is another.
std::optional<std::map<std::string, std::string>> matched(std::string_view pattern, std::string_view path) {
  std::map<std::string, std::string> in_path;
  while (!pattern.empty() && !path.empty()) {
    const size_t pattern_end = std::min(pattern.find('/', 1), pattern.size());
    const size_t path_end = std::min(path.find('/', 1), path.size());
    const std::string_view want = pattern.substr(0, pattern_end), is = path.substr(0, path_end);
    if (want.starts_with("/{") && is.size() > 1)
      in_path[std::string(want.substr(2, want.size() - 3))] = std::string(is.substr(1));
    else if (want != is)
      return std::nullopt;
    pattern.remove_prefix(pattern_end);
    path.remove_prefix(path_end);
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return in_path;
}

bool stands_in(std::string_view list, std::string_view word) {
  for (size_t from = 0; from < list.size();) {
    const size_t to = std::min(list.find(' ', from), list.size());
    if (list.substr(from, to - from) == word) return true;
    from = to + 1;
  }
  return false;
}

bool is_key(const std::string& key) {
  return key.size() >= 8 && key.size() <= 64 &&
         key.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") ==
             key.npos;
}

// One request as the meter sees it; what throws on its way is a 500 (http).
struct Metered {
  RequestMeter& meter;
  std::chrono::steady_clock::time_point came;
  std::string_view operation;
  int status = 500;
  ~Metered() { meter.ended(operation, status, std::chrono::steady_clock::now() - came); }
};

}  // namespace

struct Api::State {
  ApiGround ground;
  Shelf shelf;
  Cursors cursors;
  GraphShelf graphs;
  EntityShelf entities;
  ViewBook views;
  OfficeRoll roll;
  Repeated repeated;
  RequestMeter meter;
  News news;  // asks the others on its own thread, and so ends before them

  explicit State(ApiGround on)
      : ground(std::move(on)),
        shelf(ground.workspace),
        cursors(ground.sealer),
        graphs({ground.workspace, ground.content, ground.tables, ground.rules.prelude()}),
        entities({ground.workspace, ground.content, ground.tables, ground.rules.prelude(), ground.version}),
        views(ground.workspace),
        news(news_ground()) {}

  using Entered = std::pair<const ApiRoute*, ApiCall>;
  // `operation`: that of the route, as soon as one is met.
  std::variant<HttpResponse, Entered> enter(const HttpRequest& request, std::string_view& operation);
  ApiCall call_for(const HttpRequest& request, std::map<std::string, std::string> in_path);
  HttpResponse answer(const HttpRequest& request, std::string_view& operation);
  Taken take(const HttpRequest& head, int64_t bytes, std::string_view& operation);
  HttpResponse run(const ApiRoute& route, ApiCall& call);
  std::optional<HttpResponse> foreign(const HttpRequest& request) const;
  std::optional<HttpResponse> not_signed_in(const ApiRoute& route, ApiCall& call);
  std::optional<HttpResponse> body_refused(ApiCall& call) const;
  HttpResponse once(const ApiRoute& route, ApiCall& call);
  NewsGround news_ground();
  std::string todo_of(const std::string& user);
  int64_t entry_of(const std::string& user, const std::string& object);
};

NewsGround Api::State::news_ground() {
  return {.acts = [this] { return ground.records.take(); },
          .acts_on_record =
              [this] {
                const auto acts = ground.acts_on_record();
                return acts.ok() ? *acts : -1;
              },
          .job_changes = [this] { return ground.jobs.changes(); },
          .jobs = [this] { return ground.jobs.marks(); },
          .is_here = [this](const std::string& user,
                            const std::string& session) { return ground.door.is_open(user, session); },
          .todo_of = [this](const std::string& user) { return todo_of(user); },
          .entry_of = [this](const std::string& user,
                             const std::string& object) { return entry_of(user, object); }};
}

// Of nobody yet, on the records as they stand.
ApiCall Api::State::call_for(const HttpRequest& request, std::map<std::string, std::string> in_path) {
  return {.ground = ground,
          .shelf = shelf,
          .cursors = cursors,
          .graphs = graphs,
          .entities = entities,
          .views = views,
          .roll = roll,
          .news = news,
          .request = request,
          .in_path = std::move(in_path),
          .records = ground.records.steady()};
}

// The list as he would be answered now.
std::string Api::State::todo_of(const std::string& user) {
  const HttpRequest nothing;
  ApiCall call = call_for(nothing, {});
  const auto officer = officer_of(*call.records, user);
  if (!officer.ok() || !officer->has_value()) return "";
  call.officer = **officer;
  auto asker = asker_of(*call.records, user);
  if (!asker.ok()) return "";
  call.book.emplace(*call.records, ground.rights, std::move(asker).value(), ground.clock);
  const auto listed = list_todo(call);
  return listed.ok() ? listed->body : "";
}

int64_t Api::State::entry_of(const std::string& user, const std::string& object) {
  const auto records = ground.records.steady();
  auto asker = asker_of(*records, user);
  if (!asker.ok()) return -1;
  GuardedBook his(*records, ground.rights, std::move(asker).value(), ground.clock);
  const auto acts = his.history(object);
  return acts.ok() ? last_entry(*acts) : -1;
}

// A write comes from a page of ours: browsers send Origin with every one, and no page can set it.
std::optional<HttpResponse> Api::State::foreign(const HttpRequest& request) const {
  if (!ground.origins.contains(request.field("origin"))) return problem(403, say(kWrongOrigin));
  const std::string site = request.field("sec-fetch-site");
  if (!site.empty() && site != "same-origin") return problem(403, say(kWrongOrigin));
  return std::nullopt;
}

std::optional<HttpResponse> Api::State::not_signed_in(const ApiRoute& route, ApiCall& call) {
  const std::string token = call.request.cookie(kSessionCookie);
  // What a page asks by itself, because it was told to, is no sign of life of whoever sits before it.
  const bool by_itself = route.entry == Entry::watching ||
                         (call.request.method == "GET" && call.request.field("x-by-itself") == "1");
  const auto found = by_itself ? ground.door.look_at_session(token) : ground.door.session_of(token);
  if (!found.ok()) return problem_of(found.error());
  const std::optional<AccountSession>& session = *found;
  if (!session) return problem(401, say(kSignIn));
  const auto officer = officer_of(*call.records, session->user);
  if (!officer.ok()) return problem_of(officer.error());
  if (!officer->has_value()) {
    if (const auto ended = ground.door.account_is_gone(token); !ended.ok()) return problem_of(ended.error());
    return problem(401, say(kSignIn));
  }
  call.session = *session;
  call.officer = **officer;
  auto near = kept_from(*call.records, session->user);
  if (!near.ok()) return problem_of(near.error());
  Asker asker{session->user, call.officer.unit, call.officer.roles, std::move(near).value()};
  call.book.emplace(*call.records, ground.rights, std::move(asker), ground.clock);
  if (call.request.method != "GET" && !same_secret(call.request.field("x-csrf-token"), session->csrf))
    return problem(403, say(kWrongCsrf));
  if (session->must_change && route.entry != Entry::newcomer) return problem(403, say(kPasswordFirst));
  if (!call.officer.has_one_of(route.roles)) return problem(403, say(kNotYourRole));
  return std::nullopt;
}

std::optional<HttpResponse> Api::State::body_refused(ApiCall& call) const {
  if (!call.request.field("content-type").starts_with("application/json")) return problem(415, say(kNotJson));
  auto body = parse_json(call.request.body, "body");
  if (!body.ok() || !body->is_object()) return problem(400, say(kNotJson));
  call.body = std::move(body).value();
  return std::nullopt;
}

// With its Idempotency-Key, which belongs to one account.
HttpResponse Api::State::once(const ApiRoute& route, ApiCall& call) {
  const std::string key = call.request.field("idempotency-key");
  if (!is_key(key)) return problem(400, say(kNoKey));
  const std::string of_account = call.officer.user + "\n" + key;
  const auto begun =
      repeated.begin(of_account, call.request.path + "\n" + call.request.body, ground.clock.now_ms());
  if (begun.what == Repetition::done) return begun.answer;
  if (begun.what == Repetition::at_work) return problem(409, say(kKeyAtWork));
  if (begun.what == Repetition::other) return problem(422, say(kKeyOfAnother));
  HttpResponse response = run(route, call);
  repeated.end(of_account, response);
  return response;
}

HttpResponse Api::State::run(const ApiRoute& route, ApiCall& call) {
  auto answered = route.run(call);
  return answered.ok() ? std::move(answered).value() : problem_of(answered.error());
}

// The doors that do not ask for the body.
std::variant<HttpResponse, Api::State::Entered> Api::State::enter(const HttpRequest& request,
                                                                  std::string_view& operation) {
  const bool is_api = request.path.starts_with(kApiRoot);
  if (is_api && !ground.origins.contains("http://" + request.field("host")) &&
      !ground.origins.contains("https://" + request.field("host")))
    return problem(421, say(kWrongHost));
  std::string methods;
  for (const ApiRoute& route : api_routes()) {
    auto in_path = matched(route.path, request.path);
    if (!in_path) continue;
    methods += (methods.empty() ? "" : ", ") + std::string(route.method);
    if (route.method != request.method) continue;
    operation = route.operation;
    ApiCall call = call_for(request, std::move(*in_path));
    if (request.method != "GET")
      if (auto refused = foreign(request)) return std::move(*refused);
    if (asks_for_session(route.entry))
      if (auto refused = not_signed_in(route, call)) return std::move(*refused);
    for (const auto& [name, value] : request.query)
      if (!stands_in(route.query, name)) return problem(400, say(kUnknownQuery, name));
    if (route.if_match && request.field("if-match").empty()) return problem(428, say(kNoIfMatch));
    return Entered(&route, std::move(call));
  }
  if (methods.empty()) return problem(404, say(kNothingHere));
  HttpResponse refused = problem(405, say(kWrongMethod));
  refused.fields.emplace_back("Allow", methods);
  return refused;
}

HttpResponse Api::State::answer(const HttpRequest& request, std::string_view& operation) {
  auto entered = enter(request, operation);
  if (auto* refused = std::get_if<HttpResponse>(&entered)) return std::move(*refused);
  auto& [route, call] = std::get<Entered>(entered);
  if (request.method != "POST") return run(*route, call);
  if (auto refused = body_refused(call)) return *refused;
  return asks_for_session(route->entry) ? once(*route, call) : run(*route, call);
}

Taken Api::State::take(const HttpRequest& head, int64_t bytes, std::string_view& operation) {
  auto entered = enter(head, operation);
  if (auto* refused = std::get_if<HttpResponse>(&entered)) return std::move(*refused);
  auto& [route, call] = std::get<Entered>(entered);
  if (head.field("content-type") != "application/octet-stream") return problem(415, say(kNotBytes));
  return route->take(call, bytes);
}

Api::Api(ApiGround ground) : state_(std::make_unique<State>(std::move(ground))) {}
Api::~Api() = default;

HttpResponse Api::answer(const HttpRequest& request) {
  Metered metered{state_->meter, request.came};
  HttpResponse response = state_->answer(request, metered.operation);
  metered.status = response.status;
  return response;
}

Taken Api::take(const HttpRequest& head, int64_t bytes) {
  Metered metered{state_->meter, head.came};
  Taken taken = state_->take(head, bytes, metered.operation);
  const auto* refused = std::get_if<HttpResponse>(&taken);
  metered.status = refused != nullptr ? refused->status : 200;
  return taken;
}

std::string Api::metrics(int connections) const {
  return metrics_text(state_->ground, state_->meter, connections, state_->news.open_now());
}

HttpResponse json_response(const Json& json, int status) {
  return {.status = status, .body = json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace qy
