#!/usr/bin/env python3
"""Who made a report: nothing of it is anywhere, until two holders open it after an approval, once, on record."""
import re
import unittest

from rights_test import Office as Rights
from workspace import run

PHRASES = {"kh1": "first holder's phrase", "kh2": "second holder's phrase", "kh3": "third holder's phrase"}
IDENTITY = "姓名：南宫某示例\n电话：13900001234\n住址：云岭乡某村九号\n"
TRACES = ("南宫某示例", "13900001234", "云岭乡某村九号")


class Identities(Rights):
    def setUp(self):
        super().setUp()
        self.outside = self.space.folder.parent
        for holder in PHRASES:
            self.name(holder)
        self.identity = self.outside / "identity.txt"
        self.identity.write_text(IDENTITY)

    def with_words(self, *words, phrases=(), code=0):
        done = run(*words, "-w", self.space.folder, check=False, input="".join(f"{p}\n" for p in phrases))
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def name(self, holder, who="sec", code=0, out=None):
        return self.with_words("holders", "name", holder, "--by", who, "--reason", "任命", "-o", out or self.outside / f"{holder}.key",
                               phrases=[PHRASES.get(holder, "some other phrase")], code=code)

    def add(self, *words, code=0):
        return self.do("reports", "add", "--by", "xf1", "--channel", "visit", "--kind", "accusation", "--content", "某村低保名单未公示", *words, code=code)

    def named(self):
        return re.search(r"J\d{4}-\d{4}", self.add("--identity", self.identity)).group()

    def ask(self, report):
        return re.search(r"Q\d{4}-\d{4}", self.do("reports", "ask", report, "--by", "xf1", "--as", "petition_office", "--basis", "检规47", "--reason", "需当面核实")).group()

    def open(self, number, by="kh1", other="kh2", phrases=None, code=0):
        phrases = phrases or [PHRASES.get(by, "x"), PHRASES.get(other, "x")]
        return self.with_words("reports", "open", number, "--by", by, "--key", self.outside / f"{by}.key", "--with", other,
                               "--other-key", self.outside / f"{other}.key", phrases=phrases, code=code)

    def test_only_the_security_administrator_names_holders_and_only_three(self):
        self.assertIn("security_administrator", self.name("kh1", who="sys", code=1, out=self.outside / "x.key"))
        self.assertIn("已是", self.name("kh1", code=1, out=self.outside / "x.key"))
        self.assertIn("三位", self.name("kh4", code=1))
        self.assertIn("key_holder", self.name("cm1", code=1))
        self.do("holders", "end", "kh3", "--by", "sec", "--reason", "调离")
        self.assertIn("三位不同", self.add("--identity", self.identity, code=1))  # with two nobody is sealed in
        self.name("kh4")

    def test_nothing_of_the_reporter_is_anywhere(self):
        report = self.named()
        self.identity.unlink()
        told = [self.do("reports", "list", "--by", "xf1"), self.do("reports", "show", report, "--by", "xf1", "--purpose", "办理"),
                self.do("leads", "list", "--json", "--by", "cm1"), self.do("records", "history", f"report/{report}", "--by", "xf1", "--purpose", "核对"),
                self.do("leads", "add", "--by", "cm1", "--source", "report", "--report", report, "--summary", "某村低保名单未公示"),
                self.do("reports", "unsealings", "--by", "aud"), self.do("verify")]
        for trace in TRACES:
            self.assertFalse([text for text in told if trace in text], trace)
            held = [p for p in self.outside.rglob("*") if p.is_file() and trace.encode() in p.read_bytes()]
            self.assertEqual(held, [], trace)
        for who in ("cm1", "sj", "sys", "sec", "aud", "kh1"):
            for table in ("reporter", "reporter/r"):
                self.assertIn("没有记录", self.do("records", "history", table, "--by", who, "--purpose", "x"), who)

    def test_two_holders_after_an_approval_once_and_on_record(self):
        report = self.named()
        number = self.ask(report)
        self.assertIn("asked", self.open(number, code=1))
        self.assertIn("没有 chief", self.do("reports", "approve", number, "--by", "xf1", "--reason", "x", code=1))
        self.do("reports", "approve", number, "--by", "sj", "--reason", "确需核实")
        self.assertIn("口令不对", self.open(number, phrases=["not the phrase at all", PHRASES["kh2"]], code=1))
        self.assertIn("两位", self.open(number, other="kh1", phrases=[PHRASES["kh1"]] * 2, code=1))
        self.assertIn("没有 key_holder", self.open(number, by="cm1", code=1))
        self.assertEqual(self.open(number), IDENTITY)
        self.assertIn("opened", self.open(number, code=1))  # once
        register = self.do("reports", "unsealings", "--by", "gj")
        self.assertRegex(register, f"{number}  report/{report}  opened  申请 xf1  批准 sj  开启 kh1 kh2  检规47")
        self.assertIn("unsealing.opened", self.do("records", "history", f"unsealing/{number}", "--by", "aud", "--purpose", "审计"))
        self.do("verify")

    def test_an_anonymous_reporter_is_not_looked_for(self):
        report = re.search(r"J\d{4}-\d{4}", self.add()).group()
        self.assertIn("匿名", self.do("reports", "ask", report, "--by", "xf1", "--as", "petition_office", "--basis", "x", "--reason", "x", code=1))
        self.assertIn("没有", self.do("reports", "show", report, "--by", "cb1", "--purpose", "x", code=1))
        self.assertIn("没有", self.do("reports", "ask", report, "--by", "cb1", "--as", "handler", "--basis", "x", "--reason", "x", code=1))


class IdentitiesInGm(Identities):
    seal = "gm"


if __name__ == "__main__":
    unittest.main()
