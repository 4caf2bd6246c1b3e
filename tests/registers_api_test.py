#!/usr/bin/env python3
"""Registers of a file over the API: who enters, who reads, what is refused under which article. Refusals first."""
import unittest

from case_api_test import PURPOSE, CaseApi
from workspace import run

ASKED = {"register": "interference", "subject": "某局某某", "manner": "电话", "content": "打听何时谈话", "answer": "按规定不能告知", "reported_to": "部门负责人"}
MET = {"register": "contact", "subject": "涉案人员的亲属", "manner": "在县城一饭店同桌", "content": "偶遇，未谈及案情", "reported_to": "部门负责人"}
QUERY = {"register": "data_query", "subject": "某村账目", "purpose": "核对拨付去向", "fields": "日期、金额、收款人", "approver": "hd"}


class Entering(CaseApi):
    office = CaseApi.office.replace("  - {id: sys", "  - {id: gj, name: 督, unit: cm, roles: [cadre_supervision]}\n  - {id: sys")

    def setUp(self):
        super().setUp()
        self.assigned()

    def enter(self, user="h1", **said):
        return self.officer(user).ask("POST", self.path("/registers"), said)

    def read(self, user="cm1", purpose=PURPOSE):
        return self.officer(user).ask("GET", self.path("/registers"), X_Purpose=purpose)


class OfAFile(Entering):
    def test_who_may_not_enter_and_who_may_not_read(self):
        self.refused(self.anyone().ask("POST", self.path("/registers"), ASKED), 401)
        for user in ("h2", "h9", "hd9", "sys", "aud"):  # they may not know of the file
            self.refused(self.enter(user, **ASKED), 404)
        for user in ("h1", "h2", "sys"):
            self.refused(self.read(user), 403)
        self.refused(self.read(purpose=None), 400, "用途")

    def test_what_must_be_said_is_said_under_its_article(self):
        for missing, article in ((ASKED | {"answer": ""}, "第六十六条"), (ASKED | {"reported_to": ""}, "第二百九十四条"), (MET | {"manner": ""}, "第六十六条"), (QUERY | {"purpose": ""}, "第一百三十八条"),
                                 (QUERY | {"approver": ""}, "第一百三十八条"), (QUERY | {"approver": "h1"}, "不能是登记人本人"), (QUERY | {"approver": "h2"}, "部门负责人以上")):
            self.refused(self.enter(**missing), 403, "未登记", article)
        self.refused(self.enter(**ASKED | {"register": "unsealing"}), 422, "/register")
        self.refused(self.enter(**ASKED | {"happened_at": "昨天"}), 422, "/happened_at")
        self.refused(self.enter(**ASKED | {"happened_at": "2099-01-01T09:00"}), 422, "晚于登记时间")
        self.refused(self.enter(**ASKED | {"who": "x"}), 422, "/who")
        self.assertEqual(self.read().json["items"], [])

    def test_entries_are_read_by_those_who_may_and_stay(self):
        numbers = [self.enter(**said) for said in (ASKED | {"happened_at": "2026-01-05T09:30"}, MET, QUERY)]
        self.assertEqual([one.status for one in numbers], [200] * 3, [one.text for one in numbers])
        last, met, asked = self.read().json["items"]
        self.assertEqual([asked["id"], met["id"], last["id"]], [one.json["id"] for one in numbers])
        self.assertEqual((asked["happened_at"][:10], asked["content"], asked["entered_by"]["id"]), ("2026-01-05", "打听何时谈话", "h1"))
        self.assertEqual((last["register"], last["approver"]["id"], last["fields"]), ("data_query", "hd", QUERY["fields"]))
        self.assertNotIn("打听何时谈话", self.see("h1").text)  # who enters does not read
        told = run("records", "readings", "--object", f"case_file/{self.file}", "--by", "aud", "-w", self.space.folder, check=False).stdout
        self.assertIn("登记簿", told)
        run("verify", "-w", self.space.folder)


