// What clerks type where nothing is known.  Source: the values found in published trading data. Called for
// every cell, so nearly every cell is dismissed by its first character.
#include <algorithm>
#include <array>

#include "text/normalize.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 36> kPlaceholders{
    "/",      "\\",     ".",    "null",    "(null)",         "none",          "nil",       "n/a",  "#n/a",
    "n.a.",   "tbc",    "tbd",  "unknown", "not applicable", "not available", "not known", "无",   "暂无",
    "没有",   "空",     "空白", "不详",    "未知",           "未填",          "未填写",    "待定", "待补",
    "待补充", "待补录", "略",   "不适用",  "无数据",         "暂缺",          "缺失",      "…",    "……"};

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view p) { return text.substr(0, p.size()) == p; });
}
bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> suffixes) {
  return std::any_of(suffixes.begin(), suffixes.end(), [&](std::string_view s) {
    return text.size() >= s.size() && text.substr(text.size() - s.size()) == s;
  });
}

// 详见公告, 详细请见正文, 详见中标结果公告: said elsewhere.
bool refers_elsewhere(std::string_view text) {
  return starts_with_any(
             text, {"详见", "详细见", "详细请见", "详情见", "详情请见", "请见", "请详见", "见", "参见"}) &&
         ends_with_any(text, {"公告", "公告内容", "公告正文", "正文", "正文内容", "附件", "附表", "附录",
                              "文件", "原文", "公示", "通知", "招标文件", "采购文件", "清单", "备注"});
}

bool is_dashes(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c != '-' && c != '_' && c != '/' && (c < 0x2010 || c > 0x2015) && c != 0x2212) return false;
  }
  return true;
}

// What a placeholder can begin with: nearly every real cell is dismissed by its first character, and by a digit in it what begins like one
// (T1203, -5.00).
bool may_be_placeholder(std::string_view text) {
  const auto first = uint8_t(text[0]);
  if (first >= 0xE4 && first <= 0xE9) {
    constexpr std::string_view kHan = "无暂没空不未待略缺详请见参";
    return kHan.find(text.substr(0, 3)) != std::string_view::npos;
  }
  if (first >= 0x80) return true;  // dashes, full-width characters, blanks of all kinds
  constexpr std::string_view kFirst = "-_/\\.#(nNuUtT";
  return kFirst.find(char(first)) != std::string_view::npos &&
         std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

constexpr size_t kLongestPlaceholder = 60;  // bytes: 20 Chinese characters

bool is_ascii_blank(char c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_ascii_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

bool is_placeholder(std::string_view utf8) {
  const std::string_view text = trimmed(utf8);
  if (text.empty()) return true;
  if (text.size() > kLongestPlaceholder || !may_be_placeholder(text)) return false;
  // A surname Na and a station NAN are words; these spellings are a program's.
  if (text == "NA" || text == "NaN" || text == "nan") return true;
  std::string plain = normalize(text);
  if (plain.empty() || is_dashes(plain)) return true;
  for (char& c : plain)
    if (c >= 'A' && c <= 'Z') c = char(c + 32);
  if (ends_with_any(plain, {"。"})) plain.resize(plain.size() - 3);
  return std::find(kPlaceholders.begin(), kPlaceholders.end(), plain) != kPlaceholders.end() ||
         refers_elsewhere(plain);
}

}  // namespace qy
