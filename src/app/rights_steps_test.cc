// Every step of procedures/ is named in the rights, and nothing else is: what no file of rights names is nobody's.
#include <gtest/gtest.h>

#include "law/procedure_book.h"
#include "rights/rights.h"

namespace qy {
namespace {

TEST(RightsOfSteps, EveryStepOfEveryProcedureIsNamedAndNothingElse) {
  const std::filesystem::path source = QY_SOURCE_DIR;
  const Rights rights = Rights::load(source / "rights").value();
  const ProcedureBook procedures = ProcedureBook::load(source / "procedures").value();
  for (const Procedure& procedure : procedures.procedures())
    for (const ProcedureStep& step : procedure.steps)
      EXPECT_NE(rights.needs(step.name(), "case_file"), nullptr) << step.name() << " is in no file of rights";
  for (const std::string& name : rights.steps("case_file"))
    EXPECT_NE(procedures.step(name), nullptr) << name << " is no step of procedures/";
}

}  // namespace
}  // namespace qy
