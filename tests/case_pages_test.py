#!/usr/bin/env python3
"""Files in real Chromium: a lead accepted, assigned, disposed and approved from the words on the screen; in every look, no violation of the
content policy and none of WCAG 2.2 AA. 77 where there are no pages or no Chromium."""
import sys
import unittest

from case_api_test import CaseApi
from pages_test import can_show_pages, walk
from workspace import run


class CasePages(CaseApi):
    def setUp(self):
        run("leads", "add", "--by", "cm1", "--source", "media", "--summary", "某镇道路养护资金拨付缓慢", "-w", self.space.folder)

    def test_a_lead_is_carried_through(self):
        walk(self, "cases_walk.mjs")


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
