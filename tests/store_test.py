#!/usr/bin/env python3
"""The store's own tests again, on a PostgreSQL of their own: a cluster in a temporary folder, gone afterwards. Skips without one."""
import glob
import os
import pathlib
import pwd
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
tests = root / "build/release/src/store/store_tests"
binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
if not binaries:
    print("PostgreSQL is not installed")
    sys.exit(77)

with tempfile.TemporaryDirectory(prefix="qy-pg-") as folder:
    as_user = []
    if os.getuid() == 0:  # it refuses to run as root
        try:
            account = pwd.getpwnam("postgres")
        except KeyError:
            print("there is no account that PostgreSQL could run as")
            sys.exit(77)
        os.chown(folder, account.pw_uid, account.pw_gid)
        as_user = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]

    def pg(program, *words):
        return subprocess.run([*as_user, f"{binaries[-1]}/{program}", *words], check=True, capture_output=True, text=True, cwd=folder)

    data = f"{folder}/data"
    pg("initdb", "-D", data, "-A", "trust", "-U", "qingyuan", "-E", "UTF8", "--locale=C", "-N")
    pg("pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -c listen_addresses= -c fsync=off", "start")
    try:
        pg("createdb", "-h", folder, "-U", "qingyuan", "records")
        url = f"postgresql:///records?host={folder}&user=qingyuan"
        done = subprocess.run([tests, "--gtest_brief=1", "--gtest_filter=*postgresql*"], env={**os.environ, "QY_TEST_POSTGRESQL": url})
    finally:
        pg("pg_ctl", "-D", data, "-m", "immediate", "stop")
sys.exit(done.returncode)
