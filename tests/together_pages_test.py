#!/usr/bin/env python3
"""Working together on a file, in real Chromium. 77 where there are no pages or no Chromium."""
import sys
import unittest

from case_api_test import CaseApi
from pages_test import can_show_pages, walk
from together_api_test import day
from workspace import run


class TogetherPages(CaseApi):
    def setUp(self):
        # At the command line: whoever walks has not signed in yet, and a code is taken once.
        space = ("-w", self.space.folder)
        self.file = run("cases", "open", "--by", "cm1", "--title", "演示", *space).stdout.split()[1]
        for line in ("cm1 线索甲 lead.register 附 齐", "cm1 线索甲 assign 附 齐 批 ch", "h1 线索甲 签收 附 齐"):
            run("cases", "do", self.file, *line.split(), *(["--to", "h1"] if "assign" in line else []), *space)

    def test_a_joint_case_is_made_somebody_seconded_and_let_in_and_all_of_it_ends(self):
        walk(self, "together_walk.mjs", file=self.file, today=day(0), later=day(30))


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
