#!/usr/bin/env python3
"""A rule tried with other values, in real Chromium. 77 where there are no pages or no Chromium."""
import sys
import unittest

import trials_api_test
from pages_test import can_show_pages, walk


class TrialPages(trials_api_test.Trying):
    def test_an_analyst_tries_a_rule(self):
        walk(self, "trials_walk.mjs")


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
