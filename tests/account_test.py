#!/usr/bin/env python3
"""Passwords, sessions and what the log has of both, over a real port. Refusals first."""
import signal
import subprocess
import unittest

from api_test import Api, Officer, free_port
from records_test import OFFICE
from workspace import Workspace, program, run

OWN = "walnut kettle 7 bridges"


class Accounts(Api):
    @classmethod
    def prepare(cls, folder):
        cls.finding = {"id": "", "sentence": "没有这句话"}

    def newcomer(self, user, steps=-1):
        """Signed in with what was handed out: the code of the step before, so that two more are left."""
        officer = Officer(self.port, user, *self.secrets[user])
        officer.enter(steps)
        return officer

    def events(self, officer):
        return [one["what"] for one in officer.ask("GET", "/api/v1/me/sessions").json["events"]]

    def change(self, officer, password, new, **more):
        return officer.ask("POST", "/api/v1/me/password", {"password": password, "new_password": new} | more)

    def test_a_first_password_opens_nothing_but_its_own_change(self):
        first = self.secrets["an"][0]
        an = self.newcomer("an")
        self.assertTrue(an.ask("GET", "/api/v1/me").json["must_change"])
        for method, path in (("GET", "/api/v1/todo"), ("GET", "/api/v1/findings"), ("GET", "/api/v1/me/sessions"), ("GET", "/api/v1/office"), ("POST", "/api/v1/case-files")):
            self.refused(an.ask(method, path, {} if method == "POST" else None), 403, "请先设置自己的密码")
        for weak, why in (("short", "至少 12"), ("password2026!", "常见"), ("abcdefghijklmn", "连续或重复"), ("测试县的水壶和七座桥都在东", "部门"), (first, "一样"), ("", "必须"), ("x" * 300, "过长")):
            self.refused(self.change(an, first, weak), 422, "/new_password", why)
        self.refused(self.change(an, "not this one", OWN), 403, "没有改动")
        self.refused(an.ask("POST", "/api/v1/me/password", {"password": first, "new_password": OWN}, X_CSRF_Token=None), 403)
        self.refused(an.ask("POST", "/api/v1/me/password", {"password": first, "new_password": OWN}, Origin="http://evil.example"), 403)
        before = an.cookie
        answer = an.set_own(OWN)
        self.assertFalse(answer.json["must_change"])
        self.assertNotEqual(an.cookie, before)
        self.assertEqual(an.ask("GET", "/api/v1/todo").status, 200)
        an.cookie = before
        self.refused(an.ask("GET", "/api/v1/me"), 401)
        self.refused(Officer(self.port, "an", first, an.key).knock(0), 401)  # what was handed out is over
        again = Officer(self.port, "an", OWN, an.key)
        again.enter(0)
        self.assertEqual(self.events(again)[:2], ["signed_in", "sign_in_refused"])

    def test_a_password_is_taken_exactly_as_it_was_typed(self):
        xf = self.newcomer("xf1")
        xf.set_own(f"  {OWN}\t")
        for other in (OWN, f"  {OWN}", OWN.upper()):
            self.refused(Officer(self.port, "xf1", other, xf.key).knock(0), 401)
        xf.enter(0)

    def test_a_change_asks_for_the_old_one_and_a_code_and_ends_every_other_session(self):
        cm = self.newcomer("cm1")
        cm.set_own(OWN)
        there = Officer(self.port, "cm1", OWN, cm.key)
        there.enter(0)
        self.refused(self.change(cm, OWN, "another walnut 8 lakes"), 422, "/code")
        self.refused(self.change(cm, OWN, "another walnut 8 lakes", code=there.shown), 403, "动态码")  # it let him in there
        self.refused(self.change(cm, "wrong", "another walnut 8 lakes", code=cm.code(1)), 403)
        self.assertEqual(there.ask("GET", "/api/v1/me").status, 200)
        cm.set_own("another walnut 8 lakes", code=cm.code(1))
        self.refused(there.ask("GET", "/api/v1/me"), 401)
        self.assertEqual(self.events(cm)[:3], ["signed_in", "session_ended", "session_ended"])
        self.assertIn("password_changed", self.events(cm))
        told = cm.ask("GET", "/api/v1/me/sessions").text
        for secret in (OWN, "another walnut", self.secrets["cm1"][0], cm.key, cm.cookie.split("=", 1)[1]):
            self.assertNotIn(secret, told)

    def test_an_officer_sees_and_ends_his_sessions_and_nobody_elses(self):
        sec, sys = self.newcomer("sec"), self.newcomer("sys")
        sec.set_own(OWN)
        sys.set_own(OWN)
        other = Officer(self.port, "sec", OWN, sec.key)
        other.ask("POST", "/api/v1/session", {"user": "sec", "password": OWN, "code": other.code(0)}, User_Agent="Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0")
        listed = sec.ask("GET", "/api/v1/me/sessions").json["items"]
        self.assertEqual([(one["current"], one["device"], one["address"]) for one in listed], [(True, "", "127.0.0.1"), (False, "Edge · Windows", "127.0.0.1")])
        mine, his = (one["id"] for one in listed)
        self.refused(sec.ask("DELETE", f"/api/v1/me/sessions/{mine}"), 409, "退出")
        self.refused(sys.ask("DELETE", f"/api/v1/me/sessions/{his}"), 404)
        self.refused(sec.ask("DELETE", f"/api/v1/me/sessions/{his}", X_CSRF_Token=None), 403)
        self.assertEqual(sec.ask("DELETE", f"/api/v1/me/sessions/{his}").status, 204)
        self.refused(sec.ask("DELETE", f"/api/v1/me/sessions/{his}"), 404)
        other.enter(1)
        self.assertEqual(sec.ask("DELETE", "/api/v1/me/sessions").status, 204)
        self.refused(other.ask("GET", "/api/v1/me"), 401)
        self.assertEqual(len(sec.ask("GET", "/api/v1/me/sessions").json["items"]), 1)
        self.assertEqual(sys.ask("GET", "/api/v1/me").status, 200)
        # Signing in ends the session that came with the request.
        before = sys.cookie
        sys.enter(0)
        sys.cookie, now = before, sys.cookie
        self.refused(sys.ask("GET", "/api/v1/me"), 401)
        sys.cookie = now
        self.assertEqual(sys.ask("GET", "/api/v1/me").status, 200)

    def test_a_session_ends_with_the_account(self):
        aud = self.newcomer("aud")
        aud.set_own(OWN)
        self.assertEqual(aud.ask("GET", "/api/v1/me").status, 200)
        load = lambda text: run("office", "load", self.space.write("office.yaml", text), "--by", "sec", "-w", self.space.folder)  # noqa: E731
        load(OFFICE.replace("roles: [audit_administrator]}", "roles: [audit_administrator], active: false}"))
        self.refused(aud.ask("GET", "/api/v1/me"), 401)
        self.refused(aud.knock(0), 401)
        load(OFFICE)
        self.refused(aud.ask("GET", "/api/v1/me"), 401)  # it does not come back
        aud.enter(1)
        self.assertIn("session_ended", self.events(aud))
        run("verify", "-w", self.space.folder)


