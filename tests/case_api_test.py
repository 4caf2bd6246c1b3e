#!/usr/bin/env python3
"""Files through the lawful procedure over the API: who sees, what is refused with its article, four eyes, both versions. Refusals first."""
import concurrent.futures
import json
import re
import unittest
import urllib.parse
import uuid

from api_test import Api
from cases_test import OFFICE
from records_test import TODAY
from workspace import run

OTHERS = """  - {id: h9, name: 壬, unit: tw, roles: [handler]}
  - {id: hd9, name: 癸, unit: tw, roles: [handling_head]}
  - {id: sys, name: 系, unit: cm, roles: [system_administrator]}
  - {id: aud, name: 审, unit: cm, roles: [audit_administrator]}
  - {id: sec9, name: 安, unit: cm, roles: [security_administrator]}
  - {id: cs9, name: 干, unit: cm, roles: [cadre_supervision]}
bodies:"""
PURPOSE = urllib.parse.quote("办理")


class CaseApi(Api):
    office = OFFICE.replace("bodies:", OTHERS)

    @classmethod
    def prepare(cls, folder):
        cls.finding = {"id": "", "sentence": "没有这句话"}

    def setUp(self):
        # Words of its own each time: what was registered before is not registered again.
        run("leads", "add", "--by", "cm1", "--source", "media", "--summary", uuid.uuid4().hex, "-w", self.space.folder)
        lead = max(one["id"] for one in self.officer("cm1").ask("GET", "/api/v1/leads?limit=500").json["items"])
        self.file = self.officer("cm1").ask("POST", "/api/v1/case-files", {"lead": lead}).json["id"]

    def path(self, more=""):
        return f"/api/v1/case-files/{self.file}{more}"

    def see(self, user):
        return self.officer(user).ask("GET", self.path(), X_Purpose=PURPOSE)

    def act(self, user, step, status=200, seen=None, key=None, **body):
        """One step; all its papers unless it says which."""
        seen = seen or self.see(user)
        self.assertEqual(seen.status, 200, seen.text)
        known = next((one for one in seen.json["steps"] if one["step"] == step), {"documents": []})
        body = {"matter": "线索甲", "step": step, "documents": [one["id"] for one in known["documents"]], "note": "按程序办理"} | body
        done = self.officer(user).ask("POST", self.path("/acts"), body, If_Match=seen.getheader("ETag"), **({"Idempotency_Key": key} if key else {}))
        self.assertEqual(done.status, status, done.text)
        return done

    def step(self, seen, name):
        return next(one for one in seen.json["steps"] if one["step"] == name)

    def waits(self, user, step):
        return [one for one in self.officer(user).ask("GET", "/api/v1/submissions").json["items"] if one["step"] == step and one["file"] == self.file and not one["mine"]]

    def decide(self, user, step, status=200, verb="approve", **body):
        [line] = self.waits(user, step)
        path = self.path(f"/submissions/{line['id']}")
        seen = self.officer(user).ask("GET", path)
        body = ({"shown": seen.json["shown"]} if verb == "approve" else {}) | body
        done = self.officer(user).ask("POST", f"{path}/{verb}", body, If_Match=seen.getheader("ETag"))
        self.assertEqual(done.status, status, done.text)
        return done

    def assigned(self):
        self.act("cm1", "lead.register")
        self.act("cm1", "lead.assign", to="h1")
        self.decide("ch", "lead.assign")
        self.act("h1", "lead.sign")


