#!/usr/bin/env python3
"""The rule pages: every rule on one page, every link of the index leads somewhere, cases stand in words."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

root = pathlib.Path(__file__).resolve().parent.parent
program = os.environ.get("QINGYUAN", str(root / "build/release/qingyuan"))


class RulePages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.docs = pathlib.Path(cls.folder.name)
        subprocess.run([program, "rules", "docs", "-o", str(cls.docs)], check=True, capture_output=True,
                       env=dict(os.environ, QINGYUAN_HOME=str(root)))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_rule_has_its_place_and_the_index_leads_there(self):
        links = re.findall(r"\]\((rules/\w+\.md)#(\w+)\)", (self.docs / "rules.md").read_text())
        self.assertEqual(len(links), len(list(root.glob("rules/*/*/rule.yaml"))))
        for page, rule in links:
            self.assertIn(f'<a id="{rule}"></a>', (self.docs / page).read_text())

    def test_cases_stand_in_words_with_their_outcome(self):
        page = (self.docs / "rules/tenders.md").read_text()
        self.assertIn("- 六个标段，一家一次轮流 *six tenders, turn and turn about* → 列为疑点", page)


if __name__ == "__main__":
    unittest.main()
