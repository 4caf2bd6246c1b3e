#include "rules/program.h"

#include <gtest/gtest.h>

namespace qy {
namespace {

const Constants kConstants = {
    {"as_of", "DATE '2024-06-30'"}, {"limit_fen", "CAST(100 AS BIGINT)"}, {"pattern", "'甲|乙'"}};

// The rule's own text as an engine gets it.
std::string compiled(const std::string& sql) {
  const std::string whole = whole_query({.sql = sql}, kConstants);
  const size_t begin = whole.find("(\n") + 2;
  return whole.substr(begin, whole.rfind("\n) AS rule_rows") - begin);
}

TEST(WholeQuery, LeavesAloneWhatIsNoParameter) {
  for (const std::string sql : {
           "SELECT q.limit_fen + 1 AS more FROM payment q, params p",          // another table's column
           "SELECT p.amount_fen + 1 AS more FROM params p JOIN x ON 1 = 1",    // no parameter
           "SELECT 'p.limit_fen' AS text FROM params p -- p.limit_fen > 1",    // a text, a remark
           "SELECT j.*, p.limit_fen, 1 AS one FROM j JOIN params p ON 1 = 1",  // it names its column
           "SELECT p.limit_fen FROM params p",
           "SELECT limit_fen + 1 AS more FROM params",  // without a name before it
       })
    EXPECT_EQ(compiled(sql), sql);
}

TEST(WholeQuery, PutsValuesWhereParametersStand) {
  EXPECT_EQ(compiled("SELECT 1 AS one FROM t JOIN params p ON 1 = 1 WHERE t.a >= p.limit_fen AND "
                     "qy_matches(t.b, P.pattern)"),
            "SELECT 1 AS one FROM t JOIN params p ON 1 = 1 WHERE t.a >= CAST(100 AS BIGINT) AND "
            "qy_matches(t.b, P.pattern)");
  EXPECT_EQ(compiled("SELECT qy_days(t.d, q . as_of) AS days FROM t, params q"),
            "SELECT qy_days(t.d, DATE '2024-06-30') AS days FROM t, params q");
  EXPECT_EQ(compiled("SELECT p.limit_fen AS limit_fen FROM params p"),
            "SELECT CAST(100 AS BIGINT) AS limit_fen FROM params p");
  EXPECT_EQ(compiled("SELECT least(p.limit_fen, t.a) AS a FROM t, params p ;\n"),
            "SELECT least(CAST(100 AS BIGINT), t.a) AS a FROM t, params p");
}

TEST(Constants, TakeOnlyWhatAnEngineReadsAsANumber) {
  const Card card{.id = "X01",
                  .parameters = {{.name = "limit", .value = "50", .min = 1},
                                 {.name = "from", .value = "2024-01-01", .is_text = true}}};
  for (const char* value :
       {"nan", "inf", "0x10", " 7", "七", "", "7天", "1e999", "0", "99999999999999999999", "nan(1)"})
    EXPECT_FALSE(constants_of(card, Date(), {{"limit", value}}).ok()) << value;
  for (const char* value : {"7", "7.5", "1e3"})
    EXPECT_TRUE(constants_of(card, Date(), {{"limit", value}}).ok()) << value;
  EXPECT_FALSE(constants_of(card, Date(), {{"from", "昨天"}}).ok());
  EXPECT_TRUE(constants_of(card, Date(), {{"from", "2025-01-01"}}).ok());
}

}  // namespace
}  // namespace qy
