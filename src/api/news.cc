#include "api/news.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/json.h"

namespace qy {
namespace {

constexpr auto kRound = std::chrono::milliseconds(300);
constexpr int kRoundsOfABeat = 50;  // 15 s
constexpr const char* kSignOfLife = ":\n\n";

std::string event_of(const std::string& id, const std::string& text) {
  return "id: " + id + "\ndata: " + text + "\n\n";
}

std::string text_in(const Change& change, const char* field) {
  const auto at = change.fields.find(field);
  const auto* text = at == change.fields.end() ? nullptr : std::get_if<std::string>(&at->second);
  return text == nullptr ? "" : *text;
}

// Roles, as procedures call them, to which an act may bring something.
std::set<std::string> roles_concerned(const Change& change) {
  if (change.table == "finding_exit") return {"data_analyst", "case_manager"};
  if (change.table == "recusal" || change.table == "officer_tie" || change.table == "involvement")
    return {"chief"};
  const std::string next = change.table == "submission" ? text_in(change, "next_role") : "";
  return next.empty() ? std::set<std::string>() : std::set<std::string>{next};
}

bool have_one(const std::set<std::string>& some, const std::set<std::string>& others) {
  return std::ranges::any_of(some, [&](const std::string& one) { return others.contains(one); });
}

}  // namespace

News::News(NewsGround ground)
    : ground_(std::move(ground)),
      begun_(std::to_string(std::chrono::system_clock::now().time_since_epoch().count())),
      thread_([this] { run(); }) {}

News::~News() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const auto& stream : streams_) stream->body->end();
  }
  wake_.notify_all();
  thread_.join();
}

std::shared_ptr<LiveBody> News::open(const NewsReader& reader) {
  const std::lock_guard lock(mutex_);
  std::erase_if(streams_, [](const auto& stream) { return stream->body->is_over(); });
  const auto his = std::ranges::count_if(
      streams_, [&](const auto& stream) { return stream->reader.session == reader.session; });
  if (stopping_ || size_t(his) >= kStreamsOfOneSession || streams_.size() >= kStreamsOfAll) return nullptr;
  auto stream = std::make_shared<Stream>(Stream{.reader = reader, .body = std::make_shared<LiveBody>()});
  stream->body->put("retry: 3000\nid: " + begun_ + "-" + std::to_string(number_) + "\n\n" + missed(reader));
  streams_.push_back(stream);
  return stream->body;
}

size_t News::open_now() const {
  const std::lock_guard lock(mutex_);
  return size_t(std::ranges::count_if(streams_, [](const auto& stream) { return !stream->body->is_over(); }));
}

// What was told to him while he was away; or that it is not known.
std::string News::missed(const NewsReader& reader) const {
  if (reader.last_id.empty()) return "";
  const size_t dash = reader.last_id.find('-');
  const int64_t had = dash == std::string::npos ? -1 : std::atoll(reader.last_id.c_str() + dash + 1);
  const int64_t first = kept_.empty() ? number_ + 1 : kept_.front().number;
  if (reader.last_id.substr(0, dash) != begun_ || had + 1 < first || had > number_)
    return event_of(begun_ + "-" + std::to_string(number_), R"({"all":true})");
  std::string text;
  for (const Kept& one : kept_)  // what he had open is told again by its last entry, with the rights of now
    if (one.number > had && one.user == reader.user && one.object.empty())
      text += event_of(begun_ + "-" + std::to_string(one.number), one.text);
  return text;
}

void News::run() {
  int rounds = 0;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, kRound, [&] { return stopping_; });
      if (stopping_) return;
    }
    try {
      round(++rounds % kRoundsOfABeat == 0);
    } catch (const std::exception& e) {
      std::fprintf(stderr, "qingyuan: news: %s\n", e.what());
    }
  }
}

News::Streams News::all_open() {
  const std::lock_guard lock(mutex_);
  std::erase_if(streams_, [](const auto& stream) { return stream->body->is_over(); });
  return streams_;
}

