#include "rules/subset_check.h"

#include <gtest/gtest.h>

#include "base/disk.h"
#include "lake/macros.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTable = R"(
table: payment
label: 单位支付
english: payments
domain: unit_money
purpose: 逐笔支付
fields:
  - {name: payee_name, label: 收款人, english: payee, type: text, sensitivity: internal}
  - {name: paid_on, label: 付款日期, english: paid on, type: date, sensitivity: internal}
  - {name: amount_fen, label: 金额, english: amount, type: money, sensitivity: internal}
)";

// A house with one table, one macro of the prelude that matters here and one shared relation.
class Subset : public testing::Test {
 protected:
  void SetUp() override {
    write("tables/payment.yaml", kTable);
    write("rules/prelude/duckdb.sql",
          "CREATE OR REPLACE MACRO qy_text(x) AS CAST(x AS VARCHAR);\n"
          "CREATE OR REPLACE MACRO qy_days(a, b) AS date_diff('day', a, b);\n"
          "CREATE OR REPLACE MACRO qy_add_days(d, n) AS d + n;\n");
    write("rules/prepared/payee.sql", "SELECT payee_name AS payee FROM payment");
    write("rules/test/broken/rule.yaml", "id: T0");  // a set of no rules at all does not load
    auto tables = TableSet::load(folder_->path() / "tables");
    ASSERT_TRUE(tables.ok()) << tables.error().message;
    auto rules = RuleSet::load({folder_->path() / "rules"});
    ASSERT_TRUE(rules.ok()) << rules.error().message;
    auto check = SubsetCheck::over(*rules, *tables);
    ASSERT_TRUE(check.ok()) << check.error().message;
    check_.emplace(std::move(check).value());
  }

  void write(const std::string& name, std::string_view text) const {
    ASSERT_TRUE(make_folder((folder_->path() / name).parent_path()).ok());
    ASSERT_TRUE(write_file(folder_->path() / name, std::string(text)).ok());
  }

  std::string said(const std::string& sql) const {
    std::string all;
    for (const std::string& problem : check_->problems_of(sql, "rule.sql")) all += problem + "\n";
    return all;
  }

  void expect_refused(const std::string& sql, const std::string& place, const std::string& use) const {
    const std::string text = said(sql);
    EXPECT_NE(text.find(place), std::string::npos) << sql << "\n" << text;
    EXPECT_NE(text.find(use), std::string::npos) << sql << "\n" << text;
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << sql << "\n" << text;
  }

  std::optional<ScratchFolder> folder_ = ScratchFolder::make("qy-subset").value();
  std::optional<SubsetCheck> check_;
};

TEST_F(Subset, NamesLineAndWhatToUse) {
  EXPECT_EQ(said("SELECT payee_name,\n  strftime(paid_on, '%Y-%m') AS month\nFROM payment\n"),
            "rule.sql:2：strftime 不在共同子集之内，请改用 qy_month(d), qy_minute(ts) "
            "(rule.sql:2: strftime is outside the common subset, use qy_month(d), qy_minute(ts))\n");
}

TEST_F(Subset, RefusesTheDialectOfEither) {
  const std::pair<const char*, const char*> kExpressions[] = {
      // DuckDB's
      {"median(amount_fen) AS m", "qy_quantile(x, 0.5)"},
      {"CAST(amount_fen AS VARCHAR) AS t", "qy_text(x)"},
      {"amount_fen::BIGINT AS n", "CAST(x AS T)"},
      {"array_agg(payee_name)[1] AS one", "qy_first(list, n)"},
      {"string_agg(payee_name, '、') AS names", "qy_join(array_agg(x), ', ')"},
      {"array_agg(payee_name ORDER BY paid_on) AS names", "qy_first(list, n)"},
      {"any_value(payee_name) AS one", "min(x), max(x)"},
      {"count() AS n", "count(*)"},
      {"count(*) FILTER (WHERE amount_fen > 0) OVER (PARTITION BY payee_name) AS n", "sum(CASE WHEN"},
      {"count(DISTINCT payee_name) OVER (PARTITION BY paid_on) AS n", "GROUP BY"},
      {"payee_name ILIKE 'a%' AS is_a", "lower(x) LIKE"},
      {"if(amount_fen > 0, 1, 0) AS n", "CASE WHEN"},
      {"paid_on + 30 AS later", "qy_add_days(d, n)"},
      {"DATE '2024-01-31' - paid_on AS days", "qy_days(a, b)"},
      {"max(paid_on) + 1 AS later", "qy_add_days(d, n)"},
      {"payee_name || amount_fen AS both", "qy_text(x)"},
      {"payee_name = 5 AS same", "qy_text(x)"},
      {"CAST(amount_fen / 100 AS BIGINT) AS yuan", "CAST(floor(a / b) AS BIGINT)"},
      {"1_000 AS n", "CAST(x AS BIGINT)"},
      {"amount_fen * 2 AS twice, twice + 1 AS more", "(SELECT …) AS t"},
      {"count(*)", "AS 列名"},
      // Spark's
      {"datediff(paid_on, paid_on) AS n", "qy_days(a, b)"},
      {"collect_list(payee_name) AS names", "array_agg(x)"},
      {"`payee_name` AS a", "\"x\""},
      {"payee_name RLIKE 'a' AS is_a", "qy_matches(x, pattern)"},
      {"2L AS n", "CAST(x AS BIGINT)"},
      // nobody's
      {"soundex(payee_name) AS s", "docs/rules/subset.md"},
      {"qy_dayz(paid_on, paid_on) AS n", "没有宏 qy_dayz"},
  };
  for (const auto& [expression, use] : kExpressions)
    if (std::string_view(expression).starts_with("`"))
      EXPECT_NE(said(std::string("SELECT ") + expression + " FROM payment").find(use), std::string::npos);
    else
      expect_refused(std::string("SELECT ") + expression + "\nFROM payment", "rule.sql:1", use);
}

