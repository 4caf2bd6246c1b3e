#include "app/case_pack.h"

#include <nlohmann/json.hpp>
#include <set>

#include "app/evidence_store.h"
#include "base/disk.h"
#include "base/json.h"
#include "record/act_time.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

Json row_json(const Row& row) {
  Json json{{"id", row.id}, {"version", row.version}, {"entry", row.seq}};
  for (const auto& [name, value] : row.fields) {
    if (const auto* number = std::get_if<int64_t>(&value)) {
      json[name] = *number;
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      json[name] = *text;
    } else {
      json[name] = nullptr;
    }
  }
  return json;
}

Result<Json> rows_json(RecordBook& book, const char* table, const Fields& where) {
  QY_TRY(const auto rows, book.select(table, where));
  Json json = Json::array();
  for (const Row& row : rows) json.push_back(row_json(row));
  return json;
}

class Packing {
 public:
  Packing(CaseRoom& room, std::string number, fs::path folder)
      : room_(room), number_(std::move(number)), folder_(std::move(folder)) {}

  Result<PackedFile> pack() {
    QY_CHECK(read());
    QY_CHECK(contents());
    QY_TRY(const auto acts, room_.records->history("case_file/" + number_));
    QY_CHECK(room_.records->close());
    QY_CHECK(proofs(acts));
    manifest_["files"] = files_;
    QY_CHECK(write_file(folder_ / "manifest.json", manifest_.dump(1) + "\n"));
    return packed_;
  }

 private:
  Result<void> read() {
    RecordBook& book = *room_.records;
    QY_TRY(const Row file, book.find("case_file", number_));
    manifest_["file"] = row_json(file);
    const Fields of_file{{"case_file", number_}}, of_object{{"object", "case_file/" + number_}};
    for (const char* table : {"matter", "done_act", "running_limit", "property_entry", "recusal",
                              "secondment", "register_entry"}) {
      QY_TRY(manifest_[table], rows_json(book, table, of_file));
    }
    for (const char* table : {"document", "evidence"}) {
      QY_TRY(manifest_[table], rows_json(book, table, of_object));
    }
    return {};
  }

  Result<void> contents() {
    std::set<std::string> hashes;
    for (const char* table : {"document", "evidence"})
      for (const Json& row : manifest_[table])
        if (!row.at("sm3").get<std::string>().empty()) hashes.insert(row.at("sm3").get<std::string>());
    for (const std::string& sm3 : hashes) {
      QY_CHECK(make_folder(folder_ / "content"));
      QY_CHECK(give_bytes(*room_.workspace, sm3, folder_ / "content" / sm3));
      files_["content/" + sm3] = sm3;
      ++packed_.contents;
    }
    return {};
  }

  Result<void> proofs(const std::vector<PastAct>& acts) {
    const fs::path home = room_.workspace->folder();
    QY_TRY(const LogReader log, LogReader::open(home / "log", room_.records->verifier()));
    QY_TRY(const std::string key, read_file(home / "keys" / "log.pub"));
    QY_CHECK(put("log.pub", key));
    QY_CHECK(put("checkpoint", log.note()));
    QY_CHECK(make_folder(folder_ / "receipts"));
    Json course = Json::array();
    for (const PastAct& act : acts) {
      if (act.kind.starts_with("reading.")) continue;  // who looked at it is no part of it
      QY_TRY(const std::string receipt, log.receipt(act.seq));
      QY_CHECK(put("receipts/" + std::to_string(act.seq) + ".txt", receipt));
      course.push_back({{"entry", act.seq},
                        {"at", stamp_of(act.at_ms)},
                        {"kind", act.kind},
                        {"by", act.actor.user},
                        {"as", act.actor.role},
                        {"basis", act.basis}});
      ++packed_.acts;
    }
    manifest_["course"] = std::move(course);
    return {};
  }

  Result<void> put(const std::string& name, const std::string& text) {
    files_[name] = sm3_hex(text);
    return write_file(folder_ / name, text);
  }

  CaseRoom& room_;
  const std::string number_;
  const fs::path folder_;
  Json manifest_ = Json::object(), files_ = Json::object();
  PackedFile packed_;
};

}  // namespace

Result<PackedFile> pack_file(CaseRoom& room, const std::string& number, const fs::path& folder) {
  if (fs::exists(folder))
    return Error{Code::conflict,
                 folder.string() +
                     " 已经存在，没有写入：请另取一个文件夹名 (is there already: nothing was written; "
                     "name another folder)"};
  QY_CHECK(room.cases->read(number));
  QY_TRY(const bool may, room.guarded->may(Operation::export_, "case_file/" + number));
  if (!may)
    return Error{Code::forbidden,
                 "没有写出案卷的权限，未写出 (you may not take this file out: nothing was written)"};
  QY_CHECK(room.log_reading("reading.exported", "case_file/" + number, "写出归档包"));
  QY_CHECK(make_folder(folder));
  return Packing(room, number, folder).pack();
}

}  // namespace qy
