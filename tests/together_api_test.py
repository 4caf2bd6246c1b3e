#!/usr/bin/env python3
"""Who works on a file together, over the API: joint cases, secondments, letting in. Who may not, what is refused under which article, and
that access ends with its day. Refusals first."""
import datetime
import unittest

from case_api_test import CaseApi
from cases_test import NOW
from workspace import run

TODAY = NOW.date()
JOINT = {"reason": "人手不足", "jurisdiction_basis": "designated", "approval_no": "联〔2026〕1号",
         "members": [{"unit": "cm", "work": "主办", "credit_permille": 600, "leads": True}, {"unit": "tw", "work": "外查", "credit_permille": 400, "leads": False}]}


def day(after):
    return (TODAY + datetime.timedelta(days=after)).isoformat()


SECOND = {"officer": "tw1", "decision_no": "借〔2026〕1号", "recusal_statement": "不存在应当回避的情形", "from_on": day(0), "to_on": day(30)}
LET_IN = {"officer": "h2", "relation": "need_to_know", "reason": "并案研究"}


class Together(CaseApi):
    def setUp(self):
        super().setUp()
        self.assigned()

    def post(self, user, path, body, etag=None):
        seen = self.see(user)
        return self.officer(user).ask("POST", self.path(path), body, If_Match=etag or seen.getheader("ETag") or '"1-1"')

    def done(self, user, path, body):
        answer = self.post(user, path, body)
        self.assertEqual(answer.status, 200, answer.text)
        return answer

    def members(self, *shares, **first):
        names = ("cm", "tw", "cm")
        return JOINT | {"members": [{"unit": names[place], "work": "办", "credit_permille": share, "leads": place == 0} | (first if place == 0 else {}) for place, share in enumerate(shares)]}


class WhoMayNot(Together):
    def test_only_who_may_decide_on_the_file_and_never_about_himself(self):
        for path, body in (("/joint", JOINT), ("/joint/end", {"reason": "x"}), ("/secondments", SECOND), ("/secondments/end", {"secondment": "x", "reason": "x"}), ("/access", LET_IN), ("/access/end", {"access": "x", "reason": "x"})):
            self.refused(self.anyone().ask("POST", self.path(path), body, If_Match='"1-1"'), 401)
            for user in ("h1", "h2", "sys", "aud"):
                self.refused(self.post(user, path, body), 403, "职责")
            self.refused(self.post("hd9", path, body), 404)  # a head of another unit knows of no such file
            self.refused(self.officer("cm1").ask("POST", self.path(path), body), 428)
            self.refused(self.post("cm1", path, body, '"1-1"'), 412)
            self.refused(self.post("cm1", path, body | {"more": "x"}), 422, "/more")
        self.refused(self.post("cm1", "/access", LET_IN | {"officer": "cm1"}), 403, "不能由本人")
        self.assertEqual(self.see("h1").json["together"], {"joint": None, "seconded": [], "let_in": []})
        self.refused(self.see("h2"), 404)

    def test_whoever_is_seconded_does_not_enter_it_himself(self):
        self.done("cm1", "/access", {"officer": "dp", "relation": "leader_in_charge", "reason": "分管"})
        # He is in charge of this file and may decide on it; of himself he may not.
        self.refused(self.post("dp", "/secondments", SECOND | {"officer": "dp"}), 403, "不能由本人", "第十一条")

    def test_whoever_is_recused_is_neither_seconded_nor_let_in(self):
        self.officer("ch")
        decided = self.post("ch", "/recusals", {"officer": "tw1", "grounds": "interest", "reason": "有利害关系"})
        self.assertEqual(decided.status, 200, decided.text)
        self.refused(self.post("cm1", "/secondments", SECOND), 403, "应当回避", "第六十七条")
        self.refused(self.post("cm1", "/access", LET_IN | {"officer": "tw1"}), 409, "须回避")
        self.refused(self.see("tw1"), 404)


