// 大写金额: how amounts are written on vouchers, contracts and notices of award.
//
// Source: 《支付结算办法》附件一《正确填写票据和结算凭证的基本规定》第一至第三条 (银发〔1997〕393号): 整
// follows 元 and may follow 角, never 分; a zero inside is written once, as 零.
//
//   1,409.50 壹仟肆佰零玖元伍角整 · 6,007.14 陆仟零柒元壹角肆分 · 107,000.53 壹拾万柒仟元零伍角叁分
#include <algorithm>
#include <array>
#include <optional>

#include "text/amount_text.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr int64_t kMostYuan = 100'000'000'000'000;  // 10^14, which is 10^16 fen
constexpr int64_t kWan = 10'000, kYi = 100'000'000;

int digit_of(char32_t c) {
  constexpr std::u32string_view kFormal = U"零壹贰叁肆伍陆柒捌玖", kPlain = U"〇一二三四五六七八九",
                                kOld = U"○壹貳叁肆伍陸柒捌玖";
  for (const std::u32string_view row : {kFormal, kPlain, kOld})
    if (const size_t at = row.find(c); at != std::u32string_view::npos) return int(at);
  return c == U'两' ? 2 : c == U'参' || c == U'參' || c == U'弎' ? 3 : c == U'弍' ? 2 : -1;
}

int unit_within_section(char32_t c) {
  if (c == U'拾' || c == U'十') return 10;
  if (c == U'佰' || c == U'百') return 100;
  return c == U'仟' || c == U'千' ? 1000 : 0;
}

// The part before 元, a section of four digits at a time. A digit without its own unit is the last of its
// section, and needs a 零 before it when units were skipped: 叁佰伍 could be 305 or 350, so it is refused.
class WholeYuan {
 public:
  bool add(char32_t c) {
    if (const int digit = digit_of(c); digit >= 0) return add_digit(digit);
    if (const int unit = unit_within_section(c); unit > 0) return add_unit(unit);
    if (c == U'万' || c == U'萬') return close_section(kWan);
    if (c == U'亿' || c == U'億') return close_section(kYi);
    return false;
  }

  // -1 when the last digit stands ambiguous, or nothing was written.
  int64_t value() {
    if (!any_ || !settle_ones()) return -1;
    return yi_ * kYi + wan_ * kWan + section_;
  }

 private:
  bool add_digit(int digit) {
    any_ = true;
    if (digit == 0) {
      if (digit_ > 0) return false;
      zero_seen_ = true;
      return true;
    }
    if (digit_ > 0) return false;
    digit_ = digit;
    return true;
  }

  bool add_unit(int unit) {
    if (unit >= last_unit_) return false;
    if (digit_ <= 0) {
      if (unit != 10 || (section_ > 0 && !zero_seen_)) return false;  // 拾伍 is 15
      digit_ = 1;
    }
    section_ += digit_ * unit;
    digit_ = 0;
    last_unit_ = unit;
    zero_seen_ = false;
    any_ = true;
    return true;
  }

  bool settle_ones() {
    if (digit_ > 0) {
      const bool follows_something = section_ > 0 || wan_ > 0 || yi_ > 0;
      if (follows_something && last_unit_ != 10 && !zero_seen_) return false;
      section_ += digit_;
    }
    digit_ = 0;
    return true;
  }

  bool close_section(int64_t unit) {
    if (!settle_ones()) return false;
    if (unit == kWan) {
      if (section_ == 0 || wan_ > 0) return false;
      wan_ = section_;
    } else {
      const int64_t value = wan_ * kWan + section_;
      if (value == 0 || yi_ > 0) return false;
      yi_ = value;
      wan_ = 0;
    }
    section_ = 0;
    last_unit_ = 10'000;
    zero_seen_ = false;
    return true;
  }

  int64_t yi_ = 0, wan_ = 0, section_ = 0;
  int digit_ = 0;
  int last_unit_ = 10'000;
  bool zero_seen_ = false, any_ = false;
};

struct Reader {
  std::string_view rest;

  char32_t peek() const {
    size_t at = 0;
    return rest.empty() ? 0 : next_code_point(rest, at);
  }
  void next() {
    size_t at = 0;
    next_code_point(rest, at);
    rest.remove_prefix(at);
  }
  bool take(std::initializer_list<char32_t> wanted) {
    if (rest.empty() || std::find(wanted.begin(), wanted.end(), peek()) == wanted.end()) return false;
    next();
    return true;
  }
  bool take_word(std::string_view word) {
    if (rest.substr(0, word.size()) != word) return false;
    rest.remove_prefix(word.size());
    return true;
  }
};

