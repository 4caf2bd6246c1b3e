#!/usr/bin/env python3
"""Findings in real Chromium: Ctrl+K, views and several exits together by keyboard alone, in every look; 100,000 of them scroll. 77 where there
are no pages or no Chromium."""
import sys
import unittest

from findings_api_test import Findings
from pages_test import can_show_pages, walk
from records_test import TODAY


class FindingPages(Findings):
    def test_officers_walk_through_it(self):
        walk(self, "findings_walk.mjs", today=str(TODAY), finding=self.finding["id"])


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
