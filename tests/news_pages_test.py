#!/usr/bin/env python3
"""What changes on open pages by itself, in real Chromium. 77 where there are no pages or no Chromium."""
import sys
import unittest

from case_api_test import CaseApi
from pages_test import can_show_pages, walk
from workspace import run


class NewsPages(CaseApi):
    def setUp(self):
        # At the command line: whoever walks has not signed in yet, and a code is taken once.
        space = ("-w", self.space.folder)
        self.file = run("cases", "open", "--by", "cm1", "--title", "演示", *space).stdout.split()[1]
        for line in ("cm1 线索甲 lead.register 附 齐", "cm1 线索甲 assign 附 齐 批 ch", "h1 线索甲 签收 附 齐"):
            run("cases", "do", self.file, *line.split(), *(["--to", "h1"] if "assign" in line else []), *space)

    def test_a_desk_and_an_open_file_say_by_themselves_that_something_changed(self):
        walk(self, "news_walk.mjs", file=self.file)


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
