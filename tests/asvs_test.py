#!/usr/bin/env python3
"""docs/asvs.md counts what it says, and every test and file that it names is there: a claim outlives no test."""
import collections
import re
import unittest

from workspace import root

PAGE = (root / "docs/asvs.md").read_text()
TALLY = re.compile(r"^\| (L\d)?\s*\| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.M)
ROW = re.compile(r"^\| (\d[\d., –]*) \| ([\d,]+) \| ([^|]+) \| (met|design|n/a|\*\*OPEN\*\*) \| (.+) \|$", re.M)


def numbers(text):
    """1.2.6–9, 1.3.1 -> each of them."""
    for part in text.split(", "):
        first, _, last = part.partition("–")
        head, number = first.rsplit(".", 1)
        yield from (f"{head}.{i}" for i in range(int(number), int(last or number) + 1))


class Asvs(unittest.TestCase):
    def test_every_requirement_once_and_the_counts_at_the_top(self):
        met = collections.Counter()
        seen = []
        for ids, _, _, standing, _ in ROW.findall(PAGE):
            seen += list(numbers(ids))
            met[standing.strip("*")] += len(list(numbers(ids)))
        self.assertEqual(len(seen), len(set(seen)))
        self.assertEqual(len(seen), 345)  # of ASVS 5.0.0: 70 L1, 183 L2, 92 L3
        whole = next(row for row in TALLY.findall(PAGE) if not row[0])
        self.assertEqual(tuple(map(int, whole[1:])), (345, met["met"], met["design"], met["n/a"], met["OPEN"]))
        levels = [tuple(map(int, row[1:])) for row in TALLY.findall(PAGE) if row[0]]
        self.assertEqual([level[0] for level in levels], [70, 183, 92])
        self.assertEqual([sum(column) for column in zip(*levels)], list(map(int, whole[1:])))

    def test_what_is_named_is_there(self):
        gone = []
        for ids, _, _, standing, how in ROW.findall(PAGE):
            named = re.findall(r"`([\w.]+)::([\w.]+)`", how)
            for file, name in named:
                text = next(iter([*root.glob(f"tests/{file}"), *root.glob(f"src/*/{file}")]), None)
                group, _, test = name.rpartition(".")
                wanted = rf"class {group}\b[\s\S]*def {test}\b" if file.endswith(".py") else rf"(TEST|TEST_F|TEST_P|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP)\({group},\s*{test}\b"
                if text is None or not re.search(wanted, text.read_text()):
                    gone.append(f"{ids}: {file}::{name}")
            for path in re.findall(r"`([\w.-]+/[\w./*-]*)`", how):
                if not list(root.glob(path.rstrip("/"))):
                    gone.append(f"{ids}: {path}")
            if standing == "met" and not named and not re.search(r"`\w+_test\.py`", how):
                gone.append(f"{ids}: met, and no test is named")
        self.assertEqual(gone, [])


if __name__ == "__main__":
    unittest.main()
