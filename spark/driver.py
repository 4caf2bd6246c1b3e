"""The Spark side of `qingyuan screen --engine spark`: carries out the plans of a job file, and prints one line of JSON for each event.

    spark-submit … driver.py job.json

    {"event": "ready", "version": "4.0.5"}
    {"event": "started", "name": "payment_keyed"}
    {"event": "built", "name": "payment_keyed", "seconds": 3.1}          "error": why not, where it failed
    {"event": "answered", "name": "P02", "seconds": 12.4}                its rows lie in <local>/P02/*.parquet; or "error"

The SQL comes ready from the program (src/lake/spark_sql.h): nothing here knows a rule. Runs on the driver only; workers need no Python.
"""
import json
import re
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from pyspark.sql import SparkSession

printing = threading.Lock()


def tell(**event):
    with printing:
        print(json.dumps(event, ensure_ascii=True), flush=True)


def reason(error):
    """What Spark says, without the plan and the Java below it: the line with an error class ([DIVIDE_BY_ZERO] …) where there is one."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.startswith("\tat ")]
    named = [line[line.index("["):] for line in lines if re.search(r"\[[A-Z][A-Z_.]{4,}\]", line)]
    return (named or lines or [type(error).__name__])[0][:1000]


def timed(event, name, work, failed):
    """Does one piece of work; a piece that fails, fails alone, and by the reason of what it stands on."""
    tell(event="started", name=name)
    start, told = time.monotonic(), {}
    try:
        work()
    except Exception as error:
        below = [f"{relation}: {why}" for relation, why in failed.items() if f"`{relation}`" in str(error)]
        told["error"] = (below or [reason(error)])[0]
    tell(event=event, name=name, seconds=time.monotonic() - start, **told)
    return told.get("error")


def check_master(master):
    """Spark itself would try for a minute before it gives up."""
    if not master.startswith("spark://"):
        return None
    failures = []
    for address in master[len("spark://"):].split(","):
        at = urlsplit("//" + address)
        try:
            socket.create_connection((at.hostname, at.port or 7077), 5).close()
            return None
        except OSError as error:
            failures.append(f"{address}: {error}")
    return "; ".join(failures)


class Job:
    def __init__(self, spark, job):
        self.spark, self.job = spark, job
        jvm = spark.sparkContext._jvm
        self.path = jvm.org.apache.hadoop.fs.Path
        self.results = self.path(job["results"])
        self.files = self.results.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
        if not self.files.mkdirs(self.results):  # some file systems say no more than that
            raise OSError("mkdirs")

    def carry_out(self, plan):
        try:
            for here, url in plan["put"]:
                self.files.copyFromLocalFile(False, True, self.path("file://" + here), self.path(url))
            self.carry_out_there(plan)
        finally:  # they may be personal data
            for _, url in plan["put"]:
                self.files.delete(self.path(url), False)

    def carry_out_there(self, plan):
        session = self.spark.newSession()
        for table in plan["tables"]:
            self.table(session, table)
        failed = {}
        for relation in plan["relations"]:
            if error := timed("built", relation["name"], lambda r=relation: self.build(session, r, plan["share"]), failed):
                failed[relation["name"]] = error
        with ThreadPoolExecutor(1 if self.job["tiny"] else self.job["side_by_side"]) as pool:
            list(pool.map(lambda q: timed("answered", q["id"], lambda: self.answer(session, q), failed), plan["questions"]))

    def table(self, session, table):
        files = table.get("files")  # a file may lack columns: they are NULL
        rows = session.read.schema(table["columns"]).parquet(*files) if files else session.sql(table["select"])
        rows.createOrReplaceTempView(table["name"])

    def build(self, session, relation, share):
        rows = session.sql(relation["sql"])
        rows = self.once(session, rows, f"shared/{relation['name']}") if share or self.job["tiny"] else rows
        rows.createOrReplaceTempView(relation["name"])

    def answer(self, shared, question):
        session = SparkSession(shared.sparkContext, shared._jsparkSession.cloneSession())  # with the shared views, and views of its own
        for step in question["steps"]:
            rows = session.sql(step["sql"])
            if step["once"] and step["name"] != "params":
                rows = self.once(session, rows, f"steps/{question['id']}/{step['name']}")
            rows.createOrReplaceTempView(step["name"])
        place = f"{self.job['results']}/{question['id']}"
        rows = session.sql(question["sql"])
        self.written(rows.coalesce(1) if self.job["tiny"] else rows, place)
        if self.job["local"]:
            self.files.copyToLocalFile(False, self.path(place), self.path("file://" + self.job["local"]), True)

    def once(self, session, rows, name):
        """Worked out once: on disk rather than in memory, so that it outlives the worker that made it."""
        if self.job["tiny"]:  # under new identities: joined to a table it came from, Spark takes columns of the two for one
            return rows.localCheckpoint().toDF(*rows.columns)
        place = f"{self.job['results']}/{name}"
        return session.read.schema(self.written(rows, place)).parquet(place)

    def written(self, rows, place):
        """Writes the rows and gives their schema; Parquet has no column of nothing but NULL without a type."""
        typed = [f"CAST(`{name}` AS STRING) AS `{name}`" if kind == "void" else f"`{name}`" for name, kind in rows.dtypes]
        rows = rows.selectExpr(*typed)
        rows.write.mode("overwrite").parquet(place)
        return rows.schema


def main():
    job = json.load(open(sys.argv[1], encoding="utf-8"))
    unreachable = check_master(job["master"])
    if unreachable:
        tell(event="failed", what="master", error=unreachable)
        return 1
    try:
        spark = SparkSession.builder.getOrCreate()
    except Exception as error:
        tell(event="failed", what="master", error=reason(error))
        return 1
    tell(event="ready", version=spark.version)
    try:
        work = Job(spark, job)
    except Exception as error:
        tell(event="failed", what="results", error=reason(error))
        return 1
    try:
        with ThreadPoolExecutor(job["side_by_side"] if job["tiny"] else 1) as pool:
            list(pool.map(work.carry_out, job["plans"]))
    except Exception as error:  # a table that cannot be read takes everything with it
        tell(event="failed", what="lake", error=reason(error))
        return 1
    tell(event="done")
    spark.stop()
    return 0


sys.exit(main())
