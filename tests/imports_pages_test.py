#!/usr/bin/env python3
"""The pages of imports, sources and coverage in real Chromium: from the words on the screen, with no violation of the content policy and
none of WCAG 2.2 AA in any look. 77 where there are no pages or no Chromium."""
import sys
import unittest

from api_test import Api
from pages_test import can_show_pages, walk
from records_test import TODAY


class ImportPages(Api):
    def test_an_analyst_walks_files_into_the_lake(self):
        walk(self, "imports_walk.mjs", today=str(TODAY))


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