class WhoSees(CaseApi):
    def test_for_whoever_has_nothing_to_do_with_it_there_is_no_file(self):
        self.assigned()
        self.act("h1", "lead.verify")
        [line] = self.waits("hd", "lead.verify")
        never = self.path().replace(self.file, "2026-0999")
        for user in ("h2", "h9", "hd9", "sys", "aud", "dp"):
            officer = self.officer(user)
            hidden, none = (self.refused(officer.ask("GET", path, X_Purpose=PURPOSE), 404) for path in (self.path(), never))
            self.assertEqual(hidden.text, none.text, user)
            self.refused(officer.ask("POST", self.path("/acts"), {"matter": "线索甲", "step": "lead.verify"}, If_Match='"1-1"'), 404)
            self.refused(officer.ask("GET", self.path(f"/submissions/{line['id']}")), 404)
            listed = officer.ask("GET", "/api/v1/case-files")
            self.assertEqual((listed.json["items"], listed.json["total"]), ([], 0), user)
            self.assertNotIn(self.file, officer.ask("GET", "/api/v1/todo").text + officer.ask("GET", "/api/v1/submissions").text)
        self.refused(self.anyone().ask("GET", self.path(), X_Purpose=PURPOSE), 401)
        self.refused(self.officer("h1").ask("GET", self.path()), 400, "用途")
        self.assertIn(self.file, self.officer("hd").ask("GET", "/api/v1/case-files").text)  # the department's own head

    def test_readings_go_into_the_log(self):
        self.assertEqual(self.see("cm1").status, 200)
        told = run("records", "history", f"case_file/{self.file}", "--by", "cm1", "--purpose", "核对", "-w", self.space.folder).stdout
        self.assertIn("reading.opened", told)
        self.assertNotIn("reading.", json.dumps(self.see("cm1").json["course"]))


class Refused(CaseApi):
    def test_what_may_not_be_done_names_the_article_and_who_may(self):
        self.assigned()
        seen = self.see("h1")
        assign = self.officer("h1").ask("POST", self.path("/acts"), {"matter": "线索甲", "step": "lead.assign"}, If_Match=seen.getheader("ETag"))
        self.assertEqual((self.refused(assign, 409).json["refused"]["guard"], assign.json["refused"]["instead"]), ("skipped_stage", []))
        report = self.officer("h1").ask("POST", self.path("/acts"), {"matter": "线索乙", "step": "lead.register", "documents": ["lead_registration"]}, If_Match=seen.getheader("ETag"))
        refusal = self.refused(report, 409, "案管工作人员").json["refused"]
        self.assertEqual(refusal["guard"], "wrong_proposer")
        self.assertIn("《", refusal["article"]["zh"])
        self.assertIn("cm1", [one["id"] for one in refusal["instead"]])
        missing = self.act("h1", "lead.verify", 409, documents=[])
        self.assertIn("缺少应当具备的文书", missing.text)
        for body, pointer in (({"step": "lead.verify"}, "/matter"), ({"matter": "线索 甲", "step": "lead.verify"}, "/matter"), ({"matter": "线索甲", "step": "lead.verify", "documents": "齐"}, "/documents"),
                              ({"matter": "线索甲", "step": "lead.verify", "recorded": "yes"}, "/recorded"), ({"matter": "线索甲", "step": "lead.verify", "approvals": []}, "/approvals")):
            self.refused(self.officer("h1").ask("POST", self.path("/acts"), body, If_Match=seen.getheader("ETag")), 422, pointer)
        for body in ({"matter": "线索甲", "step": "lead.fly"}, {"matter": "线索甲", "step": "lead.verify", "documents": ["poem"]}, {"matter": "线索甲", "step": "lead.verify", "officers": ["ghost"]},
                     {"matter": "线索甲", "step": "verification.extend", "extension": "soon"}):
            self.refused(self.officer("h1").ask("POST", self.path("/acts"), body, If_Match=seen.getheader("ETag")), 422)
        self.refused(self.officer("h1").ask("POST", self.path("/acts"), {"matter": "线索甲", "step": "lead.verify"}), 428)
        self.assertEqual(self.see("h1").getheader("ETag"), seen.getheader("ETag"))  # nothing was changed by any of them

    def test_each_step_says_beforehand_what_the_act_would_be_told(self):
        self.assigned()
        mine, others = self.see("h1"), self.see("ch")
        verify = self.step(mine, "lead.verify")
        self.assertIsNone(verify["against"])
        self.assertEqual([role["zh"] for role in verify["approvals"]], ["承办部门主要负责人", "分管领导", "主要负责人"])
        self.assertEqual([one["id"] for one in verify["documents"]], ["disposition_opinion", "disposition_plan"])
        self.assertEqual((verify["by_when"]["limit"], verify["to"]["zh"]), ("LD-01", "初步核实"))
        against = self.step(others, "lead.verify")["against"]
        self.assertEqual(against["guard"], "wrong_proposer")
        self.assertIn("h1", [one["id"] for one in against["instead"]])

    def test_both_versions_are_told_and_a_repeated_key_is_one_act(self):
        stale, key = self.see("cm1"), uuid.uuid4().hex
        first = self.act("cm1", "lead.register", seen=stale, key=key)
        again = self.act("cm1", "lead.register", seen=stale, key=key)
        self.assertEqual(again.text, first.text)
        self.assertEqual([one["kind"] for one in first.json["course"]], ["case.opened", "lead.register"])
        moved = self.act("cm1", "lead.register", 412, seen=stale).json["moved"]
        self.assertEqual((moved["seen"], moved["now"]), (stale.getheader("ETag"), first.getheader("ETag")))
        self.assertEqual([one["kind"] for one in moved["since"]], ["lead.register"])


