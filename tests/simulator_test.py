#!/usr/bin/env python3
"""Years in a county under seeds: officers, deadlines and faults, and after every deed the invariants (tests/simulator).

QY_SEEDS: how many (50; ./dev check: 1000). QY_FROM: the first."""
import os
import pathlib
import subprocess
import unittest

root = pathlib.Path(__file__).resolve().parent.parent
simulator = root / "build/release/tests/simulator/simulator"
# What is written is gone afterwards: where there is a disk in memory, it is there.
ENVIRONMENT = {**os.environ, "TMPDIR": "/dev/shm"} if os.access("/dev/shm", os.W_OK) else os.environ


def run(*words):
    return subprocess.run([simulator, *words], capture_output=True, text=True, env=ENVIRONMENT)


class Simulator(unittest.TestCase):
    def test_every_invariant_finds_its_fault(self):
        done = run("--prove")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(len(done.stdout.splitlines()), len(list((root / "tests/simulator/invariants").glob("*.cc"))))

    def test_years_under_seeds(self):
        done = run("--from", os.environ.get("QY_FROM", "1"), "--seeds", os.environ.get("QY_SEEDS", "50"))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        print(done.stdout.strip())


if __name__ == "__main__":
    unittest.main()
