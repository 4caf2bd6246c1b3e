// XLSX and XLSM as sections of rows, one a worksheet, streamed. Cached values only: no formula is computed,
// no macro run, no link followed.

#include <algorithm>

#include "ingest/archive.h"
#include "ingest/formats.h"
#include "ingest/messages.h"
#include "ingest/xlsx_sheet.h"

namespace qy {
namespace {

class XlsxSource final : public Source {
 public:
  XlsxSource(FileOnDisk file, ZipFile zip, const SourceOptions& options)
      : file_(std::move(file)),
        zip_(std::move(zip)),
        strings_(options.spool_folder),
        max_row_bytes_(options.max_row_bytes) {}

  Result<void> start() {
    QY_TRY(workbook_, read_workbook(zip_));
    QY_CHECK(read_shared_strings(zip_, workbook_.strings_part, strings_));
    QY_TRY(is_date_style_, read_date_styles(zip_, workbook_.styles_part));
    notes_.format = "xlsx";
    notes_.external_links = workbook_.external_links;
    if (workbook_.has_macros) notes_.remarks.push_back(said(kMacros));
    if (workbook_.date_base == DateBase::y1904) notes_.remarks.push_back(said(kDates1904));
    for (const XlsxSheet& sheet : workbook_.sheets) {
      notes_.hidden_sheets += sheet.is_hidden ? 1 : 0;
      sections_.push_back({sheet.name, sheet.is_hidden, {}});
      const ZipPart* part = zip_.find(sheet.part);
      total_packed_ += part ? part->packed : 0;
    }
    return {};
  }

  const std::vector<Section>& sections() const override { return sections_; }
  const SourceNotes& notes() const override { return notes_; }
  double progress() const override {
    if (total_packed_ == 0 || at_ >= sections_.size()) return 1.0;
    const double now = rows_ ? rows_->progress() * double(packed_) : 0.0;
    return std::min(1.0, (double(done_packed_) + now) / double(total_packed_));
  }

  Result<bool> next(RawRow& row) override {
    while (at_ < sections_.size()) {
      if (!rows_) QY_CHECK(open_sheet());
      QY_TRY(const bool has_row, rows_->next(row));
      row.section = at_;
      if (has_row) return true;
      rows_.reset();
      done_packed_ += packed_;
      ++at_;
    }
    return false;
  }

 private:
  Result<void> open_sheet() {
    const XlsxSheet& sheet = workbook_.sheets[at_];
    const ZipPart* part = zip_.find(sheet.part);
    if (!part) return damaged(say(kSheetMissing, sheet.name));
    packed_ = part->packed;
    QY_TRY(const auto first_pass, zip_.read(*part));
    QY_TRY(auto merged, find_merged_ranges(*first_pass));
    QY_TRY(auto bytes, zip_.read(*part));
    const WorkbookContext context{strings_, is_date_style_, workbook_.date_base, notes_, max_row_bytes_};
    rows_ =
        std::make_unique<SheetRows>(std::move(bytes), std::move(merged), context, say(kTheSheet, sheet.name));
    return {};
  }

  FileOnDisk file_;
  ZipFile zip_;
  HeldText strings_;
  int64_t max_row_bytes_;
  XlsxWorkbook workbook_;
  std::vector<bool> is_date_style_;
  std::vector<Section> sections_;
  SourceNotes notes_;
  std::unique_ptr<SheetRows> rows_;
  size_t at_ = 0;
  int64_t packed_ = 0, done_packed_ = 0, total_packed_ = 0;
};

}  // namespace

// Every zip that was not peeled off is a document; read_workbook() tells which.
bool claims_xlsx(const Opening& opening) {
  return wrapping_of(opening.head) == Wrapping::zip;
}

Result<std::unique_ptr<Source>> open_xlsx(Opening&& opening, const SourceOptions& options) {
  QY_TRY(FileOnDisk file, on_disk(opening, options));
  QY_TRY(ZipFile zip, ZipFile::open(file.path));
  auto source = std::make_unique<XlsxSource>(std::move(file), std::move(zip), options);
  if (auto started = source->start(); !started.ok()) {
    return Error{started.error().code, opening.name + ": " + started.error().message};
  }
  return std::unique_ptr<Source>(std::move(source));
}

}  // namespace qy
