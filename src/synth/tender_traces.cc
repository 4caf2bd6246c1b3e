#include <algorithm>

#include "synth/tenders.h"

namespace qy::synth {
namespace {

constexpr int kExperts = 5;  // of a committee
constexpr uint32_t kPool = 160;

std::string hexadecimal(uint64_t number, int digits) {
  std::string text(size_t(digits), '0');
  for (int i = digits - 1; i >= 0; --i, number /= 16) text[size_t(i)] = "0123456789ABCDEF"[number % 16];
  return text;
}

class TraceWriter {
 public:
  TraceWriter(Stage& stage, const Tenders& tenders, Delivery& delivery)
      : stage_(stage), tenders_(tenders), delivery_(delivery), random_(stage.random("trace sheets")) {}

  Result<void> write_fingerprints() {
    auto sheet = delivery_.open("公共资源交易中心", "投标文件特征码", {Charset::utf8_bom, ','},
                                {{"标段编号"},
                                 {"投标人代码"},
                                 {"投标人"},
                                 {"CPU序列号"},
                                 {"硬盘序列号"},
                                 {"MAC地址"},
                                 {"递交IP"},
                                 {"造价软件锁号"},
                                 {"投标文件MD5"},
                                 {"文档作者"},
                                 {"文件生成时间"}});
    for (const auto& tender : tenders_.all) {
      if (tender.method != Method::open && tender.method != Method::invited) continue;
      for (const auto& bid : tender.bids) put_fingerprint(*sheet, tender, bid);
    }
    return delivery_.close(*sheet, "bid_fingerprint");
  }

  // By the comprehensive method five experts give points for the technical part; they agree within a few.
  Result<void> write_scores() {
    auto sheet =
        delivery_.open("公共资源交易中心", "评标专家打分", {Charset::gb18030, ','},
                       {{"标段编号"}, {"评标专家编号"}, {"投标人代码"}, {"投标人"}, {"评分项目"}, {"得分"}});
    for (const auto& tender : tenders_.all) {
      if (tender.evaluation != Evaluation::comprehensive || tender.bids.size() < 3) continue;
      uint32_t first = random_.below(kPool);
      if (tender.partial_expert >= 0) first = uint32_t(tender.partial_expert);
      for (int expert = 0; expert < kExperts; ++expert)
        for (const auto& bid : tender.bids)
          put_score(*sheet, tender, bid, int((first + uint32_t(expert) * 7) % kPool));
    }
    return delivery_.close(*sheet, "evaluation");
  }

 private:
  // Serial numbers of a firm's own machine; what the maker left empty; what a park or the centre shares.
  void put_fingerprint(Sheet& sheet, const Tender& tender, const Bid& bid) {
    const auto& firm = stage_.firms.all[size_t(bid.firm)];
    const auto id = [&](int32_t shared, uint64_t salt) {
      return mix(stage_.seed * 31 + salt + uint64_t(shared >= 0 ? shared : bid.firm) * 7);
    };
    stage_.truth.saw(bid.plant, sheet.name(), sheet.line(), 0);
    sheet.text(tender.id).text(firm.code).text(firm.name);
    if (bid.device_of == kUnfilledDevice)
      sheet.text("To Be Filled By O.E.M.").text("-").text("00-00-00-00-00-00");
    else
      sheet.text("BFEB" + hexadecimal(id(bid.device_of, 1), 12))
          .text("WD-" + hexadecimal(id(bid.device_of, 2), 10))
          .text(mac_address(id(bid.device_of, 3)));
    // Dozens hand in at the centre, dozens sit in the park, and a third never told their machine a name.
    const uint32_t draw = random_.below(1'000);
    const bool is_own = bid.net_of == -1 && bid.plant == kNoPlant;
    const int32_t net_of = is_own && draw < 40    ? kParkNetwork
                           : is_own && draw < 100 ? kCentreNetwork
                                                  : bid.net_of;
    sheet.text(net_of == kParkNetwork     ? "203.0.113.7"
               : net_of == kCentreNetwork ? "203.0.113.2"
                                          : address(id(net_of, 4)));
    const bool has_costing = markets()[tender.market].kind == TenderKind::works;
    sheet.text(has_costing || bid.tool_of >= 0 ? "JS" + hexadecimal(id(bid.tool_of, 5), 8) : "无");
    sheet.text(bid.file_of == kTemplateFile
                   ? std::string("D41D8CD98F00B204E9800998ECF8427E")
                   : hexadecimal(mix(id(bid.file_of, 6) ^ mix(uint64_t(&tender - tenders_.all.data()))), 16) +
                         hexadecimal(id(bid.file_of, 7), 16));
    const bool is_nameless = bid.file_of == kTemplateFile || (bid.plant == kNoPlant && draw % 3 == 0);
    sheet.text(is_nameless ? "Administrator" : "user" + std::to_string(id(bid.file_of, 8) % 90'000));
    const int minute = random_.between(480, 1'300);
    sheet.text(tender.due.plus_days(-random_.between(1, 4)).iso() + " " + padded(uint64_t(minute / 60), 2) +
               ":" + padded(uint64_t(minute % 60), 2));
    sheet.end_row();
  }
  static std::string mac_address(uint64_t id) {
    std::string text;
    for (int i = 0; i < 6; ++i)
      text += (i == 0 ? "" : "-") + hexadecimal(i == 0 ? 2 : (id >> (8 * i)) & 255, 2);
    return text;
  }
  // TEST-NET-2 and documentation blocks are too few: the county's bidders come from 100.64/10, which nobody
  // owns.
  static std::string address(uint64_t id) {
    return "100." + std::to_string(64 + id % 64) + "." + std::to_string((id >> 8) % 256) + "." +
           std::to_string((id >> 16) % 254 + 1);
  }

  void put_score(Sheet& sheet, const Tender& tender, const Bid& bid, int expert) {
    const auto& firm = stage_.firms.all[size_t(bid.firm)];
    const bool is_partial = expert == tender.partial_expert;
    int points = 4'600 + (bid.score_hundredths - 7'000) / 4 + random_.between(-150, 150);
    if (is_partial) points = bid.rank == 1 ? 5'950 : points - 500;
    stage_.truth.saw(is_partial ? tender.mark : kNoPlant, sheet.name(), sheet.line(), 0);
    sheet.text(tender.id)
        .text("ZJ" + padded(uint64_t(expert), 4))
        .text(firm.code)
        .text(firm.name)
        .text("技术标");
    sheet.hundredths(std::clamp(points, 0, 6'000)).end_row();
  }

  Stage& stage_;
  const Tenders& tenders_;
  Delivery& delivery_;
  Random random_;
};

}  // namespace

Result<void> write_traces(Stage& stage, const Tenders& tenders, Delivery& delivery) {
  TraceWriter writer(stage, tenders, delivery);
  QY_CHECK(writer.write_fingerprints());
  return writer.write_scores();
}

}  // namespace qy::synth
