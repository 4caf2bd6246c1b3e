#include <gtest/gtest.h>

#include "ingest/shown_test.h"

namespace qy {
namespace {

std::string read(const std::string& name, std::string_view bytes) {
  const WrittenFile file(name, bytes);
  return shown(open_source(file.path(), {}));
}

TEST(Html, RefusesAPageWithoutATable) {
  EXPECT_TRUE(read("export.xls", "<html><body>请登录</body></html>").find("web page without a table") !=
              std::string::npos);
}

TEST(Html, RefusesTheXmlWorkbookOf2003) {
  const std::string seen =
      read("export.xls", "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?><Workbook/>");
  EXPECT_TRUE(seen.find("save it as XLSX") != std::string::npos) << seen;
}

TEST(Html, ReadsAnExportThatCallsItselfExcel) {
  EXPECT_EQ(
      read(
          "export.xls",
          "<html><head><meta charset='utf-8'><style>td {a<b}</style></head><body><!-- <table><tr><td>no -->\n"
          "<TABLE border=1>\n"
          "<tr><th colspan=3>补贴&nbsp;发放表</th></tr>\n"
          "<tr><td rowspan=\"2\">姓名<td colspan='2'>金额</tr>\n"
          "<tr><td>中央</td><td>地方<br>配套</td></tr>\n"
          "<tr><td>  甲 &amp; 乙\n</td><td><b>1</b>,200</td><td>&#x53BF;&unknown;</td></tr>\n"
          "<tr><td></td></tr>\n"
          "<tr><td>丙</td></tr></TABLE></body></html>"),
      "1: 补贴 发放表 | 补贴 发放表+ | 补贴 发放表+\n"
      "2: 姓名 | 金额 | 金额+\n"
      "3: 姓名+ | 中央 | 地方\n配套\n"
      "4: 甲 & 乙 | 1,200 | 县&unknown;\n"
      "6: 丙\n");
}

TEST(Html, BelievesTheCharacterSetItStates) {
  EXPECT_EQ(
      read("export.xls",
           "<html><meta content=\"text/html; charset=gb2312\"><table><tr><td>\xBC\xD7</td></tr></table>"),
      "1: 甲\n");
}

TEST(Html, ARowSpanBeyondTheHeaderKeepsColumnsInPlace) {
  std::string bytes = "<table>";
  for (int i = 0; i < 10; ++i) bytes += "<tr><td>x<td>y";
  bytes += "<tr><td rowspan=2>村<td>1</tr><tr><td>2</tr></table>";
  const std::string seen = read("export.html", bytes);
  EXPECT_TRUE(seen.ends_with("11: 村 | 1\n12:  | 2\n")) << seen;
}

}  // namespace
}  // namespace qy
