// A made-up register of Chinese persons, half of whom stand more than once, each time as another clerk would
// have written them, with the truth beside it.
//
//   persons PEOPLE SEED OUT.csv TRUTH.csv        some 1.67 records a person
//
// What a second clerk does, each by itself (share of the copies):
//   a homophone or a look-alike for a character of the name   6 %     a short form: one character of two left
//   out 2 % the middle of the citizen number masked                  30 %     left out 15 % two digits of it
//   changed places (it then fails its check) 2 % moved to another village                                 12
//   %     the phone another, or none                45 % a digit of the birthday wrong 2 %
// Twins, and namesakes of one village and birth year, come by themselves in a county of this size; one couple
// of twins in 150 persons is put in on purpose: born the same day in the same village, one character apart.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "base/date.h"
#include "text/citizen_no.h"

namespace qy {
namespace {

// Surnames by how common they are (the first are a third of all), and the characters of given names; in a
// group of one sound or one look, a clerk may take one for the other.
constexpr std::array kSurnames{"王", "李", "张", "刘", "陈", "杨", "黄",   "赵",   "吴",   "周",  "徐",
                               "孙", "马", "朱", "胡", "郭", "何", "高",   "林",   "罗",   "郑",  "梁",
                               "谢", "宋", "唐", "许", "韩", "冯", "邓",   "曹",   "彭",   "曾",  "肖",
                               "田", "董", "袁", "潘", "于", "蒋", "蔡",   "余",   "杜",   "叶",  "程",
                               "苏", "魏", "吕", "丁", "任", "沈", "欧阳", "诸葛", "司马", "上官"};
const std::vector<std::vector<std::string>> kAlike{{"伟", "玮", "炜", "纬", "维"},
                                                   {"芳", "方", "昉"},
                                                   {"娜", "那"},
                                                   {"敏", "闽", "珉"},
                                                   {"静", "靖", "婧", "净", "敬"},
                                                   {"丽", "莉", "俐", "立"},
                                                   {"强", "墙"},
                                                   {"磊", "垒", "蕾"},
                                                   {"军", "君", "均", "钧"},
                                                   {"洋", "阳", "扬", "杨"},
                                                   {"勇", "永", "咏", "泳"},
                                                   {"艳", "燕", "雁", "彦"},
                                                   {"杰", "捷", "洁"},
                                                   {"娟", "涓", "鹃"},
                                                   {"涛", "滔"},
                                                   {"明", "鸣", "铭"},
                                                   {"超", "朝"},
                                                   {"秀", "绣"},
                                                   {"霞", "侠"},
                                                   {"平", "萍", "屏", "苹"},
                                                   {"刚", "钢", "纲"},
                                                   {"桂", "贵"},
                                                   {"英", "瑛", "莹", "颖"},
                                                   {"华", "花", "骅"},
                                                   {"玉", "钰", "育", "裕"},
                                                   {"兰", "岚", "澜"},
                                                   {"红", "洪", "宏", "虹"},
                                                   {"建", "健", "剑"},
                                                   {"文", "雯", "纹"},
                                                   {"辉", "晖", "徽"},
                                                   {"力", "利", "历"},
                                                   {"梅", "玫", "枚"},
                                                   {"鹏", "朋"},
                                                   {"飞", "菲", "非"},
                                                   {"波", "博", "播"},
                                                   {"春", "椿"},
                                                   {"志", "智", "治", "致"},
                                                   {"国", "帼"},
                                                   {"庆", "卿"},
                                                   {"云", "芸", "昀"},
                                                   {"小", "晓", "筱"},
                                                   {"林", "琳", "霖"},
                                                   {"新", "欣", "昕", "鑫"},
                                                   {"海", "亥"},
                                                   {"成", "诚", "城", "程"},
                                                   {"福", "富", "付"},
                                                   {"仁", "人"},
                                                   {"义", "艺", "毅", "意"},
                                                   {"德", "得"},
                                                   {"生", "升", "胜"},
                                                   {"元", "园", "媛", "源"},
                                                   {"青", "清", "卿", "倾"},
                                                   {"末", "未"},
                                                   {"士", "土"},
                                                   {"干", "千"},
                                                   {"戌", "戍", "戊"}};

class Register {
 public:
  Register(uint32_t seed, std::FILE* rows, std::FILE* truth) : random_(seed), rows_(rows), truth_(truth) {}

