#!/usr/bin/env python3
"""Findings in real Chromium: Ctrl+K, views and several exits together by keyboard alone, in every look; 100,000 of them scroll. 77 where there
are no pages or no Chromium."""
import json
import os
import subprocess
import sys
import unittest

from findings_api_test import Findings
from pages_test import can_show_pages, chromium, node
from records_test import TODAY
from workspace import root


class FindingPages(Findings):
    def test_officers_walk_through_it(self):
        told = {"base": f"http://127.0.0.1:{self.port}", "secrets": self.secrets, "chromium": chromium, "today": str(TODAY), "finding": self.finding["id"], "pictures": os.environ.get("QY_PICTURES", "")}
        done = subprocess.run([node, root / "web/test/findings_walk.mjs", json.dumps(told)], capture_output=True, text=True, timeout=500)
        print(done.stderr, end="")
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stdout + done.stderr)


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
