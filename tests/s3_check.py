"""The lake in an S3 store: findings as on one machine, and what an officer reads when the store is not there or refuses the key.

`./dev check` runs it; skips where Spark (spark/fetch.sh) or what S3 needs (spark/fetch_s3.sh) could not be fetched. The store is moto's server, in a process
of its own on this machine.
"""
import os
import subprocess
import sys
import time
import unittest
import urllib.request

from spark_county import SparkCounty, few, free_port, on_spark, spark_is_here
from workspace import root

needed = root / ".deps/s3"
python = needed / "python/bin/python"


def is_here():
    return python.exists() and any(needed.glob("bundle-*.jar"))


class Store:
    """moto_server on a port of its own; keeps what it is given in memory."""

    def __init__(self):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen([python, needed / "python/bin/moto_server", "-H", "127.0.0.1", "-p", str(self.port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.address}/moto-api/", timeout=5).close()
                return
            except OSError:
                time.sleep(0.2)
        raise AssertionError("moto_server does not answer")

    def put(self, folder, bucket, beneath):
        """Every file below the folder, under s3a://bucket/beneath."""
        script = ("import boto3, pathlib, sys\n"
                  "address, folder, bucket, beneath = sys.argv[1:]\n"
                  "s3 = boto3.client('s3', endpoint_url=address, aws_access_key_id='k', aws_secret_access_key='s', region_name='us-east-1')\n"
                  "s3.create_bucket(Bucket=bucket)\n"
                  "folder = pathlib.Path(folder)\n"
                  "for f in folder.rglob('*'):\n"
                  "    if f.is_file(): s3.upload_file(str(f), bucket, f'{beneath}/{f.relative_to(folder)}')\n")
        subprocess.run([python, "-c", script, self.address, str(folder), bucket, beneath], check=True)

    def end(self):
        self.process.kill()
        self.process.wait()


def settings(address):
    jars = ":".join(str(jar) for jar in sorted(needed.glob("*.jar")))
    values = {"spark.driver.extraClassPath": jars, "spark.executor.extraClassPath": jars, "spark.hadoop.fs.s3a.endpoint": address,
              "spark.hadoop.fs.s3a.endpoint.region": "us-east-1", "spark.hadoop.fs.s3a.path.style.access": "true",
              "spark.hadoop.fs.s3a.connection.ssl.enabled": "false", "spark.hadoop.fs.s3a.access.key": "k", "spark.hadoop.fs.s3a.secret.key": "s",
              "spark.hadoop.fs.s3a.attempts.maximum": "1", "spark.hadoop.fs.s3a.retry.limit": "1"}
    return [word for name, value in values.items() for word in ("--spark-conf", f"{name}={value}")]


class OnS3(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.county = SparkCounty()
        cls.store = Store()
        cls.addClassCleanup(cls.store.end)
        cls.store.put(cls.county.folder / "lake", "county", "one/lake")

    def test_1_the_same_findings_and_coverage(self):
        words = ("--master", "local[2]", "--lake-url", "s3a://county/one", *settings(self.store.address))
        self.assertGreater(len(self.county.plain[0]), 10)
        self.assertEqual(self.county.screened(lambda *given: on_spark(*given, *words), few), self.county.plain)

    def test_2_a_bucket_that_is_not_there(self):
        done = on_spark("screen", "-w", self.county.folder, "--fresh", "--rules", few, "--master", "local[1]", "--lake-url", "s3a://elsewhere/one",
                        *settings(self.store.address), check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("s3a://elsewhere/one", done.stderr)

    def test_3_a_store_that_does_not_answer(self):
        done = on_spark("screen", "-w", self.county.folder, "--fresh", "--rules", few, "--master", "local[1]", "--lake-url", "s3a://county/one",
                        *settings(f"http://127.0.0.1:{free_port()}"), check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("s3a://county/one", done.stderr)


if __name__ == "__main__":
    if not spark_is_here() or not is_here():
        print("no Spark in .deps/spark (spark/fetch.sh), nothing for S3 in .deps/s3 (spark/fetch_s3.sh), or no Java")
        sys.exit(77)
    unittest.main()
