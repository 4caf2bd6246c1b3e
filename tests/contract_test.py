#!/usr/bin/env python3
"""Every operation of the contract, called as it says and then with one thing wrong: nothing breaks, nothing that is wrong is taken,
every answer is what the contract promises, and none holds a word that is not for the one who asks. 77 without PyYAML or jsonschema.

  QY_CONTRACT_REQUESTS=20000 QY_CONTRACT_SEED=1 tests/contract_test.py     a failure shows the bytes that were sent"""
import collections
import json
import os
import pathlib
import random
import re
import sys
import time
import unittest
import urllib.parse

try:
    from contract import Contract
except ImportError as e:
    print(f"no PyYAML or no jsonschema here ({e.name}): python3-yaml and python3-jsonschema are Debian's")
    sys.exit(77)
import drawn
import life_test
import rights_test
from api_test import Api
from records_test import OFFICE
from spoilt import Call, Spoiling
from wire import Dropped, Wire
from workspace import run

REQUESTS, SEED = int(os.environ.get("QY_CONTRACT_REQUESTS", 3000)), int(os.environ.get("QY_CONTRACT_SEED", 7))
HEADERS = {"content-security-policy": "default-src 'none'", "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "no-referrer", "cross-origin-opener-policy": "same-origin",
           "cross-origin-resource-policy": "same-origin", "permissions-policy": "camera=()", "cache-control": "no-store"}
PROBLEM = {"type": str, "status": int, "title": str, "title_en": str, "detail": str, "detail_en": str, "errors": list, "instance": str, "refused": dict, "moved": dict}
SUMMARY = "南岭口水库加固工程款去向"  # of a lead that only its own people may read
MAY_READ = {"cm1", "zr", "sj"}
FIRM = "示范商贸"  # stands in every finding: not for administrators
LAST = {"logOut"}  # done rightly it ends the session that all the others need: called so once, at the end
# What a test county can do from the words of the contract alone. Operations that come later are called too, whatever they answer.
MUST_SUCCEED = {"answerHealthz", "answerReadyz", "showMe", "listSessions", "endOtherSessions", "listTodo", "listFindings", "showFinding", "showFindingRows", "askAboutFinding", "answerFinding", "decideFinding", "listRules", "showRule", "listSources", "showCoverage", "listEntities", "showEntity", "findEntities", "resolveEntities", "listEntityJudgements",
                "listLeads", "showLead", "showOffice", "listProcedures", "listAccounts", "actOnAccount", "resetPassword", "showLog", "verifyLog", "listBackups", "listReadings", "logOut"}
# What the schema of an operation cannot say: a hole in its path, a query by its name, the value ("body") or the bytes that are sent.
FIXTURES = {"actOnAccount": {"id": lambda draw: "spare"}, "resetPassword": {"id": lambda draw: "spare"},
            "receiveUpload": {"id": lambda draw: f"upload-{draw.randint(1, 8)}", "name": lambda draw: draw.choice(["支付.csv", "台账.csv", "x.zip"]),
                              "bytes": lambda draw: draw.choice([life_test.LEDGER.encode(), life_test.LEDGER.encode("gb18030"), b"", draw.randbytes(500)])}}