class FourEyes(CaseApi):
    def test_a_lead_is_accepted_assigned_disposed_and_approved(self):
        self.assigned()
        done = self.act("h1", "lead.verify", note="反映问题具体，有可查性")
        self.assertEqual([one["state"] for one in done.json["matters"]], ["in_study"])  # submitted, not done
        self.assertEqual(len(done.json["waiting"]), 1)
        self.act("h1", "lead.verify", 409)  # it waits already
        self.assertEqual([self.waits(user, "lead.verify") for user in ("ch", "dp", "hd9", "cm1")], [[], [], [], []])
        [line] = self.waits("hd", "lead.verify")
        path = self.path(f"/submissions/{line['id']}")
        seen = self.officer("hd").ask("GET", path)
        self.assertEqual(seen.json["why"], "反映问题具体，有可查性")
        to = lambda user, body, etag=seen.getheader("ETag"): self.officer(user).ask("POST", f"{path}/approve", body, If_Match=etag)  # noqa: E731
        self.refused(to("hd", {"shown": "00000000"}), 409, "校验码")
        self.refused(to("h1", {"shown": seen.json["shown"]}), 403, "不是承办部门主要负责人")  # he proposed it and may look
        self.refused(to("cm1", {"shown": seen.json["shown"], "party": "ps"}), 403)
        self.refused(to("hd", {"shown": seen.json["shown"]}, '"old"'), 412)
        self.decide("hd", "lead.verify")
        self.refused(to("hd", {"shown": seen.json["shown"]}), 412)
        self.decide("dp", "lead.verify")
        self.assertEqual([one["state"] for one in self.see("h1").json["matters"]], ["in_study"])  # nothing is approved by silence
        last = self.decide("ch", "lead.verify")
        self.assertEqual((last.json["state"], last.json["next_role"]), ("done", None))
        after = self.see("h1")
        self.assertEqual([one["state"] for one in after.json["matters"]], ["verification"])
        self.assertEqual([one["id"] for one in after.json["course"][-1]["approvals"]], ["hd", "dp", "ch"])
        self.assertTrue(self.step(after, "verification.open")["called_for"])
        self.assertEqual(self.see("dp").status, 200)  # he has taken part
        self.refused(self.officer("hd9").ask("GET", self.path(), X_Purpose=PURPOSE), 404)
        [ended] = [clock for clock in after.json["clocks"] if clock["id"] == "LD-01"]
        self.assertTrue(ended["ended_at"])
        self.assertIn("《", ended["basis"]["zh"])
        run("verify", "-w", self.space.folder)

    def test_what_is_returned_or_withdrawn_is_not_done(self):
        self.assigned()
        self.act("h1", "lead.verify")
        self.refused(self.decide("hd", "lead.verify", 422, verb="return"), 422, "/reason")
        self.assertEqual(self.decide("hd", "lead.verify", verb="return", reason="理由不足").json["state"], "returned")
        self.assertEqual(self.see("h1").json["course"][-1]["note"], "理由不足")
        self.act("h1", "lead.verify")
        [mine] = [one for one in self.officer("h1").ask("GET", "/api/v1/submissions").json["items"] if one["file"] == self.file]
        path = self.path(f"/submissions/{mine['id']}")
        seen = self.officer("h1").ask("GET", path)
        self.assertEqual(self.officer("h1").ask("POST", f"{path}/return", {"reason": "补充材料"}, If_Match=seen.getheader("ETag")).status, 200)
        self.assertEqual(self.waits("hd", "lead.verify"), [])


