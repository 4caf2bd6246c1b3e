#include "synth/names.h"

#include <array>
#include <vector>

namespace qy::synth {
namespace {

struct Surname {
  std::string_view text;
  uint16_t weight;  // per 10,000 people
};

constexpr Surname kSurnames[] = {
    {"王", 720}, {"李", 710}, {"张", 670}, {"刘", 510}, {"陈", 460}, {"杨", 310}, {"黄", 225}, {"赵", 205},
    {"吴", 200}, {"周", 195}, {"徐", 145}, {"孙", 145}, {"马", 130}, {"胡", 128}, {"朱", 126}, {"郭", 118},
    {"何", 117}, {"林", 113}, {"高", 112}, {"罗", 104}, {"郑", 93},  {"梁", 92},  {"谢", 81},  {"宋", 80},
    {"唐", 75},  {"许", 74},  {"韩", 72},  {"冯", 70},  {"邓", 69},  {"曹", 64},  {"彭", 62},  {"曾", 61},
    {"肖", 60},  {"田", 56},  {"董", 56},  {"袁", 54},  {"潘", 53},  {"于", 52},  {"蒋", 50},  {"蔡", 50},
    {"余", 49},  {"杜", 47},  {"叶", 47},  {"程", 46},  {"苏", 46},  {"魏", 45},  {"吕", 45},  {"丁", 44},
    {"任", 43},  {"沈", 43},  {"姚", 41},  {"卢", 41},  {"姜", 40},  {"崔", 39},  {"钟", 38},  {"谭", 38},
    {"陆", 37},  {"汪", 37},  {"范", 36},  {"金", 36},  {"石", 35},  {"廖", 35},  {"贾", 34},  {"夏", 33},
    {"韦", 32},  {"付", 31},  {"方", 31},  {"白", 30},  {"邹", 30},  {"孟", 29},  {"熊", 29},  {"秦", 28},
    {"邱", 28},  {"江", 27},  {"尹", 26},  {"薛", 26},  {"闫", 25},  {"段", 24},  {"雷", 24},  {"侯", 23},
    {"龙", 22},  {"史", 21},  {"陶", 21},  {"黎", 20},  {"贺", 20},  {"顾", 19},  {"毛", 19},  {"郝", 18},
    {"龚", 18},  {"邵", 18},  {"万", 17},  {"钱", 16},  {"严", 16},  {"覃", 15},  {"武", 15},  {"戴", 14},
    {"莫", 14},  {"孔", 13},  {"向", 13},  {"汤", 12},  {"欧阳", 6}, {"上官", 1}, {"令狐", 1}, {"仉", 1},
    {"逄", 1}};

// Characters of given names. The last two of each pool are rare ones that break old encodings.
constexpr std::string_view kOldMen[] = {"国", "建", "华", "明", "志", "德", "永", "文", "军", "平",
                                        "福", "生", "贵", "荣", "成", "林", "金", "玉", "忠", "义",
                                        "大", "有", "全", "发", "清", "光", "世", "正", "家", "春",
                                        "学", "长", "万", "兴", "祥", "元", "喜", "根", "堃", "镕"};
constexpr std::string_view kOldWomen[] = {"秀", "英", "桂", "兰", "玉", "珍", "凤", "梅", "淑", "芳",
                                          "翠", "花", "菊", "莲", "素", "琴", "春", "香", "金", "银",
                                          "娥", "美", "云", "霞", "月", "爱", "清", "华", "芝", "仙",
                                          "巧", "连", "莉", "荣", "珠", "彩", "祎", "赟"};
constexpr std::string_view kMidMen[] = {"伟", "强", "勇", "涛", "明", "刚", "斌", "波", "辉", "磊",
                                        "鹏", "飞", "超", "杰", "亮", "峰", "海", "东", "俊", "庆",
                                        "洪", "小", "新", "少", "振", "晓", "立", "龙", "江", "兵",
                                        "宏", "健", "凯", "旭", "阳", "松", "喆", "䶮"};
constexpr std::string_view kMidWomen[] = {"丽", "敏", "静", "燕", "艳", "娟", "霞", "红", "玲", "芳",
                                          "萍", "娜", "婷", "雪", "梅", "琳", "慧", "颖", "晓", "小",
                                          "海", "春", "利", "倩", "丹", "洁", "莹", "华", "琴", "云",
                                          "蓉", "晶", "露", "薇", "媛", "彦", "珺", "㛃"};
constexpr std::string_view kYoungMen[] = {"浩", "宇", "轩", "子", "梓", "博", "文", "俊", "杰", "涵",
                                          "睿", "泽", "豪", "天", "佑", "家", "乐", "一", "诺", "昊",
                                          "然", "晨", "皓", "铭", "宸", "奕", "鑫", "逸", "思", "远",
                                          "嘉", "航", "瑞", "景", "辰", "翔", "垚", "燊"};
constexpr std::string_view kYoungWomen[] = {"梓", "涵", "欣", "怡", "雨", "萱", "诗", "琪", "佳", "思",
                                            "语", "嫣", "可", "馨", "紫", "子", "一", "诺", "梦", "瑶",
                                            "雅", "静", "若", "曦", "妍", "彤", "悦", "依", "宁", "晨",
                                            "桐", "钰", "婉", "柔", "舒", "甜", "赟", "嫘"};

struct Pool {
  const std::string_view* characters;
  uint16_t size;
};
constexpr std::array<Pool, 6> kPools{{{kOldMen, std::size(kOldMen)},
                                      {kOldWomen, std::size(kOldWomen)},
                                      {kMidMen, std::size(kMidMen)},
                                      {kMidWomen, std::size(kMidWomen)},
                                      {kYoungMen, std::size(kYoungMen)},
                                      {kYoungWomen, std::size(kYoungWomen)}}};

constexpr uint16_t kPoolStride = 64;  // a character is pool × 64 + place + 1

std::string_view character(uint16_t index) {
  const auto& pool = kPools[size_t(index - 1) / kPoolStride];
  return pool.characters[(index - 1) % kPoolStride];
}

// The first characters of a pool are the common ones; the last two are drawn once in a thousand.
uint16_t draw_character(Random& random, uint16_t pool) {
  const auto size = uint32_t(kPools[pool].size);
  const uint32_t common = size - 2;
  const uint32_t a = random.below(common), b = random.below(common);
  uint32_t place = random.percent(40) ? (a < b ? a : b) : a;
  if (random.chance(1000)) place = common + random.below(2);
  return uint16_t(pool * kPoolStride + place + 1);
}

const std::vector<uint32_t>& surname_steps() {
  static const std::vector<uint32_t> steps = [] {
    std::vector<uint32_t> sums;
    uint32_t sum = 0;
    for (const auto& surname : kSurnames) sums.push_back(sum += surname.weight);
    return sums;
  }();
  return steps;
}

constexpr std::string_view kTownships[] = {
    "云溪镇", "石桥镇", "柳林镇", "龙潭镇", "青峰镇", "白沙镇", "双河镇", "望江镇", "梅岭乡", "松坪乡",
    "大湾镇", "竹园乡", "金鸡镇", "长岗乡", "清泉镇", "黄坡镇", "桃源乡", "凤山镇", "荷塘镇", "枫树乡",
    "新店镇", "古渡镇", "岩下乡", "茶亭镇", "马鞍镇", "天井乡", "沙田镇", "杉木乡", "观音镇", "仙桥镇",
    "永兴镇", "三江镇", "北坪乡", "南陂镇", "东流镇", "西洲乡", "高桥镇", "洛塘镇", "安平镇", "会龙乡"};

constexpr std::string_view kVillageFirst[] = {"上", "下", "东", "西", "南", "北", "大", "小", "新",
                                              "老", "双", "三", "青", "白", "红", "黄", "石", "柳",
                                              "杨", "竹", "松", "梅", "桃", "荷", "龙", "凤", "金",
                                              "银", "高", "长", "清", "云", "花", "茶", "枫", "杉"};
constexpr std::string_view kVillageSecond[] = {"湾", "坪", "岭", "塘", "桥", "坡", "冲", "溪", "岩", "田",
                                               "洲", "岗", "店", "沟", "坝", "垭", "寨", "林", "庙", "井",
                                               "港", "滩", "洞", "坳", "庄", "集", "堰", "畈", "屋", "园"};

constexpr std::string_view kFirmFirst[] = {"宏", "鑫", "华", "恒", "盛", "瑞", "祥", "金", "泰", "永", "兴",
                                           "顺", "德", "信", "诚", "嘉", "博", "天", "隆", "富", "康", "利",
                                           "源", "广", "昌", "裕", "正", "新", "云", "岚", "峰", "卓"};
constexpr std::string_view kFirmSecond[] = {"达", "源", "泰", "丰", "和", "安", "通", "远", "盛", "旺", "成",
                                            "腾", "宇", "辉", "润", "邦", "茂", "洋", "业", "鼎", "凯", "立",
                                            "航", "森", "亿", "创", "联", "佳", "益", "升", "晟", "拓"};

}  // namespace

uint16_t draw_surname(Random& random) {
  const auto& steps = surname_steps();
  const uint32_t at = random.below(steps.back());
  uint16_t index = 0;
  while (steps[index] <= at) ++index;
  return index;
}

void draw_given_name(Random& random, int birth_year, Sex sex, PersonName& name) {
  const int generation = birth_year < 1968 ? 0 : birth_year < 1996 ? 1 : 2;
  const auto pool = uint16_t(generation * 2 + (sex == Sex::male ? 0 : 1));
  name.first = draw_character(random, pool);
  const uint32_t single_percent = generation == 1 ? 28 : 14;
  name.second = random.percent(single_percent) ? uint16_t(0) : draw_character(random, pool);
}

void append_name(const PersonName& name, std::string& out) {
  out += kSurnames[name.surname].text;
  out += character(name.first);
  if (name.second != 0) out += character(name.second);
}

std::string name_text(const PersonName& name) {
  std::string text;
  append_name(name, text);
  return text;
}

std::string township_name(int index) {
  const auto known = int(std::size(kTownships));
  std::string name(kTownships[index % known]);
  return index < known ? name : "新" + name;
}

std::string village_name(uint64_t seed, int index) {
  const auto seconds = uint64_t(std::size(kVillageSecond));
  const auto all = uint64_t(std::size(kVillageFirst)) * seconds;
  // 7 × 11 × 13 shares no factor with 36 × 30, so names repeat only after all of them were given.
  const uint64_t at = (mix(seed) % all + uint64_t(index) * 1001) % all;
  return std::string(kVillageFirst[at / seconds]) + std::string(kVillageSecond[at % seconds]) + "村";
}

std::string firm_name(uint64_t seed, uint32_t index, std::string_view trade) {
  const auto seconds = uint32_t(std::size(kFirmSecond));
  const auto all = uint32_t(std::size(kFirmFirst)) * seconds;
  const uint32_t at = uint32_t((mix(seed + 17) + uint64_t(index) * 389) % all);
  const uint32_t round = index / all;
  std::string name(round % 2 == 0 ? kCountyName : kCityName);
  name += kFirmFirst[at / seconds];
  name += kFirmSecond[at % seconds];
  if (round >= 2) name += kFirmFirst[(round / 2 - 1) % std::size(kFirmFirst)];
  name += trade;
  return name + "有限公司";
}

}  // namespace qy::synth