void News::round(bool is_beat) {
  const ToldBook::Told told = ground_.acts();
  acts_here_ = told.number;
  const Streams streams = all_open();
  if (streams.empty()) {
    desks_.clear();
    concerned_.clear();
    known_acts_ = -1;
    return;
  }
  bool ask_all = told.is_short;
  if (is_beat || known_acts_ < 0) {
    // Acts that did not come through here were done by another process: what they touched is looked for everywhere.
    const int64_t others = ground_.acts_on_record() - acts_here_;
    ask_all = ask_all || (known_acts_ >= 0 && others != known_acts_);
    known_acts_ = others;
  }
  std::set<std::string> objects;
  find_concerned(told, streams, objects);
  if (ask_all)
    for (const auto& stream : streams) concerned_.insert(stream->reader.user);
  tell_objects(streams, objects, ask_all);
  tell_todos(streams);
  tell_jobs(streams);
  if (!is_beat) return;
  // Whoever left is forgotten: what lies on his desk when he comes back is no news then.
  std::erase_if(desks_, [&](const auto& desk) {
    return std::ranges::none_of(streams,
                                [&](const auto& stream) { return stream->reader.user == desk.first; });
  });
  for (const auto& stream : streams)
    ground_.is_here(stream->reader.user, stream->reader.session) ? void(stream->body->put(kSignOfLife))
                                                                 : stream->body->end();
}

void News::find_concerned(const ToldBook::Told& told, const Streams& streams,
                          std::set<std::string>& objects) {
  for (const ToldAct& act : told.acts) {
    std::set<std::string> users, roles;
    objects.insert(act.object);
    for (const Change& change : act.changes) {
      for (const char* field : {"holder", "user_id", "proposer", "handler"})
        users.insert(text_in(change, field));
      roles.merge(roles_concerned(change));
      if (change.table == "lead" || change.table == "case_file")
        objects.insert(change.table + "/" + change.id);
    }
    const std::string number = act.object.substr(act.object.find('/') + 1);
    for (const auto& stream : streams) {
      const NewsReader& reader = stream->reader;
      const auto desk = desks_.find(reader.user);
      if (users.contains(reader.user) || have_one(reader.roles, roles) ||
          (desk != desks_.end() && desk->second.todo.find(number) != std::string::npos))
        concerned_.insert(reader.user);
    }
  }
  for (const auto& stream : streams)
    if (!desks_.contains(stream->reader.user)) concerned_.insert(stream->reader.user);
}

void News::tell_objects(const Streams& streams, const std::set<std::string>& objects, bool ask_all) {
  for (const auto& stream : streams) {
    for (const std::string& object : stream->reader.watch)
      if (stream->is_new || ask_all || objects.contains(object)) tell_object(*stream, object);
    stream->is_new = false;
  }
}

void News::tell_object(Stream& stream, const std::string& object) {
  const int64_t entry = ground_.entry_of(stream.reader.user, object);
  int64_t& told = stream.entries.try_emplace(object, -1).first->second;
  if (entry <= told) return;
  told = entry;
  const std::string text = Json{{"object", object}, {"entry", std::to_string(entry)}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
  tell(stream, text, kept(stream.reader.user, object, text));
}

void News::tell_todos(const Streams& streams) {
  for (size_t worked_out = 0; worked_out < kMostWorkedOut && !concerned_.empty(); ++worked_out) {
    const std::string user = *concerned_.begin();
    concerned_.erase(concerned_.begin());
    std::string now = ground_.todo_of(user);
    Desk& desk = desks_[user];
    const bool is_other = desk.is_known && !now.empty() && now != desk.todo;
    desk = {std::move(now), true};
    if (is_other) tell_user(streams, user, R"({"todo":true})");
  }
}

void News::tell_jobs(const Streams& streams) {
  const int64_t changes = ground_.job_changes();
  if (changes == job_changes_) return;
  const bool is_first = job_changes_ < 0;
  job_changes_ = changes;
  auto now = ground_.jobs();
  std::set<std::string> users;
  for (const auto& stream : streams) users.insert(stream->reader.user);
  if (!is_first)
    for (const std::string& user : users)
      for (const auto& [id, mark] : now[user])
        if (const auto before = jobs_[user].find(id); before == jobs_[user].end() || before->second != mark)
          tell_user(streams, user, R"({"job":")" + id + "\"}");
  jobs_ = std::move(now);
}

std::string News::kept(const std::string& user, const std::string& object, const std::string& text) {
  const std::lock_guard lock(mutex_);
  kept_.push_back({++number_, user, object, text});
  if (kept_.size() > kNewsKept) kept_.pop_front();
  return begun_ + "-" + std::to_string(number_);
}

void News::tell_user(const Streams& streams, const std::string& user, const std::string& text) {
  const std::string id = kept(user, "", text);
  for (const auto& stream : streams)
    if (stream->reader.user == user) tell(*stream, text, id);
}

void News::tell(Stream& stream, const std::string& text, const std::string& id) {
  if (!ground_.is_here(stream.reader.user, stream.reader.session)) return stream.body->end();
  stream.body->put(event_of(id, text));
}

}  // namespace qy
