#!/usr/bin/env python3
"""Who sees what of a lead, who may let others in, and that every look is on record."""
import json
import re
import unittest

from records_test import OFFICE, TODAY, Records

MORE = """  - {id: zr, name: 庚, unit: sc, roles: [handling_head]}
  - {id: cb1, name: 辛, unit: sc, roles: [handler]}
  - {id: cb2, name: 壬, unit: sc, roles: [handler]}
  - {id: fg, name: 癸, unit: cm, roles: [leader_in_charge]}
  - {id: sj, name: 子, unit: cm, roles: [chief]}
  - {id: gj, name: 丑, unit: cm, roles: [cadre_supervision]}
  - {id: kh1, name: 寅, unit: cm, roles: [key_holder]}
  - {id: kh2, name: 卯, unit: sc, roles: [key_holder]}
  - {id: kh3, name: 辰, unit: xf, roles: [key_holder]}
  - {id: kh4, name: 巳, unit: xf, roles: [key_holder]}
"""
LEAD = f"{TODAY.year}-0001"
SUMMARY = "某镇危房改造补助资金"


class Office(Records):
    def setUp(self):
        super().setUp()
        office = OFFICE.replace("users:", "  - {id: sc, name: 审查调查室, kind: office}\nusers:") + MORE
        self.do("office", "load", self.space.write("office.yaml", office), "--by", "sec")


class Rights(Office):
    def setUp(self):
        super().setUp()
        self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", SUMMARY, "--handling-unit", "sc")

    def leads(self, who):
        return [(lead["id"], lead["summary"]) for lead in json.loads(self.do("leads", "list", "--json", "--by", who))]

    def show(self, who, code=0):
        return self.do("leads", "show", LEAD, "--by", who, "--purpose", "办理", code=code)

    def grant(self, who, user, relation, *words, code=0, role="case_management", on=f"lead/{LEAD}"):
        return self.do("access", "grant", on, "--by", who, "--as", role, "--user", user, "--relation", relation, "--reason", "工作需要", *words, code=code)


