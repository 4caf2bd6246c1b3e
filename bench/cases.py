"""Files at the size of ten county years: desks, deadlines, whole acts through rights and log, on SQLite and on PostgreSQL."""
import datetime
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

root = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(root / "tests"))
import postgresql  # noqa: E402

SPEED = root / "build/release/bench/case_speed"
OFFICERS = 200


def fill_text(files, events):
    text = (root / "bench/case_fill.sql").read_text()
    for name, number in (("{F}", files), ("{E}", events), ("{O}", OFFICERS)):
        text = text.replace(name, str(number))
    first = datetime.date(2025, 1, 1)
    days = [(n, first + datetime.timedelta(n), first + datetime.timedelta(n + 31)) for n in range(400)]
    rows = ", ".join(f"({n}, '{day} 09:00', '{due} 24:00')" for n, day, due in days)
    return f"CREATE TEMP TABLE day (n BIGINT PRIMARY KEY, at TEXT, due TEXT);\nINSERT INTO day VALUES {rows};\n{text}"


def fill_sqlite(folder, text):
    database = sqlite3.connect(folder / "records.db", isolation_level=None)
    database.executescript(f"PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -400000; BEGIN; {text} COMMIT; ANALYZE;")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def fill_postgresql(url, text):
    subprocess.run([f"{postgresql.binaries[-1]}/psql", "-q", "-v", "ON_ERROR_STOP=1", url], input=f"BEGIN; {text} COMMIT; ANALYZE;", text=True, check=True, stdout=subprocess.DEVNULL)


def measure(run, name, folder, url, options):
    """What each run said, and of each figure the median and how far the runs lie apart."""
    said = []
    for _ in range(options.runs):
        done = run(SPEED, "ask", folder, options.acts, options.at_once, *([url] if url else []))
        said.append((done.said.splitlines(), done))
    for lines in zip(*(lines for lines, _ in said)):
        numbers = list(zip(*([float(number) for number in re.findall(r"-?\d+\.\d+", line)] for line in lines)))
        of = iter(numbers)
        told = re.sub(r"-?\d+\.\d+", lambda _: (lambda n: f"{statistics.median(n):.2f} ({min(n):.2f}–{max(n):.2f})")(next(of)), lines[0])
        print(f"{name:10} {told}", flush=True)
    peak = max(done.peak for _, done in said)
    print(f"{name:10} peak {peak:,.0f} MiB, load {os.getloadavg()[0]:.1f}", flush=True)


def bench(run, scratch, options):
    text = fill_text(options.files, 10)
    folder = scratch / "cases"

    def fresh():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    fresh()
    subprocess.run([SPEED, "found", folder], check=True)
    began = time.monotonic()
    fill_sqlite(folder, text)
    print(f"{options.files:,} files filled in {time.monotonic() - began:.0f} s, {(folder / 'records.db').stat().st_size / 2**20:,.0f} MiB", flush=True)
    measure(run, "SQLite", folder, "", options)
    fresh()
    if (why := postgresql.missing()):
        print(f"PostgreSQL: not measured: {why}")
        return
    with postgresql.cluster("cases", fsync="on") as url_of:
        url = url_of("cases")
        subprocess.run([SPEED, "found", folder, url], check=True)
        began = time.monotonic()
        fill_postgresql(url, text)
        print(f"{options.files:,} files filled in {time.monotonic() - began:.0f} s", flush=True)
        measure(run, "PostgreSQL", folder, url, options)
    shutil.rmtree(folder)