class JointCases(Together):
    def test_what_makes_no_whole_is_refused_and_says_by_how_much(self):
        for body, says in ((self.members(600, 300), "现为 900‰"), (self.members(600, 500), "现为 1100‰"), (self.members(600, 400, leads=False), "牵头单位应当是一个，现有 0 个"), (self.members(600, 200, 200), "写了两次"),
                           (JOINT | {"members": [JOINT["members"][0] | {"credit_permille": 1000, "unit": "nowhere"}]}, "没有单位 nowhere")):
            self.refused(self.post("cm1", "/joint", body), 422, says)
        for body, pointer in ((JOINT | {"reason": ""}, "/reason"), (JOINT | {"approval_no": ""}, "/approval_no"), (JOINT | {"jurisdiction_basis": "wished"}, "/jurisdiction_basis"), (JOINT | {"members": []}, "/members"),
                              (JOINT | {"members": ["cm"]}, "/members"), (self.members(1000, work=""), "/members/0/work"), (self.members(1000, credit_permille=0), "/members/0/credit_permille"), (self.members(1000, credit_permille="600"), "/members/0")):
            self.refused(self.post("cm1", "/joint", body), 422, pointer)
        self.refused(self.post("cm1", "/joint/end", {"reason": "没有开始"}), 409, "现在不是联合办案")
        self.assertIsNone(self.see("cm1").json["together"]["joint"])

    def test_it_is_made_seen_ended_and_made_anew(self):
        made = self.done("cm1", "/joint", JOINT).json["together"]["joint"]
        self.assertEqual((made["approval_no"], made["from_on"], made["to_on"]), (JOINT["approval_no"], day(0), ""))
        self.assertEqual([(one["unit"]["name"], one["leads"], one["credit_permille"]) for one in made["members"]], [("案件监督管理室", True, 600), ("某镇纪委", False, 400)])
        self.assertEqual(self.see("h1").json["together"]["joint"], made)  # who handles it sees who belongs to it
        self.refused(self.see("hd9"), 404)  # a unit that joins does not read it for that
        self.refused(self.post("cm1", "/joint", JOINT), 409, "已是联合办案")
        self.assertEqual(self.done("ch", "/joint/end", {"reason": "外查已毕"}).json["together"]["joint"]["to_on"], day(0))
        again = self.done("ch", "/joint", self.members(700, 300) | {"approval_no": "联〔2026〕2号"}).json
        self.assertEqual((again["together"]["joint"]["approval_no"], again["together"]["joint"]["to_on"]), ("联〔2026〕2号", ""))
        self.assertEqual([one["kind"] for one in again["course"]][-3:], ["case.joined", "case.joint_ended", "case.joined"])
        run("verify", "-w", self.space.folder)


