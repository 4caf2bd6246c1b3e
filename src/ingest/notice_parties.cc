#include "ingest/notice_parties.h"

#include <algorithm>
#include <array>

#include "text/normalize.h"

namespace qy {
namespace {

constexpr size_t kLongest = 600;  // bytes: a consortium of seven

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

bool ends_like_a_firm(std::string_view text) {
  constexpr std::array<std::string_view, 15> kEnds = {"公司", "院", "所", "中心", "局", "厂", "社", "集团",
                                                      "大学", "站", "队", "部",   "行", "馆", ")"};
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [text](std::string_view end) { return text.ends_with(end); });
}

struct Mark {
  std::string_view text, becomes;
};

// `*` marks who leads, and is no character of a firm's name. Longer spellings come first.
constexpr std::array kMarks = {
    Mark{"(联合体牵头人)", "*"},
    Mark{"(联合体牵头单位)", "*"},
    Mark{"(牵头人)", "*"},
    Mark{"(牵头单位)", "*"},
    Mark{"(牵头方)", "*"},
    Mark{"(联合体主办方)", "*"},
    Mark{"(主办方)", "*"},
    Mark{"(联合体成员单位)", ""},
    Mark{"(联合体成员)", ""},
    Mark{"(成员单位)", ""},
    Mark{"(成员)", ""},
    Mark{"(联合体)", ""},
    Mark{"(联合体成员:", "、("},
    Mark{"(联合体成员单位:", "、("},
    Mark{"(联合体:", "、("},
    Mark{"(成员:", "、("},
    Mark{"联合体牵头人:", "、*"},
    Mark{"联合体牵头单位:", "、*"},
    Mark{"牵头人:", "、*"},
    Mark{"牵头单位:", "、*"},
    Mark{"联合体成员单位:", "、"},
    Mark{"联合体成员:", "、"},
    Mark{"成员单位:", "、"},
    Mark{"成员:", "、"},
    Mark{"组成的联合体", ""},
    Mark{"组成联合体", ""},
    Mark{"联合体", ""},
};

// A bracket that a mark opened closes at the end of the text or of the firm.
std::string without_stray_brackets(std::string firm) {
  const auto opened = std::count(firm.begin(), firm.end(), '(');
  auto closed = std::count(firm.begin(), firm.end(), ')');
  if (opened > closed && firm.starts_with('(')) firm.erase(0, 1);
  while (closed > opened && firm.ends_with(')')) {
    firm.pop_back();
    --closed;
  }
  if (firm.starts_with('(') && firm.ends_with(')')) firm = firm.substr(1, firm.size() - 2);
  return firm;
}

size_t separator_at(std::string_view text, std::string_view before) {
  constexpr std::array<std::string_view, 6> kSeparators = {"、", ",", ";", "/", "+", "\n"};
  for (const std::string_view separator : kSeparators)
    if (text.starts_with(separator)) return separator.size();
  // 与 and 和 stand in names too: 湖北与…, 和平… They separate only what already is a firm.
  constexpr std::array<std::string_view, 3> kWords = {"联合", "与", "和"};
  if (!ends_like_a_firm(before) && !before.ends_with('*')) return 0;
  for (const std::string_view word : kWords)
    if (text.starts_with(word)) return word.size();
  return 0;
}

std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces(1);
  int depth = 0;
  for (size_t at = 0; at < text.size();) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')') depth = std::max(0, depth - 1);
    const bool may_separate = depth == 0 || pieces.back().starts_with('(');
    const size_t separator = may_separate ? separator_at(text.substr(at), pieces.back()) : 0;
    if (separator > 0) {
      pieces.emplace_back();
      at += separator;
    } else {
      pieces.back() += text[at++];
    }
  }
  return pieces;
}

}  // namespace

NoticeParties read_notice_parties(std::string_view text) {
  std::string marked = normalize(text);
  std::erase(marked, '*');
  for (const Mark& mark : kMarks) replace_all(marked, mark.text, mark.becomes);
  NoticeParties parties;
  for (std::string piece : pieces_of(marked)) {
    const bool leads = piece.find('*') != std::string::npos;
    std::erase(piece, '*');
    const std::string firm = normalize_name(without_stray_brackets(normalize(piece)));
    if (firm.empty() || std::find(parties.firms.begin(), parties.firms.end(), firm) != parties.firms.end())
      continue;
    parties.firms.insert(leads ? parties.firms.begin() : parties.firms.end(), firm);
  }
  return parties;
}

bool is_no_party(std::string_view text) {
  return text.size() > kLongest || text.find("评标委员会") != std::string_view::npos ||
         text.find("评标工作") != std::string_view::npos;
}

}  // namespace qy
