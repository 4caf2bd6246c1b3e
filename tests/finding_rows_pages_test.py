#!/usr/bin/env python3
"""A finding's evidence rows on its page in real Chromium: asked for with a purpose, by keyboard alone, in every look. 77 where there are no pages
or no Chromium."""
import sys
import unittest

from finding_rows_api_test import NEVER, Rows
from pages_test import can_show_pages, walk
from workspace import run


class RowsPages(Rows):
    def test_officers_walk_through_it(self):
        undone = next(one["batch_id"] for one in self.space.manifests() if one["sources"][0]["name"] == "三月.csv")
        run("ingest", "undo", "-w", self.space.folder, undone)
        walk(self, "finding_rows_walk.mjs", finding=self.finding["id"], never=NEVER)


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
