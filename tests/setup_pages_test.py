#!/usr/bin/env python3
"""From a workspace with nothing to a lead, in real Chromium alone. 77 where there are no pages or no Chromium."""
import sys
import unittest

from pages_test import can_show_pages, walk
from records_test import TODAY
from setup_api_test import Unfounded


class FirstDay(Unfounded):
    secrets = {}

    def test_an_office_begins(self):
        walk(self, "setup_walk.mjs", code=self.code, today=str(TODAY))


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
