// Log, history and states fit one another, as `qingyuan verify` looks at them.
#include "../invariant.h"
#include "store/check_records.h"

namespace qy::county {
namespace {

class LogVerifies : public Invariant {
 public:
  std::string name() const override { return "log verifies"; }

  Result<Broken> of_county(County& county, const Memory& memory) override {
    const auto checked = check_records(county.place(), county.store().verifier(), {});
    if (!checked.ok()) return Broken(checked.error().message);
    if (checked->acts < int64_t(memory.answered.size())) return Broken("fewer entries than answers");
    return Broken();
  }

  bool fault(const Look& look) override {
    return look.county.intrude(
        "UPDATE history_2025 SET record = replace(record, '2025', '2024') WHERE seq = " +
        std::to_string(look.now.file.seq));
  }
};

}  // namespace

std::unique_ptr<Invariant> log_verifies() {
  return std::make_unique<LogVerifies>();
}

}  // namespace qy::county
