"""A county of 10,000 with known wrongs: what is found, and who is wrongly taken for a wrongdoer.

The gates are what an office can live with, not what the program happens to reach: nine in ten wrongs found, at most one innocent
look-alike in seven flagged, and fewer than forty findings for each thousand inhabitants.
"""
import json
import sys
import unittest

from truth import judge, table
from workspace import Workspace, run


class Truth(unittest.TestCase):
    def test_wrongs_are_found_and_the_innocent_are_left_alone(self):
        space = Workspace()
        county = space.folder / "synth"
        run("synth", "county", "--people", 10_000, "--seed", 2026, "-o", county)
        space.ingest(*sorted((county / "sources").rglob("*.csv")))
        out = space.folder / "findings.json"
        run("screen", "-w", space.folder, "--as-of", "2025-12-31", "--json", out)
        report = json.loads(out.read_text())
        rules = judge(report, county / "truth.csv")
        print(table(rules), file=sys.stderr)
        total = {key: sum(rule[key] for rule in rules.values()) for key in ("wrong", "seen", "alike", "flagged")}
        self.assertGreater(total["wrong"], 80)
        self.assertGreaterEqual(total["seen"], 0.9 * total["wrong"])
        self.assertLessEqual(total["flagged"], total["alike"] / 7)
        self.assertLess(len(report["findings"]), 400)


if __name__ == "__main__":
    unittest.main()
