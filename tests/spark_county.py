"""A county of 2,000 people, screened by the plain engine and by Spark: what the tests on Spark compare."""
import json
import os
import shutil
import socket

from workspace import Workspace, root, run

home = root / ".deps/spark"
few = "P01,P02,P03"  # what goes wrong goes wrong with three rules as with all; P02 runs our own program on the workers


def spark_is_here():
    return (home / "bin/spark-submit").exists() and (shutil.which("java") is not None or "JAVA_HOME" in os.environ)


def on_spark(*words, check=True, **settings):
    return run(*words, "--engine", "spark", check=check, env={**os.environ, "SPARK_HOME": str(home), **settings})


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def what_counts(path):
    report = json.loads(path.read_text())
    return report["findings"], report["coverage"]


class SparkCounty:
    def __init__(self):
        self.space = Workspace()
        self.folder = self.space.folder
        made = self.folder / "synth"
        run("synth", "county", "--people", 2_000, "--seed", 11, "-o", made)
        self.space.ingest(*sorted((made / "sources").rglob("*.csv")))
        self.plain = self.screened(run, few)

    def screened(self, how, rules, *words, **settings):
        """Findings and coverage; each run is the first: everything is new."""
        out = self.folder / "out.json"
        shutil.rmtree(self.folder / "findings", ignore_errors=True)
        how("screen", "-w", self.folder, "--fresh", "--rules", rules, "--as-of", "2025-12-31", "--json", out, *words, **settings)
        return what_counts(out)
