// A kind of entity that is told by equality alone, where a merge by likeness would be too much to answer for: persons, places.
// entities/person.yaml explains the words; what such a kind always asks for stands in its code and not in its file (persons.h, places.h).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entity/judgements.h"
#include "lake/engine.h"
#include "lake/table.h"

namespace qy {

struct ExactSource {
  std::string table;
  std::map<std::string, std::string> fields;  // as the kind calls it -> field
};

// One more thing that must be equal.
struct ExactTie {
  std::string of;
  int at_most = 0;            // names that it may be shared by; more, and it ties nobody
  int characters = 0;         // shorter values are none
  int rows = 0, percent = 0;  // places.h: what makes a file the register of a division
  std::string chinese, english;
};

struct ExactKind {
  std::string kind, label, english, purpose, table;
  std::vector<ExactSource> from;
  std::vector<ExactTie> by;
  std::string text;  // of the file: a result depends on it
};

// Of the folder's *.yaml those that name a table of their own; load_entity_kinds reads the others. Fails where a table or a field
// is not there.
Result<std::vector<ExactKind>> load_exact_kinds(const std::filesystem::path& folder, const TableSet& tables);

// For persons.cc and places.cc: every {word} of a text replaced; the one number that a query gives; whether somebody judged
// that the key is not of the whole, or was unsure.
std::string with(std::string_view sql, const std::vector<std::pair<std::string, std::string>>& words);
Result<int64_t> count_of(Engine& engine, std::string_view sql);
bool is_judged_out(const Judgements& judged, const std::string& key, const std::string& whole);

class Yaml;
bool is_exact_kind(const Yaml& root);

}  // namespace qy
