// An account of case property is the sum of its entries, after each of them, never below nothing, and nothing is left on one that was closed.
#include "../invariant.h"

namespace qy::county {
namespace {

class PropertyAddsUp : public Invariant {
 public:
  std::string name() const override { return "property adds up"; }

  Result<Broken> of_file(const Look& look) override {
    std::map<std::string, int64_t> sums;
    for (const Row& entry : look.now.property) {
      int64_t& sum = sums[entry.text("matter")];
      sum += entry.number("quantity");
      if (sum < 0) return Broken(entry.id + ": the account stands at " + std::to_string(sum));
      if (sum != entry.number("balance"))
        return Broken(entry.id + " says " + std::to_string(entry.number("balance")) + ", its entries make " +
                      std::to_string(sum));
    }
    for (const Row& matter : look.now.matters) {
      const ProcedureState* state =
          look.county.law().procedures.procedure(matter.text("procedure"))->state(matter.text("state"));
      if (matter.text("procedure") != "property" || state == nullptr) continue;
      const int64_t sum = sums[matter.text("name")];
      if (state->is_end && sum != 0)
        return Broken(matter.id + " is disposed of with " + std::to_string(sum) + " on its account");
      if (!state->is_end && matter.text("state") != "lent" && sum == 0)
        return Broken(matter.id + " is kept and its account is empty");
    }
    return Broken();
  }

  bool fault(const Look& look) override {
    if (look.now.property.empty()) return false;
    const Row& last = look.now.property.back();
    return write_past_everything(look.county, look.file,
                                 {{"property_entry",
                                   look.file + "/9999",
                                   0,
                                   {{"case_file", look.file},
                                    {"matter", last.text("matter")},
                                    {"step", "property.lend"},
                                    {"quantity", -last.number("balance") - 1},
                                    {"unit", last.text("unit")},
                                    {"balance", int64_t(0)},
                                    {"entered_at", "2025-12-31 09:00"}}}});
  }
};

}  // namespace

std::unique_ptr<Invariant> property_adds_up() {
  return std::make_unique<PropertyAddsUp>();
}

}  // namespace qy::county
