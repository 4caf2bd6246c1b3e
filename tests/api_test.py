#!/usr/bin/env python3
"""The workbench's API over a real port: who asks, what returns, what must not appear in the answer. Refusals first."""
import base64
import hmac
import http.client
import json
import re
import signal
import socket
import struct
import subprocess
import time
import unittest
import urllib.parse
import uuid

from life_test import LEDGER, SIGNED, put_rule
from records_test import OFFICE, TODAY
from workspace import Workspace, program, run

SECURITY = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy", "cache-control")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Officer:
    """One browser: it keeps its cookie and its token, and sends what a page would."""

    def __init__(self, port, user=None, password=None, key=None, tls=None):
        self.port, self.cookie, self.csrf, self.tls = port, None, None, tls
        self.user, self.password, self.key = user, password, key

    def ask(self, method, path, body=None, **fields):
        sent = {"Origin": f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}"} if method != "GET" else {}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if self.csrf and method != "GET":
            sent["X-CSRF-Token"] = self.csrf
        if method == "POST":
            sent |= {"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex}
        sent |= {name.replace("_", "-"): value for name, value in fields.items()}
        line = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=self.tls) if self.tls else http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.request(method, path, None if body is None else body if isinstance(body, (str, bytes)) else json.dumps(body),
                     {name: value for name, value in sent.items() if value is not None})
        answer = line.getresponse()
        answer.bytes = answer.read()
        answer.text = answer.bytes.decode("utf-8", "replace")
        answer.json = json.loads(answer.text) if "json" in (answer.getheader("Content-Type") or "") else None
        line.close()
        return answer

    def code(self, steps=0):
        """What an authenticator shows now, or so many steps of 30 seconds later (RFC 6238); the server takes one step on either side."""
        count = struct.pack(">Q", int(time.time()) // 30 + steps)
        hashed = hmac.new(base64.b32decode(self.key + "=" * (-len(self.key) % 8)), count, "sha1").digest()
        at = hashed[-1] & 15
        return f"{(struct.unpack('>I', hashed[at:at + 4])[0] & 0x7fffffff) % 1000000:06}"

    def sign_in(self):
        """With a first password: one of his own is set at once."""
        answer = self.enter()
        return self.set_own("own " + self.password) if answer.json["must_change"] else answer

    def enter(self, steps=0):
        answer = self.knock(steps)
        assert answer.status == 200, answer.text
        return self.entered(answer)

    def knock(self, steps=0, **other):
        self.shown = self.code(steps)
        return self.ask("POST", "/api/v1/session", {"user": self.user, "password": self.password, "code": self.shown} | other, Idempotency_Key=None)

    def set_own(self, password, **more):
        answer = self.ask("POST", "/api/v1/me/password", {"password": self.password, "new_password": password} | more)
        assert answer.status == 200, answer.text
        self.password = password
        return self.entered(answer)

    def entered(self, answer):
        self.cookie, self.csrf = answer.getheader("Set-Cookie").split(";")[0], answer.json["csrf"]
        return answer


class Api(unittest.TestCase):
    """One county, one server for the whole class; each test leaves it as it may."""

    office = OFFICE

    @classmethod
    def setUpClass(cls):
        cls.space = Workspace()
        cls.addClassCleanup(cls.space.holder.cleanup)
        folder = cls.space.folder
        run("office", "load", cls.space.write("office.yaml", cls.office), "-w", folder)
        told = run("office", "passwords", "-w", folder).stdout
        cls.secrets = {line.split("\t")[0]: line.split("\t")[1:3] for line in told.splitlines()[1:]}
        cls.prepare(folder)
        cls.port = free_port()
        cls.server = subprocess.Popen([program, "serve", "-w", folder, "--listen", f"127.0.0.1:{cls.port}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.end)
        cls.hello = cls.server.stdout.readline()
        cls.officers = {}

    @classmethod
    def prepare(cls, folder):
        """What the county holds before anybody signs in."""
        cls.space.ingest(cls.space.write("支付.csv", LEDGER))
        put_rule(folder / "rules/payments/large")
        for act in ("shadow", "publish"):
            run("rules", act, "X01", *SIGNED, "-w", folder)
            cls.report = cls.space.screen("--rules", "X01")
        cls.finding = cls.report["findings"][0]

    @classmethod
    def end(cls):
        cls.server.send_signal(signal.SIGTERM)
        assert cls.server.wait(20) == 0, cls.server.stderr.read()
        cls.server.stdout.close()
        cls.server.stderr.close()

    def anyone(self):
        return Officer(self.port)

    browser = Officer

    @classmethod
    def signed_in(cls, user):
        """Another browser of his; the password that he chose is remembered."""
        officer = cls.browser(cls.port, user, *cls.secrets[user])
        officer.sign_in()
        cls.secrets[user][0] = officer.password
        return officer

    def officer(self, user):
        if user not in self.officers:
            self.officers[user] = self.signed_in(user)
        return self.officers[user]

    def refused(self, answer, status, *words):
        self.assertEqual(answer.status, status, answer.text)
        self.assertEqual(answer.getheader("Content-Type"), "application/problem+json", answer.text)
        for word in words:
            self.assertIn(word, answer.text)
        for never in (str(self.space.folder), self.finding["sentence"], "Traceback", "SQL"):
            self.assertNotIn(never, answer.text)
        return answer

    def path(self, more=""):
        return f"/api/v1/findings/{self.finding['id']}{more}"

    def raw(self, text):
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(text.encode())
            got = b""
            while part := line.recv(4096):
                got += part
            return got.decode()


class Doors(Api):
    def test_nobody_is_let_in_without_a_session(self):
        for path in ("/api/v1/me", "/api/v1/findings", self.path(), "/api/v1/rules", "/api/v1/leads", "/api/v1/leads/2026-0001", "/api/v1/sources", "/api/v1/office", "/api/v1/todo"):
            self.refused(self.anyone().ask("GET", path), 401, "登录")
        stranger = self.anyone()
        stranger.cookie = "__Host-qingyuan=" + "A" * 43
        self.refused(stranger.ask("GET", self.path()), 401)
        self.refused(self.anyone().ask("POST", self.path("/ask"), {"unit": "财政局", "due_on": str(TODAY)}, If_Match='"x"'), 401)

    def test_a_wrong_password_a_wrong_code_and_a_used_code_sound_alike(self):
        user, (password, key) = "aud", self.secrets["aud"]
        officer = Officer(self.port, user, password, key)
        told = set()
        for wrong in ({"password": "x"}, {"code": "000000"}, {"user": "nobody"}):
            answer = officer.ask("POST", "/api/v1/session", {"user": user, "password": password, "code": officer.code()} | wrong)
            told.add(self.refused(answer, 401).text)
        self.assertEqual(len(told), 1)
        self.assertIsNone(answer.getheader("Set-Cookie"))
        answer = officer.sign_in()
        cookie = answer.getheader("Set-Cookie")
        for part in ("__Host-qingyuan=", "Path=/", "Secure", "HttpOnly", "SameSite=Strict"):
            self.assertIn(part, cookie)
        self.assertNotIn("Domain", cookie)
        self.assertNotIn(cookie.split("=")[1].split(";")[0], answer.text)  # the page never sees the session
        self.refused(officer.ask("POST", "/api/v1/session", {"user": user, "password": password, "code": officer.code()}), 401)
        for _ in range(5):
            last = officer.ask("POST", "/api/v1/session", {"user": user, "password": password, "code": "000000"})
        self.assertEqual(last.status, 401)
        self.refused(officer.ask("POST", "/api/v1/session", {"user": user, "password": password, "code": "000000"}), 429, "一小时")

    def test_a_write_comes_from_a_page_of_ours(self):
        an = self.officer("an")
        body, seen = {"unit": "财政局", "due_on": str(TODAY)}, an.ask("GET", self.path()).getheader("ETag")
        for wrong in ({"Origin": None}, {"Origin": "null"}, {"Origin": "http://evil.example"}, {"Origin": f"https://127.0.0.1:{self.port}"}, {"Sec_Fetch_Site": "cross-site"}, {"X_CSRF_Token": None}, {"X_CSRF_Token": "x"}):
            self.refused(an.ask("POST", self.path("/ask"), body, If_Match=seen, **wrong), 403, "未作改动")
        self.refused(an.ask("DELETE", "/api/v1/session", X_CSRF_Token=None), 403)
        self.assertEqual(an.ask("GET", self.path()).getheader("ETag"), seen)

    def test_another_host_name_is_not_answered(self):
        self.refused(self.officer("an").ask("GET", "/api/v1/findings", Host="evil.example"), 421)

    def test_other_roles_and_administrators_see_no_finding(self):
        for user in ("sys", "sec", "xf1"):
            for path in ("/api/v1/findings", self.path(), "/api/v1/sources", "/api/v1/coverage"):
                self.refused(self.officer(user).ask("GET", path), 403)

    def test_what_is_not_there_and_what_cannot_be_read(self):
        an = self.officer("an")
        self.refused(an.ask("GET", "/api/v1/findings/a000000000000000"), 404)
        self.refused(an.ask("GET", "/api/v1/findings/" + urllib.parse.quote("' OR 1=1 --")), 404)
        self.refused(an.ask("GET", "/api/v1/nothing"), 404)
        self.refused(an.ask("PUT", "/api/v1/findings", "{}"), 405)
        self.refused(an.ask("GET", "/api/v1/findings?colour=red"), 400, "colour")
        self.refused(an.ask("GET", "/api/v1/findings?limit=501"), 400)
        self.refused(an.ask("GET", "/api/v1/findings?cursor=1.0"), 400)
        self.refused(an.ask("GET", "/api/v1/rules/none"), 404)

    def test_bodies(self):
        an = self.officer("an")
        seen = an.ask("GET", self.path()).getheader("ETag")
        to = lambda body, **fields: an.ask("POST", self.path("/ask"), body, If_Match=seen, **fields)  # noqa: E731
        self.refused(to("{"), 400)
        self.refused(to("[]"), 400)
        self.refused(to(json.dumps({"unit": "x", "due_on": str(TODAY)}).encode() + b"\0more"), 400)
        self.refused(to("[" * 100000), 400)
        self.refused(to({"unit": "x", "due_on": "2026-02-30"}), 422, "/due_on")
        self.refused(to({"unit": "", "due_on": str(TODAY), "more": 1}), 422, "/unit", "/more")
        self.refused(to({"unit": "x", "due_on": str(TODAY)}, Content_Type="text/plain"), 415)
        self.refused(to({"unit": "x", "due_on": str(TODAY)}, Idempotency_Key="short"), 400)
        self.refused(to({"unit": "x" * 400, "due_on": str(TODAY)}), 422, "/unit")
        large = an.ask("POST", self.path("/ask"), "x" * (2 << 20), If_Match=seen)
        self.assertEqual(large.status, 413)

    def test_framing_and_the_fields_on_every_answer(self):
        self.assertTrue(self.raw("GET /healthz HTTP/1.1\nHost: a\n\n\r\n\r\n").startswith("HTTP/1.1 400 "))
        self.assertTrue(self.raw("POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").startswith("HTTP/1.1 400 "))
        for path in ("/healthz", "/readyz", "/", "/api/v1/me", "/api/v1/nothing"):
            answer = self.anyone().ask("GET", path)
            for name in SECURITY:
                self.assertIsNotNone(answer.getheader(name), f"{path}: {name}")
            self.assertIsNone(answer.getheader("Server"))
            self.assertIn("require-trusted-types-for 'script'", answer.getheader("content-security-policy"))
            self.assertNotIn("unsafe", answer.getheader("content-security-policy"))

    def test_a_slow_head_is_dropped(self):
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(b"GET /healthz HTT")
            start = time.monotonic()
            self.assertEqual(line.recv(1), b"")
            self.assertLess(time.monotonic() - start, 12)


class TheWayOfAFinding(Api):
    def test_from_the_list_to_a_lead(self):
        an, cm = self.officer("an"), self.officer("cm1")
        listed = an.ask("GET", "/api/v1/findings?limit=1").json
        self.assertEqual(listed["total"], len(self.report["findings"]))
        [line] = listed["items"]
        self.assertEqual((line["id"], line["state"], line["rule"]), (self.finding["id"], "open", "X01"))
        self.assertEqual(line["amount_fen"], str(self.finding["amount_fen"]))  # money is a string
        for never in ("stack_key", "subject_key", '"key"'):
            self.assertNotIn(never, json.dumps(listed))
        self.assertEqual(an.ask("GET", "/api/v1/findings?band=" + ("red" if line["band"] != "red" else "blue") + "&rule=X01&q=" + urllib.parse.quote("没有这样的话")).json["total"], 0)
        if listed["next"]:
            second = an.ask("GET", "/api/v1/findings?limit=1&cursor=" + listed["next"]).json
            self.assertNotEqual(second["items"][0]["id"], line["id"])
            self.refused(an.ask("GET", "/api/v1/findings?limit=1&rule=X01&cursor=" + listed["next"]), 400)  # of another list

        page = an.ask("GET", self.path())
        for part in ("figures", "evidence", "innocent", "blind_spots", "legal_basis", "next_step", "thresholds"):
            self.assertIn(part, page.json)
        self.assertNotIn("stack_key", page.text)
        seen = page.getheader("ETag")
        asking = {"unit": "财政局", "due_on": str(TODAY)}
        self.refused(an.ask("POST", self.path("/ask"), asking), 428)
        self.refused(an.ask("POST", self.path("/ask"), asking, If_Match='"stale"'), 412, "未作改动")
        self.refused(an.ask("POST", self.path("/exit"), {"exit": "lead_transfer", "reason": "无合同"}, If_Match=seen), 403, "先请主管单位说明")
        self.refused(an.ask("POST", self.path("/exit"), {"exit": "dismiss", "reason": "x"}, If_Match=seen), 422, "/exit")
        self.refused(self.officer("sec").ask("POST", self.path("/ask"), asking, If_Match=seen), 403)
        key = uuid.uuid4().hex
        asked = an.ask("POST", self.path("/ask"), asking, If_Match=seen, Idempotency_Key=key)
        self.assertEqual((asked.status, asked.json["state"], asked.json["standing"]["asked_unit"]), (200, "asked", "财政局"))
        again = an.ask("POST", self.path("/ask"), asking, If_Match=seen, Idempotency_Key=key)
        self.assertEqual((again.status, again.text), (200, asked.text))  # done once, told twice
        self.refused(an.ask("POST", self.path("/ask"), asking | {"unit": "审计局"}, If_Match=seen, Idempotency_Key=key), 422, "另一请求")
        self.refused(an.ask("POST", self.path("/ask"), asking, If_Match=seen), 412)
        self.assertNotEqual(asked.getheader("ETag"), seen)

        [todo] = an.ask("GET", "/api/v1/todo").json["items"]
        self.assertEqual((todo["id"], todo["what"], todo["lamp"]), (self.finding["id"], "await_answer", "soon"))
        answered = an.ask("POST", self.path("/answer"), {"text": "合同已补"}, If_Match=asked.getheader("ETag"))
        self.assertEqual(answered.json["state"], "answered")
        proposed = an.ask("POST", self.path("/exit"), {"exit": "lead_transfer", "reason": "说明不能解释"}, If_Match=answered.getheader("ETag"))
        self.assertEqual(proposed.json["state"], "proposed", proposed.text)
        self.assertEqual(an.ask("GET", "/api/v1/todo").json["items"], [])
        self.refused(an.ask("POST", self.path("/accept"), {"reason": "受理"}, If_Match=proposed.getheader("ETag")), 403)  # not of his role
        [todo] = cm.ask("GET", "/api/v1/todo").json["items"]
        self.assertEqual(todo["what"], "accept_or_return")
        accepted = cm.ask("POST", self.path("/accept"), {"reason": "受理"}, If_Match=cm.ask("GET", self.path()).getheader("ETag"))
        lead = accepted.json["standing"]["lead"]
        self.assertEqual((accepted.status, lead), (200, f"{TODAY.year}-0001"))

        [row] = cm.ask("GET", "/api/v1/leads").json["items"]
        self.assertEqual((row["id"], row["finding"], row["state"]), (lead, self.finding["id"], "registered"))
        self.refused(cm.ask("GET", f"/api/v1/leads/{lead}"), 400, "用途")
        self.refused(cm.ask("GET", "/api/v1/leads/2026-9999", X_Purpose="x"), 404)
        read = cm.ask("GET", f"/api/v1/leads/{lead}", X_Purpose=urllib.parse.quote("核对受理材料"))
        self.assertEqual(read.json["summary"], self.finding["sentence"])
        self.assertEqual({(one["user"], one["name"]) for one in read.json["history"] if one["kind"] == "reading.opened"}, {("cm1", "乙")})
        self.assertIn("reading.opened", run("records", "history", f"lead/{lead}", "--by", "cm1", "--purpose", "核对", "-w", self.space.folder).stdout)

        # Whoever may not know of a lead is told what he is told of one that never was; recusal takes it away at once.
        self.assertEqual(an.ask("GET", "/api/v1/leads").json["total"], 0)
        self.assertEqual(an.ask("GET", self.path()).json["standing"]["lead"], "")
        run("access", "recuse", f"lead/{lead}", "--user", "cm1", "--by", "cm1", "--as", "case_management", "--reason", "近亲属", "-w", self.space.folder)
        for officer in (an, cm):
            hidden, never = (self.refused(officer.ask("GET", f"/api/v1/leads/{number}", X_Purpose="x"), 404) for number in (lead, "2026-9999"))
            self.assertEqual(hidden.text, never.text)
        self.assertEqual(cm.ask("GET", "/api/v1/leads").json, {"items": [], "total": 0, "next": ""})
        self.assertNotIn(lead, cm.ask("GET", self.path()).text)
        run("verify", "-w", self.space.folder)

    def test_pages_of_everybody(self):
        sec = self.officer("sec")
        self.assertEqual(sec.ask("GET", "/api/v1/me").json["roles"], ["security_administrator"])
        self.assertIn("X01", [rule["id"] for rule in sec.ask("GET", "/api/v1/rules").json["items"]])
        self.assertEqual(sec.ask("GET", "/api/v1/rules/X01").json["id"], "X01")
        office = sec.ask("GET", "/api/v1/office")
        self.assertIn("案件监督管理室", office.text)
        for password, key in self.secrets.values():
            self.assertNotIn(password, office.text)
        an = self.officer("an")
        self.assertEqual([source["name"] for source in an.ask("GET", "/api/v1/sources").json["sources"]], ["支付.csv"])
        self.assertIn("wanted", an.ask("GET", "/api/v1/coverage").json)

    def test_a_session_ends(self):
        xf = self.signed_in("xf1")
        self.assertEqual(xf.ask("GET", "/api/v1/me").status, 200)
        self.assertEqual(xf.ask("DELETE", "/api/v1/session").status, 204)
        self.refused(xf.ask("GET", "/api/v1/me"), 401)


class LeadsByThePage(Api):
    def pages(self, officer, query=""):
        """Ids of every page, and what each said of the whole."""
        ids, totals, cursor = [], set(), ""
        while True:
            page = officer.ask("GET", f"/api/v1/leads?limit=3{query}" + (f"&cursor={cursor}" if cursor else "")).json
            self.assertLessEqual(len(page["items"]), 3)
            ids += [one["id"] for one in page["items"]]
            totals.add(page["total"])
            if not (cursor := page["next"]):
                return ids, totals

    def test_pages_together_are_the_list_and_what_is_hidden_is_in_none_of_them(self):
        space = ("-w", self.space.folder)
        for i in range(8):
            run("leads", "add", "--by", "cm1", "--source", "media", "--summary", f"某镇道路养护资金拨付缓慢 {i}", *space)
        cm = self.officer("cm1")
        every = [f"{TODAY.year}-{i:04}" for i in range(1, 9)]
        self.assertEqual(self.pages(cm), (every, {8}))
        self.assertEqual(self.pages(cm, "&state=registered"), (every, {8}))
        self.assertEqual(self.pages(cm, "&state=closed"), ([], {0}))
        self.assertEqual(self.pages(self.officer("an")), ([], {0}))
        # One that only the petition office may list: neither what it says nor who has it.
        [line, *_] = self.officer("xf1").ask("GET", "/api/v1/leads?limit=1").json["items"]
        self.assertEqual((line["id"], line["summary"], line["state"]), (every[0], "", "registered"))
        run("access", "recuse", f"lead/{every[4]}", "--user", "cm1", "--by", "cm1", "--as", "case_management", "--reason", "近亲属", *space)
        rest = every[:4] + every[5:]
        self.assertEqual(self.pages(cm), (rest, {7}))
        self.refused(cm.ask("GET", "/api/v1/leads?limit=3&cursor=x"), 400)


class Starting(unittest.TestCase):
    def test_without_tls_it_serves_this_machine_alone(self):
        space = Workspace()
        self.addCleanup(space.holder.cleanup)
        for words, told in ((["--listen", "0.0.0.0:0"], "TLS"), (["--listen", "nonsense"], "TLS")):
            done = run("serve", "-w", space.folder, *words, check=False)
            self.assertEqual(done.returncode, 1)
            self.assertIn(told, done.stderr)

    def test_first_passwords_are_shown_once_and_then_by_the_security_administrator(self):
        space = Workspace()
        self.addCleanup(space.holder.cleanup)
        run("office", "load", space.write("office.yaml", OFFICE), "-w", space.folder)
        first = run("office", "passwords", "-w", space.folder).stdout
        self.assertEqual(len(first.splitlines()), 7)
        self.assertIn("都已有密码", run("office", "passwords", "-w", space.folder).stdout)
        for by, code in (("an", 1), ("sec", 0)):
            done = run("office", "passwords", "-w", space.folder, "--user", "an", "--by", by, check=False)
            self.assertEqual(done.returncode, code, done.stderr)
        kept = (space.folder / "keys/accounts.json").read_text()
        for line in first.splitlines()[1:]:
            for secret in line.split("\t")[1:3]:
                self.assertNotIn(secret, kept)
        self.assertRegex(run("office", "code", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").stdout, re.compile(r"^\d{6}$"))
        run("verify", "-w", space.folder)


if __name__ == "__main__":
    unittest.main()
