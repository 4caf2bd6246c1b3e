#!/usr/bin/env python3
"""Registers of a file over the API: who enters, who reads, what is refused under which article. Refusals first."""
import unittest

from case_api_test import PURPOSE, CaseApi
from workspace import run

ASKED = {"register": "interference", "subject": "某局某某", "manner": "电话", "content": "打听何时谈话", "answer": "按规定不能告知", "reported_to": "部门负责人"}
MET = {"register": "contact", "subject": "涉案人员的亲属", "manner": "在县城一饭店同桌", "content": "偶遇，未谈及案情", "reported_to": "部门负责人"}
QUERY = {"register": "data_query", "subject": "某村账目", "purpose": "核对拨付去向", "fields": "日期、金额、收款人", "approver": "hd"}


class Registers(CaseApi):
    def setUp(self):
        super().setUp()
        self.assigned()

    def enter(self, user="h1", **said):
        return self.officer(user).ask("POST", self.path("/registers"), said)

    def read(self, user="cm1", purpose=PURPOSE):
        return self.officer(user).ask("GET", self.path("/registers"), X_Purpose=purpose)

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


if __name__ == "__main__":
    unittest.main()
