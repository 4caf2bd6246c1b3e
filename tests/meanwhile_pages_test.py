#!/usr/bin/env python3
"""Two officers with one file, in real Chromium: both versions are told and nothing typed is lost; a limit is extended; an officer keeps out and
another goes on. 77 where there are no pages or no Chromium."""
import sys
import unittest

from case_api_test import CaseApi
from pages_test import can_show_pages, walk
from workspace import run


class MeanwhilePages(CaseApi):
    def setUp(self):
        # At the command line: whoever walks has not signed in yet, and a code is taken once.
        space = ("-w", self.space.folder)
        self.file = run("cases", "open", "--by", "cm1", "--title", "演示", *space).stdout.split()[1]
        for line in ("cm1 线索甲 lead.register 附 齐", "cm1 线索甲 assign 附 齐 批 ch", "h1 线索甲 签收 附 齐", "h1 线索甲 初步核实 附 齐 批 逐级", "h1+h2 初核 verification.open 附 齐 批 逐级"):
            run("cases", "do", self.file, *line.split(), *(["--to", "h1"] if "assign" in line else []), *space)

    def test_one_acts_while_the_other_writes_a_limit_is_extended_and_one_keeps_out(self):
        walk(self, "meanwhile_walk.mjs", file=self.file)


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
