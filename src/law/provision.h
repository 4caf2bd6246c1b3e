// A provision: the article on which a step or a time limit stands, and how sure we are of it.
//
//   basis: [条例 215 F, 条例21 185 F]        law, article, mark
//
//   mark   F  the article's own text was read      Q  its content is quoted by an official commentary
//          Z  found in a third party's exam bank   M  from general knowledge, text not found
//
// F and Q bind; Z and M are a disabled default until a jurist confirms them. A law holds between two days, so
// a step that names the regulations of 2021 and of 2025 stands in both, and one that only those of 2025 know
// is unknown before 2025-06-01: the rule set is chosen by the date of the act, not of the case.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/message.h"
#include "base/result.h"
#include "text/yaml.h"

namespace qy {

enum class Mark { F, Q, Z, M };
std::string_view name_of(Mark mark);
inline bool binds(Mark mark) {
  return mark == Mark::F || mark == Mark::Q;
}

struct Law {
  std::string id, title, english;  // 条例, 监察法实施条例, Regulations …
  Date from;
  std::optional<Date> until;
  bool holds_on(Date date) const { return from <= date && (!until || date <= *until); }
};

struct Provision {
  std::string law;
  std::string article;  // "215"; "" where the text was read without its number
  Mark mark = Mark::M;
};

class LawBook {
 public:
  static Result<LawBook> load(const std::filesystem::path& file);

  const std::vector<Law>& laws() const { return laws_; }
  const Law* find(std::string_view id) const;

  // The list under `basis`. Refuses a law that the book does not hold.
  Result<std::vector<Provision>> read_basis(const Yaml& entry) const;

  // Those that bind on the day; empty: what they carry is unknown to the law of that day, or disabled.
  std::vector<Provision> binding_on(const std::vector<Provision>& basis, Date date) const;
  // 《监察法实施条例》第二百一十五条 (art. 215 of the …)
  Said cite(const Provision& provision) const;
  Said cite(const std::vector<Provision>& provisions) const;
  // The first day of each law, ascending: between two of them nothing changes.
  std::vector<Date> changes() const;

 private:
  std::vector<Law> laws_;
};

// 215 -> 二百一十五, up to 9999.
std::string chinese_number(int number);

}  // namespace qy
