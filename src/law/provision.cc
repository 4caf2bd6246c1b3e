#include "law/provision.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

#include "law/messages.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 4> kMarks{"F", "Q", "Z", "M"};
constexpr std::string_view kNoArticle = "-";

bool is_number(const std::string& text) {
  return !text.empty() && text.size() <= 4 && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

std::string_view name_of(Mark mark) {
  return kMarks[size_t(mark)];
}

std::string chinese_number(int number) {
  static constexpr std::array<std::string_view, 10> kDigits{"零", "一", "二", "三", "四",
                                                            "五", "六", "七", "八", "九"};
  static constexpr std::array<std::string_view, 4> kPlaces{"千", "百", "十", ""};
  std::string text;
  bool zero_waits = false;
  for (int place = 0, unit = 1000; place < 4; ++place, unit /= 10) {
    const int digit = number / unit % 10;
    if (digit == 0) {
      zero_waits = !text.empty();
      continue;
    }
    if (zero_waits) text += kDigits[0];
    zero_waits = false;
    const bool is_bare_ten = place == 2 && digit == 1 && text.empty();  // 十五, but 一百一十五
    if (!is_bare_ten) text += kDigits[size_t(digit)];
    text += kPlaces[size_t(place)];
  }
  return text.empty() ? std::string(kDigits[0]) : text;
}

Result<LawBook> LawBook::load(const std::filesystem::path& file) {
  QY_TRY(const Yaml yaml, Yaml::load(file));
  QY_CHECK(yaml.only({"laws"}));
  QY_TRY(const std::vector<Yaml> entries, yaml.list("laws"));
  LawBook book;
  for (const Yaml& entry : entries) {
    QY_CHECK(entry.only({"id", "title", "english", "from", "until", "note"}));
    Law law;
    QY_TRY(law.id, entry.required("id"));
    QY_TRY(law.title, entry.required("title"));
    QY_TRY(law.english, entry.required("english"));
    QY_TRY(const std::string from, entry.required("from"));
    const Result<Date> first = Date::from_iso(from);
    if (!first.ok()) return entry.wrong(first.error().message);
    law.from = *first;
    if (const std::string until = entry.optional("until"); !until.empty()) {
      const Result<Date> last = Date::from_iso(until);
      if (!last.ok()) return entry.wrong(last.error().message);
      if (*last < law.from) return entry.wrong(say(kEndsBeforeBegins, until));
      law.until = *last;
    }
    if (book.find(law.id) != nullptr) return entry.wrong(say(kGivenTwice, law.id));
    book.laws_.push_back(std::move(law));
  }
  return book;
}

const Law* LawBook::find(std::string_view id) const {
  const auto found = std::find_if(laws_.begin(), laws_.end(), [&](const Law& law) { return law.id == id; });
  return found == laws_.end() ? nullptr : &*found;
}

Result<std::vector<Provision>> LawBook::read_basis(const Yaml& entry) const {
  QY_TRY(const auto texts, entry.texts("basis"));
  if (texts.empty()) return entry.wrong(said(kNoBasis));
  std::vector<Provision> basis;
  for (const std::string& text : texts) {
    std::istringstream words(text);
    Provision provision;
    std::string mark, more;
    words >> provision.law >> provision.article >> mark;
    const auto known = std::find(kMarks.begin(), kMarks.end(), mark);
    const bool is_article = provision.article == kNoArticle || is_number(provision.article);
    if (known == kMarks.end() || !is_article || words >> more) return entry.wrong(say(kBasisForm, text));
    if (find(provision.law) == nullptr) return entry.wrong(say(kNoSuchLaw, provision.law));
    if (provision.article == kNoArticle) provision.article.clear();
    provision.mark = Mark(known - kMarks.begin());
    basis.push_back(std::move(provision));
  }
  return basis;
}

std::vector<Provision> LawBook::binding_on(const std::vector<Provision>& basis, Date date) const {
  std::vector<Provision> binding;
  for (const Provision& provision : basis)
    if (binds(provision.mark) && find(provision.law)->holds_on(date)) binding.push_back(provision);
  return binding;
}

Said LawBook::cite(const Provision& provision) const {
  const Law& law = *find(provision.law);
  if (provision.article.empty()) return say(kWholeLaw, Said{law.title, law.english});
  return say(kArticle, Said{law.title, law.english},
             Said{chinese_number(std::stoi(provision.article)), provision.article});
}

// Articles of one law that follow each other name it once: 《监察法》第四十三条、第四十四条.
Said LawBook::cite(const std::vector<Provision>& provisions) const {
  Said all;
  for (size_t i = 0; i < provisions.size(); ++i) {
    const Provision& one = provisions[i];
    const bool is_next = i > 0 && provisions[i - 1].law == one.law && !one.article.empty();
    const Said cited =
        is_next ? say(kNextArticle, Said{chinese_number(std::stoi(one.article)), one.article}) : cite(one);
    all.chinese += (i == 0 ? "" : "、") + cited.chinese;
    all.english += (i == 0 ? "" : is_next ? ", " : "; ") + cited.english;
  }
  return all;
}

std::vector<Date> LawBook::changes() const {
  std::set<Date> days;
  for (const Law& law : laws_) {
    days.insert(law.from);
    if (law.until) days.insert(law.until->plus_days(1));
  }
  return {days.begin(), days.end()};
}

}  // namespace qy
