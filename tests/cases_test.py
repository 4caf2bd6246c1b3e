#!/usr/bin/env python3
"""Real files, one step at a time: who may, what is refused with its article, what lies on whose desk and until when."""
import datetime
import json
import unittest

from workspace import Workspace, run

OFFICE = """units:
  - {id: cm, name: 案件监督管理室, kind: office}
users:
  - {id: cm1, name: 甲, unit: cm, roles: [case_management]}
  - {id: h1, name: 乙, unit: cm, roles: [handler]}
  - {id: h2, name: 丙, unit: cm, roles: [handler]}
  - {id: h3, name: 丁, unit: cm, roles: [handler]}
  - {id: hd, name: 戊, unit: cm, roles: [handling_head]}
  - {id: dp, name: 己, unit: cm, roles: [leader_in_charge]}
  - {id: ch, name: 庚, unit: cm, roles: [chief]}
bodies:
  - {id: ps, name: 县委书记, roles: [party_secretary]}
"""
NOW = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))


def days_ago(days):
    return (NOW - datetime.timedelta(days=days, minutes=5)).strftime("%Y-%m-%dT%H:%M")


class Cases(unittest.TestCase):
    def setUp(self):
        self.space = Workspace()
        self.addCleanup(self.space.holder.cleanup)
        self.do("office", "load", self.space.write("office.yaml", OFFICE))

    def do(self, *words, code=0):
        done = run(*words, "-w", self.space.folder, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def opened(self, *words):
        said = self.do("cases", "open", "--by", "cm1", "--title", "演示", *words)
        return said.split()[1]

    def step(self, file, line, *words, code=0):
        return self.do("cases", "do", file, *line.split(), *words, code=code)

    def in_study(self, signed=0):
        """A lead that h1 has signed for, so many days ago."""
        file = self.opened()
        when = f"于 {days_ago(signed)}"
        self.step(file, f"cm1 线索甲 lead.register {when} 附 齐")
        self.step(file, f"cm1 线索甲 assign {when} 附 齐 批 ch", "--to", "h1")
        self.step(file, f"h1 线索甲 签收 {when} 附 齐")
        return file

    def desk(self, user, *words):
        return json.loads(self.do("cases", "due", "--by", user, "--json", *words))


class Refused(Cases):
    def test_what_may_not_be_done_is_not_written(self):
        file = self.opened()
        before = self.do("records", "history", f"case_file/{file}")
        for line, says in [
            ("h1 线索甲 lead.register 附 齐", "不是案管工作人员"),
            ("cm1 线索甲 lead.register", "缺少应当具备的文书"),
            ("cm1 线索甲 lead.assign 附 齐 批 ch", "还没有开始"),
            ("nobody 线索甲 lead.register 附 齐", "没有“nobody”这个人"),
            ("cm1 线索甲 register 附 齐", "没有“register”这个词"),
            ("cm1 线索甲 lead.register 附 齐 于 2027-12-01T09:00", "晚于登记时间"),
        ]:
            said = self.step(file, line, code=1)
            self.assertIn(says, said)
        self.assertEqual(self.do("records", "history", f"case_file/{file}"), before)
        self.assertIn("没有案卷 2026-0999", self.step("2026-0999", "cm1 线索甲 lead.register 附 齐", code=1))
        self.assertIn("没有在用的账号", self.do("cases", "open", "--by", "ghost", code=1))
        self.assertIn("没有“tall”这个词", self.do("cases", "open", "--by", "cm1", "--known", "tall", code=1))
        self.assertIn("写明 --by", self.do("cases", "due", code=1))

    def test_a_refusal_names_the_article(self):
        file = self.in_study()
        said = self.step(file, "h1 线索甲 verify 附 齐 批 hd dp h1", code=1)
        self.assertIn("未登记：", said)
        self.assertIn("依据：《", said)


class OneByOne(Cases):
    def test_a_lead_has_one_file(self):
        self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", "某镇道路养护资金")
        lead = f"{NOW.year}-0001"
        file = self.do("cases", "open", "--by", "cm1", "--lead", lead).split()[1]
        self.assertIn(f"已有案卷 {file}", self.do("cases", "open", "--by", "cm1", "--lead", lead, code=1))
        self.assertIn("某镇道路养护资金", self.do("cases", "list"))
        self.step(file, "cm1 线索 lead.register 附 齐")
        self.step(file, "cm1 线索 assign 附 齐 批 ch")
        [row] = json.loads(self.do("leads", "list", "--json"))
        self.assertEqual(row["state"], "assigned")  # the lead's own record follows its file

    def test_the_course_is_shown_and_the_same_key_is_one_act(self):
        file = self.opened()
        for _ in range(2):
            said = self.step(file, "cm1 线索甲 lead.register 附 齐", "--by", "cm1", "--key", "register-once")
        self.assertIn("此前已登记过", said)
        said = self.do("cases", "show", file)
        self.assertEqual(said.count("线索甲 登记编号"), 1)
        self.assertIn("《问题线索登记表》", said)
        self.assertIn("分办：案管工作人员；批 主要负责人；附 《问题线索分办呈批表》", said)
        self.do("verify")

    def test_a_desk_in_lawful_order_with_colours(self):
        late, fresh = self.in_study(signed=70), self.in_study(signed=0)
        items = self.desk("h1")
        self.assertEqual([(i["file"], i["limit"], i["colour"], i["days_left"] < 0) for i in items],
                         [(late, "LD-01", "red", True), (fresh, "LD-01", "blue", False)])
        self.assertEqual(self.desk("h2"), [])
        self.assertEqual(len(json.loads(self.do("cases", "due", "--everybody", "--json"))), 2)
        self.assertEqual([i["colour"] for i in self.desk("h1", "--set", "A")], ["blue", "none"])
        self.assertIn("没有这套督办颜色规则", self.do("cases", "due", "--by", "h1", "--set", "Z", code=1))
        self.assertIn("已超期", self.do("cases", "due", "--by", "h1"))

    def test_recusal_ends_access_and_hands_on(self):
        file = self.in_study()
        recuse = ("cases", "recuse", file, "h1", "--grounds", "near_relative", "--note", "被反映人近亲属")
        self.assertIn("请写明移交给谁", self.do(*recuse, "--by", "ch", code=1))
        self.do(*recuse, "--by", "ch", "--to", "h2")
        self.assertIn("已经回避", self.do(*recuse, "--by", "ch", "--to", "h3", code=1))
        self.assertEqual(([i["file"] for i in self.desk("h1")], [i["file"] for i in self.desk("h2")]), ([], [file]))
        self.assertIn("应当回避", self.step(file, "h1 线索甲 verify 附 齐 批 hd dp ch", code=1))
        self.step(file, "h2 线索甲 verify 附 齐 批 hd dp ch")
        self.step(file, "h2+h3 核实甲 verification.open 附 齐 批 逐级")
        self.do("verify")


if __name__ == "__main__":
    unittest.main()
