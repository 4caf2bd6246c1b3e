#!/usr/bin/env python3
"""The first accounts of a workspace that has none, by whoever holds the code of the terminal; and a made-up county to practise on. Refusals first."""
import json
import subprocess
import unittest

from api_test import Api, free_port
from imports_test import Sender
from workspace import Workspace, program, run

PEOPLE = [{"id": "sys", "name": "甲", "role": "system_administrator"}, {"id": "sec", "name": "乙", "role": "security_administrator"},
          {"id": "aud", "name": "丙", "role": "audit_administrator"}, {"id": "an", "name": "丁", "role": "data_analyst"}]


class Unfounded(Api):
    """A server on a workspace without accounts."""
    browser = Sender

    @classmethod
    def setUpClass(cls):
        cls.space = Workspace()
        cls.addClassCleanup(cls.space.holder.cleanup)
        cls.port = free_port()
        cls.server = subprocess.Popen([program, "serve", "-w", cls.space.folder, "--listen", f"127.0.0.1:{cls.port}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.end)
        cls.finding = {"sentence": "—"}
        cls.officers, cls.code = {}, ""
        while not cls.code:
            line = cls.server.stdout.readline()
            assert line, cls.server.stderr.read()
            cls.code = line.split("：")[1].strip() if line.startswith("启用码") else ""


class FirstRun(Unfounded):
    def found(self, code=None, people=PEOPLE, **more):
        return self.anyone().ask("POST", "/api/v1/setup", {"code": code or self.code, "office": "清源县纪委监委", "people": people} | more)

    def test_from_nothing_to_the_first_findings(self):
        self.assertEqual(self.anyone().ask("GET", "/api/v1/setup").json, {"needed": True})
        self.refused(self.anyone().ask("POST", "/api/v1/session", {"user": "an", "password": "x", "code": "000000"}), 401)
        self.refused(self.found("AAAA-AAAA-AAAA-AAAA-AAAA"), 403, "终端")
        foreign = json.dumps({"code": self.code, "office": "县", "people": PEOPLE})
        self.refused(self.anyone().ask("POST", "/api/v1/setup", foreign, Origin="https://elsewhere.example"), 403)
        for people, *where in ((PEOPLE[:2], "/people", "各一人"), (PEOPLE + [PEOPLE[0] | {"id": "sys2"}], "/people"), (PEOPLE + [PEOPLE[3]], "/people/4/id"),
                               (PEOPLE[:3] + [PEOPLE[3] | {"role": "emperor"}], "/people/3/role"), (PEOPLE[:3] + [PEOPLE[3] | {"id": "An丁"}], "/people/3/id"),
                               ([*PEOPLE[:2], PEOPLE[2] | {"id": "sec"}], "/people/2/id"), ([], "/people")):
            self.refused(self.found(people=people), 422, *where)
        self.assertEqual(self.anyone().ask("GET", "/api/v1/setup").json, {"needed": True})

        made = self.found()
        self.assertEqual(made.status, 200, made.text)
        self.assertEqual([one["user"] for one in made.json["issued"]], ["sys", "sec", "aud", "an"])
        self.refused(self.found(), 409)
        self.assertEqual(self.anyone().ask("GET", "/api/v1/setup").json, {"needed": False})
        type(self).secrets = {one["user"]: [one["password"], one["code_key"]] for one in made.json["issued"]}
        kept = (self.space.folder / "keys/accounts.json").read_text()
        for password, key in self.secrets.values():
            self.assertNotIn(password, kept)
            self.assertNotIn(key, kept)
        an = self.officer("an")
        self.assertEqual(an.ask("GET", "/api/v1/me").json["roles"], ["data_analyst"])

        self.refused(self.officer("sys").ask("POST", "/api/v1/practice", {}), 403)
        loaded = an.follow(an.ask("POST", "/api/v1/practice", {}), 300)
        self.assertEqual(loaded["state"], "done", loaded)
        self.assertEqual(loaded["result"]["practice"]["files"], len(an.ask("GET", "/api/v1/batches?limit=200").json["items"]))
        self.refused(an.ask("POST", "/api/v1/practice", {}), 409, "另建")
        done = an.follow(an.ask("POST", "/api/v1/screening", {"as_of": "2025-12-31"}), 300)
        self.assertEqual(done["state"], "done", done)
        self.assertEqual(an.ask("GET", "/api/v1/findings?limit=1").json["total"], done["result"]["screening"]["findings"])
        self.assertGreater(done["result"]["screening"]["findings"], 100)
        history = run("records", "history", "office", "--by", "sec", "--purpose", "核对", "-w", self.space.folder, check=False).stdout
        self.assertIn("system.office_loaded", history)
        run("verify", "-w", self.space.folder)


if __name__ == "__main__":
    unittest.main()
