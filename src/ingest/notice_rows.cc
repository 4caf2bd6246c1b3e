#include "ingest/notice_rows.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "ingest/messages.h"
#include "ingest/notice_parties.h"
#include "ingest/notice_price.h"
#include "ingest/notice_term.h"
#include "text/date_text.h"
#include "text/normalize.h"

namespace qy {
namespace {

namespace dom = simdjson::dom;

constexpr size_t kTender = 0, kBid = 1, kAward = 2, kCertificate = 3;

constexpr std::array<std::string_view, 11> kTenderColumns = {
    "tender_id", "section_code", "project_code",      "attempt",         "buyer_name", "agency_name",
    "title",     "place",        "publicity_from_at", "publicity_to_at", "status"};
constexpr std::array<std::string_view, 13> kBidColumns = {
    "tender_id",  "bid_id",     "bidder_name", "consortium",    "consortium_lead",
    "amount_fen", "price_text", "rate_kind",   "rate_permille", "unit_price_fen",
    "price_unit", "status",     "rank"};
constexpr std::array<std::string_view, 14> kAwardColumns = {
    "tender_id",  "award_id",      "supplier_name", "consortium",    "consortium_lead",
    "amount_fen", "price_text",    "rate_kind",     "rate_permille", "unit_price_fen",
    "price_unit", "duration_days", "published_on",  "status"};
constexpr std::array<std::string_view, 8> kCertificateColumns = {
    "tender_id", "supplier_name", "consortium", "role", "certificate_no", "title", "from_on", "to_on"};

std::string text_of(dom::object object, std::string_view key) {
  std::string_view text;
  return object[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

// The key of what stands in a notice may be written in full-width brackets, or with 元 left out.
std::string first_text(dom::object object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (std::string text = text_of(object, key); !text.empty()) return text;
  return {};
}

std::string shown(const std::optional<Fen>& fen) {
  return fen ? std::to_string(*fen) : std::string();
}

void count(const NoticePrice& price, NoticeCounts& counts) {
  if (price.text.empty())
    ++counts.without;
  else if (price.amount_fen)
    ++counts.amounts;
  else if (price.rate_kind == "mixed" || price.rate_permille.empty() == !price.unit_price_fen.has_value())
    ++counts.mixed;
  else
    ++counts.rates;
}

class Notice {
 public:
  Notice(dom::object root, dom::object parsed, NoticeCounts& counts)
      : root_(root), parsed_(parsed), counts_(counts) {}

  std::vector<NoticeRow> rows() {
    dom::element candidates;
    if (parsed_["bidders_and_prices"].get(candidates) == simdjson::SUCCESS)
      candidate_notice(candidates);
    else
      award_notice();
    return std::move(rows_);
  }

 private:
  void add(size_t section, std::vector<std::string> cells) {
    rows_.push_back({section, std::move(cells), {}});
  }
  void refuse(size_t section, const std::string& why) { rows_.push_back({section, {}, why}); }

  bool named(const std::string& title) {
    title_ = title;
    tender_id_ = normalize_name(title);
    if (tender_id_.empty()) refuse(kTender, "the notice names no section");
    return !tender_id_.empty();
  }

  void candidate_notice(dom::element candidates) {
    if (!named(text_of(parsed_, "project_name"))) return;
    const NoticePeriod period = read_notice_period(text_of(parsed_, "publicity_period"));
    const SectionNumber section = read_section_number("", title_);
    const std::string attempt = section.attempt ? std::to_string(*section.attempt) : "";
    add(kTender, {tender_id_, "", "", attempt, "", "", title_, "", period.from, period.to, ""});
    dom::array list;
    if (candidates.get(list) != simdjson::SUCCESS) return;
    int position = 0;
    for (const dom::element element : list) {
      dom::object one;
      if (element.get(one) == simdjson::SUCCESS) candidate(one, ++position);
    }
  }

  void candidate(dom::object one, int position) {
    const std::string bidder = text_of(one, "bidder");
    const std::string written = text_of(one, "price");
    if (is_no_party(bidder)) return refuse(kBid, "a narrative stands where the candidate's name should");
    if (written == "未提供")
      return refuse(kBid,
                    "a name without a price: it may stand elsewhere in the notice than among the candidates");
    const NoticeParties parties = read_notice_parties(bidder);
    if (parties.firms.empty()) return refuse(kBid, "the candidate has no name");
    const NoticePrice price = read_notice_price(written);
    count(price, counts_);
    if (parties.is_consortium()) ++counts_.consortia;
    const std::string bid_id = "#" + std::to_string(position);
    for (size_t member = 0; member < parties.firms.size(); ++member) {
      add(kBid, {tender_id_, bid_id, parties.firms[member], parties.is_consortium() ? bid_id : "",
                 parties.is_consortium() ? (member == 0 ? "true" : "false") : "", shown(price.amount_fen),
                 price.text, price.rate_kind, price.rate_permille, shown(price.unit_price_fen),
                 price.price_unit, "valid", std::to_string(position)});
    }
  }

  void award_notice() {
    if (!named(first_text(parsed_, {"标段(包)名称", "标段（包）名称", "标段名称", "项目名称"}))) return;
    const std::string number =
        first_text(parsed_, {"标段(包)编号", "标段（包）编号", "标段编号", "项目编号"});
    const SectionNumber section = read_section_number(number, title_);
    add(kTender, {tender_id_, normalize(number), section.project,
                  section.attempt ? std::to_string(*section.attempt) : "",
                  normalize_name(first_text(parsed_, {"招标人", "采购人"})),
                  normalize_name(first_text(parsed_, {"招标机构", "招标代理机构", "代理机构"})), title_,
                  first_text(parsed_, {"建设地点", "项目地点"}), "", "", ""});
    award();
    certificates();
  }

  NoticePrice award_price() const {
    if (const std::string percent = text_of(parsed_, "中标价(%)"); !percent.empty())
      return read_notice_percent(percent);
    return read_notice_price(first_text(
        parsed_, {"中标价(元)", "中标价（元）", "中标价(报价承诺)", "中标价（报价承诺）", "中标价"}));
  }

  void award() {
    const std::string winner = first_text(parsed_, {"中标人", "中标单位", "成交供应商"});
    if (is_no_party(winner)) return refuse(kAward, "a narrative stands where the winner's name should");
    winners_ = read_notice_parties(winner);
    if (winners_.firms.empty()) return refuse(kAward, "the notice names no winner");
    const NoticePrice price = award_price();
    count(price, counts_);
    if (winners_.is_consortium()) ++counts_.consortia;
    const std::string published = published_on();
    const std::optional<int> days = term();
    const std::string award_id = text_of(root_, "infoid");
    for (size_t member = 0; member < winners_.firms.size(); ++member) {
      add(kAward, {tender_id_, award_id, winners_.firms[member], winners_.is_consortium() ? award_id : "",
                   winners_.is_consortium() ? (member == 0 ? "true" : "false") : "", shown(price.amount_fen),
                   price.text, price.rate_kind, price.rate_permille, shown(price.unit_price_fen),
                   price.price_unit, days ? std::to_string(*days) : "", published, "active"});
    }
  }

  std::string published_on() const {
    std::string date = first_text(parsed_, {"公告发布日期", "公告日期"});
    dom::object raw;
    if (date.empty() && root_["raw_data"].get(raw) == simdjson::SUCCESS) date = text_of(raw, "infodate");
    return date;
  }

  std::optional<int> term() const {
    const Result<ReadDate> from = read_date(published_on(), DateOrder::ymd);
    return from.ok()
               ? duration_days(first_text(parsed_, {"履约期限(天)", "履约期限（天）", "工期"}), from->date)
               : std::nullopt;
  }

  // Whose of a consortium's members a certificate is, the notice does not say: it stands with the leader.
  void certificates() {
    dom::object roles;
    if (winners_.firms.empty() || root_["certificates_by_role"].get(roles) != simdjson::SUCCESS) return;
    const Result<ReadDate> from = read_date(published_on(), DateOrder::ymd);
    const std::optional<int> days = term();
    const std::string to = from.ok() && days ? from->date.plus_days(*days).iso() : "";
    for (const auto& [role, numbers] : roles) {
      dom::array list;
      if (numbers.get(list) != simdjson::SUCCESS) continue;
      for (const dom::element number : list) {
        std::string_view text;
        if (number.get(text) != simdjson::SUCCESS) continue;
        const std::string certificate = certificate_number(text);
        if (certificate.empty()) continue;
        add(kCertificate,
            {tender_id_, winners_.firms[0], winners_.is_consortium() ? text_of(root_, "infoid") : "",
             normalize(role), certificate, title_, from.ok() ? from->date.iso() : "", to});
      }
    }
  }

  // In one spelling, because its token is compared: no blanks, upper case. Masked and missing numbers say
  // nothing.
  static std::string certificate_number(std::string_view text) {
    std::string number = normalize(text);
    std::erase(number, ' ');
    std::transform(number.begin(), number.end(), number.begin(),
                   [](unsigned char c) { return std::toupper(c); });
    const bool masked = number.find('*') != std::string::npos || number.find("XXXX") != std::string::npos;
    const auto digits =
        std::count_if(number.begin(), number.end(), [](unsigned char c) { return std::isdigit(c); });
    return masked || digits < 4 || is_placeholder(number) ? "" : number;
  }

  dom::object root_, parsed_;
  NoticeCounts& counts_;
  std::string title_, tender_id_;
  NoticeParties winners_;
  std::vector<NoticeRow> rows_;
};

template <size_t N>
Section section_of(std::string_view name, const std::array<std::string_view, N>& columns) {
  return {std::string(name), false, std::vector<std::string>(columns.begin(), columns.end())};
}

}  // namespace

std::vector<Section> notice_sections() {
  return {section_of("tender", kTenderColumns), section_of("bid", kBidColumns),
          section_of("award", kAwardColumns), section_of("role_certificate", kCertificateColumns)};
}

NoticeRow refused_notice(const std::string& why) {
  return {kTender, {}, why};
}

std::vector<NoticeRow> rows_of_notice(dom::element notice, NoticeCounts& counts) {
  dom::object root;
  dom::object parsed;
  if (notice.get(root) != simdjson::SUCCESS || root["parsed_data"].get(parsed) != simdjson::SUCCESS)
    return {refused_notice(say(kNoNotice))};
  return Notice(root, parsed, counts).rows();
}

}  // namespace qy
