#!/usr/bin/env python3
"""The pages in real Chromium: from the words on the screen, by keyboard where there are keys, in every look, with no violation of the
content policy and none of WCAG 2.2 AA; and their budgets. 77 where there are no pages or no Chromium."""
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

from api_test import Api
from pictures_test import embedded
from records_test import TODAY
from workspace import root

chromium, node, dist = shutil.which("chromium"), root / ".deps/node/bin/node", root / "web/dist"


class Pages(Api):
    def test_officers_walk_through_it(self):
        walk(self, "walk.mjs", today=str(TODAY))

    def test_a_reload_on_any_page_and_no_file_of_another_name(self):
        first = self.anyone().ask("GET", "/findings")
        self.assertIn('<div id="app">', first.text)
        self.assertEqual(self.anyone().ask("GET", "/assets/nothing.js").status, 404)
        self.assertEqual(self.anyone().ask("GET", "/../keys/accounts.json").status, 400)
        self.assertEqual(self.anyone().ask("POST", "/", "{}").status, 405)
        self.assertNotIn("<script>", first.text)  # nothing inline
        self.assertIn("JavaScript", first.text)  # a plain word for a browser without it


class Modest(Api):
    def test_modest_machines_and_two_gigabytes(self):
        with tempfile.NamedTemporaryFile(suffix=".csv") as large:
            large.truncate(2 << 30)  # a hole: it takes no room
            walk(self, "modest_walk.mjs", large=large.name)


class Budgets(unittest.TestCase):
    def test_first_route_lazy_chunks_and_the_whole(self):
        index = (dist / "index.html").read_text()
        packed = {file.name: len(gzip.compress(file.read_bytes())) for file in dist.rglob("*") if file.is_file() and file.suffix != ".gz"}
        first = {ending: sum(size for name, size in packed.items() if name.endswith(ending) and name in index) for ending in (".js", ".css")}
        self.assertLessEqual(first[".js"], 250_000)
        self.assertLessEqual(first[".css"], 40_000)
        self.assertLessEqual(max(packed.values()), 230_000)
        self.assertLessEqual(sum(file.stat().st_size for file in dist.rglob("*") if file.is_file() and file.suffix != ".gz"), 6_000_000)


def can_show_pages():
    return chromium and node.exists() and (dist / "index.html").exists() and (root / "web/node_modules/playwright-core").exists()


def walk(test, script, **more):
    """Officers of a test's server through web/test/SCRIPT, which prints what is wrong; what it measured goes on. QY_PICTURES: a folder for
    every picture; QY_GUIDE_PICTURES: one for those that the guide embeds (./dev pictures)."""
    told = {"base": f"http://127.0.0.1:{test.port}", "secrets": test.secrets, "chromium": chromium, "pictures": os.environ.get("QY_PICTURES", ""),
            "guide": {"folder": os.environ.get("QY_GUIDE_PICTURES", ""), "names": embedded("docs/guide.md")}} | more
    done = subprocess.run([node, root / "web/test" / script, json.dumps(told)], capture_output=True, text=True, timeout=500)
    print(done.stderr, end="")
    test.assertEqual((done.returncode, done.stdout), (0, ""), done.stdout + done.stderr)


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
