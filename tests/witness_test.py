#!/usr/bin/env python3
"""Another office holds the log against what it saw and signs; then a roll-back persuades nobody."""
import shutil
import unittest

from records_test import Records
from workspace import run

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


class WitnessInGm(Witness):
    seal = "gm"


if __name__ == "__main__":
    unittest.main()
