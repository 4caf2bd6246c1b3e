#include "rights/situation.h"

#include <algorithm>

#include "record/act_time.h"

namespace qy {
namespace {

bool in_force(const Row& involvement, int64_t now_ms) {
  const auto set = [&](const char* field) {
    const auto at = involvement.fields.find(field);
    return at != involvement.fields.end() && std::holds_alternative<int64_t>(at->second);
  };
  return involvement.number("active") == 1 && (!set("from_ms") || involvement.number("from_ms") <= now_ms) &&
         (!set("until_ms") || involvement.number("until_ms") > now_ms);
}

Result<std::vector<Row>> involvements(RecordBook& book, const Asker& asker, const std::string& object,
                                      int64_t now_ms) {
  QY_TRY(auto rows, book.select("involvement", {{"object", object}, {"user_id", asker.user}}));
  std::erase_if(rows, [&](const Row& row) { return !in_force(row, now_ms); });
  return rows;
}

Result<bool> is_recused(RecordBook& book, const Asker& asker, const std::string& object, int64_t now_ms) {
  if (asker.near.contains(object)) return true;
  QY_TRY(const auto rows, involvements(book, asker, object, now_ms));
  return std::any_of(rows.begin(), rows.end(),
                     [](const Row& row) { return row.text("relation") == "recusal"; });
}

Result<std::vector<Row>> rows_naming(RecordBook& book, const Asker& asker, const NamedIn& in,
                                     const std::string& record, int64_t now_ms) {
  QY_TRY(auto rows,
         book.select(in.table, {{in.record, record}, {in.user, asker.user}, {in.in_force, int64_t(1)}}));
  const std::string today = day_of(now_ms).iso();
  std::erase_if(rows, [&](const Row& row) {
    return (!in.from.empty() && row.text(in.from) > today) || (!in.to.empty() && row.text(in.to) < today);
  });
  return rows;
}

Result<std::vector<Row>> rows_tied(RecordBook& book, const PersonTie& tie, const std::string& field,
                                   const std::string& id) {
  Fields where{{field, id}};
  if (!tie.in_force.empty()) where[tie.in_force] = int64_t(1);
  return book.select(tie.table, where);
}

// From the record itself, by its own list of those who are recused, from a person or unit concerned in it, or from a record that
// it goes with.
Result<bool> recused_from(RecordBook& book, const Rights& rights, const Asker& asker, const RecordKind& kind,
                          const Row& record, int64_t now_ms) {
  QY_TRY(bool recused, is_recused(book, asker, kind.name + "/" + record.id, now_ms));
  if (kind.recusals && !recused) {
    QY_TRY(const auto rows, rows_naming(book, asker, *kind.recusals, record.id, now_ms));
    recused = !rows.empty();
  }
  for (const auto& [head, tie] : {std::pair{"person/", &kind.persons}, {"unit/", &kind.units}}) {
    if (!*tie || recused) continue;
    QY_TRY(const auto concerned, rows_tied(book, **tie, (*tie)->record, record.id));
    for (const Row& one : concerned)
      if (const std::string id = one.text((*tie)->person); !recused && !id.empty()) {
        QY_TRY(recused, is_recused(book, asker, head + id, now_ms));
      }
  }
  for (const GoesWith& with : kind.recused_with) {
    if (recused || record.text(with.field).empty()) continue;
    const RecordKind& other = *rights.kind(with.kind);
    QY_TRY(const auto rows, book.select(other.table, {{"id", record.text(with.field)}}));
    if (!rows.empty()) {
      QY_TRY(recused, recused_from(book, rights, asker, other, rows.front(), now_ms));
    }
  }
  return recused;
}

// Whether the asker may read some record that the row is tied to.
Result<bool> reads_some(RecordBook& book, const Rights& rights, const Asker& asker, const PersonTie& tie,
                        const std::string& id, int64_t now_ms) {
  const RecordKind& records = *rights.kind(tie.kind);
  QY_TRY(const auto ties, rows_tied(book, tie, tie.person, id));
  for (const Row& one : ties) {
    QY_TRY(const auto found,
           book.select(records.table, {{"id", tie.record == "id" ? one.id : one.text(tie.record)}}));
    if (found.empty()) continue;
    QY_TRY(const Situation there, situation_of(book, rights, asker, records, &found.front(), now_ms));
    if (rights.allows(asker.roles, Operation::read, records, there)) return true;
  }
  return false;
}

}  // namespace

Result<Situation> situation_of(RecordBook& book, const Rights& rights, const Asker& asker,
                               const RecordKind& kind, const Row* record, int64_t now_ms) {
  Situation situation;
  situation.footings.set(size_t(Footing::office));
  if (record == nullptr) return situation;
  const std::string object = kind.name + "/" + record->id;
  situation.sealed = !kind.sealed.empty() && record->number(kind.sealed) != 0;
  situation.closed =
      !kind.closed_field.empty() && kind.closed_values.contains(record->text(kind.closed_field));
  if (!kind.handler.empty() && record->text(kind.handler) == asker.user)
    situation.footings.set(size_t(Footing::handler));
  if (!kind.unit.empty() && !record->text(kind.unit).empty()) {
    if (record->text(kind.unit) == asker.unit) situation.footings.set(size_t(Footing::unit));
    QY_TRY(const auto charge, involvements(book, asker, "unit/" + record->text(kind.unit), now_ms));
    for (const Row& row : charge)  // of the unit, and so not named in what is sealed
      if (row.text("relation") == "leader_in_charge" && !situation.sealed)
        situation.footings.set(size_t(Footing::leader_in_charge));
  }
  QY_TRY(const auto own, involvements(book, asker, object, now_ms));
  for (const Row& row : own) {
    const auto footing = footing_of(row.text("relation"));
    if (footing && *footing > Footing::handler) situation.footings.set(size_t(*footing));
  }
  for (const NamedIn& in : kind.involved) {
    QY_TRY(const auto rows, rows_naming(book, asker, in, record->id, now_ms));
    for (const Row& row : rows) {
      const auto footing = in.as ? in.as : footing_of(row.text(in.relation));
      if (footing && is_by_name(*footing)) situation.footings.set(size_t(*footing));
    }
  }
  QY_TRY(situation.recused, recused_from(book, rights, asker, kind, *record, now_ms));
  if (kind.through) {
    QY_TRY(situation.reads_through, reads_some(book, rights, asker, *kind.through, record->id, now_ms));
  }
  return situation;
}

}  // namespace qy
