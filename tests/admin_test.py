#!/usr/bin/env python3
"""Administration over the API: three persons, each his own part and nothing of any matter. Refusals first."""
import pathlib
import time
import unittest
import urllib.parse

from api_test import Api, Officer
from records_test import OFFICE
from workspace import run

PARTS = {  # who may see each part; everybody else is refused
    "/api/v1/admin/accounts": {"sec", "aud"},
    "/api/v1/admin/log": {"sys", "sec", "aud"},
    "/api/v1/admin/backups": {"sys", "sec", "aud"},
    "/api/v1/admin/readings": {"aud", "gj"},
}
DOES = {"/api/v1/admin/log/verify": {"sys", "aud"}, "/api/v1/admin/backups": {"sys"}, "/api/v1/admin/drills": {"sys"}, "/api/v1/admin/accounts/an/acts": {"sec"}, "/api/v1/admin/accounts/an/password": {"sec"}, "/api/v1/admin/office": {"sec"}}
EVERYBODY = ("an", "cm1", "xf1", "sys", "sec", "aud", "gj")


class Administration(Api):
    office = OFFICE + "  - {id: gj, name: 庚, unit: cm, roles: [cadre_supervision]}\n"

    @classmethod
    def prepare(cls, folder):
        cls.backups = pathlib.Path(cls.space.holder.name) / "backups"
        cls.backups.mkdir()
        with (folder / "qingyuan.yaml").open("a") as settings:
            settings.write(f"backups: {cls.backups}\n")
        cls.finding = {"id": "", "sentence": "没有这句话"}
        run("leads", "add", "--by", "cm1", "--source", "media", "--summary", "水库加固工程款", "-w", folder)

    def follow(self, officer, begun):
        self.assertEqual(begun.status, 202, begun.text)
        for _ in range(600):
            job = officer.ask("GET", f"/api/v1/jobs/{begun.json['id']}").json
            if job["state"] not in ("waiting", "running"):
                return job
            time.sleep(0.05)
        self.fail("the job does not end")

    def history(self, account):
        return run("records", "history", f"account/{account}", "--by", "aud", "--purpose", "核对", "-w", self.space.folder).stdout

    def one(self, account):
        return next(one for one in self.officer("sec").ask("GET", "/api/v1/admin/accounts").json["items"] if one["id"] == account)

    def act(self, what, account="an", by="sec", reason="核对"):
        return self.officer(by).ask("POST", f"/api/v1/admin/accounts/{account}/acts", {"act": what, "reason": reason})

    def test_each_sees_and_does_his_own_part(self):
        for path, may in PARTS.items():
            for user in EVERYBODY:
                answer = self.officer(user).ask("GET", path)
                self.assertEqual(answer.status, 200 if user in may else 403, f"{user} {path} {answer.text}")
                self.assertNotIn("水库", answer.text)
        for path, may in DOES.items():
            for user in set(EVERYBODY) - may:
                self.refused(self.officer(user).ask("POST", path, {"act": "suspend", "reason": "x"} if path.endswith("acts") else {"reason": "x"} if path.endswith(("password", "office")) else {}), 403)

    def test_what_cannot_be_done_to_an_account(self):
        self.refused(self.act("burn"), 422, "/act")
        self.refused(self.act("suspend", reason="  "), 422, "/reason")
        self.refused(self.act("suspend", account="nobody"), 404)
        self.refused(self.act("suspend", account="sec"), 409, "自己的账号")  # nobody shuts himself out
        self.refused(self.officer("sec").ask("POST", "/api/v1/admin/accounts/sec/password", {"reason": "x"}), 409)
        self.refused(self.officer("sec").ask("GET", "/api/v1/admin/readings?from=yesterday"), 403)
        self.refused(self.officer("aud").ask("GET", "/api/v1/admin/readings?from=yesterday"), 400)

    def load(self, reason="工作需要", by="sec", **file):
        return self.officer(by).ask("POST", "/api/v1/admin/office", file | {"reason": reason})

    def test_what_cannot_be_recorded_of_the_office(self):
        new = {"id": "zx", "name": "辛", "unit": "cm", "roles": ["handler"]}
        before = self.officer("sec").ask("GET", "/api/v1/admin/accounts").json
        for answer, status, *words in ((self.load(reason=" ", users=[new]), 422, "/reason"), (self.load(users=[new | {"roles": ["emperor"]}]), 422, "/users/0/roles"),
                                       (self.load(users=[new | {"id": "sec", "roles": ["chief"]}]), 422, "/users/0/id", "自己的账号"), (self.load(users=[{"id": "zx"}]), 422),
                                       (self.load(users=["zx"]), 422), (self.load(rooms=[]), 422, "/rooms"), (self.load(units=[{"id": "x", "name": "x", "kind": "office", "colour": "red"}]), 422),
                                       (self.load(users=[new | {"unit": "nowhere"}]), 409), (self.load(users=[new | {"roles": ["system_administrator", "security_administrator"]}]), 403)):
            self.refused(answer, status, *words)
        self.assertEqual(self.officer("sec").ask("GET", "/api/v1/admin/accounts").json, before)

    def test_somebody_joins_moves_and_gets_another_role(self):
        room = {"id": "js1", "name": "第一纪检监察室", "kind": "office"}
        zx = {"id": "zx1", "name": "辛", "unit": "js1", "roles": ["handler"]}
        self.assertEqual(self.load(units=[room], users=[zx]).json, {"recorded": 3})
        self.assertEqual(self.load(units=[room], users=[zx]).json, {"recorded": 0})  # as it is already
        self.assertEqual((self.one("zx1")["unit"], self.one("zx1")["roles"], self.one("zx1")["password"]), ("js1", ["handler"], "none"))
        issued = self.officer("sec").ask("POST", "/api/v1/admin/accounts/zx1/password", {"reason": "新到任"}).json
        type(self).secrets["zx1"] = [issued["password"], issued["code_key"]]
        zx1 = self.officer("zx1")
        self.assertEqual(zx1.ask("GET", "/api/v1/me").json["roles"], ["handler"])
        self.assertEqual(self.load(users=[zx | {"roles": ["data_analyst"]}]).status, 200)
        self.assertEqual(zx1.ask("GET", "/api/v1/me").json["roles"], ["data_analyst"])  # from the next request on
        self.assertEqual(self.load(users=[zx | {"active": False}]).status, 200)
        self.refused(zx1.ask("GET", "/api/v1/me"), 401)
        history = run("records", "history", "office", "--by", "sec", "--purpose", "核对", "-w", self.space.folder).stdout
        self.assertEqual(history.count("system.office_loaded"), 4)

    def test_suspended_and_back(self):
        xf = self.officer("xf1")
        self.assertEqual(self.act("suspend", "xf1", reason="借调离岗").status, 204)
        self.refused(xf.ask("GET", "/api/v1/me"), 401)
        self.refused(Officer(self.port, "xf1", *self.secrets["xf1"]).knock(1), 401)
        self.assertFalse(self.one("xf1")["active"])
        self.assertEqual(self.act("resume", "xf1", reason="返岗").status, 204)
        xf.enter(1)
        for word in ("system.account_suspended", "system.account_resumed", "system.session_ended"):
            self.assertIn(word, self.history("xf1"))

    def test_a_first_password_is_told_once_and_ends_what_was(self):
        an = self.officer("an")
        self.assertEqual(self.one("an")["password"], "own")
        issued = self.officer("sec").ask("POST", "/api/v1/admin/accounts/an/password", {"reason": "忘记密码"})
        self.assertEqual(issued.status, 200, issued.text)
        self.refused(an.ask("GET", "/api/v1/me"), 401)
        self.assertEqual((self.one("an")["password"], self.one("an")["sessions"]), ("first", 0))
        again = Officer(self.port, "an", issued.json["password"], issued.json["code_key"])
        self.assertTrue(again.enter(0).json["must_change"])
        again.set_own("walnut kettle 7 bridges")
        self.officers["an"] = again
        self.secrets["an"] = [again.password, again.key]
        for told in (self.history("an"), self.officer("aud").ask("GET", "/api/v1/admin/accounts").text):
            self.assertNotIn(issued.json["password"], told)
            self.assertNotIn(issued.json["code_key"], told)

    def test_too_many_tries_are_seen_and_forgiven(self):
        stranger = Officer(self.port, "cm1", "wrong", self.secrets["cm1"][1])
        self.officer("cm1")
        while stranger.knock(0, code="000000").status == 401:
            pass
        self.assertTrue(self.one("cm1")["shut"])
        self.assertEqual(self.act("unlock", "cm1").status, 204)
        self.assertFalse(self.one("cm1")["shut"])
        self.assertEqual(stranger.knock(0, code="000000").status, 401)
        self.assertEqual(self.act("sign_out", "cm1").status, 204)
        self.refused(self.officers.pop("cm1").ask("GET", "/api/v1/me"), 401)

    def test_readings_by_officer_record_and_day(self):
        gj = self.officer("gj")
        run("records", "history", "lead/" + run("leads", "list", "--by", "cm1", "-w", self.space.folder).stdout.split()[0], "--by", "cm1", "--purpose", "核对受理材料", "-w", self.space.folder)
        ask = lambda **filter: self.officer("aud").ask("GET", "/api/v1/admin/readings?" + urllib.parse.urlencode(filter)).json  # noqa: E731
        [opened] = [one for one in ask(user="cm1")["items"] if one["kind"] == "reading.opened"]
        self.assertEqual((opened["purpose"], opened["role"]), ("核对受理材料", "case_management"))
        self.assertEqual({one["object"] for one in ask(object=opened["object"])["items"]}, {opened["object"]})
        day = opened["at"][:10]
        self.assertTrue(ask(**{"from": day, "to": day})["items"])
        self.assertEqual(ask(to="2020-01-01")["total"], 0)
        self.assertEqual(ask(user="nobody")["items"], [])
        self.assertGreater(gj.ask("GET", "/api/v1/admin/readings?user=aud").json["total"], 0)  # that the auditor looked is on record too

    def test_the_log_is_signed_and_verified_as_a_job(self):
        aud = self.officer("aud")
        page = aud.ask("GET", "/api/v1/admin/log").json
        self.assertIn(f"\n{page['entries']}\n", page["note"])
        self.assertEqual(page["witnessed"], [])
        job = self.follow(aud, aud.ask("POST", "/api/v1/admin/log/verify", {}))
        self.assertEqual((job["state"], job["result"]["verified"]["broken"]), ("done", []), job)
        self.assertGreater(job["result"]["verified"]["acts"], int(page["entries"]) - 1)

    def test_backups_and_drills_as_jobs(self):
        sys = self.officer("sys")
        made = self.follow(sys, sys.ask("POST", "/api/v1/admin/backups", {}))
        self.assertEqual(made["state"], "done", made)
        self.assertTrue((self.backups / made["result"]["backup"]["folder"] / "manifest").exists())
        held = self.follow(sys, sys.ask("POST", "/api/v1/admin/drills", {}))
        self.assertEqual(held["state"], "done", held)
        page = self.officer("aud").ask("GET", "/api/v1/admin/backups").json
        self.assertEqual([(one["id"], one["outcome"]) for one in page["drills"]], [(held["result"]["drill"], "passed")])
        self.assertEqual([(one["user"], one["name"]) for one in page["made"]], [("sys", "丁")])
        self.assertTrue(page["named"])

    def test_the_law_in_force_with_its_days(self):
        page = self.officer("sys").ask("GET", "/api/v1/procedures").json
        now = {law["id"]: law for law in page["laws"]}["条例"]
        self.assertTrue(now["in_force"] and now["from"] == "2025-06-01", now)
        self.assertIn("investigation", [one["id"] for one in page["procedures"]])


class Unnamed(Api):
    @classmethod
    def prepare(cls, folder):
        cls.finding = {"id": "", "sentence": "没有这句话"}

    def test_a_backup_needs_a_place(self):
        self.refused(self.officer("sys").ask("POST", "/api/v1/admin/backups", {}), 409, "qingyuan.yaml")
        self.assertFalse(self.officer("sys").ask("GET", "/api/v1/admin/backups").json["named"])


if __name__ == "__main__":
    unittest.main()
