// Pairs of texts in (two columns between tabs, on standard input), what the program says of each out, a line
// a pair: the measuring side of `./dev bench names`, and of learning names/address_weights.tsv.
//
//   pair_levels address     different | partly | same, and the two log odds
//   pair_levels evidence    the evidence of both directions, name=class
//   pair_levels place       one | two: one written place or not (text/written_place.h), and whether the texts are equal
//   pair_levels names       the level of persons' names and of organisations' (0 closest), Jaro-Winkler,
//   alignment as a person's
//                           and as a firm's name
#include <iostream>
#include <string>

#include "text/address.h"
#include "text/name_words.h"
#include "text/normalize.h"
#include "text/organisation_name.h"
#include "text/person_name.h"
#include "text/similarity.h"
#include "text/written_place.h"

namespace qy {
namespace {

void say_evidence(const Address& a, const Address& b) {
  const auto [forth, back] = address_evidence(a, b);
  for (const AddressEvidence& evidence : {forth, back}) {
    for (size_t thing = 0; thing < evidence.size(); ++thing)
      std::cout << kAddressEvidence[thing] << '=' << evidence[thing] << ' ';
    std::cout << '\t';
  }
  std::cout << '\n';
}

void say_address(const Address& a, const Address& b) {
  constexpr const char* kWords[] = {"same", "partly", "different"};
  const AddressAnswer answer = compare_addresses(a, b);
  std::cout << kWords[size_t(answer.likeness)] << '\t' << answer.partly << '\t' << answer.same << '\n';
}

void say_place(const std::string& a, const std::string& b) {
  const WrittenPlace x = read_written_place(a), y = read_written_place(b);
  const bool is_one = x.is_house && x.division == y.division && x.text == y.text;
  std::cout << (is_one ? "one" : "two") << '\t'
            << (normalize_name(a) == normalize_name(b) ? "equal" : "other") << '\t' << x.division << ' '
            << x.text << '\n';
}

void say_names(const std::string& a, const std::string& b) {
  const std::string of_a = normalize_name(a), of_b = normalize_name(b);
  const std::u32string x = code_points(of_a), y = code_points(of_b);
  std::cout << int(compare_names(read_person_name(a), read_person_name(b))) << '\t'
            << int(compare_organisations(read_organisation_name(a), read_organisation_name(b))) << '\t'
            << jaro_winkler(x, y) << '\t'
            << alignment(read_name_words(a, NameKind::person), read_name_words(b, NameKind::person)) << '\t'
            << alignment(read_name_words(a, NameKind::firm), read_name_words(b, NameKind::firm)) << '\n';
}

}  // namespace
}  // namespace qy

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  for (std::string line; std::getline(std::cin, line);) {
    const size_t tab = line.find('\t');
    if (tab == std::string::npos) {
      std::cerr << "pair_levels: two columns between tabs are wanted\n";
      return 2;
    }
    const std::string a = line.substr(0, tab), b = line.substr(tab + 1);
    if (mode == "names") {
      qy::say_names(a, b);
    } else if (mode == "evidence") {
      qy::say_evidence(qy::read_address(a), qy::read_address(b));
    } else if (mode == "place") {
      qy::say_place(a, b);
    } else if (mode == "address") {
      qy::say_address(qy::read_address(a), qy::read_address(b));
    } else {
      std::cerr << "pair_levels address|evidence|place|names\n";
      return 2;
    }
  }
}
