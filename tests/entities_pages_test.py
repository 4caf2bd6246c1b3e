#!/usr/bin/env python3
"""Who is who in real Chromium: why two are one, parted and put together again, by keyboard alone, in every look, with no violation of the
content policy and none of WCAG 2.2 AA. 77 where there are no pages or no Chromium."""
import sys
import unittest

from entities_api_test import Heaped
from pages_test import can_show_pages, walk


class EntityPages(Heaped):
    def test_officers_walk_through_it(self):
        walk(self, "entities_walk.mjs")


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
