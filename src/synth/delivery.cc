#include "synth/delivery.h"

namespace qy::synth {
namespace {

std::string name_of(Charset charset) {
  switch (charset) {
    case Charset::utf8:
      return "utf8";
    case Charset::utf8_bom:
      return "utf8-bom";
    case Charset::gb18030:
      return "gb18030";
  }
  return "";
}

}  // namespace

std::unique_ptr<Sheet> Delivery::open(const std::string& bureau, const std::string& name, SheetStyle style,
                                      std::vector<Column> columns) {
  std::error_code ignored;  // a missing folder is told by Sheet::close
  std::filesystem::create_directories(sources_ / bureau, ignored);
  return std::make_unique<Sheet>(sources_, bureau + "/" + name + ".csv", std::move(style),
                                 std::move(columns));
}

Result<void> Delivery::close(Sheet& sheet, const std::string& table) {
  QY_CHECK(sheet.close());
  report_.files.push_back({sheet.name(), table, name_of(sheet.style().charset), sheet.rows()});
  report_.rows += sheet.rows();
  if (table == "subsidy_payment") report_.subsidy_payments += sheet.rows();
  if (table == "payment") report_.unit_payments += sheet.rows();
  if (options_.progress) options_.progress(sheet.name(), report_.rows);
  return {};
}

}  // namespace qy::synth