class Secondments(Together):
    def test_what_must_be_said_and_who_cannot_be_seconded(self):
        for body, status, says in ((SECOND | {"decision_no": ""}, 403, "书面决定"), (SECOND | {"recusal_statement": ""}, 403, "第十一条"), (SECOND | {"to_on": day(-1)}, 422, "起止日期"), (SECOND | {"from_on": "soon"}, 422, "/from_on"),
                                   (SECOND | {"officer": "ghost"}, 422, "ghost"), (SECOND | {"officer": "h2"}, 409, "就在承办部门")):
            self.refused(self.post("cm1", "/secondments", body), status, says)
        self.refused(self.post("cm1", "/secondments/end", {"secondment": f"{self.file}/tw1/1", "reason": "x"}), 409, "没有在期的借调")

    def test_access_holds_between_the_days_and_no_longer(self):
        self.done("cm1", "/secondments", SECOND | {"from_on": day(1), "to_on": day(9)})
        self.refused(self.see("tw1"), 404)  # not yet
        self.done("cm1", "/secondments", SECOND | {"from_on": day(-9), "to_on": day(-1)})
        self.refused(self.see("tw1"), 404)  # no longer
        self.refused(self.post("cm1", "/secondments", SECOND | {"to_on": day(5)}), 409, "已借调到本件")
        now = self.done("cm1", "/secondments", SECOND | {"to_on": day(0)}).json["together"]["seconded"]
        self.assertEqual([(one["state"], one["unit"]["name"]) for one in now], [("to_come", "某镇纪委"), ("over", "某镇纪委"), ("in_force", "某镇纪委")])
        self.assertEqual(self.see("tw1").status, 200)
        self.refused(self.see("hd9"), 404)  # his own unit's head does not see it for that
        self.assertNotIn(self.file, self.officer("hd9").ask("GET", "/api/v1/case-files").text)

    def test_it_ends_before_its_day_and_nothing_stays_on_his_desk(self):
        number = self.done("cm1", "/secondments", SECOND).json["together"]["seconded"][0]["id"]
        end = {"secondment": number, "reason": "外查已毕"}
        self.act("cm1", "lead.register", matter="线索乙")
        self.act("cm1", "lead.assign", matter="线索乙", to="tw1")
        self.decide("ch", "lead.assign")
        self.act("tw1", "lead.sign", matter="线索乙")
        self.assertEqual(self.see("cm1").json["unit"]["id"], "cm")  # the file is not his unit's for that
        self.refused(self.post("cm1", "/secondments/end", end), 422, "请写明移交给谁")
        self.refused(self.post("cm1", "/secondments/end", end | {"successor": "tw1"}), 422, "移交给谁")
        self.refused(self.post("cm1", "/secondments/end", end | {"successor": "ghost"}), 422, "ghost")
        self.refused(self.post("cm1", "/secondments/end", end | {"reason": ""}), 422, "/reason")
        ended = self.done("cm1", "/secondments/end", end | {"successor": "h2"}).json
        self.assertEqual([one["state"] for one in ended["together"]["seconded"]], ["ended"])
        self.assertEqual({one["name"]: one["holder"]["id"] for one in ended["matters"]}["线索乙"], "h2")
        self.refused(self.see("tw1"), 404)
        self.assertNotIn(self.file, self.officer("tw1").ask("GET", "/api/v1/todo").text)
        self.refused(self.post("cm1", "/secondments/end", end), 409, "没有在期的借调")
        run("verify", "-w", self.space.folder)


class LettingIn(Together):
    def test_who_is_let_in_reads_until_it_ends_and_only_some_see_that_he_was(self):
        for body, status, says in ((LET_IN | {"relation": "handler"}, 422, "/relation"), (LET_IN | {"reason": ""}, 422, "/reason"), (LET_IN | {"officer": "ghost"}, 409, "ghost"), (LET_IN | {"to_on": day(-1)}, 422, "已经过去")):
            self.refused(self.post("cm1", "/access", body), status, says)
        self.refused(self.see("h2"), 404)
        [one] = self.done("cm1", "/access", LET_IN | {"to_on": day(3)}).json["together"]["let_in"]
        self.assertEqual((one["officer"]["id"], one["by"]["id"], one["to_on"], one["in_force"]), ("h2", "cm1", day(3), True))
        self.assertEqual(self.see("h2").status, 200)
        self.assertEqual((self.see("h2").json["may"]["contribute"], self.see("h1").json["together"]["let_in"]), (False, []))
        self.refused(self.post("cm1", "/access/end", {"access": "2026-99999", "reason": "x"}), 409, "没有这一项知悉")
        [over] = self.done("ch", "/access/end", {"access": one["id"], "reason": "研究已毕"}).json["together"]["let_in"]
        self.assertFalse(over["in_force"])
        self.refused(self.see("h2"), 404)
        self.refused(self.post("ch", "/access/end", {"access": one["id"], "reason": "再来"}), 409, "已结束")

    def test_a_recusal_is_not_ended_here(self):
        number = run("access", "recuse", f"case_file/{self.file}", "--user", "h1", "--by", "h1", "--as", "handler", "--reason", "近亲属", "-w", self.space.folder).stdout.split("已登记 ")[1].split()[0]
        self.refused(self.see("h1"), 404)
        self.refused(self.post("ch", "/access/end", {"access": number, "reason": "x"}), 409, "没有这一项知悉")
        self.assertEqual(self.see("ch").json["together"]["let_in"], [])
        self.refused(self.see("h1"), 404)


if __name__ == "__main__":
    unittest.main()
