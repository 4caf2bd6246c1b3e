"""The same rules on Spark: every case, a county, a cluster that loses a worker, and what an officer reads when Spark is not to be had.

Runs on the Spark that `./dev test` fetches (spark/fetch.sh); skips, and says so, where it could not be fetched or there is no Java.
QY_SPARK_RULES names the rules whose cases run on both engines and that the county is screened by on both; `./dev check` takes them all ('*').
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

from spark_county import SparkCounty, few, free_port, home, on_spark, spark_is_here, what_counts
from workspace import Workspace, program, run

chosen = os.environ.get("QY_SPARK_RULES", few)
# A JVM that lives a minute ends before its second compiler pays: without it these tests take two fifths less processor time.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")


class County(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.county = SparkCounty()
        cls.space, cls.plain, cls.screened = cls.county.space, cls.county.plain, cls.county.screened

    def half_done(self, *words):
        """Starts a screening on Spark and returns when its first outcome is kept, and others are not."""
        results = self.space.folder / "screening"
        shutil.rmtree(results, ignore_errors=True)
        env = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
        child = subprocess.Popen([str(program), *map(str, words), "--engine", "spark"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(1200):
            if child.poll() is not None or list(results.glob("*.json")):
                break
            time.sleep(0.1)
        self.assertIsNone(child.poll(), "it was over before anything could be lost")
        return child

    def test_a_lost_driver_can_be_resumed(self):
        kept = {}

        def lose_driver(*words, **keywords):
            child = self.half_done(*words)
            for driver in subprocess.run(["pgrep", "-P", str(child.pid)], capture_output=True, text=True).stdout.split():
                os.kill(int(driver), signal.SIGKILL)
            _, errors = child.communicate(timeout=60)
            self.assertEqual(child.returncode, 1)
            self.assertIn("Spark 中途退出", errors)
            self.assertIn("再次运行将从这里继续", errors)
            kept.update({file: file.stat().st_mtime_ns for file in (self.space.folder / "screening").glob("*.json")})
            on_spark(*(word for word in words if word != "--fresh"))

        self.assertEqual(self.screened(lose_driver, few, "--master", "local[2]"), self.plain)
        now = {file: file.stat().st_mtime_ns for file in (self.space.folder / "screening").glob("*.json")}
        self.assertGreater(len(now), len(kept))
        self.assertEqual({file: now[file] for file in kept}, kept)  # what was answered was not asked again

    def test_cancelling_stops_spark_too(self):
        child = self.half_done("screen", "-w", self.space.folder, "--fresh", "--rules", few, "--as-of", "2025-12-31", "--master", "local[2]")
        drivers = subprocess.run(["pgrep", "-P", str(child.pid)], capture_output=True, text=True).stdout.split()
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=60)
        self.assertNotEqual(child.returncode, 0)
        self.assertIn("已停止", errors)
        for driver in drivers:
            self.assertFalse(os.path.exists(f"/proc/{driver}"), "Spark still runs")

    def test_findings_and_coverage_are_the_same(self):
        plain = self.screened(run, chosen)
        self.assertGreater(len(plain[0]), 10)
        self.assertEqual(self.screened(on_spark, chosen, "--master", "local[2]"), plain)

    def test_a_lost_worker_costs_time_and_no_results(self):
        master_port, ui_port = free_port(), free_port()
        logs = open(self.space.folder / "cluster.log", "wb")
        env = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}

        def start(kind, *words):
            return subprocess.Popen([home / "bin/spark-class", f"org.apache.spark.deploy.{kind}", *map(str, words)], env=env, stdout=logs, stderr=logs)

        master = start("master.Master", "--host", "127.0.0.1", "--port", master_port, "--webui-port", ui_port)
        url = f"spark://127.0.0.1:{master_port}"
        workers = [start("worker.Worker", "--cores", 1, "--memory", "1g", "--webui-port", free_port(), "--work-dir", self.space.folder / f"worker{i}", url) for i in (1, 2)]
        try:
            alive = 0
            for _ in range(120):
                try:
                    alive = json.load(urllib.request.urlopen(f"http://127.0.0.1:{ui_port}/json/", timeout=2))["aliveworkers"]
                except OSError:
                    pass
                if alive == 2:
                    break
                time.sleep(0.5)
            self.assertEqual(alive, 2)
            def lose_one(*words, **keywords):
                child = self.half_done(*words)
                subprocess.run(["pkill", "-9", "-P", str(workers[0].pid)])  # its executors
                workers[0].kill()
                _, errors = child.communicate(timeout=300)
                self.assertEqual(child.returncode, 0, errors)

            self.assertEqual(self.screened(lose_one, few, "--master", url, "--spark-conf", "spark.executor.memory=512m"), self.plain)
        finally:
            for process in (*workers, master):
                process.kill()
                process.wait()
            logs.close()


def citizen_number(n):
    """The n-th made-up person: GB 11643, born 1950 to 1989, check digit included."""
    body = f"990101{1950 + n % 40}{1 + n % 12:02}{1 + n % 28:02}{n % 1000:03}"
    total = sum(int(d) * w for d, w in zip(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)))
    return body + "10X98765432"[total % 11]


class Skew(unittest.TestCase):
    def test_one_village_and_one_account_with_half_the_rows(self):
        space = Workspace()
        rows = ["项目代码,项目名称,年度,期次,身份证号,姓名,村代码,实发金额（元）,银行账号,发放日期"]
        for n in range(20_000):
            village, account = ("990101001001", "6228480000000000018") if n % 2 else (f"9901010{n % 97:02}{n % 13:03}", f"62284800{n:011}")
            rows.append(f"LD01,地力补贴,2024,2024,{citizen_number(n // 2)},居民{n // 2},{village},{100 + n % 7}.00,{account},2024-0{1 + n % 9}-1{n % 10}")
        space.ingest(space.write("补贴发放.csv", "\n".join(rows) + "\n"))
        out = space.folder / "out.json"
        words = ("screen", "-w", space.folder, "--fresh", "--rules", "A01,A04,A10", "--as-of", "2024-12-31", "--json", out)
        run(*words)
        plain = what_counts(out)
        self.assertGreater(len(plain[0]), 0)
        shutil.rmtree(space.folder / "findings")
        on_spark(*words, "--master", "local[2]")
        self.assertEqual(what_counts(out), plain)


class Refusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.space = Workspace()
        cls.space.ingest(cls.space.write("ledger.csv", "付款单位,付款日期,收款人,金额（元）,发票号码\n甲局,2024-01-02,乙公司,100.00,FP1\n"))

    def refused(self, *words, **settings):
        done = on_spark("screen", "-w", self.space.folder, "--rules", "payments", *words, check=False, **settings)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        return done.stderr

    def test_no_spark_there(self):
        self.assertIn("没有设置 SPARK_HOME", self.refused(SPARK_HOME=""))
        self.assertIn("下没有 bin/spark-submit", self.refused(SPARK_HOME=str(self.space.folder)))

    def test_a_spark_that_is_too_old(self):
        submit = self.space.folder / "old/bin/spark-submit"
        submit.parent.mkdir(parents=True)
        submit.write_text("""#!/bin/sh\necho '{"event": "ready", "version": "3.5.6"}'\nexec sleep 60\n""")
        submit.chmod(0o755)
        self.assertIn("这里的 Spark 是 3.5.6，需要 4.0", self.refused(SPARK_HOME=str(self.space.folder / "old")))

    def test_a_place_where_spark_may_not_write(self):
        view = self.space.folder / "view"  # the lake as it is, but nowhere to put results
        view.mkdir()
        (view / "lake").symlink_to(self.space.folder / "lake")
        (view / "screening").symlink_to("/proc/sys")
        said = self.refused("--master", "local[1]", "--lake-url", f"file://{view}")
        self.assertIn("写入结果", said)
        self.assertIn("请给运行 Spark 的账户写权限", said)

    def test_a_master_that_cannot_be_reached(self):
        said = self.refused("--master", f"spark://127.0.0.1:{free_port()}")
        self.assertIn("连不上 Spark 主节点", said)
        self.assertIn("数据未作改动", said)

    def test_a_lake_that_is_not_where_the_workers_look(self):
        self.assertIn("lake", self.refused("--master", "local[1]", "--lake-url", "file:///nowhere"))

    def test_a_half_written_lake(self):
        for part in (self.space.folder / "lake/payment").rglob("*.parquet"):
            whole = part.read_bytes()
            part.write_bytes(whole[:len(whole) // 2])
            try:
                done = on_spark("screen", "-w", self.space.folder, "--fresh", "--rules", "payments", "--master", "local[1]", check=False)
                self.assertIn("运行出错", done.stdout)
                self.assertRegex(done.stdout.replace("\n       ", ""), r"payee\.sql|payment_keyed\.sql")
            finally:
                part.write_bytes(whole)


class Cases(unittest.TestCase):
    def test_a_countys_own_relation_that_fails_is_named(self):
        county = Path(self.enterContext(tempfile.TemporaryDirectory())) / "county"
        run("init", county)
        own = county / "rules/prepared"
        own.mkdir(parents=True)
        # DuckDB takes the remainder of a division by nothing for NULL, Spark refuses it
        (own / "purchase_limit.sql").write_text("SELECT kind, amount_fen % (amount_fen - amount_fen) AS limit_fen, from_on, from_on AS to_on FROM threshold")
        done = on_spark("rules", "test", "I09", "-w", county, "--master", "local[1]", check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("purchase_limit: [", done.stdout)
        self.assertRegex(done.stdout, r"\b[1-9]\d* passed, 1 failed")

    def test_every_case_of_the_chosen_rules(self):
        done = on_spark("rules", "test", *([] if chosen == "*" else chosen.split(",")), "--master", "local[2]", check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-4000:] + done.stderr)


class WhoIsWho(unittest.TestCase):
    """Pairs compared by the workers are the pairs that one process compares: the files are the same, byte for byte."""

    PLAN = """id: no
compare:
  - {of: name, frequency: true, levels: [same, {edits: 1}]}
  - {of: born, levels: [same, {edits: 1}]}
  - {of: village, levels: [same, {rare_words: 0.5}]}
block: [[prefix1(name), year(born)], {near: name, window: 3, same: [village]}, [born, village], [name, village]]
"""

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="qy-who-")
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)
        (self.folder / "plan.yaml").write_text(self.PLAN)
        rng = random.Random(5)
        lines = ["no,name,born,village"]
        for person in range(600):
            name = rng.choice("王李张刘陈杨") + rng.choice("伟芳娜敏静丽") + rng.choice("强磊军洋勇艳")
            born = f"{rng.randrange(1930, 2000)}-0{rng.randrange(1, 10)}-1{rng.randrange(10)}"
            village = f"东 村 {rng.randrange(20)}"
            for copy in range(2):
                written = born[:-1] + str(rng.randrange(10)) if copy and rng.random() < 0.2 else born
                lines.append(f"r{len(lines)},{name if rng.random() < 0.95 else ''},{written},{village}")
        (self.folder / "in.csv").write_text("\n".join(lines) + "\n")

    def test_a_master_that_is_not_there_leaves_nothing(self):
        done = on_spark("resolve", self.folder / "plan.yaml", self.folder / "in.csv", "-o", self.folder / "out", "--master", f"spark://127.0.0.1:{free_port()}", check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("127.0.0.1", done.stderr)
        self.assertEqual(list(self.folder.glob("out/*")), [])

    def test_the_files_are_the_same(self):
        words = ("resolve", self.folder / "plan.yaml", self.folder / "in.csv", "-o")
        here = run(*words, self.folder / "here").stdout
        there = on_spark(*words, self.folder / "there", "--master", "local[2]").stdout
        self.assertEqual(there, here)
        names = sorted(file.name for file in (self.folder / "here").iterdir())
        self.assertEqual(sorted(file.name for file in (self.folder / "there").iterdir()), names)
        for name in set(names) - {"run.json"}:
            self.assertEqual((self.folder / "there" / name).read_bytes(), (self.folder / "here" / name).read_bytes(), name)

    def test_the_firms_of_a_lake_are_the_same(self):
        space = Workspace()
        rows = [f"U1,甲局,,青岚县{name}有限公司,2024-03-0{1 + n % 9},{900 + n}.00,FP{n}8812,V{n}" for n, name in
                enumerate(name for base in range(60) for name in (f"博丰{chr(0x4e00 + 37 * base)}信息技术", f"（青岚）博丰{chr(0x4e00 + 37 * base)}信息技术"))]
        space.ingest(space.write("支付台账.csv", "付款单位代码,付款单位,收款单位代码,收款单位,付款日期,金额,发票号,凭证号\n" + "\n".join(rows) + "\n"))
        told = []
        for engine in (run, on_spark):
            shutil.rmtree(space.folder / "screening", ignore_errors=True)
            told.append(engine("resolve", "lake", "-w", space.folder, "--json", *(() if engine is run else ("--master", "local[2]"))).stdout)
        self.assertEqual(told[0], told[1])
        self.assertGreater(len(json.loads(told[0])), 10)
        self.assertEqual(list((space.folder / "screening").glob("pairs/*")), [])


if __name__ == "__main__":
    if not spark_is_here():
        print("no Spark in .deps/spark (spark/fetch.sh), or no Java")
        sys.exit(77)
    unittest.main()