// 角 and 分 behind 元, or alone. False when what is there is neither.
bool take_small(Reader& reader, bool& ended_in_jiao, int64_t& fen) {
  bool jiao_done = false;
  while (!reader.rest.empty()) {
    while (reader.take({U'零', U'〇'})) {
    }
    const int digit = reader.rest.empty() ? -1 : digit_of(reader.peek());
    if (digit <= 0) break;
    reader.next();
    if (!jiao_done && reader.take({U'角'})) {
      fen += digit * 10;
      jiao_done = true;
      ended_in_jiao = true;
    } else if (reader.take({U'分'})) {
      fen += digit;
      ended_in_jiao = false;
      return true;
    } else {
      return false;
    }
  }
  return true;
}

std::optional<Fen> read_upper(std::string_view text) {
  Reader reader{text};
  const bool has_prefix = reader.take_word("人民币");
  if (!reader.take_word(":")) reader.take_word("(大写)");
  reader.take_word(":");
  const bool is_negative = reader.take({U'负', U'負'});
  WholeYuan whole;
  Reader ahead = reader;
  while (whole.add(ahead.peek())) ahead.next();
  const bool has_yuan = ahead.take({U'元', U'圆', U'圓'});
  bool is_whole = has_yuan || ahead.take_word("整") || (has_prefix && ahead.rest.empty());
  int64_t yuan = 0, fen = 0;
  bool ended_in_jiao = false;
  if (is_whole) {
    yuan = whole.value();
    if (yuan < 0 || yuan > kMostYuan) return std::nullopt;
    reader = ahead;
  }
  if ((has_yuan || !is_whole) && !take_small(reader, ended_in_jiao, fen)) return std::nullopt;
  if (!is_whole && fen == 0) return std::nullopt;
  if (fen == 0 || ended_in_jiao) reader.take({U'整', U'正'});
  if (!reader.rest.empty() || yuan * 100 + fen > kMostYuan * 100) return std::nullopt;
  return is_negative ? -(yuan * 100 + fen) : yuan * 100 + fen;
}

constexpr std::array<std::string_view, 10> kDigits{"零", "壹", "贰", "叁", "肆",
                                                   "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 4> kPlaces{"", "拾", "佰", "仟"};

// 1..9999, zeros inside written once, zeros at the end not at all.
void append_section(uint64_t section, std::string& out) {
  bool zero_due = false;
  bool started = false;
  for (size_t place = 4; place-- > 0;) {
    uint64_t power = 1;
    for (size_t i = 0; i < place; ++i) power *= 10;
    const uint64_t digit = section / power % 10;
    if (digit == 0) {
      zero_due = started;
      continue;
    }
    if (zero_due) out += kDigits[0];
    zero_due = false;
    started = true;
    out += kDigits[digit];
    out += kPlaces[place];
  }
}

void append_whole(uint64_t value, std::string& out) {
  const uint64_t yi = value / kYi, wan = value / kWan % kWan, ones = value % kWan;
  if (yi > 0) {
    append_whole(yi, out);
    out += "亿";
  }
  if (wan > 0) {
    if (yi > 0 && wan < 1000) out += kDigits[0];
    append_section(wan, out);
    out += "万";
  }
  if (ones > 0) {
    if ((wan > 0 && ones < 1000) || (wan == 0 && yi > 0)) out += kDigits[0];
    append_section(ones, out);
  }
}

}  // namespace

Result<Fen> read_uppercase_amount(std::string_view text) {
  std::string plain = normalize(text);
  plain.erase(std::remove(plain.begin(), plain.end(), ' '), plain.end());
  if (const std::optional<Fen> fen = read_upper(plain)) return *fen;
  return invalid("not one amount in 大写: " + std::string(text.substr(0, 90)));
}

std::string uppercase_amount(Fen amount_fen) {
  // Unsigned: the smallest int64 has no positive twin.
  const uint64_t magnitude = amount_fen < 0 ? 0 - uint64_t(amount_fen) : uint64_t(amount_fen);
  const uint64_t yuan = magnitude / 100, jiao = magnitude / 10 % 10, fen = magnitude % 10;
  std::string out = amount_fen < 0 ? "负" : "";
  if (yuan > 0) {
    append_whole(yuan, out);
    out += "元";
  } else if (magnitude == 0) {
    out += "零元";
  }
  if (jiao == 0 && fen == 0) return out + "整";
  const bool zero_before_jiao = jiao > 0 && yuan > 0 && yuan % 10 == 0;
  if (zero_before_jiao || (jiao == 0 && yuan > 0)) out += kDigits[0];
  if (jiao > 0) out += std::string(kDigits[jiao]) + "角";
  if (fen > 0) return out + std::string(kDigits[fen]) + "分";
  return out + "整";
}

}  // namespace qy
