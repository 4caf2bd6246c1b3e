#!/usr/bin/env python3
"""Recusal found from what officers declared: whom it keeps out, whom it must not, who decides, and what is told."""
import json
import unittest

from cases_test import OFFICE, Cases

MORE = """  - {id: cm2, name: 壬, unit: cm, roles: [case_management]}
  - {id: gj, name: 癸, unit: cm, roles: [cadre_supervision]}
""" + "bodies:"
# Made up, with right check digits (GB 11643; GB 32100).
CITIZEN, OTHER, FIRM, UNIT = "11010519491231002X", "330106198801010038", "91350100M000100Y43", "12350100M000100Y0U"


def declaration(*rows, day="2026-03-01"):
    lines = "".join(f"  - {{row: {n}, {row}}}\n" for n, row in enumerate(rows, 1))
    return f"source: 回避事项申报表\ndeclared_on: {day}\nrows:\n{lines}"


class Found(Cases):
    def setUp(self):
        import cases_test
        plain, cases_test.OFFICE = cases_test.OFFICE, OFFICE.replace("bodies:", MORE)
        self.addCleanup(setattr, cases_test, "OFFICE", plain)
        super().setUp()

    def declare(self, *rows, by="gj", code=0, day="2026-03-01"):
        return self.do("ties", "load", self.space.write("ties.yaml", declaration(*rows, day=day)), "--by", by, code=code)

    def person(self, *words, code=0, name="某甲"):
        said = self.do("persons", "add", "--by", "cm1", "--name", name, *words, code=code)
        return said.split()[-3] if code == 0 else said

    def lead(self, *words):
        said = self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", "某镇道路养护资金", *words)
        return said.split()[1], said

    def open_lead(self, *words):
        lead, _ = self.lead(*words)
        said = self.do("cases", "open", "--by", "cm1", "--lead", lead)
        return said.split()[1], said

    def assigned(self, to="h1", **keywords):
        person = self.person("--citizen", CITIZEN)
        file, _ = self.open_lead("--person", person)
        self.step(file, "cm1 线索甲 lead.register 附 齐")
        return file, self.step(file, "cm1 线索甲 assign 附 齐 批 ch", "--to", to, **keywords)


class Refused(Found):
    def test_declarations_that_are_none(self):
        for row, says in [
            ("user: h1, tie: cousin, citizen: " + CITIZEN, "没有“cousin”这种关系"),
            ("user: h1, tie: spouse, unit: " + FIRM, "应写且只写 citizen"),
            ("user: h1, tie: own_firm, citizen: " + CITIZEN, "应写且只写 unit"),
            ("user: h1, tie: spouse", "应写且只写 citizen"),
            ("user: ghost, tie: own_firm, unit: " + FIRM, "没有在用的账号 ghost"),
            ("user: h1, tie: own_firm, until: 2025-01-01, unit: " + FIRM, "不写起止日期"),
        ]:
            self.assertIn(says, self.declare(row, code=1))
        said = self.declare("user: h1, tie: spouse, citizen: 110105194912310022", code=1)
        self.assertIn("证件号不对", said)
        self.assertNotIn("110105194912310022", said)
        self.assertIn("晚于今天", self.declare("user: h1, tie: own_firm, unit: " + FIRM, day="2099-01-01", code=1))
        self.assertIn("没有 cadre_supervision", self.declare("user: h1, tie: own_firm, unit: " + FIRM, by="h1", code=1))
        self.assertEqual(self.rows("SELECT count(*) FROM officer_tie"), [(0,)])

    def test_what_was_declared_is_kept_from_others(self):
        self.declare("user: h1, tie: spouse, citizen: " + CITIZEN)
        self.assertIn("配偶", self.do("ties", "list", "--by", "ch"))
        for who in ("h1", "h2", "cm1", "hd"):
            self.assertNotIn("h1", self.do("ties", "list", "--by", who), who)
        self.assertNotIn(CITIZEN, str(self.rows("SELECT * FROM officer_tie")) + str(self.rows("SELECT record FROM history_2026")))

    def test_a_near_relative_is_not_assigned_and_does_not_see_it(self):
        self.declare("user: h1, tie: spouse, citizen: " + CITIZEN)
        file, said = self.assigned(code=1)
        for told in ("应当回避", "申报的“配偶”", "回避事项申报表第 1 行", "2026-03-01", "第六十七条", "第三百二十五条"):
            self.assertIn(told, said)
        self.assertNotIn("某甲", said)
        self.step(file, "cm1 线索甲 assign 附 齐 批 ch", "--to", "h2")
        self.step(file, "h2 线索甲 签收 附 齐")
        self.assertIn("应当回避", self.step(file, "h2+h1 核实甲 verification.open 附 齐 批 hd dp ch", "--by", "cm1", code=1))
        self.assertIn("没有案卷", self.do("cases", "show", file, "--by", "h1", "--purpose", "x", code=1))
        self.assertEqual(self.desk("h1", "--everybody"), [])

    def test_own_firm_and_the_unit_concerned(self):
        self.declare("user: cm2, tie: own_firm, unit: " + FIRM, "user: h1, tie: relative_firm, unit: " + FIRM)
        lead, said = self.lead("--unit-concerned", FIRM)
        for who in ("cm2", "h1"):
            self.assertIn(f"回避情形 (to keep out)：{who} 申报的", said)
        self.assertIn("没有", self.do("leads", "show", lead, "--by", "cm2", "--purpose", "x", code=1))
        self.assertNotIn(lead, self.do("leads", "list", "--by", "cm2"))
        file = self.opened()
        self.do("cases", "list", "--by", "cm2")
        said = self.do("cases", "concern", file, "--unit", FIRM, "--by", "cm1")
        self.assertIn("回避情形 (to keep out)：cm2", said)
        self.assertNotIn(file, self.do("cases", "list", "--by", "cm2"))


