// Two texts, parted by the first line end, as names of persons and of firms, as addresses, as masked numbers.
#include "require.h"
#include "text/address.h"
#include "text/masked.h"
#include "text/name_words.h"
#include "text/organisation_name.h"
#include "text/person_name.h"
#include "text/pinyin.h"
#include "text/similarity.h"

namespace qy {
namespace {

void compare(std::string_view a, std::string_view b) {
  const PersonName person_a = read_person_name(a), person_b = read_person_name(b);
  require(compare_names(person_a, person_b) == compare_names(person_b, person_a),
          "persons, either way round");
  const OrganisationName firm_a = read_organisation_name(a), firm_b = read_organisation_name(b);
  require(compare_organisations(firm_a, firm_b) == compare_organisations(firm_b, firm_a),
          "firms, either way round");
  require(firm_a.core.empty() == firm_a.written.empty(), "a name has a core");
  const Address place_a = read_address(a), place_b = read_address(b);
  require(compare_addresses(place_a, place_b).likeness == compare_addresses(place_b, place_a).likeness,
          "addresses, either way round");
  const std::u32string hidden_a = code_points(clean_masked(a)), hidden_b = code_points(clean_masked(b));
  require(compare_masked(hidden_a, hidden_b).may_be == compare_masked(hidden_b, hidden_a).may_be,
          "masked, either way round");
  for (const NameKind kind : {NameKind::person, NameKind::firm}) {
    const double share = alignment(read_name_words(a, kind), read_name_words(b, kind));
    require(share >= 0 && share <= 1, "a share");
  }
  (void)name_pinyin(a);
  (void)shape_key(a);
  (void)address_parts(a);
  (void)shown_ends(a, 4);
}

}  // namespace
}  // namespace qy

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = qy::as_text(data, size < 2000 ? size : 2000);
  const size_t end = text.find('\n');
  qy::compare(text.substr(0, end), end == text.npos ? "" : text.substr(end + 1));
  return 0;
}