TEST_F(Subset, RefusesWhatAQueryMayNotBe) {
  const std::pair<const char*, const char*> kQueries[] = {
      {"FROM payment", "SELECT … FROM …"},
      {"SELECT payee_name, FROM payment", "逗号"},
      {"SELECT payee_name FROM payment LIMIT 5", "row_number()"},
      {"SELECT DISTINCT ON (payee_name) payee_name FROM payment", "row_number()"},
      {"SELECT payee_name AS a FROM payment GROUP BY ALL", "BY a, b, c"},
      {"SELECT payee_name FROM payment QUALIFY amount_fen > 0", "AS t WHERE n = 1"},
      {"SELECT * EXCLUDE (paid_on) FROM payment", "SELECT a, b, c"},
      {"SELECT payee_name FROM (SELECT payee_name FROM payment) WHERE 1 = 1", "AS t"},
      {"WITH payment AS (SELECT 1 AS a) SELECT a FROM payment", "WITH payment"},
      {"WITH payee AS (SELECT 1 AS a) SELECT a FROM payee", "WITH payee"},
      {"WITH RECURSIVE one AS (SELECT 1 AS a) SELECT a FROM one", "rules/prepared"},
      {"SELECT amount_fen + 0 AS rest FROM payment WHERE rest > 5", "rest"},
      {"SELECT payee_name FROM payment; SELECT 1 AS a", "SELECT"},
  };
  for (const auto& [query, use] : kQueries) expect_refused(query, "rule.sql:1", use);
}

TEST_F(Subset, LetsTheSubsetPass) {
  for (const char* query : {
           "SELECT * FROM payment",
           "SELECT p.payee_name, count(*) AS n, count(*) FILTER (WHERE p.amount_fen > 0) AS paid FROM "
           "payment p GROUP BY p.payee_name",
           "WITH a AS (SELECT payee_name FROM payment), b AS (SELECT payee_name FROM a) SELECT payee_name "
           "FROM b;",
           "SELECT payee_name || '|' || qy_text(amount_fen) AS k, qy_days(qy_add_days(paid_on, 3), paid_on) "
           "AS d FROM payment",
           "SELECT CAST(floor(amount_fen / 100) AS BIGINT) AS yuan FROM payment WHERE payee_name = '5'",
           "SELECT t.n AS n FROM (VALUES (0), (1)) AS t(n) WHERE NOT EXISTS (SELECT 1 FROM payment)",
           "SELECT count(*) + 1 AS n FROM payment UNION ALL SELECT count(*) FROM payment",
           "SELECT sum(amount_fen) OVER (PARTITION BY payee_name ORDER BY paid_on) AS s FROM payment",
       })
    EXPECT_EQ(said(query), "") << query;
}

TEST_F(Subset, ReadsNoDialectIntoCommentsTextsAndNames) {
  EXPECT_EQ(said("-- strftime(x) :: [1] LIMIT 5\nSELECT 'median(x)::INT''s' AS a, /* [ */ \"limit\" AS b, "
                 "p.year AS c FROM payment p"),
            "");
}

// The page that rule writers read names everything that the checker knows.
TEST_F(Subset, IsWrittenDown) {
  const auto page = read_file(fs::path(QY_SOURCE_DIR) / "docs/rules/subset.md");
  ASSERT_TRUE(page.ok());
  const auto names = [&](std::string_view word) {
    EXPECT_NE(page->find("`" + std::string(word)), std::string::npos) << word;
  };
  for (const CommonFunction& function : common_functions()) names(function.name);
  const auto rules = RuleSet::load({fs::path(QY_SOURCE_DIR) / "rules"});
  ASSERT_TRUE(rules.ok());
  const auto macros = Macros::parse(rules->prelude(), "duckdb.sql");
  ASSERT_TRUE(macros.ok());
  for (const auto& [name, macro] : macros->all())
    if (name != "qy_nth_of_sorted") names(name);  // a part of qy_quantile8
  for (const CommonFunction& macro : common_macros())
    EXPECT_TRUE(macros->all().contains(macro.name)) << macro.name;
}

}  // namespace
}  // namespace qy