class NotBarred(Found):
    def test_a_name_is_no_key(self):
        self.declare("user: h1, tie: spouse, citizen: " + OTHER)
        person = self.person()  # the name of somebody's wife, and no number
        file, said = self.open_lead("--person", person)
        self.assertNotIn("回避情形", said)
        self.step(file, "cm1 线索甲 lead.register 附 齐")
        self.step(file, "cm1 线索甲 assign 附 齐 批 ch", "--to", "h1")
        self.step(file, "h1 线索甲 签收 附 齐")

    def test_a_former_colleague_is_told_only_where_the_county_asks(self):
        self.declare(f"user: h1, tie: former_unit, unit: {UNIT}, from: 2019-01-01, until: 2099-01-01")
        person = self.person("--unit", UNIT)
        file, said = self.open_lead("--person", person)
        self.assertNotIn("回避情形", said)
        settings = self.space.folder / "qingyuan.yaml"
        settings.write_text(settings.read_text() + "recusal: {former_unit_years: 3}\n")
        self.assertIn("可能的回避情形 (perhaps)：h1 申报的“曾任职的单位”", self.do("cases", "show", file, "--by", "ch", "--purpose", "x"))
        self.step(file, "cm1 线索甲 lead.register 附 齐")
        self.step(file, "cm1 线索甲 assign 附 齐 批 ch", "--to", "h1")
        self.assertNotIn("可能", self.do("cases", "show", file, "--by", "h1", "--purpose", "x"))  # he does not decide


class Decided(Found):
    def test_the_number_comes_on_record_later(self):
        self.declare("user: h1, tie: sibling, citizen: " + CITIZEN)
        file, said = self.assigned(code=1)
        self.assertIn("同胞兄弟姊妹", said)
        self.assertIn("已登记为 P", self.person("--citizen", CITIZEN, code=1))

    def test_the_declaration_comes_later_and_the_chief_hands_on(self):
        file, _ = self.assigned()
        self.step(file, "h1 线索甲 签收 附 齐")
        self.declare("user: h1, tie: parent, citizen: " + CITIZEN)
        self.assertIn("没有案卷", self.do("cases", "show", file, "--by", "h1", "--purpose", "x", code=1))
        [waiting] = json.loads(self.do("cases", "recusals", "--json", "--by", "ch"))
        self.assertEqual((waiting["file"], waiting["officer"], waiting["grounds"], waiting["found"]), (file, "h1", "near_relative", True))
        recuse = ("cases", "recuse", file, "h1", "--grounds", "near_relative", "--note", "配偶", "--by")
        self.assertIn("没有", self.do(*recuse, "h2", "--to", "h2", code=1))
        self.do(*recuse, "ch", "--to", "h2")
        self.assertEqual([[i["file"] for i in self.desk(who)] for who in ("h1", "h2")], [[], [file]])
        self.assertEqual(self.rows("SELECT handler FROM case_file"), [("h2",)])
        self.assertEqual(json.loads(self.do("cases", "recusals", "--json", "--by", "ch")), [])

    def test_the_chief_decides_that_it_is_none(self):
        self.declare("user: h1, tie: parent, citizen: " + CITIZEN)
        file, _ = self.assigned(code=1)
        clear = ("cases", "clear", file, "h1", "--by")
        self.assertIn("事由", self.do(*clear, "ch", code=1))
        self.assertIn("没有", self.do(*clear, "cm1", "--note", "同名误报", code=1))
        self.do(*clear, "ch", "--note", "误报，已核对户籍")
        self.assertIn("没有待决定", self.do(*clear, "ch", "--note", "又一次", code=1))
        self.step(file, "cm1 线索甲 assign 附 齐 批 ch", "--to", "h1")
        self.declare("user: h1, tie: parent, citizen: " + CITIZEN)  # the same paper again changes nothing
        self.assertIn(file, str(self.desk("h1")))
        self.declare("user: h1, tie: parent, citizen: " + CITIZEN, day="2026-04-01")  # a new one does
        self.assertEqual(self.desk("h1"), [])
        self.do("verify")

    def test_access_recuse_leaves_nobody_as_handler(self):
        file, _ = self.assigned()
        self.step(file, "h1 线索甲 签收 附 齐")
        self.do("access", "recuse", f"case_file/{file}", "--user", "h1", "--by", "h1", "--as", "handler", "--reason", "近亲属")
        self.assertEqual(self.rows("SELECT handler FROM case_file"), [(None,)])
        self.assertEqual(self.desk("h1"), [])


class Persons(Found):
    def test_found_by_number_name_initials_and_citizen_number(self):
        person = self.person("--citizen", CITIZEN, "--unit", UNIT, "--post", "主任", name="欧阳修远")
        find = lambda query, by="cm1": self.do("persons", "find", query, "--purpose", "核对", "--by", by)
        for query in (person, "欧阳", "修远", "oyxy", "OYX", CITIZEN):
            self.assertIn("欧阳修远", find(query), query)
        for query in ("yx", "%", "_", OTHER, "P2026-9999"):
            self.assertIn("没有找到", find(query), query)
        self.assertIn("没有找到", find(person, "h1"))
        self.assertIn("用途", self.do("persons", "find", "欧阳", "--purpose", " ", "--by", "cm1", code=1))
        self.assertNotIn(CITIZEN, str(self.rows("SELECT record FROM history_2026")))
        self.assertIn("没有写明姓名", self.do("persons", "add", "--name", "", "--by", "cm1", code=1))


if __name__ == "__main__":
    unittest.main()
