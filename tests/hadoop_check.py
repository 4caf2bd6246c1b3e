"""The lake on HDFS and the rules on YARN: findings as on one machine, also when a data node is lost; and what an officer reads when HDFS is not there.

`./dev check` runs it; skips where Spark (spark/fetch.sh) or Hadoop (spark/fetch_hadoop.sh) could not be fetched.
"""
import sys
import unittest

import hadoop
from spark_county import SparkCounty, few, free_port, home, on_spark, spark_is_here
from workspace import run


class OnHadoop(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.county = SparkCounty()
        cls.cluster = hadoop.Hadoop(cls.county.folder.parent / "hadoop")
        cls.addClassCleanup(cls.cluster.end)
        cls.cluster.begin()
        cls.url = f"{cls.cluster.url}/county"
        cls.cluster.files("-mkdir", "-p", cls.url)
        cls.cluster.files("-put", cls.county.folder / "lake", cls.url)

    def screened(self, how, *words):
        settings = {name: self.cluster.env[name] for name in ("HADOOP_CONF_DIR", "YARN_CONF_DIR", "JAVA_HOME", "SPARK_LOCAL_IP")}
        return self.county.screened(lambda *given: how(*given, *words, **settings), few)

    def test_1_a_lake_in_hdfs(self):
        self.assertGreater(len(self.county.plain[0]), 10)
        self.assertEqual(self.screened(on_spark, "--master", "local[2]", "--lake-url", self.url), self.county.plain)

    def test_2_rules_on_yarn(self):
        words = ("--master", "yarn", "--lake-url", self.url, "--spark-conf", f"spark.yarn.jars=local:{home}/jars/*", "--spark-conf", "spark.executor.instances=2",
                 "--spark-conf", "spark.executor.memory=512m", "--spark-conf", "spark.yarn.am.memory=512m")
        self.assertEqual(self.screened(on_spark, *words), self.county.plain)

    def test_2_who_is_who_through_hdfs(self):
        """The records' cells go where the workers see them, and are gone again."""
        folder = self.county.folder.parent
        (folder / "plan.yaml").write_text("id: no\ncompare:\n  - {of: name, levels: [same, {edits: 1}]}\n  - {of: born, levels: [same, {edits: 1}]}\n"
                                          "  - {of: village, levels: [same]}\nblock: [[born], [name, village]]\n")
        (folder / "in.csv").write_text("no,name,born,village\n" + "".join(
            f"r{i},王{'伟芳娜敏静'[i % 5]}{'强磊军'[i % 3]},19{50 + i // 2 % 40}-03-1{i // 2 % 9},村{i // 2 % 7}\n" for i in range(400)))
        words = ("resolve", folder / "plan.yaml", folder / "in.csv", "-o")
        here = run(*words, folder / "here").stdout
        settings = {name: self.cluster.env[name] for name in ("HADOOP_CONF_DIR", "JAVA_HOME", "SPARK_LOCAL_IP")}
        self.assertEqual(on_spark(*words, folder / "there", "--master", "local[2]", "--lake-url", f"{self.cluster.url}/who", **settings).stdout, here)
        self.assertEqual((folder / "there/links.csv").read_bytes(), (folder / "here/links.csv").read_bytes())
        self.assertNotIn("record-", self.cluster.files("-ls", "-R", f"{self.cluster.url}/who").stdout)

    def test_3_a_lost_data_node(self):
        self.cluster.data[0].kill()
        self.assertEqual(self.screened(on_spark, "--master", "local[2]", "--lake-url", self.url), self.county.plain)

    def test_4_a_name_node_that_is_not_there(self):
        done = self.screened_wrongly(f"hdfs://127.0.0.1:{free_port()}/county")
        self.assertEqual(done.returncode, 1)
        self.assertIn("Spark", done.stderr)

    def screened_wrongly(self, url):
        return on_spark("screen", "-w", self.county.folder, "--fresh", "--rules", few, "--master", "local[1]", "--lake-url", url, check=False,
                        HADOOP_CONF_DIR=str(self.cluster.conf))


if __name__ == "__main__":
    if not spark_is_here() or not hadoop.jars_are_here():
        print("no Spark in .deps/spark (spark/fetch.sh), no Hadoop in .deps/hadoop (spark/fetch_hadoop.sh), or no Java")
        sys.exit(77)
    unittest.main()