class Recusal(CaseApi):
    def test_declared_access_ends_and_the_chief_says_who_goes_on(self):
        self.assigned()
        seen = self.see("h1")
        declare = lambda body, etag=seen.getheader("ETag"): self.officer("h1").ask("POST", self.path("/recusal"), body, If_Match=etag)  # noqa: E731
        self.refused(declare({"grounds": "tired", "reason": "x"}), 422, "/grounds")
        self.refused(declare({"grounds": "witness", "reason": ""}), 422, "/reason")
        self.refused(declare({"grounds": "witness", "reason": "x"}, '"1-1"'), 412)
        self.assertEqual(declare({"grounds": "near_relative", "reason": "被反映人是本人近亲属"}).status, 200)
        self.refused(self.see("h1"), 404)
        self.assertNotIn(self.file, self.officer("h1").ask("GET", "/api/v1/todo").text + self.officer("h1").ask("GET", "/api/v1/case-files").text)
        [declared] = [one for one in self.officer("ch").ask("GET", "/api/v1/todo").json["recusals"] if one["file"] == self.file]
        self.assertEqual((declared["officer"]["id"], declared["grounds"]), ("h1", "near_relative"))
        now = self.see("ch")
        decide = lambda user, body: self.officer(user).ask("POST", self.path("/recusals"), body, If_Match=now.getheader("ETag"))  # noqa: E731
        body = {"officer": "h1", "grounds": "near_relative", "successor": "h2", "reason": "属实"}
        self.refused(decide("cm1", body), 403)
        self.refused(decide("ch", body | {"successor": "h1"}), 403, "h1")
        decided = decide("ch", body)
        self.assertEqual((decided.status, decided.json["matters"][0]["holder"]["id"], decided.json["handler"]["id"]), (200, "h2", "h2"))
        self.assertEqual(self.officer("ch").ask("GET", "/api/v1/todo").json["recusals"], [])
        self.assertEqual(self.see("h2").status, 200)
        self.refused(self.act("h2", "lead.verify", 409, officers=["h1"]), 409, "应当回避")
        self.assertEqual([one["about"]["id"] for one in self.see("h2").json["course"] if one["kind"].startswith("case.recus")], ["h1", "h1"])


    def test_what_is_no_ground_gives_access_again(self):
        self.assigned()
        declared = self.officer("h1").ask("POST", self.path("/recusal"), {"grounds": "other", "reason": "与被反映人同乡"}, If_Match=self.see("h1").getheader("ETag"))
        self.assertEqual(declared.status, 200)
        self.refused(self.see("h1"), 404)
        now = self.see("ch")
        decide = lambda user, body: self.officer(user).ask("POST", self.path("/recusals"), body, If_Match=now.getheader("ETag"))  # noqa: E731
        body = {"officer": "h1", "outcome": "takes_part", "reason": "同乡不属于应当回避的情形"}
        self.refused(decide("ch", body | {"outcome": "perhaps"}), 422, "/outcome")
        self.refused(decide("ch", body | {"reason": ""}), 422, "/reason")
        self.refused(decide("ch", body | {"successor": "h2"}), 422, "/successor")
        self.refused(decide("cm1", body), 403)
        self.refused(decide("ch", body | {"officer": "h2"}), 404, "h2")
        self.assertEqual(decide("ch", body).status, 200)
        self.assertEqual(self.officer("ch").ask("GET", "/api/v1/todo").json["recusals"], [])
        self.assertEqual(self.see("h1").json["handler"]["id"], "h1")
        self.assertEqual([one["kind"] for one in self.see("h1").json["course"] if one["kind"].startswith("case.recus")], ["case.recusal_declared", "case.recusal_cleared"])