class TheContract(Spoiling, Api):
    @classmethod
    def setUpClass(cls):
        import api_test
        spare = "  - {id: spare, name: 备, unit: xf, roles: [archivist]}\n"  # whose account may be suspended and given passwords
        cls.office = OFFICE.replace("users:", "  - {id: sc, name: 审查调查室, kind: office}\nusers:") + spare + rights_test.MORE
        api_test.LEDGER = life_test.LEDGER + "".join(f"清源县示范局,2024-05-15,示范商贸有限公司{firm},{600 + firm}.00,FP{firm}5,采购\n" for firm in range(10, 60))
        super().setUpClass()
        # One firm in two spellings: somebody to show on the page of who is who.
        cls.space.ingest(cls.space.write("单位支付.csv", "付款单位,收款人,收款账号,支付金额,支付日期,支付编号\n" + "".join(
            f"清源县示范局,青山县天河建筑{form},6222021234567890128,{yuan},2024-02-01,ZF{yuan}\n" for form, yuan in (("有限公司", 400), ("有限责任公司", 500)))))
        run("resolve", "lake", "-w", cls.space.folder)
        run("leads", "add", "--by", "cm1", "--source", "media", "--summary", SUMMARY, "--handling-unit", "sc", "-w", cls.space.folder)
        cls.contract, cls.draw, cls.wire = Contract(), random.Random(SEED), Wire(cls.port)
        cls.addClassCleanup(cls.wire.close)
        for user in ("an", "cm1", "xf1", "sys", "sec", "aud", "zr", "cb1", "sj", "gj"):
            cls.officers[user] = cls.signed_in(user)
        cls.secret_words = [str(cls.space.folder), "Traceback", "SQLITE", "SELECT ", *(word for pair in cls.secrets.values() for word in pair),
                            *(officer.cookie.split("=", 1)[1] for officer in cls.officers.values())]
        cls.ids = collections.defaultdict(lambda: ["2026-9999"])  # the last word of a list's path -> numbers it ever showed to anybody
        cls.touched = collections.defaultdict(list)  # of these, what somebody acted on: the next step is about it
        cls.cursors, cls.etags, cls.lets_in, cls.not_of_his_role = ["200.x"], {}, collections.defaultdict(set), collections.defaultdict(set)
        cls.counts, cls.failures, cls.checked, cls.asked = collections.defaultdict(collections.Counter), [], set(), 0

    # ---- a request as the contract says

    def call(self, operation, officer=None):
        draw, fixture = self.draw, FIXTURES.get(operation.name, {})
        some = self.lets_in[operation.name] or set(self.officers) - self.not_of_his_role[operation.name]
        call = Call(operation, self.officers[officer or draw.choice(sorted(some if draw.random() < 0.8 else self.officers))])
        for hole in re.findall(r"\{(\w+)\}", operation.path):
            before = operation.path.split("{" + hole + "}")[0].rstrip("/").split("/")[-1]
            recent = self.touched[before][-6:]
            number = fixture[hole](draw) if hole in fixture else draw.choice(recent if recent and draw.random() < 0.6 else self.ids[before])
            call.numbers.append((before, number))
            call.path = call.path.replace("{" + hole + "}", urllib.parse.quote(number, safe=""))
        for one in operation.parameters:
            if one["in"] == "query" and (one.get("required") or draw.random() < 0.2):
                value = draw.choice(self.cursors) if one["name"] == "cursor" else fixture.get(one["name"], lambda draw, one=one: str(drawn.valid(one["schema"], draw)))(draw)
                call.query.append(f"{one['name']}={urllib.parse.quote(value)}")
            elif one["in"] == "header":
                call.fields[one["name"]] = urllib.parse.quote(drawn.valid(one["schema"], draw))
        if not operation.open:
            call.fields["Cookie"] = call.officer.cookie
        if operation.method != "GET":
            call.fields["Origin"] = f"http://127.0.0.1:{self.port}"
            call.fields["X-CSRF-Token"] = None if operation.open else call.officer.csrf
        if operation.parameter("Idempotency-Key"):
            call.fields["Idempotency-Key"] = f"{draw.getrandbits(64):016x}"
        if operation.parameter("If-Match"):
            call.fields["If-Match"] = self.seen_by(call)
        if operation.body:
            media = draw.choice(sorted(operation.body))
            call.fields["Content-Type"] = media
            call.value = fixture["body"](draw) if "body" in fixture else drawn.valid(operation.body[media], draw)
            call.body = drawn.encoded(call.value) if media == "application/json" else fixture.get("bytes", lambda draw: draw.randbytes(draw.randint(0, 2000)))(draw)
        if operation.name == "logIn":  # no account of the house: its tries are its own
            call.body = drawn.encoded({"user": f"n{draw.randint(0, 9)}", "password": "x", "code": "000000"})
        return call

    def seen_by(self, call):
        """The ETag of what the write is about, looked at by the same officer; sometimes one from before."""
        parent = call.path.rsplit("/", 1)[0]
        shown = next((one for one in self.contract.operations if one.method == "GET" and one.path == call.operation.path.rsplit("/", 1)[0]), None)
        if shown and self.draw.random() < 0.7:
            look = self.call(shown, call.officer.user)
            look.path = parent
            self.send(look)
        return self.etags.get(parent, '"none"')

    # ---- the answer

    def send(self, call):
        sent = call.sent(self.port)
        self.asked += 1
        try:
            answer = self.wire.ask(sent, call.method == "HEAD")
        except (Dropped, OSError) as e:
            return self.fail_with(call, sent, f"no answer: {e!r}", None)
        for fault in self.faults(call, answer):
            self.fail_with(call, sent, fault, answer)
        name = call.operation.name
        if call.method == call.operation.method and not call.must_fail:
            self.counts[name]["called rightly"] += 1
            if answer.status < 300:
                self.counts[name]["done"] += 1
                self.lets_in[name].add(call.officer.user)
                self.learn(call, answer)
            elif answer.status == 403 and "职责不办理" in answer.body.decode():
                self.not_of_his_role[name].add(call.officer.user)
        self.counts[name][answer.status] += 1
        return answer

    def learn(self, call, answer):
        """Numbers, cursors and ETags that anybody was shown: the others try them too."""
        if tag := answer.field("etag"):
            self.etags[call.path] = tag
        if call.method != "GET":
            for before, number in call.numbers:
                self.touched[before] = [one for one in self.touched[before] if one != number] + [number]
        if call.operation.method != "GET" or answer.field("content-type") != "application/json":
            return
        told = json.loads(answer.body)
        if told.get("next"):
            self.cursors = self.cursors[-30:] + [told["next"]]
        pool = self.ids[call.operation.path.rsplit("/", 1)[-1]]
        pool += [item["id"] for item in told.get("items", []) if isinstance(item, dict) and "id" in item and item["id"] not in pool]

    def faults(self, call, answer):
        media = (answer.field("content-type") or "").split(";")[0]
        if answer.status >= 500 and answer.status != 501:
            yield "5xx"
        if answer.status < 400 and call.must_fail:
            yield "taken, and it is wrong"
        elif call.only and answer.status not in call.only:
            yield f"not one of {sorted(call.only)}"
        for name, value in HEADERS.items():
            if not (answer.field(name) or "").startswith(value):
                yield f"{name}: {answer.field(name)}"
        if answer.field("server") or answer.field("x-powered-by"):
            yield "names its program"
        text = answer.body.decode("utf-8", "replace")
        if answer.status >= 400 and call.method != "HEAD":
            yield from self.faults_of_problem(answer, media, text)
        elif call.method == call.operation.method:
            yield from self.faults_of_answer(call, answer, media, text)
        heads = "\n".join(value for _, value in answer.fields)
        never = self.secret_words + ([] if call.officer.user in MAY_READ and "Cookie" in call.fields else [SUMMARY]) + ([FIRM] if call.officer.user in ("sys", "sec", "aud", "gj") or call.operation.open else [])
        # OPEN: while another writer holds the lake, the refusal names its lock file, and with it the folder of the county.
        locked = answer.status == 409 and "lake/.lock" in text
        for word in never:
            if (word in text or word in heads) and not (locked and word == str(self.space.folder)):
                yield f"tells {word!r}"

    def faults_of_problem(self, answer, media, text):
        try:
            problem = json.loads(text)
        except ValueError:
            problem = None
        if media != "application/problem+json" or not isinstance(problem, dict):
            yield "no problem (RFC 9457)"
        elif problem.get("status") != answer.status or not problem.get("title") or not problem.get("type"):
            yield "a problem without its type, title or status"
        elif any(not isinstance(value, PROBLEM.get(name, ())) for name, value in problem.items()):
            yield "a problem with another field"

    def faults_of_answer(self, call, answer, media, text):
        listed = call.operation.fits(answer.status)
        this = (call.operation.name, answer.status, hash(answer.body))
        if listed is None:
            yield "a status that the contract does not list"
        elif not listed and answer.body or listed and media not in listed:
            yield f"media type {media}"
        elif listed and this not in self.checked:
            self.checked.add(this)
            value = json.loads(text) if media.endswith("json") else text
            if error := next(listed[media].iter_errors(value), None):
                yield f"not of its schema: /{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"

    def fail_with(self, call, sent, fault, answer):
        told = f"{answer.status} {answer.body[:300].decode('utf-8', 'replace')}" if answer else ""
        self.failures.append(f"request {self.asked} of seed {SEED}, {call.operation.name} by {call.officer.user}, {call.what}: {fault}\n  sent {sent[:1500]!r}\n  got  {told}")

    # ---- all of it

    def missing(self):
        return {name for name in MUST_SUCCEED - LAST if not self.counts[name]["done"]}

    def test_every_operation_rightly_and_wrongly(self):
        start, busy, operations = time.monotonic(), time.process_time(), self.contract.operations
        for one in [one for one in operations if one.method == "GET"] * 2:  # lists first: they tell the numbers
            for user in self.officers:
                self.send(self.call(one, user))
        while (self.asked < REQUESTS or self.missing() and self.asked < 3 * REQUESTS) and len(self.failures) < 20:
            late = self.asked >= REQUESTS  # what the draw left out is called until it succeeds, among the others
            operation = self.draw.choice([one for one in operations if one.name in self.missing()] if late and self.draw.random() < 0.5 else operations)
            rightly = self.draw.random() < (0.8 if late else 0.4) and operation.name not in LAST
            call = self.call(operation)
            if not rightly:
                call = self.spoil(call)
                if operation.name in LAST and not call.must_fail:
                    continue
            self.send(call)
        for operation in (one for one in operations if one.name in LAST):
            for user in sorted(self.officers):
                self.send(self.call(operation, user))
        seconds = time.monotonic() - start
        for name, counted in sorted(self.counts.items()):
            print(f"{name:22} " + "  ".join(f"{key}: {count}" for key, count in sorted(counted.items(), key=str)))
        used = sum(map(int, pathlib.Path(f"/proc/{self.server.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13])) / os.sysconf("SC_CLK_TCK")
        print(f"{self.asked} requests to {len(operations)} operations in {seconds:.0f} s ({used:.0f} s of processor in the server, {time.process_time() - busy:.0f} here), {len(self.failures)} wrong")
        if self.failures:
            self.fail("\n" + "\n".join(self.failures[:20]))
        self.assertEqual({name for name in MUST_SUCCEED if not self.counts[name]["done"]}, set(), "never done rightly")
        self.assertIsNone(self.server.poll())
        run("verify", "-w", self.space.folder)


if __name__ == "__main__":
    unittest.main()
