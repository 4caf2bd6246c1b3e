"""How screening grows: the whole library over a lake of 1, 10, 100 million payments, on DuckDB and on Spark.

The lake is one made-up county multiplied (bench/multiply.cc): each copy has people, villages and units of its own. What grows is how many there are.
"""
import json
import os
import shutil
import subprocess
import threading
import time

COUNTY = 50_000  # people; about a million payments


class Spill(threading.Thread):
    """The most that lay in a folder while something ran, in MiB."""

    def __init__(self, folder):
        super().__init__(daemon=True)
        self.folder, self.most, self.over = folder, 0, threading.Event()

    def run(self):
        while not self.over.wait(0.5):
            lying = 0
            for place, _, files in os.walk(self.folder):
                for name in files:
                    try:
                        lying += os.stat(os.path.join(place, name)).st_blocks * 512
                    except FileNotFoundError:
                        pass
            self.most = max(self.most, lying / 2**20)


def lake_of(millions, base, program_folder, tables):
    """A workspace of that many payments beside `base`, and how many they are; made once."""
    work = base.parent / f"scale-{millions}"
    rows = work / "rows.txt"
    if not rows.exists():
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(base, work, ignore=shutil.ignore_patterns("originals", "screening", "findings", "spill"))
        start = time.monotonic()
        said = subprocess.run([program_folder / "bench/multiply", work, tables, str(millions)], check=True, capture_output=True, text=True).stdout
        rows.write_text(said)
        print(f"made {work.name} in {time.monotonic() - start:.0f} s", flush=True)
    counts = {table: int(count) for count, table in (line.split() for line in rows.read_text().splitlines())}
    return work, counts["subsidy_payment"] + counts["payment"], sum(counts.values())


def measured(run, work, name, payments, command):
    spill = Spill(work / "spill")
    spill.start()
    done = run(*command)
    spill.over.set()
    spill.join()
    print(f"  {name:8} wall {done.wall:8.1f} s  cpu {done.cpu:8.1f} s  {payments / done.wall:12,.0f} payments/s"
          f"  peak {done.peak:7,.0f} MiB  spill {spill.most:7,.0f} MiB", flush=True)
    for rule in json.loads((work / "findings.json").read_text())["run"]["rules"]:
        if rule["state"] == "failed":
            print(f"           {rule['rule']} failed: {rule['detail'][:200]}", flush=True)


def bench(run, program, base, tables, sizes, rules, memory_mib, keep):
    for millions in sizes:
        work, payments, rows = lake_of(millions, base, program.parent, tables)
        lake = sum(f.stat().st_size for f in (work / "lake").rglob("*.parquet")) / 1e6
        print(f"scale: {payments:,} payments, {rows:,} rows in all, lake {lake:,.0f} MB", flush=True)
        words = [program, "screen", "-w", work, "--fresh", "--as-of", "2025-12-31", "--memory-mib", str(memory_mib), "--json", work / "findings.json", *rules]
        measured(run, work, "DuckDB", payments, words)
        if os.environ.get("SPARK_HOME"):
            measured(run, work, "Spark", payments, [*words, "--engine", "spark"])
        else:
            print("  Spark    not measured: SPARK_HOME is not set")
        if not keep:
            shutil.rmtree(work)