class Material(CaseApi):
    def test_facts_change_who_approves(self):
        self.assigned()
        add = lambda body: self.officer("h1").ask("POST", self.path("/facts"), body, If_Match=self.see("h1").getheader("ETag"))  # noqa: E731
        self.refused(add({"facts": ["tall"], "reason": "x"}), 422, "/facts")
        self.refused(add({"facts": [], "reason": "x"}), 422, "/facts")
        self.refused(add({"facts": ["unit_head"]}), 422, "/reason")
        self.assertEqual(add({"facts": ["unit_head"], "reason": "任职文件"}).status, 200)
        self.act("h1", "lead.verify")
        for user in ("hd", "dp", "ch"):
            self.decide(user, "lead.verify")
        opened = self.step(self.see("h1"), "verification.open")
        self.assertEqual([role["zh"] for role in opened["approvals"]][-1], "同级党委主要负责人")
        # A body has no account: what it approved on paper is written down by case management, which had no hand in it.
        self.act("h1", "verification.open", matter="核实甲", officers=["h2"])
        for user in ("hd", "dp", "ch"):
            self.decide(user, "verification.open")
        [line] = [one for one in self.officer("cm1").ask("GET", "/api/v1/submissions").json["items"] if one["file"] == self.file]
        self.assertEqual((line["writes_down"], line["waits_for_me"], [one["id"] for one in line["parties"]]), (True, False, ["ps"]))
        path = self.path(f"/submissions/{line['id']}")
        seen = self.officer("cm1").ask("GET", path)
        give = lambda user, body: self.officer(user).ask("POST", f"{path}/approve", {"shown": seen.json["shown"]} | body, If_Match=seen.getheader("ETag"))  # noqa: E731
        self.refused(give("h1", {"party": "ps"}), 403)
        self.refused(give("cm1", {}), 403)
        self.refused(give("cm1", {"party": "ch"}), 404)
        self.assertEqual(give("cm1", {"party": "ps"}).json["state"], "done")
        self.assertEqual(sorted(one["state"] for one in self.see("h1").json["matters"]), ["open", "verification"])
        self.assertEqual(self.see("h2").status, 200)  # he acts in it


class Supervision(CaseApi):
    def test_who_sees_what_gets_stuck_and_reminds(self):
        self.assigned()
        for user in ("h1", "sys", "aud"):
            self.refused(self.officer(user).ask("GET", "/api/v1/supervision"), 403)
        self.assertEqual(self.officer("hd9").ask("GET", "/api/v1/supervision").json["items"], [])  # another department's head
        self.refused(self.officer("ch").ask("GET", "/api/v1/supervision?set=Z"), 422, "Z")
        seen = self.officer("cm1").ask("GET", "/api/v1/supervision").json
        [line] = [one for one in seen["items"] if one["file"] == self.file]
        self.assertEqual((line["colour"], line["still_days"], line["unit"]["id"]), ("blue", 0, "cm"))
        self.assertEqual(sum(one["all"] for one in seen["stages"]), len(seen["items"]))
        self.assertNotIn("handler", json.dumps(seen["units"]))  # departments, never persons
        remind = lambda user, body: self.officer(user).ask("POST", self.path("/reminders"), body)  # noqa: E731
        body = {"way": "reminder", "matter": "线索甲", "text": "请在期限内提出处置意见"}
        self.refused(remind("h1", body), 403)
        self.refused(remind("hd9", body), 404)
        self.refused(remind("cm1", body | {"way": "shout"}), 422, "/way")
        self.refused(remind("cm1", body | {"matter": "没有"}), 422, "/matter")
        self.assertEqual(remind("cm1", body).status, 200)
        self.assertEqual(self.see("h1").json["course"][-1]["note"], "提醒函（线索甲）：请在期限内提出处置意见")


