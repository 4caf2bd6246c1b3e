#!/usr/bin/env python3
"""A lead from elsewhere than the screening, registered in real Chromium. 77 where there are no pages or no Chromium."""
import sys
import unittest

from case_api_test import CaseApi
from pages_test import can_show_pages, walk


class LeadPages(CaseApi):
    def setUp(self):
        pass

    def test_a_lead_is_registered_and_its_file_opened(self):
        walk(self, "leads_walk.mjs")


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
