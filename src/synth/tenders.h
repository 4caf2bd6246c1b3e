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
  bool is_valid = true;
  int plant = kNoPlant;
  // Whose machine, network, costing tool and file this bid was made with; -1: the bidder's own.
  int32_t device_of = -1, net_of = -1, tool_of = -1, file_of = -1;
  int minutes_before_due = -1;  // handed in; -1: drawn
};

// Instead of a firm: what several machines, networks and files share without fault.
inline constexpr int32_t kUnfilledDevice = -2, kParkNetwork = -2, kCentreNetwork = -3, kTemplateFile = -2;

struct Change {
  int days_before_end = 0;
  Fen amount_fen = 0;
  std::string_view reason;
};

struct Settlement {
  Fen submitted_fen = 0, audited_fen = 0;
  int days_after_end = 0;
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
  int32_t winner = 0;             // index into bids
  int agency = -1;                // -1: drawn
  int technical_points = 0;       // 0: drawn
  std::string_view requirements;  // empty: drawn
  Fen contract_fen = 0;           // 0: as awarded
  int32_t contract_firm = -1;     // -1: the winner
  std::vector<Change> changes;
  std::optional<Settlement> settlement;
  std::string_view objection;  // its result; empty: there was none
  int publish_days = -1;       // from the decision to its publication; -1: drawn
  int partial_expert = -1;     // scores the winner far above the others
  bool is_aftermath_planned = false;
  int mark = kNoPlant;  // a plant seen wherever the tender leaves a row
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
  std::optional<Date> finished_on;  // instead of what follows from the tenders
  std::string_view source;          // of its money; empty: drawn
  bool is_named = false;            // its name tells it from others of the owner
  Fen extra_fen = 0;                // approved beyond what its tenders need
  int plant = kNoPlant;
};

// Barred from tenders for a time.
struct Barred {
  int32_t firm = 0;
  Date from, to;
  int plant = kNoPlant;
};

struct Tenders {
  std::vector<Barred> barred;
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
  // An open tender of middling size, on some day, with so many bidders.
  Tender open(uint16_t market, size_t bidders, Evaluation evaluation = Evaluation::comprehensive);
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

// Places in markets().
inline constexpr uint16_t kBuilding = 0, kRoads = 1, kGardens = 2, kRepairs = 3, kFurniture = 4,
                          kMedicalGoods = 5, kComputers = 6, kFarmGoods = 7, kProperty = 8, kAdvice = 9,
                          kPrinting = 11, kRareGauges = 13, kWaterTests = 14;
// Tender agencies, by the number in Tender::agency.
std::span<const std::string_view> agencies();

// Adds the planted tenders to `tenders`; `share` as many of each kind as the county is large.
void plant_tenders(TenderDesk& desk, Stage& stage, int share, Tenders& tenders);
void plant_traces(TenderDesk& desk, Stage& stage, Tenders& tenders);
void plant_awards(TenderDesk& desk, Stage& stage, Tenders& tenders);
void plant_procurement(TenderDesk& desk, Stage& stage, Tenders& tenders);
void plant_contracts(TenderDesk& desk, Stage& stage, Tenders& tenders);
// Changes, settlements and objections of the honest.
void draw_aftermath(Stage& stage, Tenders& tenders);

Tenders plan_tenders(Stage& stage);
// What the contracts cost the units, instalment by instalment.
std::vector<std::vector<Payment>> contract_payments(const Tenders& tenders, size_t units, uint64_t seed);
// Fingerprints, scores, objections; certificates, items, changes and settlements.
Result<void> write_traces(Stage& stage, const Tenders& tenders, Delivery& delivery);
Result<void> write_aftermath(Stage& stage, const Tenders& tenders, Delivery& delivery);
Result<void> write_tenders(const Tenders& tenders, const Offices& offices, const Firms& firms, uint64_t seed,
                           Truth& truth, Delivery& delivery);

}  // namespace qy::synth
