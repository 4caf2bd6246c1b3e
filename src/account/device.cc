#include "account/device.h"

#include <span>
#include <utility>

namespace qy {
namespace {

using Mark = std::pair<std::string_view, std::string_view>;

// The first that stands in the field: those that call themselves by others' names too come before them.
constexpr Mark kBrowsers[] = {{"Edg/", "Edge"},        {"QQBrowser", "QQ"},      {"360SE", "360"},
                              {"QIHU", "360"},         {"UOSBrowser", "UOS"},    {"OPR/", "Opera"},
                              {"Firefox/", "Firefox"}, {"Chromium", "Chromium"}, {"Chrome/", "Chrome"},
                              {"Safari/", "Safari"},   {"curl/", "curl"}};
constexpr Mark kSystems[] = {
    {"HarmonyOS", "HarmonyOS"}, {"Android", "Android"}, {"iPhone", "iOS"}, {"iPad", "iOS"},
    {"Windows", "Windows"},     {"Mac OS X", "macOS"},  {"UOS", "UOS"},    {"Kylin", "Kylin"},
    {"Linux", "Linux"}};

std::string_view first_of(std::span<const Mark> marks, std::string_view text) {
  for (const auto& [mark, name] : marks)
    if (text.find(mark) != text.npos) return name;
  return {};
}

}  // namespace

std::string device_of(std::string_view agent) {
  const std::string browser(first_of(kBrowsers, agent)), system(first_of(kSystems, agent));
  return browser + (browser.empty() || system.empty() ? "" : " · ") + system;
}

}  // namespace qy