  void person(uint32_t number) {
    Person person = anyone();
    write(person, number);
    if (chance(1.0 / 150)) {
      Person twin = person;
      twin.given.back() = any_character();
      twin.citizen_no = citizen_no(twin);
      twin.phone = phone();
      // A twin has a number of its own among the people: past all others.
      write(twin, number + kTwins);
      if (chance(0.5)) write(copied(twin), number + kTwins);
    }
    for (double again = 0.5; chance(again); again *= 0.5) write(copied(person), number);
  }

 private:
  static constexpr uint32_t kTwins = 1'000'000'000;
  struct Character {
    size_t group = 0, at = 0;
  };
  struct Person {
    std::string surname;
    std::vector<Character> given;
    Date born;
    std::string citizen_no, phone;
    uint32_t village = 0;
  };

  bool chance(double share) { return std::uniform_real_distribution<>()(random_) < share; }
  uint32_t below(size_t n) { return uint32_t(random_() % n); }
  Character any_character() {
    const size_t group = below(kAlike.size());
    return {group, below(kAlike[group].size())};
  }
  std::string phone() { return "1" + std::to_string(3'000'000'000 + uint64_t(random_()) % 6'999'999'999); }

  std::string citizen_no(const Person& person) {
    const std::string day = person.born.iso();
    std::string out =
        std::to_string(330'100 + person.village % 12) + day.substr(0, 4) + day.substr(5, 2) + day.substr(8);
    for (int i = 0; i < 3; ++i) out += char('0' + below(10));
    return out + citizen_no_check_digit(out);
  }

  Person anyone() {
    Person out;
    // Squared, so that the first surnames are far more common than the last.
    const double at = std::uniform_real_distribution<>()(random_);
    out.surname = kSurnames[size_t(at * at * double(kSurnames.size()))];
    out.given.push_back(any_character());
    if (chance(0.8)) out.given.push_back(any_character());
    out.born = Date::from_days(-14'600 + int32_t(below(29'000)));  // 1930 to 2009
    out.village = below(3000);
    out.citizen_no = citizen_no(out);
    out.phone = phone();
    return out;
  }

  Person copied(Person person) {
    if (chance(0.06)) {
      Character& character = person.given[below(person.given.size())];
      character.at = below(kAlike[character.group].size());
    }
    if (person.given.size() == 2 && chance(0.02)) person.given.erase(person.given.begin());
    std::string& no = person.citizen_no;
    if (chance(0.15)) {
      no.clear();
    } else if (chance(0.30)) {
      no.replace(6, 8, "********");
    } else if (chance(0.02)) {
      const size_t at = 6 + below(10);
      std::swap(no[at], no[at + 1]);
    }
    if (chance(0.12)) person.village = below(3000);
    if (chance(0.45)) person.phone = chance(0.5) ? phone() : "";
    if (chance(0.02)) person.born = person.born.plus_days(chance(0.5) ? 1 : 10);
    return person;
  }

  void write(const Person& person, uint32_t number) {
    std::string name = person.surname;
    for (const Character& c : person.given) name += kAlike[c.group][c.at];
    ++record_;
    std::fprintf(rows_, "R%u,%s,%s,%s,某县%u乡%u村,%s\n", record_, name.c_str(), person.born.iso().c_str(),
                 person.citizen_no.c_str(), person.village / 100, person.village % 100, person.phone.c_str());
    std::fprintf(truth_, "R%u,P%u\n", record_, number);
  }

  std::mt19937 random_;
  std::FILE *rows_, *truth_;
  uint32_t record_ = 0;
};

}  // namespace
}  // namespace qy

int main(int argc, char** argv) {
  if (argc != 5) return std::fprintf(stderr, "persons PEOPLE SEED OUT.csv TRUTH.csv\n"), 2;
  std::FILE *rows = std::fopen(argv[3], "w"), *truth = std::fopen(argv[4], "w");
  if (rows == nullptr || truth == nullptr) return std::perror("persons"), 1;
  std::fputs("编号,姓名,出生日期,身份证号,住址,电话\n", rows);
  std::fputs("record,entity\n", truth);
  qy::Register persons(uint32_t(std::atoi(argv[2])), rows, truth);
  for (uint32_t i = 0; i < uint32_t(std::atoi(argv[1])); ++i) persons.person(i);
  return std::fclose(rows) != 0 || std::fclose(truth) != 0 ? (std::perror("persons"), 1) : 0;
}
