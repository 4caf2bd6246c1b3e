#!/usr/bin/env python3
"""A rule's page over the API: its cases in words, and how often its findings were confirmed, told to whom and from how many on."""
import unittest

from findings_api_test import Findings
from life_test import CARD, SIGNED, put_rule
from workspace import run


class Rules(Findings):  # six findings of X01, and X02 of a restricted pack
    @classmethod
    def prepare(cls, folder):
        (folder / "rules").mkdir(exist_ok=True)
        (folder / "rules/packs.yaml").write_text("packs:\n  own: {label: 专项, english: own, reads: [payment], restricted: true}\n")
        super().prepare(folder)
        put_rule(folder / "rules/own/secret", card=CARD.replace("X01", "X02").replace("pack: payments", "pack: own"))
        run("rules", "set", "X01", "limit_fen", "10000分", *SIGNED, "-w", folder)
        cls.report = cls.space.screen()

    def page(self, user="an", rule="X01"):
        return self.officer(user).ask("GET", f"/api/v1/rules/{rule}").json

    def test_cases_are_told_in_words_to_everybody(self):
        for user in ("an", "sec"):
            self.assertEqual([(one["name"]["zh"], one["outcome"]["zh"]) for one in self.page(user)["cases"]],
                             [("达到限额", "列为疑点（黄）"), ("差一分", "未见异常"), ("没有金额", "无法判断"), ("金额很小", "按条款排除")])
        self.assertEqual(self.page(rule="P07")["example"]["zh"][-1], "。")

    def test_how_often_it_was_confirmed(self):
        for user in ("sec", "xf1"):  # who sees no finding is told nothing of what became of them
            self.assertNotIn("so_far", self.page(user))
        self.assertNotIn("so_far", self.page(rule="X02"))  # nor is anybody, of a restricted rule
        self.assertEqual(self.page()["so_far"], {"decided": 0, "fewest_told": 5})
        lines = self.lines()
        self.assertEqual(len(lines), 6)
        self.decide(lines[:1])
        self.decide(lines[1:4], exit="rectification_exit", reason="已追回")
        self.assertEqual(self.page()["so_far"], {"decided": 4, "fewest_told": 5})  # one more or less would tell how a single one ended
        self.decide(lines[4:], exit="rectification_exit", reason="已追回")
        told = self.page("cm1")["so_far"]
        self.assertEqual((told["decided"], told["confirmed"]), (6, 5))
        self.assertAlmostEqual(told["precision"], (20 * 0.10 + 5) / (20 + 6))  # leads/precision.h


if __name__ == "__main__":
    unittest.main()
