// Why an act is refused: the guard, what is wrong in this case, and the article, in Chinese and English.
#pragma once

#include <string>

#include "base/message.h"
#include "law/procedure_book.h"

namespace qy {

struct ActRefusal {
  std::string guard;  // procedures/shared/guards.yaml
  Said why;           // 不得自己报批、自己审批：王某
  Said article;       // 《监察法》第六十七条
  std::string text() const;
};

// The guard's words, what is particular (may be empty) and the articles in force on the day: the guard's own,
// or else the step's.
ActRefusal refuse(const ProcedureBook& book, const std::string& guard, const Said& particular,
                  const ProcedureStep& step, Date day);

// What is refused outside any step, under the articles among `basis` that bind on the day.
Error refused_under(const ProcedureBook& book, const Said& why, const std::vector<Provision>& basis,
                    Date day);

}  // namespace qy
