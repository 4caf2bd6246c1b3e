// Three years of tenders and small procurements: projects, bids, awards, contracts; and what was planted in
// them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "synth/delivery.h"
#include "synth/firms.h"
#include "synth/ledger.h"
#include "synth/offices.h"
#include "synth/random.h"
#include "synth/scheme.h"

namespace qy::synth {

enum class TenderKind : uint8_t { works, goods, services };

struct Market {
  std::string_view category;  // 采购类别, narrow enough that specialists meet specialists
  std::string_view what;      // in titles
  uint16_t trade = 0;         // whose firms bid
  TenderKind kind = TenderKind::works;
  Fen median_fen = 0;
  double sigma = 0.8;
  uint16_t weight = 0;
  uint16_t few = 0;  // not 0: only so many firms of the trade take part
};
std::span<const Market> markets();
Fen tender_limit(TenderKind kind);  // 必须招标规模

enum class Method : uint8_t { open, invited, negotiation, consultation, inquiry, single_source, framework };
enum class Evaluation : uint8_t { comprehensive, lowest, benchmark };

struct Bid {
  int32_t firm = 0;
  Fen amount_fen = 0;
  std::string manager_no, phone, account, bank;
  std::string consortium;
  int32_t score_hundredths = 0;
  int rank = 0;
  int plant = kNoPlant;
};

struct Tender {
  int32_t unit = 0;
  uint16_t market = 0;
  Method method = Method::open;
  Evaluation evaluation = Evaluation::comprehensive;
  bool is_emergency = false;
  int32_t project = -1;  // index into Tenders::projects
  int section = 1;
  Fen estimate_fen = 0, control_fen = 0;
  Date published, due, decided, signed_on, starts_on, ends_on;
  std::vector<Bid> bids;
  int32_t winner = 0;  // index into bids
  int plant = kNoPlant;
  int award_plant = kNoPlant;     // seen in the award
  int contract_plant = kNoPlant;  // seen in the contract
  std::string id, contract_no;    // given when all are in the order of publication
};

struct Project {
  int32_t unit = 0;
  std::string code, name;
  Fen approved_fen = 0;
  Date approved, started, finished;
  int plant = kNoPlant;
};

struct Tenders {
  std::vector<Project> projects;
  std::vector<Tender> all;  // by day of publication
};

// The rules of drawing a tender, for the plain ones and for the planted alike.
class TenderDesk {
 public:
  TenderDesk(const Offices& offices, Firms& firms, uint64_t seed);

  // A tender of the market, complete but for number and project.
  Tender draw(uint16_t market);
  Tender draw_at(uint16_t market, int32_t unit, Method method, Evaluation evaluation, Date published,
                 Fen control_fen);
  // Replaces the bidders; prices and winner follow from the evaluation.
  void bid(Tender& tender, const std::vector<int32_t>& firms);
  Bid bid_of(int32_t firm, Fen amount_fen);
  void settle(Tender& tender);  // ranks and winner, from prices and evaluation
  void let_win(Tender& tender, size_t bid);
  std::vector<int32_t> some_firms(uint16_t market, size_t count);
  std::vector<int32_t> new_firms(uint16_t market, size_t count);  // who bid nowhere else
  Date some_day(int year);
  Random& random() { return random_; }
  int32_t some_unit();

 private:
  Firms& firms_;
  uint64_t seed_;
  Random random_;
  std::vector<std::vector<int32_t>> pools_;  // by market
  int32_t insurer_ = 0;
  std::vector<int32_t> buyers_;
};

// Adds the planted tenders to `tenders`; `share` as many of each kind as the county is large.
void plant_tenders(TenderDesk& desk, Stage& stage, int share, Tenders& tenders);

Tenders plan_tenders(Stage& stage);
// What the contracts cost the units, instalment by instalment.
std::vector<std::vector<Payment>> contract_payments(const Tenders& tenders, size_t units, uint64_t seed);
Result<void> write_tenders(const Tenders& tenders, const Offices& offices, const Firms& firms, uint64_t seed,
                           Truth& truth, Delivery& delivery);

}  // namespace qy::synth
