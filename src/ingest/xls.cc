// Old Excel workbooks (.xls, Excel 97 to 2003) as sections of rows. The 65,536-row limit of the format is why
// one table often comes as several sheets: they are several sections here.
//
// Read by our own code: the library at hand (freexl 1.0.6) gives an error cell as the number 1, hides hidden
// sheets and falls over damaged files.

#include <algorithm>

#include "ingest/compound_file.h"
#include "ingest/formats.h"
#include "ingest/messages.h"
#include "ingest/xls_records.h"
#include "ingest/xls_sheet.h"
#include "ingest/xlsx_parts.h"
#include "ingest/zip.h"

namespace qy {
namespace {

constexpr uint64_t kBiff8 = 0x0600;
constexpr uint64_t kOwnBook = 0x0401, kAddIn = 0x3A01;

struct ListedSheet {
  std::string name;
  size_t at = 0;
};

class XlsSource final : public Source {
 public:
  explicit XlsSource(const SourceOptions& options) : strings_(options.spool_folder) { notes_.format = "xls"; }

  Result<void> start(const CompoundFile& file) {
    QY_TRY(stream_, file.stream(file.has("Workbook") ? "Workbook" : "Book"));
    if (file.has("_VBA_PROJECT_CUR")) notes_.remarks.push_back(said(kMacros));
    QY_CHECK(read_globals());
    if (date_base_ == DateBase::y1904) notes_.remarks.push_back(said(kDates1904));
    if (sections_.empty()) return invalid(say(kNoSheet));
    return {};
  }

  const std::vector<Section>& sections() const override { return sections_; }
  const SourceNotes& notes() const override { return notes_; }
  double progress() const override {
    if (at_ >= sheets_.size()) return 1.0;
    return (double(at_) + (sheet_.empty() ? 0.0 : sheet_.front().progress())) / double(sheets_.size());
  }

  Result<bool> next(RawRow& row) override {
    while (at_ < sheets_.size()) {
      if (sheet_.empty()) {
        const XlsContext context{stream_, strings_, is_date_style_, date_base_, notes_};
        QY_TRY(XlsSheet sheet, XlsSheet::open(context, sheets_[at_].at, sheets_[at_].name));
        sheet_.push_back(std::move(sheet));
      }
      row.section = at_;
      while (sheet_.front().next(row)) {
        const bool is_blank = std::all_of(row.cells.begin(), row.cells.end(), [](const RawCell& cell) {
          return cell.text.empty() && cell.kind != CellKind::formula_without_value;
        });
        if (!is_blank || !row.broken.empty()) return true;
        ++notes_.blank_lines;
      }
      sheet_.clear();
      ++at_;
    }
    return false;
  }

 private:
  Result<void> read_globals() {
    size_t at = 0;
    BiffRecord record;
    if (!next_record(stream_, at, record) || record.kind != Biff::begin) return broken();
    if (little_endian(record.body, 0, 2) != kBiff8) {
      return invalid(say(kExcel95));
    }
    while (next_record(stream_, at, record)) {
      if (record.kind == Biff::end) return {};
      if (record.kind == Biff::password) return invalid(say(kBookLocked));
      if (record.kind == Biff::shared_strings) {
        QY_CHECK(read_strings(record, at));
      } else {
        read_global(record);
      }
    }
    return broken();
  }

  static Error broken() { return damaged(say(kBookDamaged)); }

  void read_global(const BiffRecord& record) {
    const auto number = [&](size_t place, size_t size) { return little_endian(record.body, place, size); };
    if (record.kind == Biff::date_base && number(0, 2) == 1) date_base_ = DateBase::y1904;
    if (record.kind == Biff::format) {
      const auto id = size_t(number(0, 2));
      if (is_date_format_.size() <= id) is_date_format_.resize(id + 1);
      is_date_format_[id] = is_date_format(
          std::string_view(biff_text(record.body.substr(std::min<size_t>(2, record.body.size())), 2)));
    }
    if (record.kind == Biff::style) {
      const auto id = size_t(number(2, 2));
      is_date_style_.push_back(is_date_format(int(id)) ||
                               (id < is_date_format_.size() && is_date_format_[id]));
    }
    if (record.kind == Biff::other_book && number(2, 2) != kOwnBook && number(2, 2) != kAddIn)
      ++notes_.external_links;
    if (record.kind == Biff::sheet && number(5, 1) == 0 && record.body.size() > 6) {
      const bool is_hidden = (number(4, 1) & 3) != 0;
      sheets_.push_back({biff_text(record.body.substr(6), 1), size_t(number(0, 4))});
      sections_.push_back({sheets_.back().name, is_hidden, {}});
      notes_.hidden_sheets += is_hidden ? 1 : 0;
    }
  }

  Result<void> read_strings(const BiffRecord& first, size_t& at) {
    std::vector<std::string_view> pieces{first.body};
    BiffRecord record;
    for (size_t ahead = at; next_record(stream_, ahead, record) && record.kind == Biff::more; at = ahead)
      pieces.push_back(record.body);
    return read_biff_strings(pieces, strings_);
  }

  std::string stream_;
  HeldText strings_;
  DateBase date_base_ = DateBase::y1900;
  std::vector<bool> is_date_format_, is_date_style_;  // by number
  std::vector<ListedSheet> sheets_;
  std::vector<Section> sections_;
  SourceNotes notes_;
  std::vector<XlsSheet> sheet_;  // the one being read, or none
  size_t at_ = 0;
};

Result<void> refuse_other(const CompoundFile& file, const Opening& opening) {
  const auto refused = [](const Message& what, const Message& instead) {
    return invalid(say(kThisIsOther, what, instead));
  };
  if (file.has("EncryptedPackage")) return invalid(say(kBookLocked));
  if (opening.extension == ".et") return refused(kEt, kSaveAsTable);
  if (file.has("WordDocument")) return refused(kDoc, kCopyTable);
  if (file.has("PowerPoint Document")) return refused(kPpt, kAskForTable);
  if (!file.has("Workbook") && !file.has("Book")) return refused(kNoWorkbook, kSaveAsTable);
  return {};
}

Result<std::unique_ptr<Source>> open_book(Opening& opening, const SourceOptions& options) {
  QY_TRY(std::string bytes, read_up_to(*opening.bytes, size_t(kMaxHeldBytes) + 1));
  if (int64_t(bytes.size()) > kMaxHeldBytes) {
    return Error{Code::limit, say(kBookTooLarge)};
  }
  QY_TRY(const CompoundFile file, CompoundFile::open(std::move(bytes)));
  QY_CHECK(refuse_other(file, opening));
  auto source = std::make_unique<XlsSource>(options);
  QY_CHECK(source->start(file));
  return std::unique_ptr<Source>(std::move(source));
}

}  // namespace

bool claims_xls(const Opening& opening) {
  return CompoundFile::is_one(opening.head);
}

Result<std::unique_ptr<Source>> open_xls(Opening&& opening, const SourceOptions& options) {
  auto source = open_book(opening, options);
  if (!source.ok()) return Error{source.error().code, opening.name + ": " + source.error().message};
  return source;
}

}  // namespace qy
