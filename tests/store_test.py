#!/usr/bin/env python3
"""The tests of the store and of the rights again, on a PostgreSQL of their own. Skips without one."""
import os
import pathlib
import subprocess
import sys

import postgresql

root = pathlib.Path(__file__).resolve().parent.parent
tests = [root / f"build/release/src/{folder}/{folder}_tests" for folder in ("store", "app")]
if postgresql.missing():
    print(postgresql.missing())
    sys.exit(77)

with postgresql.cluster("records") as url:
    codes = [subprocess.run([binary, "--gtest_brief=1", "--gtest_filter=*postgresql*"], env={**os.environ, "QY_TEST_POSTGRESQL": url("records")}).returncode
             for binary in tests]
sys.exit(max(codes))
