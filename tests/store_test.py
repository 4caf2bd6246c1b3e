#!/usr/bin/env python3
"""The store's own tests again, on a PostgreSQL of their own. Skips without one."""
import os
import pathlib
import subprocess
import sys

import postgresql

root = pathlib.Path(__file__).resolve().parent.parent
tests = root / "build/release/src/store/store_tests"
if postgresql.missing():
    print(postgresql.missing())
    sys.exit(77)

with postgresql.cluster("records") as url:
    done = subprocess.run([tests, "--gtest_brief=1", "--gtest_filter=*postgresql*"], env={**os.environ, "QY_TEST_POSTGRESQL": url("records")})
sys.exit(done.returncode)
