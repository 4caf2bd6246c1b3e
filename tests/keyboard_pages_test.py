#!/usr/bin/env python3
"""The core tasks without a mouse (docs/workbench.md lists them): the focus is never lost, always seen, and gets out of everything. What the
walks of relations, entities and findings do by keyboard is not done again. 77 where there are no pages or no Chromium."""
import sys
import unittest

import admin_test
import case_api_test
import setup_api_test
from api_test import Api
from pages_test import can_show_pages, walk
from records_test import TODAY
from workspace import run


class FromAFileToALead(Api):
    def test_without_a_mouse(self):
        walk(self, "keys_walk.mjs", today=str(TODAY))


class AFile(case_api_test.CaseApi):
    def setUp(self):
        run("leads", "add", "--by", "cm1", "--source", "media", "--summary", "某镇道路养护资金拨付缓慢", "-w", self.space.folder)

    def test_without_a_mouse(self):
        walk(self, "keys_cases_walk.mjs", today=str(TODAY))


class TheOffice(Api):
    office, prepare = admin_test.Administration.office, admin_test.Administration.__dict__["prepare"]

    def test_without_a_mouse(self):
        walk(self, "keys_admin_walk.mjs")


class TheFirstDay(setup_api_test.Unfounded):
    secrets = {}

    def test_without_a_mouse(self):
        walk(self, "keys_setup_walk.mjs", code=self.code)


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
