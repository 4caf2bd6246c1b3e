// Tables of a web page as rows: what many office systems hand out as "Excel export" with the ending .xls.
//
// All tables of the page are one section, a <tr> is a row. Cells that span columns or rows keep their place;
// their value is repeated in the first ten rows, where headers are.

#include <algorithm>

#include "ingest/formats.h"
#include "ingest/html_text.h"
#include "ingest/messages.h"
#include "ingest/text_feed.h"

namespace qy {
namespace {

constexpr int kHeaderRows = 10, kMostColumns = 16'384, kMostRows = 1'048'576;
constexpr size_t kStep = 256 << 10;

// What a cell of an earlier row still covers in this column.
struct Covered {
  int rows = 0;
  std::string text;
};

class HtmlSource final : public Source {
 public:
  HtmlSource(TextFeed feed, const SourceOptions& options)
      : feed_(std::move(feed)), max_row_bytes_(size_t(options.max_row_bytes)) {
    sections_.emplace_back();
    notes_.format = "html";
    notes_.encoding = name_of(feed_.encoding());
  }

  const std::vector<Section>& sections() const override { return sections_; }
  double progress() const override { return feed_.progress(); }
  const SourceNotes& notes() const override {
    notes_.damaged_characters = feed_.damaged();
    notes_.nul_bytes = feed_.nul_bytes();
    return notes_;
  }

  Result<bool> next(RawRow& row) override {
    for (;;) {
      QY_TRY(const bool has_row, read_to_row_end());
      if (!has_row) return false;
      ++row_number_;
      place_cells();
      const bool is_blank =
          std::all_of(placed_.begin(), placed_.end(), [](const Cell& cell) { return cell.text.empty(); });
      if (is_blank) {
        ++notes_.blank_lines;
        continue;
      }
      row = {0, row_number_, {}, {}};
      for (const Cell& cell : placed_) row.cells.push_back({cell.text, CellKind::text, cell.is_repeated});
      return true;
    }
  }

 private:
  struct Cell {
    std::string text;
    int columns = 1, rows = 1;
    bool is_repeated = false;
  };

  // Gathers cells_ until the row is complete; false at the end of the page.
  Result<bool> read_to_row_end() {
    cells_.clear();
    for (;;) {
      const size_t less = find_tag();
      take_text(std::string_view(buffer_).substr(at_, less - at_));
      at_ = less;
      QY_TRY(const size_t end, find_tag_end());
      if (end == std::string::npos) {
        if (is_last_) return finish_row();
        QY_CHECK(refill());
        continue;
      }
      const std::string tag = buffer_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
      if (take_tag(parse_html_tag(tag))) return true;
      if (row_bytes_ > max_row_bytes_) return too_long();
    }
  }

  // The next tag; in a script or style, where < means less, the next end tag. A < that ends the buffer may
  // begin one.
  size_t find_tag() const {
    if (!is_skipping_) return std::min(buffer_.find('<', at_), buffer_.size());
    const size_t found = buffer_.find("</", at_);
    if (found != std::string::npos) return found;
    return buffer_.size() - (buffer_.size() > at_ && buffer_.back() == '<' ? 1 : 0);
  }

  // The > that ends the tag or comment at at_; npos when it is not in the buffer.
  Result<size_t> find_tag_end() {
    const bool is_comment = std::string_view(buffer_).substr(at_).starts_with("<!--");
    const size_t end = is_comment ? buffer_.find("-->", at_ + 4) : buffer_.find('>', at_);
    if (end == std::string::npos && buffer_.size() - at_ > max_row_bytes_) return too_long();
    return is_comment && end != std::string::npos ? end + 2 : end;
  }

  Error too_long() const {
    return {Code::limit, say(kHtmlRowTooLong, row_number_ + 1, max_row_bytes_ >> 20)};
  }

  Result<void> refill() {
    buffer_.erase(0, at_);
    at_ = 0;
    const size_t had = buffer_.size();
    buffer_.resize(had + kStep);
    QY_TRY(const size_t got, feed_.read(buffer_.data() + had, kStep));
    buffer_.resize(had + got);
    is_last_ = got == 0;
    return {};
  }

