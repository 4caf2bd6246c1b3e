#!/usr/bin/env python3
"""The pages of administration in real Chromium, from the words on the screen, in every look (web/test/admin_walk.mjs). 77 where there
are no pages or no Chromium."""
import sys
import unittest

from admin_test import Administration
from pages_test import can_show_pages, walk


class AdminPages(Administration):
    def test_three_administrators_walk_through_it(self):
        walk(self, "admin_walk.mjs")


for name in [name for name in dir(Administration) if name.startswith("test_")]:
    setattr(AdminPages, name, None)  # of admin_test, and run there
del Administration

if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
