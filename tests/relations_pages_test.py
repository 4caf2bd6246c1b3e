#!/usr/bin/env python3
"""Relations in real Chromium: chart and equal table, by keyboard alone, in every look, with no violation of the content policy and none of WCAG
2.2 AA; 500 nodes within their budget. 77 where there are no pages or no Chromium."""
import json
import os
import subprocess
import sys
import unittest

from pages_test import can_show_pages, chromium, node
from relations_api_test import Relations
from workspace import root


class RelationPages(Relations):
    def test_officers_walk_through_it(self):
        told = {"base": f"http://127.0.0.1:{self.port}", "secrets": self.secrets, "chromium": chromium, "pictures": os.environ.get("QY_PICTURES", "")}
        done = subprocess.run([node, root / "web/test/relations_walk.mjs", json.dumps(told)], capture_output=True, text=True, timeout=500)
        print(done.stderr, end="")
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stdout + done.stderr)


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