class BehindAProxy(unittest.TestCase):
    def start(self, *words):
        port = free_port()
        server = subprocess.Popen([program, "serve", "-w", self.space.folder, "--listen", f"127.0.0.1:{port}", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (server.send_signal(signal.SIGTERM), server.wait(20), server.stdout.close(), server.stderr.close()))
        server.stdout.readline()
        return port

    def setUp(self):
        self.space = Workspace()
        self.addCleanup(self.space.holder.cleanup)
        run("office", "load", self.space.write("office.yaml", OFFICE), "-w", self.space.folder)
        run("office", "passwords", "-w", self.space.folder)

    def tries(self, port, forwarded_for, count=1):
        stranger = Officer(port, "an", "wrong", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        return [stranger.ask("POST", "/api/v1/session", {"user": "an", "password": "wrong", "code": "000000"}, X_Forwarded_For=forwarded_for).status for _ in range(count)]

    def test_addresses_count_as_the_trusted_proxy_tells_them(self):
        port = self.start("--proxy", "127.0.0.1")
        self.assertEqual(self.tries(port, "10.0.0.1", 11), [401] * 10 + [429])
        self.assertEqual(self.tries(port, "10.0.0.2, 10.0.0.1"), [429])  # what the sender made up stands before it
        self.assertEqual(self.tries(port, "10.0.0.1, 10.0.0.2"), [401])  # another address

    def test_without_one_the_field_counts_for_nothing(self):
        port = self.start()
        told = [status for i in range(11) for status in self.tries(port, f"10.0.0.{i}")]
        self.assertEqual(told, [401] * 10 + [429])

    def test_what_is_no_address_is_refused(self):
        done = run("serve", "-w", self.space.folder, "--proxy", "proxy.example", check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("--proxy", done.stderr)

    def test_hsts_where_browsers_come_by_tls_and_a_charset_on_plain_text(self):
        plain, named = self.start(), self.start("--name", "qingyuan.example")
        self.assertIsNone(Officer(plain).ask("GET", "/healthz").getheader("Strict-Transport-Security"))
        for path in ("/healthz", "/", "/api/v1/me"):
            self.assertEqual(Officer(named).ask("GET", path, Host="qingyuan.example").getheader("Strict-Transport-Security"), "max-age=31536000; includeSubDomains")
        for path in ("/healthz", "/readyz", "/assets/nothing.js"):
            self.assertEqual(Officer(plain).ask("GET", path).getheader("Content-Type"), "text/plain; charset=utf-8")


if __name__ == "__main__":
    unittest.main()
