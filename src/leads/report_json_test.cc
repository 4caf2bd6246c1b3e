#include "leads/report_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "base/disk.h"
#include "leads/compare.h"
#include "leads/exits.h"
#include "leads/made_up_screening.h"
#include "leads/rank.h"
#include "leads/report_csv.h"

namespace qy {
namespace {

using Json = nlohmann::json;

Screening finished() {
  auto s = made_up_screening();
  merge_same(s);
  auto before = s;
  before.findings.resize(3);
  Finding gone = s.findings[0];
  gone.fingerprint = "abcdef0123456789";
  before.findings.push_back(gone);
  gone.fingerprint = "bbcdef0123456789";
  gone.rule = "P06";
  before.findings.push_back(gone);
  compare(s, &before);
  ExitRecord exit{s.findings[4].fingerprint,   s.findings[4].rule, 2, Exit::explained, "已退款", "officer-7",
                  "2026-02-01T10:00:00+08:00", 99'999'999'999};
  apply_exits(s, {exit});
  rank(s, {{"P01", {2, 3.5}}}, {.capacity = 4});
  s.typologies["pair"] = {.name = "pair",
                          .title = "两样合在一起",
                          .english = "Two together",
                          .topic = "treasury",
                          .subject = "firm",
                          .why = "示例",
                          .why_en = "Example",
                          .next_step = "看凭证",
                          .next_step_en = "Look at the vouchers",
                          .innocent = {"分期付款"},
                          .lead = 3,
                          .urgent_lead = 4};
  s.topics = {{"treasury", "财政资金", "treasury"}};
  s.registers = {{.name = "deaths",
                  .label = "死亡",
                  .english = "deaths",
                  .table = "death",
                  .how = "取最早",
                  .how_en = "the earliest",
                  .rows = 7,
                  .files = 2,
                  .from = "2024-01-02",
                  .to = "2024-12-30",
                  .by_value = {{"火化", "cremation", 0}},
                  .figures = {{"人数", "persons", 5}},
                  .taken_away = {{"P01", "paid_back", 3}},
                  .waiting = {"P06"}}};
  s.needs = {{"P01", {}, {"payment.summary"}}, {"P06", {"company"}, {}}};
  s.gatherings = {{.typology = "pair",
                   .level = Level::urgent_lead,
                   .subject_key = s.findings[0].stack_key,
                   .subject_label = s.findings[0].subject_label,
                   .weight = 4,
                   .amount_fen = 500,
                   .currency = "GBP",
                   .sentence = "同一家企业：甲；乙。",
                   .sentence_en = "One firm: A; B.",
                   .parts = {{"a", "甲", "A", 2, {s.findings[0].fingerprint}},
                             {"b", "乙", "B", 2, {s.findings[1].fingerprint, s.findings[2].fingerprint}}}}};
  Finding kept_out = s.findings.back();
  kept_out.suppressed = {"s0001", "已核对合同", "officer-7", "officer-2", "2026-06-30"};
  s.suppressed = {kept_out};
  return s;
}

// As much of JSON Schema as the contract uses; says where and what, or nothing.
std::string violation(const Json& schema, const Json& value, const Json& root, const std::string& at) {
  if (schema.contains("$ref")) {
    return violation(root.at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1))), value, root,
                     at);
  }
  if (schema.contains("const") && schema["const"] != value) return at + ": not the constant";
  if (schema.contains("enum") && !schema["enum"].empty() &&
      std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end()) {
    return at + ": not in the list: " + value.dump();
  }
  if (schema.contains("oneOf")) {
    int fits = 0;
    for (const auto& branch : schema["oneOf"]) fits += violation(branch, value, root, at).empty() ? 1 : 0;
    return fits == 1 ? "" : at + ": fits " + std::to_string(fits) + " branches";
  }
  if (schema.contains("type")) {
    const auto fits = [&](const std::string& type) {
      return type == "object"    ? value.is_object()
             : type == "array"   ? value.is_array()
             : type == "string"  ? value.is_string()
             : type == "integer" ? value.is_number_integer()
             : type == "number"  ? value.is_number()
             : type == "boolean" ? value.is_boolean()
                                 : value.is_null();
    };
    const auto& type = schema["type"];
    const bool ok = type.is_string() ? fits(type) : std::any_of(type.begin(), type.end(), fits);
    if (!ok) return at + ": of another type: " + value.dump();
  }
  if (schema.contains("pattern") &&
      !std::regex_search(value.get<std::string>(), std::regex(schema["pattern"].get<std::string>()))) {
    return at + ": does not match: " + value.dump();
  }
  if (value.is_array() && schema.contains("items")) {
    for (size_t i = 0; i < value.size(); ++i) {
      if (auto wrong = violation(schema["items"], value[i], root, at + "/" + std::to_string(i));
          !wrong.empty())
        return wrong;
    }
  }
  if (!value.is_object()) return "";
  for (const auto& name : schema.value("required", Json::array())) {
    if (!value.contains(name.get<std::string>())) return at + ": without " + name.get<std::string>();
  }
  for (const auto& [name, member] : value.items()) {
    const bool declared = schema.contains("properties") && schema["properties"].contains(name);
    const Json rest = schema.value("additionalProperties", Json(true));
    if (!declared && rest == Json(false)) return at + ": undeclared " + name;
    const Json& inner = declared ? schema["properties"][name] : rest;
    if (inner.is_boolean()) continue;
    if (auto wrong = violation(inner, member, root, at + "/" + name); !wrong.empty()) return wrong;
  }
  return "";
}