  void take_text(std::string_view text) {
    if (!is_in_cell_ || is_skipping_) return;
    row_bytes_ += text.size();
    cells_.back().text += text;
  }

  // True when a row is complete.
  bool take_tag(const HtmlTag& tag) {
    if (tag.name == "script" || tag.name == "style") is_skipping_ = !tag.is_end;
    if (is_skipping_) return false;
    if (tag.name == "br" || (tag.name == "p" && tag.is_end))
      take_text("<");  // a literal < cannot stand in a text: a line break
    if (tag.name == "td" || tag.name == "th") {
      is_in_cell_ = !tag.is_end;
      if (!tag.is_end) {
        if (cells_.size() < size_t(kMostColumns)) cells_.emplace_back();
        cells_.back().columns = html_span(tag, "colspan", kMostColumns);
        cells_.back().rows = html_span(tag, "rowspan", kMostRows);
      }
      return false;
    }
    if (tag.name == "table") covered_.clear();
    return (tag.name == "tr" || tag.name == "table") && finish_row();
  }

  bool finish_row() {
    is_in_cell_ = false;
    row_bytes_ = 0;
    return !cells_.empty();
  }

  // Lays the cells read out over columns, around those that earlier rows still cover.
  void place_cells() {
    const bool is_header = row_number_ <= kHeaderRows;
    placed_.clear();
    const auto place_covered = [&] {
      while (placed_.size() < covered_.size() && covered_[placed_.size()].rows > 0) {
        Covered& above = covered_[placed_.size()];
        --above.rows;
        placed_.push_back({is_header ? above.text : std::string(), 1, 1, is_header});
      }
    };
    for (const Cell& cell : cells_) {
      place_covered();
      const std::string text = readable(cell.text);
      for (int i = 0; i < cell.columns && placed_.size() < size_t(kMostColumns); ++i) {
        if (covered_.size() <= placed_.size()) covered_.resize(placed_.size() + 1);
        covered_[placed_.size()] = {cell.rows - 1, text};
        placed_.push_back({i == 0 || is_header ? text : std::string(), 1, 1, i > 0 && is_header});
      }
    }
    place_covered();
    while (!placed_.empty() && placed_.back().text.empty()) placed_.pop_back();
  }

  static std::string readable(std::string raw) {
    std::replace(raw.begin(), raw.end(), '\n', ' ');
    std::replace(raw.begin(), raw.end(), '<', '\n');
    std::string text;
    append_html_text(raw, text);
    return tidy_html_text(text);
  }

  TextFeed feed_;
  size_t max_row_bytes_;
  std::vector<Section> sections_;
  mutable SourceNotes notes_;
  std::string buffer_;
  size_t at_ = 0, row_bytes_ = 0;
  bool is_last_ = false, is_in_cell_ = false, is_skipping_ = false;
  std::vector<Cell> cells_, placed_;
  std::vector<Covered> covered_;
  int64_t row_number_ = 0;
};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return lower;
}

}  // namespace

bool claims_html(const Opening& opening) {
  constexpr size_t kFirstLines = 4096;
  std::string_view head = opening.head;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || head[first] != '<') return false;
  const std::string lines = lower_case(head.substr(first, kFirstLines));
  if (lines.find("<html") != std::string::npos || lines.starts_with("<!doctype html")) return true;
  return lines.find("<table") != std::string::npos && !lines.starts_with("<?xml");
}

Result<std::unique_ptr<Source>> open_html(Opening&& opening, const SourceOptions& options) {
  if (opening.head_is_whole && lower_case(opening.head).find("<tr") == std::string::npos) {
    return invalid(say(kNoTableOnPage, opening.name));
  }
  SourceOptions told = options;
  if (const auto named = encoding_named(html_charset(opening.head)); !told.encoding && named.ok())
    told.encoding = *named;
  auto feed = TextFeed::start(std::move(opening.bytes), opening.head, opening.head_is_whole, told.encoding);
  if (!feed.ok()) return Error{feed.error().code, opening.name + ": " + feed.error().message};
  return std::unique_ptr<Source>(std::make_unique<HtmlSource>(std::move(feed).value(), options));
}

}  // namespace qy
