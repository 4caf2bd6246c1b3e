#!/usr/bin/env python3
"""Relations in real Chromium: chart and equal table, by keyboard alone, in every look, with no violation of the content policy and none of WCAG
2.2 AA; 500 nodes within their budget. 77 where there are no pages or no Chromium."""
import sys
import unittest

from pages_test import can_show_pages, walk
from relations_api_test import Relations


class RelationPages(Relations):
    def test_officers_walk_through_it(self):
        walk(self, "relations_walk.mjs")


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