class AtOnce(CaseApi):
    def test_files_opened_in_the_same_moment_get_numbers_of_their_own(self):
        cm = self.officer("cm1")
        leads = [run("leads", "add", "--by", "cm1", "--source", "media", "--summary", uuid.uuid4().hex, "-w", self.space.folder) for _ in range(8)]
        leads = sorted(one["id"] for one in cm.ask("GET", "/api/v1/leads?limit=500").json["items"])[-len(leads):]
        with concurrent.futures.ThreadPoolExecutor(8) as officers:
            made = list(officers.map(lambda lead: cm.ask("POST", "/api/v1/case-files", {"lead": lead}), leads))
        self.assertEqual([one.status for one in made], [made[0].status] * 8, [one.text for one in made])
        self.assertEqual(len({one.json["id"] for one in made}), 8)

    def at_once(self, ask, times=6):
        with concurrent.futures.ThreadPoolExecutor(times) as officers:
            return list(officers.map(ask, range(times)))

    def test_one_lead_has_one_file_and_one_step_waits_once_however_many_ask(self):
        cm = self.officer("cm1")
        run("leads", "add", "--by", "cm1", "--source", "media", "--summary", uuid.uuid4().hex, "-w", self.space.folder)
        lead = max(one["id"] for one in cm.ask("GET", "/api/v1/leads?limit=500").json["items"])
        made = self.at_once(lambda n: cm.ask("POST", "/api/v1/case-files", {"lead": lead}, Idempotency_Key=f"opened-{lead}-{n}"))
        self.assertEqual({one.status for one in made} - {200, 409}, set())  # the same of the same officer at once is done once
        self.assertEqual(len({one.json["id"] for one in made if one.status == 200}), 1)
        self.act("cm1", "lead.register")
        seen = self.see("cm1")
        papers = [one["id"] for one in self.step(seen, "lead.assign")["documents"]]
        body = {"matter": "线索甲", "step": "lead.assign", "documents": papers, "note": "按程序办理", "to": "h1"}
        asked = self.at_once(lambda n: cm.ask("POST", self.path("/acts"), body, If_Match=seen.getheader("ETag"), Idempotency_Key=f"assign-{self.file}-{n}"))
        self.assertEqual({one.status for one in asked} - {200, 409, 412}, set())
        self.assertEqual(len(self.see("cm1").json["waiting"]), 1)

    def test_entries_made_in_the_same_moment_get_numbers_of_their_own(self):
        self.assigned()
        met = {"register": "contact", "subject": "涉案人员的亲属", "manner": "同桌", "reported_to": "部门负责人"}
        made = self.at_once(lambda n: self.officer("h1").ask("POST", self.path("/registers"), met | {"content": f"偶遇 {n}"}, Idempotency_Key=f"met-{self.file}-{n}"))
        self.assertEqual([one.status for one in made], [200] * 6, [one.text for one in made])
        self.assertEqual(len({one.json["id"] for one in made}), 6)


