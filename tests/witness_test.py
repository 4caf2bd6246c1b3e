#!/usr/bin/env python3
"""Another office holds the log against what it saw and signs; then a roll-back persuades nobody."""
import re
import shutil
import subprocess
import unittest
import urllib.error
import urllib.request

from records_test import Records
from workspace import program, run

PHRASE = "a witness's phrase"


class Witness(Records):
    def setUp(self):
        super().setUp()
        self.beside = self.space.folder.parent
        self.office, self.request, self.answer = (self.beside / name for name in ("office", "request", "answer"))
        self.witness("init", self.office, "--name", "city.example/w1", "--seal", getattr(self, "seal", "intl"))
        self.lead("某镇道路养护资金")

    def lead(self, summary):
        self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", summary)

    def witness(self, *words, code=0, phrase=PHRASE):
        done = run("witness", *words, check=False, input=phrase + "\n")
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def ask(self, *words):
        self.do("witness", "request", "--witness", self.office / "witness.pub", "-o", self.request, *words)

    def cosign(self, **keywords):
        return self.witness("cosign", self.office, "--request", self.request, "-o", self.answer, **keywords)

    def take(self, code=0):
        return self.do("witness", "take", "--witness", self.office / "witness.pub", "--request", self.request, "--answer", self.answer, code=code)

    def seen(self):
        self.ask()
        self.cosign()
        return self.take()

    def test_refuses_what_it_cannot_vouch_for(self):
        self.ask()
        self.assertIn("没有认下", self.cosign(code=1))
        self.witness("watch", self.office, "--log", self.space.folder / "keys/log.pub")
        self.assertIn("口令不对", self.cosign(code=1, phrase="not the phrase at all"))
        self.answer.write_text("— city.example/w1 AAAA\n")
        self.assertIn("没有 city.example/w1 的见证", self.take(code=1))
        self.cosign()
        self.assertIn("上次是 2", self.cosign(code=1))  # what it saw it does not see again as new
        whole = self.request.read_text()
        self.request.write_text(whole.replace("\n2\n", "\n3\n"))
        self.cosign(code=1)

    def test_what_was_rolled_back_after_it_signed_is_found_by_both(self):
        self.witness("watch", self.office, "--log", self.space.folder / "keys/log.pub")
        self.assertIn("见证了 2 条", self.seen())
        before = self.beside / "before"
        shutil.copytree(self.space.folder, before)
        self.lead("后一件")
        self.assertIn("见证了 3 条", self.seen())
        self.do("verify")
        kept = next((self.space.folder / "log/witnessed").iterdir()).read_bytes()
        shutil.rmtree(self.space.folder)
        shutil.copytree(before, self.space.folder)
        next((self.space.folder / "log/witnessed").iterdir()).write_bytes(kept)
        self.assertIn("被退回或截断", self.do("verify", code=1))
        self.lead("另一件")
        self.assertIn("不是同一部", self.do("verify", code=1))
        shutil.rmtree(self.space.folder / "log/witnessed")  # whoever hides it here does not hide it there
        self.ask("--old", "3")
        self.assertIn("不是同一部", self.cosign(code=1))
        self.ask("--old", "0")
        self.assertIn("上次是 3", self.cosign(code=1))


class OverTheNetwork(Witness):
    test_refuses_what_it_cannot_vouch_for = test_what_was_rolled_back_after_it_signed_is_found_by_both = None  # asked by stick

    def serve(self):
        process = subprocess.Popen([str(program), "witness", "serve", str(self.office), "--listen", "127.0.0.1:0"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        process.stdin.write(PHRASE + "\n")
        process.stdin.close()
        return "http://127.0.0.1:" + re.search(r"端口 (\d+)", process.stdout.readline()).group(1)

    def ask_it(self, url, code=0):
        return self.do("witness", "ask", "--witness", self.office / "witness.pub", "--url", url + "/add-checkpoint", code=code)

    def post(self, url, body, path="/add-checkpoint", method="POST"):
        try:
            with urllib.request.urlopen(urllib.request.Request(url + path, body, {"Content-Type": "text/plain"}, method=method)) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read().decode()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.headers["Content-Type"], refused.read().decode()

    def test_answers_as_the_protocol_says(self):
        url = self.serve()
        self.assertIn("404", self.ask_it(url, code=1))  # not watched
        self.witness("watch", self.office, "--log", self.space.folder / "keys/log.pub")
        self.assertIn("见证了 2 条", self.ask_it(url))
        self.assertIn("见证了 2 条", self.ask_it(url))  # the same size again
        self.lead("后一件")
        self.ask("--old", "0")
        asked = self.request.read_bytes()
        self.assertEqual(self.post(url, asked), (409, "text/x.tlog.size", "2\n"))
        self.assertEqual(self.post(url, b"no request")[0], 400)
        self.assertEqual(self.post(url, asked.replace(b"\n3\n", b"\n4\n"))[0], 403)
        self.assertEqual(self.post(url, asked, path="/")[0], 404)
        self.assertEqual(self.post(url, asked, method="PUT")[0], 405)
        self.assertEqual(self.post(url, b"x" * 70_000)[0], 413)
        shutil.rmtree(self.space.folder / "log/witnessed")  # it forgot, and asks once more from where the witness stands
        self.assertIn("见证了 3 条", self.ask_it(url))
        self.do("verify")

    def test_a_log_that_was_rolled_back_persuades_nobody(self):
        url = self.serve()
        self.witness("watch", self.office, "--log", self.space.folder / "keys/log.pub")
        before = self.beside / "before"
        shutil.copytree(self.space.folder, before)
        self.lead("后一件")
        self.assertIn("见证了 3 条", self.ask_it(url))
        shutil.rmtree(self.space.folder)
        shutil.copytree(before, self.space.folder)
        self.assertIn("被退回或截断", self.ask_it(url, code=1))
        self.lead("另一件")
        self.assertIn("没有签署", self.ask_it(url, code=1))

    def test_nobody_there(self):
        self.assertIn("没有答复", self.ask_it("http://127.0.0.1:9", code=1))
        self.assertIn("网址应写成", self.ask_it("https://127.0.0.1:9", code=1))


class WitnessInGm(Witness):
    seal = "gm"


if __name__ == "__main__":
    unittest.main()