class WhoSees(Rights):
    def test_whoever_has_nothing_to_do_with_it_learns_nothing(self):
        nowhere = self.do("leads", "show", f"{TODAY.year}-0999", "--by", "cb1", "--purpose", "办理", code=1)
        for who in ("cb1", "an", "fg", "sys", "sec", "aud"):
            self.assertEqual(self.leads(who), [], who)
            told = self.show(who, code=1)
            self.assertEqual(told.replace(LEAD, "N"), nowhere.replace(f"{TODAY.year}-0999", "N").replace("cb1", who), who)
            self.assertIn("没有记录", self.do("records", "history", f"lead/{LEAD}", "--by", who, "--purpose", "x"))
        self.assertEqual(self.leads("zr"), [(LEAD, SUMMARY)])  # head of the room that handles it
        self.assertEqual(self.leads("xf1"), [(LEAD, "")])      # that it exists, and no word of it
        self.assertNotIn(SUMMARY, self.do("leads", "list", "--by", "gj"))
        self.show("xf1", code=1)
        self.assertIn("用途", self.do("leads", "show", LEAD, "--by", "cm1", "--purpose", " ", code=1))
        self.assertIn("没有在用的账号", self.do("leads", "list", "--by", "nobody", code=1))

    def test_need_to_know_lets_in_and_ends(self):
        self.assertIn("本人", self.grant("cm1", "cm1", "need_to_know", code=1))
        self.assertIn("没有", self.grant("cb1", "cb2", "need_to_know", role="handler", code=1))
        self.assertIn("已经过去", self.grant("cm1", "cb1", "need_to_know", "--until", "2026-01-01", code=1))
        self.grant("cm1", "cb1", "office", code=1)
        number = re.search(r"\d{4}-\d{5}", self.grant("cm1", "cb1", "need_to_know")).group()
        self.assertIn(SUMMARY, self.show("cb1"))
        self.assertEqual(self.leads("cb2"), [])
        self.do("access", "end", number, "--by", "cm1", "--as", "case_management", "--reason", "办结")
        self.show("cb1", code=1)
        self.grant("sec", "fg", "leader_in_charge", role="security_administrator", on="unit/sc")
        self.assertIn(SUMMARY, self.show("fg"))

    def test_recusal_takes_all_away_and_only_the_chief_gives_it_back(self):
        self.grant("cm1", "cb1", "assistant")
        recuse = ("access", "recuse", f"lead/{LEAD}", "--reason", "近亲属")
        self.assertIn("主要负责人", self.do(*recuse, "--by", "cb1", "--as", "handler", "--user", "zr", code=1))
        number = re.search(r"\d{4}-\d{5}", self.do(*recuse, "--by", "cb1", "--as", "handler", "--user", "cb1")).group()
        self.show("cb1", code=1)
        self.assertEqual(self.leads("cb1"), [])
        self.grant("cm1", "cb1", "need_to_know")  # denying wins
        self.show("cb1", code=1)
        self.assertIn("主要负责人", self.do("access", "end", number, "--by", "cm1", "--as", "case_management", "--reason", "x", code=1))
        self.do("access", "end", number, "--by", "sj", "--as", "chief", "--reason", "情形消失")
        self.show("cb1")
        self.do(*recuse, "--by", "sj", "--as", "chief", "--user", "cm1")
        self.assertIn("没有", self.do("leads", "conclude", LEAD, "unfounded", "--by", "cm1", "--reason", "x", code=1))

    def test_broken_glass_needs_a_second_person_and_is_reviewed(self):
        number = re.search(r"\d{4}-\d{5}", self.do("access", "ask", f"lead/{LEAD}", "--by", "cb1", "--as", "handler", "--reason", "紧急核对")).group()
        self.show("cb1", code=1)
        self.do("access", "open", number, "--by", "cb1", "--as", "handler", "--reason", "x", code=1)
        self.do("access", "open", number, "--by", "zr", "--as", "handling_head", "--reason", "x", code=1)
        self.do("access", "open", number, "--by", "sj", "--as", "chief", "--reason", "情况属实")
        self.assertIn(SUMMARY, self.show("cb1"))
        self.assertIn("待审核", self.do("access", "list", "--by", "gj"))
        self.do("access", "review", number, "--by", "sj", "--as", "chief", "--reason", "x", code=1)
        self.do("access", "review", number, "--by", "gj", "--as", "cadre_supervision", "--reason", "确有必要")
        self.assertNotIn("待审核", self.do("access", "list", "--by", "aud"))
        self.do("verify")

    def test_every_look_is_on_record(self):
        self.show("cm1")
        self.show("zr")
        history = self.do("records", "history", f"lead/{LEAD}", "--by", "cm1", "--purpose", "核对查阅情况")
        looks = [line.split()[2] for line in history.splitlines() if "reading.opened" in line]
        self.assertEqual(looks, ["cm1", "zr"])
        self.assertIn("审计管理员", self.do("records", "readings", "--by", "cm1", code=1))
        looked = json.loads(self.do("records", "readings", "--by", "gj", "--object", f"lead/{LEAD}", "--json"))
        self.assertEqual([(one["user"], one["kind"], one["purpose"]) for one in looked],
                         [("cm1", "reading.opened", "办理"), ("zr", "reading.opened", "办理"), ("cm1", "reading.opened", "核对查阅情况")])
        self.assertEqual(json.loads(self.do("records", "readings", "--by", "aud", "--user", "cb1", "--json")), [])
        self.assertIn("没有可以出具回执", self.do("records", "receipt", "2", "--by", "cb1", "--purpose", "x", code=1))
        self.assertEqual(self.do("records", "receipt", "2", "--by", "cb1", "--purpose", "x", code=1).replace(" 2 ", " 99 "),
                         self.do("records", "receipt", "99", "--by", "cb1", "--purpose", "x", code=1))


class Search(Rights):
    def found(self, query, who="cm1"):
        return [lead["id"] for lead in json.loads(self.do("leads", "search", query, "--by", who, "--purpose", "查重", "--json"))]

    def test_by_number_words_and_what_was_added_since(self):
        self.do("leads", "add", "--by", "cm1", "--source", "audit", "--from-unit", "审计局", "--from-number", "审〔2026〕7号", "--summary", "学校食堂供货商没有资质")
        second = LEAD[:-1] + "2"
        for query, leads in (("危房", [LEAD]), ("危房 资金", [LEAD]), ("危房 食堂", []), ("房危", []), ("改造资金", []), ("堂", [second]),
                             ("审2026 7号", [second]), (LEAD, [LEAD]), (f"{TODAY.year}-000", [LEAD, second]), ("xyz", []), ("。", [])):
            self.assertEqual(self.found(query), leads, query)
        self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", "食堂另一件")
        self.assertEqual(self.found("食堂"), [second, LEAD[:-1] + "3"])
        self.do("verify")

    def test_nothing_is_found_that_may_not_be_read_and_the_search_is_on_record(self):
        for who in ("cb1", "xf1", "gj", "sys"):
            self.assertEqual(self.found("危房", who), [], who)
        self.grant("cm1", "cb1", "need_to_know")
        self.assertEqual(self.found("危房", "cb1"), [LEAD])
        self.do("leads", "search", "危房", "--by", "cm1", code=2)
        self.assertIn("用途", self.do("leads", "search", "危房", "--by", "cm1", "--purpose", " ", code=1))
        history = self.do("records", "history", "lead", "--by", "cm1", "--purpose", "审计")
        self.assertEqual([line.split()[2] for line in history.splitlines() if "reading.searched" in line], ["cb1", "xf1", "gj", "sys", "cb1"])


if __name__ == "__main__":
    unittest.main()
