#!/usr/bin/env python3
"""What changes on open pages by itself, in real Chromium. 77 where there are no pages or no Chromium."""
import json
import sys
import unittest

from case_api_test import CaseApi
from pages_test import can_show_pages, walk
from workspace import program, run


class NewsPages(CaseApi):
    def setUp(self):
        # At the command line: whoever walks has not signed in yet, and a code is taken once.
        space = ("-w", self.space.folder)
        run("leads", "add", "--by", "cm1", "--source", "media", "--summary", "某镇道路养护资金", *space)
        [self.lead] = [one["id"] for one in json.loads(run("leads", "list", "--json", "--by", "cm1", *space).stdout)]
        self.file = run("cases", "open", "--by", "cm1", "--lead", self.lead, *space).stdout.split()[1]
        for line in ("cm1 线索甲 lead.register 附 齐", "cm1 线索甲 assign 附 齐 批 ch", "h1 线索甲 签收 附 齐"):
            run("cases", "do", self.file, *line.split(), *(["--to", "h1"] if "assign" in line else []), *space)

    def test_a_desk_and_an_open_file_say_by_themselves_that_something_changed(self):
        let_in = ("access", "grant", f"lead/{self.lead}", "--user", "h2", "--relation", "need_to_know", "--reason", "并案研究", "--by", "ch", "--as", "chief", "-w", str(self.space.folder))
        walk(self, "news_walk.mjs", file=self.file, lead=self.lead, program=str(program), let_in=let_in)


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
