#!/usr/bin/env python3
"""Every command in the two guides and the two READMEs, run as written, by someone who has nothing but the made-up county."""
import csv
import html
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile

from refusals_test import workbook
from workspace import program, root, run

BLOCK = re.compile(r"^```\n(.*?)^```", re.S | re.M)
SPOKEN = re.compile(r"`(qingyuan [a-z][^`]*)`")  # in running text


def commands(page):
    """The lines of a page's code blocks and the commands in its sentences, in reading order."""
    text = (root / page).read_text()
    found = [(m.start() + text[m.start():m.end()].find(line), line.strip()) for m in BLOCK.finditer(text) for line in m[1].splitlines()]
    found += [(m.start(), m[1]) for m in SPOKEN.finditer(text)]
    return [line for _, line in sorted(found) if line and not line.startswith("./dev")]  # ./dev runs this test


class Guide(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="qy-guide-county-")
        cls.addClassCleanup(holder.cleanup)
        run("synth", "county", "--people", 1000, "--seed", 2026, "-o", holder.name + "/county")
        cls.sources = {p.name: p for p in pathlib.Path(holder.name, "county/sources").rglob("*.csv")}

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="qy-guide-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        built = self.folder / "build/release"
        built.mkdir(parents=True)
        (built / "qingyuan").symlink_to(program)

    def put(self, name, source):
        delivered = self.sources[source].read_bytes()
        if name.endswith(".csv"):
            (self.folder / name).write_bytes(delivered)
            return
        try:
            text = delivered.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = delivered.decode("gb18030")
        with zipfile.ZipFile(self.folder / name, "w", zipfile.ZIP_DEFLATED) as book:
            for part, xml in workbook([map(html.escape, row) for row in csv.reader(text.splitlines())]).items():
                book.writestr(part, xml)

    def own_rule(self, name):
        """A rule X01 as a county would write one: a shipped rule under another id."""
        shutil.copytree(root / "rules/subsidies/invalid-citizen-number", name)
        card = name / "rule.yaml"
        card.write_text(card.read_text().replace("id: A05", "id: X01"))

    def follow(self, page):
        done = []
        for line in commands(page):
            if "X01" in line and not (self.folder / "county/rules/subsidies/x01").exists():
                self.own_rule(self.folder / "county/rules/subsidies/x01")
                self.own_rule(self.folder / "FOLDER")
                self.own_rule(self.folder / "新版文件夹")
            # Which batch there is, `ingest list` says; a reader copies its name.
            if batches := sorted((self.folder / "county/batches").glob("b*.json")):
                line = re.sub(r"b\d{8}-\d{6}-\d{3}", batches[0].name.split(".")[0], line)
            with self.subTest(page + ": " + line):
                ran = subprocess.run(["bash", "-c", line], cwd=self.folder, capture_output=True, text=True,
                                     env={**os.environ, "QINGYUAN_HOME": str(root), "PATH": f"{self.folder}/build/release:{os.environ['PATH']}"})
                self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
            done.append(line)
        return done

    def has(self, *files):
        for file in files:
            self.assertGreater((self.folder / file).stat().st_size, 1000, file)

    def test_the_english_guide(self):
        self.put("payments.csv", "一卡通发放明细_2024_片区1.csv")
        self.put("deaths.xlsx", "火化登记.csv")
        self.assertGreater(len(self.follow("docs/guide.md")), 10)
        self.has("report.html", "report.xlsx", "quality.html", "practice/truth.md")

    def test_the_chinese_guide(self):
        self.put("一卡通发放明细.csv", "一卡通发放明细_2024_片区1.csv")
        self.put("死亡登记.xlsx", "火化登记.csv")
        self.assertGreater(len(self.follow("docs/guide.zh-CN.md")), 10)
        self.has("report.html", "report.xlsx", "quality.html", "练习县/truth.md")

    def read_me(self, page, ledger, received):
        self.put(ledger, "乡镇支付明细_2024_1.csv")
        (self.folder / received).mkdir()
        self.put(f"{received}/{ledger}", "乡镇支付明细_2024_1.csv")
        self.put(f"{received}/deaths.xlsx", "火化登记.csv")
        self.assertEqual(len(self.follow(page)), 5)
        self.has("report.html", "report.xlsx")

    def test_the_english_readme(self):
        self.read_me("README.md", "ledger.csv", "received")

    def test_the_chinese_readme(self):
        self.read_me("README.zh-CN.md", "台账.csv", "收到的文件")


if __name__ == "__main__":
    unittest.main()
