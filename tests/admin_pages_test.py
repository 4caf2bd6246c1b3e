#!/usr/bin/env python3
"""The pages of administration in real Chromium, from the words on the screen, in every look (web/test/admin_walk.mjs). 77 where there
are no pages or no Chromium."""
import json
import os
import subprocess
import sys
import unittest

from admin_test import Administration
from pages_test import can_show_pages, chromium, node
from workspace import root


class AdminPages(Administration):
    def test_three_administrators_walk_through_it(self):
        told = {"base": f"http://127.0.0.1:{self.port}", "secrets": self.secrets, "chromium": chromium, "pictures": os.environ.get("QY_PICTURES", "")}
        done = subprocess.run([node, root / "web/test/admin_walk.mjs", json.dumps(told)], capture_output=True, text=True, timeout=400)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stdout + done.stderr)


for name in [name for name in dir(Administration) if name.startswith("test_")]:
    setattr(AdminPages, name, None)  # of admin_test, and run there
del Administration

if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
