#include "county.h"

#include <sqlite3.h>

#include "casework/officers.h"
#include "ties.h"

namespace qy::county {
namespace fs = std::filesystem;

namespace {

const fs::path kSource = QY_SOURCE_DIR;

Sealer sealer() {
  return Sealer::for_tests(SealProfile::intl, "county");
}

Result<void> copy_folder(const fs::path& from, const fs::path& to) {
  std::error_code ec;
  fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing, ec);
  return ec ? Result<void>(io_error(ec.message())) : Result<void>();
}

}  // namespace

Result<Law> Law::load() {
  Law law;
  QY_TRY(law.procedures, ProcedureBook::load(kSource / "procedures"));
  QY_TRY(law.calendar, Calendar::load(kSource / "procedures/workdays"));
  QY_TRY(law.rights, Rights::load(kSource / "rights"));
  return law;
}

const std::vector<Member>& members() {
  static const std::vector<Member> kMembers{{"cm1", "room", {"case_management"}},
                                            {"cm2", "room", {"case_management"}},
                                            {"h1", "room", {"handler"}},
                                            {"h2", "room", {"handler"}},
                                            {"h3", "room", {"handler"}},
                                            {"h4", "town", {"handler"}},
                                            {"hd", "room", {"handling_head"}},
                                            {"r1", "room", {"reviewer"}},
                                            {"r2", "room", {"reviewer"}},
                                            {"rh", "room", {"review_head"}},
                                            {"dp", "room", {"leader_in_charge"}},
                                            {"dp2", "room", {"leader_in_charge", "handler"}},
                                            {"ch", "room", {"chief"}},
                                            {"pk", "room", {"property_keeper"}},
                                            {"pk2", "room", {"property_keeper"}},
                                            {"ar1", "room", {"archivist"}},
                                            {"ar2", "room", {"archivist"}},
                                            {"po", "room", {"petition_office"}},
                                            {"po2", "room", {"petition_office"}},
                                            {"ph", "room", {"petition_head"}},
                                            {"cmh", "room", {"case_management_head"}},
                                            {"ao1", "room", {"appeal_officer"}},
                                            {"ao2", "room", {"appeal_officer"}},
                                            {"sys", "room", {"system_administrator"}},
                                            {"gj", "room", {"cadre_supervision"}},
                                            {"body", "", {"collective"}, false},
                                            {"secretary", "", {"party_secretary"}, false},
                                            {"committee", "", {"party_committee"}, false},
                                            {"city", "", {"superior"}, false},
                                            {"province", "", {"province"}, false},
                                            {"nation", "", {"national"}, false},
                                            {"person", "", {"person"}, false},
                                            {"leader", "", {"unit_leader"}, false},
                                            {"procurator", "", {"procurator"}, false},
                                            {"court", "", {"court"}, false}};
  return kMembers;
}

// A Monday; in June of it the new text of the Regulations comes into force.
Date County::first_day() {
  return *Date::from_iso("2025-01-06");
}

StorePlace County::place() const {
  return {folder(), kSource / "db/migrations", ""};
}

Result<void> County::open_store() {
  QY_TRY(store_, RecordStore::open(place(), sealer(), clock_));
  return {};
}

Result<void> County::found(const fs::path& folder) {
  QY_CHECK(make_folder(folder / "keys"));
  const FakeClock clock(first_day());
  QY_TRY(const auto store, RecordStore::open({folder, kSource / "db/migrations", ""}, sealer(), clock));
  Act act{
      .key = "county.founded", .kind = "system.founded", .actor = {"system", "system"}, .object = "office"};
  for (const char* unit : {"room", "town"})
    act.changes.push_back({"unit", unit, 0, {{"name", unit}, {"unit_kind", "office"}}});
  for (const Member& member : members()) {
    if (!member.has_account) {
      act.changes.push_back({"other_party",
                             member.id,
                             0,
                             {{"name", member.id}, {"roles", member.roles.front()}, {"active", int64_t(1)}}});
      continue;
    }
    act.changes.push_back(
        {"user_account", member.id, 0, {{"name", member.id}, {"unit", member.unit}, {"active", int64_t(1)}}});
    for (const std::string& role : member.roles)
      act.changes.push_back({"user_role",
                             member.id + "." + role,
                             0,
                             {{"user_id", member.id}, {"role", role}, {"active", int64_t(1)}}});
  }
  for (const char* person : {"p1", "p2"})
    act.changes.push_back({"person", person, 0, {{"name", person}, {"citizen_token", person}}});
  for (const DeclaredOnce& one : declared_at_first()) {
    Fields fields{{"user_id", one.officer},      {"tie", one.tie},
                  {"source", "申报表"},          {"source_row", "1"},
                  {"declared_on", "2025-01-01"}, {"active", int64_t(1)}};
    fields[one.to_person() ? "person" : "unit_code"] = one.of;
    if (one.to_person()) fields["person_token"] = one.of;
    act.changes.push_back({"officer_tie", one.id(), 0, fields});
  }
  QY_CHECK(store->perform(act));
  return store->close();
}

Result<std::unique_ptr<County>> County::open(const Law& law, const fs::path& founded) {
  std::unique_ptr<County> county(new County(law));
  QY_TRY(auto scratch, ScratchFolder::make("qy_county"));
  county->scratch_ = std::make_unique<ScratchFolder>(std::move(scratch));
  QY_CHECK(copy_folder(founded, county->folder()));
  QY_CHECK(county->open_store());
  return county;
}

Result<GuardedBook> County::book_of(const std::string& user) {
  QY_TRY(Asker asker, asker_of(*store_, user));
  return GuardedBook(*store_, law_.rights, std::move(asker), clock_);
}

// What lies on the disk while nobody writes is what a kill leaves. The old store says its goodbye in a folder
// that nobody looks at again.
Result<void> County::kill() {
  QY_TRY(auto scratch, ScratchFolder::make("qy_county"));
  QY_CHECK(copy_folder(folder(), scratch.path()));
  store_.reset();
  scratch_ = std::make_unique<ScratchFolder>(std::move(scratch));
  return open_store();
}

Result<void> County::restart() {
  QY_CHECK(store_->close());
  store_.reset();
  return open_store();
}

bool County::intrude(const std::string& sql) {
  sqlite3* database = nullptr;
  bool is_done = sqlite3_open((folder() / "records.db").c_str(), &database) == SQLITE_OK;
  sqlite3_busy_timeout(database, 10'000);
  is_done = is_done && sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK &&
            sqlite3_changes(database) > 0;
  sqlite3_close(database);
  return is_done;
}

}  // namespace qy::county
