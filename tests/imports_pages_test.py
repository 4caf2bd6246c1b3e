#!/usr/bin/env python3
"""The pages of imports, sources and coverage in real Chromium: from the words on the screen, with no violation of the content policy and
none of WCAG 2.2 AA in any look. 77 where there are no pages or no Chromium."""
import json
import os
import subprocess
import sys
import unittest

from api_test import Api
from pages_test import chromium, dist, node
from records_test import TODAY
from workspace import root


class ImportPages(Api):
    def test_an_analyst_walks_files_into_the_lake(self):
        told = {"base": f"http://127.0.0.1:{self.port}", "secrets": self.secrets, "chromium": chromium, "today": str(TODAY), "pictures": os.environ.get("QY_PICTURES", "")}
        done = subprocess.run([node, root / "web/test/imports_walk.mjs", json.dumps(told)], capture_output=True, text=True, timeout=400)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stdout + done.stderr)


if __name__ == "__main__":
    if not (chromium and node.exists() and (dist / "index.html").exists() and (root / "web/node_modules/playwright-core").exists()):
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