class Lists(CaseApi):
    def listed(self, user, query=""):
        """Every line, page by page, and the number that each page told of the whole."""
        lines, totals, cursor = [], set(), ""
        while True:
            page = self.officer(user).ask("GET", f"/api/v1/case-files?limit=2{query}" + (f"&cursor={cursor}" if cursor else "")).json
            self.assertLessEqual(len(page["items"]), 2)
            lines += page["items"]
            totals.add(page["total"])
            if not (cursor := page["next"]):
                self.assertEqual(totals, {len(lines)})
                return lines

    def test_pages_together_are_the_list_and_nobody_finds_what_he_may_not_know(self):
        self.assigned()
        first = self.file
        self.setUp()
        lines = self.listed("cm1")
        due = lambda one: one["matters"][0]["due_at"] if one["matters"] and one["matters"][0]["due_at"] else "9999"  # noqa: E731
        self.assertEqual(lines, sorted(sorted(lines, key=lambda one: one["id"], reverse=True), key=due))
        self.assertEqual(lines, self.officer("cm1").ask("GET", "/api/v1/case-files?limit=500").json["items"])
        [line] = [one for one in lines if one["id"] == first]
        title = line["title"]
        self.assertTrue(line["matters"] and title)
        ids = lambda user, query="": [one["id"] for one in self.listed(user, query)]  # noqa: E731
        for query in ("&q=" + title, "&q=" + title[3:9], "&q=" + first, "&procedure=lead&q=" + first, "&state=open&q=" + first):
            self.assertEqual(ids("cm1", query), [first], query)
        self.assertEqual(ids("cm1", "&q=" + title.upper()) if title.upper() != title else [], [])
        self.assertEqual(ids("cm1", "&desk=mine&q=" + first), [])
        # He may know that files exist, and where: no title, no matter, and not found by either.
        known = self.listed("cs9")
        self.assertEqual([one["id"] for one in known], sorted((one["id"] for one in lines), reverse=True))
        self.assertTrue(all(one["title"] == "" and one["matters"] == [] for one in known))
        self.assertEqual(ids("cs9", "&q=" + first), [first])
        for query in ("&q=" + title, "&procedure=lead", "&desk=mine"):
            self.assertEqual(ids("cs9", query), [], query)
        for query in ("", "&q=" + first, "&state=open"):
            self.assertEqual(ids("h2", query), [], query)
        his = ids("h1")
        self.assertIn(first, his)
        run("access", "recuse", f"case_file/{first}", "--user", "h1", "--by", "h1", "--as", "handler", "--reason", "近亲属", "-w", self.space.folder)
        self.assertEqual(ids("h1"), [one for one in his if one != first])
        self.assertEqual(ids("h1", "&q=" + first), [])

    def test_what_is_taken_from_an_officer_is_gone_with_his_next_request(self):
        self.assigned()
        grant = ("access", "grant", f"case_file/{self.file}", "--by", "cm1", "--as", "case_management", "--user", "h3", "--relation", "need_to_know", "--reason", "知悉", "-w", self.space.folder)
        finds = lambda: self.officer("h3").ask("GET", "/api/v1/case-files?q=" + self.file).json["total"]  # noqa: E731
        self.assertEqual(finds(), 0)
        number = re.search(r"\d{4}-\d{5}", run(*grant).stdout).group()
        self.assertEqual((finds(), self.see("h3").status), (1, 200))
        run("access", "end", number, "--by", "cm1", "--as", "case_management", "--reason", "已知悉", "-w", self.space.folder)
        self.assertEqual((finds(), self.see("h3").status), (0, 404))
        # The post itself, while the session goes on.
        roles = lambda: self.officer("h3").ask("GET", "/api/v1/me").json["roles"]  # noqa: E731
        self.assertEqual(roles(), ["handler"])
        office = lambda text: run("office", "load", self.space.write("other.yaml", text), "--by", "sec9", "-w", self.space.folder)  # noqa: E731
        his = "{id: h3, name: 丁, unit: cm, roles: [handler]}"
        office(self.office.replace(his, his.replace("handler", "reviewer")))
        self.assertEqual(roles(), ["reviewer"])
        office(self.office)
        self.assertEqual(roles(), ["handler"])

    def test_the_list_is_in_lawful_order_and_the_desk_says_what_waits(self):
        self.assigned()
        first = self.file
        self.setUp()
        listed = self.officer("cm1").ask("GET", "/api/v1/case-files?limit=500").json["items"]
        ids = [one["id"] for one in listed]
        self.assertLess(ids.index(first), ids.index(self.file))  # a limit runs in it
        line = listed[ids.index(first)]
        self.assertEqual((line["handler"]["id"], line["unit"]["id"], line["matters"][0]["state"]), ("h1", "cm", "in_study"))
        mine = self.officer("h1").ask("GET", "/api/v1/case-files?desk=mine&procedure=lead&q=" + first).json["items"]
        self.assertEqual([one["id"] for one in mine], [first])
        self.assertEqual(self.officer("cm1").ask("GET", "/api/v1/case-files?q=" + urllib.parse.quote("没有这样的名称")).json["total"], 0)
        page = self.officer("cm1").ask("GET", "/api/v1/case-files?limit=1").json
        self.refused(self.officer("cm1").ask("GET", "/api/v1/case-files?limit=1&q=x&cursor=" + page["next"]), 400)
        matters = self.officer("h1").ask("GET", "/api/v1/todo").json["matters"]
        self.assertIn((first, "in_study"), [(one["file"], one["state"]) for one in matters])
        self.assertTrue(all(one["due_at"][:10] >= str(TODAY) for one in matters if one["due_at"]))


if __name__ == "__main__":
    unittest.main()