TEST(ReportJson, RefusesWhatIsNotAFindingsFile) {
  EXPECT_FALSE(read_report_json("").ok());
  EXPECT_FALSE(read_report_json("[]").ok());
  EXPECT_FALSE(read_report_json(R"({"format":"qingyuan.findings/9"})").ok());
  EXPECT_FALSE(read_report_json(R"({"format":"qingyuan.findings/1"})").ok());
  auto json = Json::parse(report_json(finished()));
  json["findings"][0]["band"] = "green";
  const auto read = read_report_json(json.dump());
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, Code::damaged);
  EXPECT_NE(read.error().message.find("green"), std::string::npos);
}

TEST(ReportJson, LosesNothing) {
  const auto s = finished();
  ASSERT_EQ(s.gone.size(), 1u);
  ASSERT_EQ(s.not_examined.size(), 1u);
  const auto read = read_report_json(report_json(s));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(*read, s);
  EXPECT_EQ(*read_report_json(report_json(Screening{})), Screening{});
}

TEST(ReportJson, KeepsTheContract) {
  const auto schema = Json::parse(*read_file(std::string(QY_SOURCE_DIR) + "/contract/findings.schema.json"));
  EXPECT_EQ(violation(schema, Json::parse(report_json(finished())), schema, ""), "");
  EXPECT_EQ(violation(schema, Json::parse(report_json(Screening{})), schema, ""), "");
  EXPECT_NE(violation(schema, Json::parse(R"({"format":"x"})"), schema, ""), "");
}

TEST(ReportJson, SurvivesBrokenText) {
  auto s = finished();
  s.findings[0].sentence = "a\xFFz";
  EXPECT_EQ(read_report_json(report_json(s))->findings[0].sentence, "a\xEF\xBF\xBDz");
}

TEST(ReportCsv, RunsNoFormulaAndKeepsItsColumns) {
  auto s = finished();
  s.findings[0].subject_label = "=HYPERLINK(\"http://evil.example\",\"看\")";
  s.findings[0].amount_fen = -1200;
  const auto csv = report_csv(s);
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF序号,首批,级别,规则,疑点类型,对象,疑点说明,涉及金额（元）,"));
  EXPECT_NE(csv.find(",\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"看\"\")\","), std::string::npos);
  EXPECT_NE(csv.find(",-12.00,CNY,"), std::string::npos);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\r'), 1 + long(s.findings.size()));
}

}  // namespace
}  // namespace qy
