"""A made-up register of persons and firms written by several clerks, with the truth beside it: homophones, look-alikes, other scripts, masked numbers, moved
addresses, short names. Nobody in it exists."""
import random

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马胡朱郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰珍凤梅建国志文春林德福贵荣成金忠义清光世正家学长兴祥元喜根海波辉鹏飞亮峰东俊庆"
SOUNDS = dict(zip("伟芳敏静丽磊洋勇艳杰娟涛明秀霞刚英华玉兰珍凤建志文林德福成金清正家元海波辉飞峰东", "炜方民敬莉雷阳永燕洁涓韬铭绣侠钢瑛骅钰岚真奉健智雯琳得富诚锦青政佳源骇博晖非锋冬"))
SHAPES = dict(zip("刚晴未春明贵郎陈", "钢睛末秦朋责朗阵"))
OLD = dict(zip("刘陈杨黄赵吴孙马罗郑谢韩冯邓肖苏叶吕伟丽军艳杰涛华玉兰凤建国义东", "劉陳楊黃趙吳孫馬羅鄭謝韓馮鄧蕭蘇葉呂偉麗軍艷傑濤華玉蘭鳳建國義東"))
ROADS = "胜利 东山 桔城 沿江 发展 云集 珍珠 体育场 夷陵 港窑".split()
ESTATES = "翠园小区 春晓公寓 江景花园 锦绣家园 书香门第 金色海岸 世纪华庭 城东花园".split()
WEIGHTS, CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"


def citizen_no(rng, born):
    body = rng.choice(("420502", "420503", "420506", "420583", "420525")) + born.replace("-", "") + f"{rng.randrange(1000):03}"
    return body + CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS)) % 11]


def written_name(rng, name):
    """One slip in five names: by ear, by eye, in the old script."""
    if rng.random() < 0.2:
        table = rng.choice((SOUNDS, SHAPES, OLD))
        places = [i for i, c in enumerate(name) if c in table and (i > 0 or table is OLD)]
        if places:
            at = rng.choice(places)
            return name[:at] + table[name[at]] + name[at + 1:]
    return name


def written_number(rng, number):
    """Half whole, a third masked as published lists have it, the rest left out."""
    kind = rng.random()
    return number if kind < 0.5 else number[:4] + "*" * 10 + number[-4:] if kind < 0.85 else ""


def address(rng):
    return f"鹤岗市向阳区{rng.choice(ROADS)}路{rng.randrange(1, 200)}号{rng.choice(ESTATES)}{rng.randrange(1, 20)}栋{rng.randrange(1, 4)}单元"


def persons(count, seed):
    rng = random.Random(seed)
    rows, truth = [], {}
    for person in range(count):
        name = rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2, 2))))
        born = f"{rng.randrange(1930, 2005)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        number, home, phone = citizen_no(rng, born), address(rng), f"13{rng.randrange(10**9):09}"
        for _ in range(rng.choice((1, 2, 2, 3))):
            told = born if rng.random() < 0.95 else born[:-1] + str(rng.randrange(1, 10))
            lives = home if rng.random() < 0.85 else address(rng)
            call = phone if rng.random() < 0.7 else phone[:3] + "****" + phone[-4:] if rng.random() < 0.5 else ""
            record = f"r{len(rows)}"
            rows.append([record, written_name(rng, name), told if rng.random() < 0.9 else "", written_number(rng, number), call,
                         lives.replace("鹤岗市", "") if rng.random() < 0.3 else lives])
            truth[record] = person
    rng.shuffle(rows)
    return ["no", "name", "born", "number", "phone", "address"], rows, truth


PERSONS = """id: no
compare:
  - of: name
    frequency: true
    levels: [same, {person_name: forms}, {person_name: sound}, {person_name: shape}, {person_name: one_character}]
  - {of: born | citizen_birthday(number), levels: [same, {edits: 1}]}
  - {of: number, levels: [{masked: 18}, {masked: 8}]}
  - {of: phone, levels: [{masked: 11}, {masked: 7}]}
  - {of: address, levels: [{address: same}, {address: partly}]}
block:
  - shown_ends4(number)
  - shown_ends4(phone)
  - [name_pinyin(name), year(born | citizen_birthday(number))]
  - [born | citizen_birthday(number), surname(name)]
  - [name_pinyin(name), address_place(address), address_building(address)]
never_join: [valid_citizen_no(number)]
threshold: 0.9
"""

CORES = "天地宏远鑫瑞华盛金泰恒昌永信德隆嘉禾康达丰源博雅亿通顺安创新联合江海山川云龙凤鹏飞翔东方正大中和平福寿兴旺祥吉庆宝玉银银河星辰日月光明"
TRADES = {"建筑工程": ("建筑工程", "建设工程"), "商贸": ("商贸", "贸易"), "劳务": ("劳务",), "园林": ("园林", "园林绿化"), "物业": ("物业", "物业管理"), "科技": ("科技", "技术")}


def written_firm(rng, region, core, trade):
    said = rng.choice(TRADES[trade])
    where = rng.choice((region + "市", region, ""))
    if rng.random() < 0.15:
        return f"{where}{core}{said}"
    form = rng.choice(("有限公司", "有限公司", "有限责任公司"))
    return f"{core}{said}（{region}）{form}" if where and rng.random() < 0.15 else f"{where}{core}{said}{form}"


def firms(count, seed):
    """Heads, and for one in eight a branch, which is no other writing of its head. No two of one trade in one city bear one name:
    《企业名称登记管理规定》第十七条."""
    rng = random.Random(seed)
    rows, truth, registered = [], {}, set()

    def add(entity, name, boss, phone, home):
        record = f"f{len(rows)}"
        rows.append([record, name, boss if rng.random() < 0.7 else "", phone if rng.random() < 0.6 else "", home if rng.random() < 0.8 else address(rng)])
        truth[record] = entity

    for firm in range(count):
        region = core = trade = None
        while region is None or (region, core, trade) in registered:
            region, core, trade = rng.choice(("鹤岗", "伊春", "黑河", "绥化")), "".join(rng.sample(CORES, rng.choice((2, 3)))), rng.choice(list(TRADES))
        registered.add((region, core, trade))
        boss = rng.choice(SURNAMES) + rng.choice(GIVEN) + rng.choice(GIVEN)
        phone, home = f"0717{rng.randrange(10**7):07}", address(rng)
        for _ in range(rng.choice((1, 2, 3))):
            add(firm, written_firm(rng, region, core, trade), boss, phone, home)
        if rng.random() < 0.125:
            add(count + firm, f"{region}市{core}{rng.choice(TRADES[trade])}有限公司{rng.choice(('西陵', '点军', '枝江'))}分公司", boss, phone, home)
    rng.shuffle(rows)
    return ["no", "name", "boss", "phone", "address"], rows, truth


# The name by its parts, so that a core that many firms bear weighs less than one that a single firm does.
FIRMS = """id: no
compare:
  - {of: org_core(name), frequency: true, levels: [same, {edits: 1}]}
  - {of: org_trade(name), levels: [same]}
  - {of: org_region(name), levels: [same]}
  - {of: boss, frequency: true, levels: [same, {person_name: sound}]}
  - {of: phone, levels: [same]}
  - {of: address, levels: [{address: same}, {address: partly}]}
block: [org_core(name), phone, [boss, address_place(address)]]
never_join: [org_branch(name)]
threshold: 0.7
"""