class OfTheHouse(Entering):
    def all(self, user, query="", purpose=PURPOSE):
        return self.officer(user).ask("GET", f"/api/v1/registers?limit=500{query}", X_Purpose=purpose)

    def here(self, user, query=""):
        return [one["id"] for one in self.all(user, query).json["items"] if one["file"] == self.file]

    def test_whoever_may_not_read_them_is_answered_as_if_there_were_none(self):
        self.refused(self.officer("sys").ask("GET", "/api/v1/registers?limit=500"), 400, "用途")
        empty = self.all("h3")
        self.assertEqual(empty.json, {"items": [], "total": 0, "next": ""})
        for said in (ASKED, MET, QUERY):
            self.assertEqual(self.enter(**said).status, 200)
        for user in ("h1", "h2", "hd", "dp", "sys", "hd9"):
            self.assertEqual(self.all(user).text, empty.text, user)
        for query in ("&register=gossip", "&from=yesterday", "&to=2026-13-01", "&cursor=1.x", "&by=h1"):
            self.refused(self.all("cm1", query), 400)
        self.refused(self.all("cm1", purpose=None), 400, "用途")
        self.refused(self.anyone().ask("GET", "/api/v1/registers"), 401)

    def test_who_reads_registers_reads_all_but_of_files_from_which_he_is_recused(self):
        met, asked, query = (self.enter(**said).json["id"] for said in (MET, ASKED | {"happened_at": "2026-01-05T09:30"}, QUERY))
        by_hand = run("cases", "register", "unsealing", "--subject", "J2026-1", "--purpose", "核对", "--approver", "hd", "--by", "cm1", "-w", self.space.folder).stdout.split()[1]
        for user in ("cm1", "ch", "gj"):  # cadre supervision knows of every file and reads none
            self.assertEqual(sorted(self.here(user)), sorted([met, asked, query]), user)
            self.assertIn(by_hand, [one["id"] for one in self.all(user, "&register=unsealing").json["items"]])
        self.assertEqual(self.here("gj", "&register=interference"), [asked])
        self.assertEqual(self.here("gj", "&from=2026-01-01&to=2026-01-31"), [asked])
        self.assertEqual((sorted(self.here("gj", "&officer=h1")), self.here("gj", "&officer=h2")), (sorted([met, asked, query]), []))
        one = next(one for one in self.all("gj").json["items"] if one["id"] == query)
        self.assertEqual((one["entered_by"]["name"], one["approver"]["name"], one["fields"]), ("乙", "戊", QUERY["fields"]))
        self.assertEqual(self.all("gj").json["items"][-1]["happened_at"][:10], "2026-01-05")  # the last first
        seen = self.see("cm1")
        self.assertEqual(self.officer("cm1").ask("POST", self.path("/recusal"), {"grounds": "interest", "reason": "有利害关系"}, If_Match=seen.getheader("ETag")).status, 200)
        self.assertEqual((self.here("cm1"), self.here("cm1", "&officer=h1")), ([], []))
        self.assertEqual(len(self.here("gj")), 3)
        told = run("records", "readings", "--object", "register", "--by", "aud", "-w", self.space.folder).stdout
        self.assertIn("登记簿", told)

    def test_pages_go_on(self):
        for _ in range(3):
            self.enter(**MET)
        first = self.officer("gj").ask("GET", "/api/v1/registers?limit=2", X_Purpose=PURPOSE).json
        self.assertEqual(len(first["items"]), 2)
        then = self.officer("gj").ask("GET", f"/api/v1/registers?limit=2&cursor={first['next']}", X_Purpose=PURPOSE).json
        self.assertFalse({one["id"] for one in first["items"]} & {one["id"] for one in then["items"]})
        self.refused(self.officer("ch").ask("GET", f"/api/v1/registers?limit=2&cursor={first['next']}", X_Purpose=PURPOSE), 400)  # made for another


if __name__ == "__main__":
    unittest.main()
