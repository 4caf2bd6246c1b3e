"""Who is who in the lake before the rules run: a firm that a list writes otherwise is found, and it is said why; nothing is guessed."""
import csv
import json
import unittest

from workspace import Workspace, run

LIST = "严重违法失信名单_补.csv"


class Entities(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.space = Workspace()
        synth = cls.space.folder / "synth"
        run("synth", "county", "--people", 2000, "--seed", 11, "-o", synth)
        trade = synth / "sources" / "公共资源交易中心"
        cls.space.ingest(trade / "中标结果.csv", trade / "投标报价.csv", *sorted((synth / "sources" / "市场监督管理局").glob("*.csv")))
        # The first winner by 青岚县<core and trade>有限公司 whose name stands once.
        with open(trade / "中标结果.csv", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        cls.winner = next(row for row in rows if row["中标人"].startswith("青岚县") and row["中标人"].endswith("有限公司"))
        cls.core = cls.winner["中标人"].removeprefix("青岚县").removesuffix("有限公司")

    def lake(self):
        return json.loads(run("resolve", "lake", "-w", self.space.folder, "--json").stdout)

    def runs(self):
        return [json.loads(line) for line in (self.space.folder / "findings" / "entities-resolved.jsonl").read_text().splitlines()]

    def listed(self, name):
        return f"企业代码,企业名称,列入原因,列入日期,移出日期,列入机关\n,{name},提供虚假材料谋取中标,2021-01-01,2026-12-31,青岚县财政局\n"

    def test_a_barred_firm_written_otherwise(self):
        self.assertEqual(self.lake(), [])
        other = f"青岚县{self.core}有限责任公司"
        self.space.ingest(self.space.write(LIST, self.listed(other)))
        found = self.lake()
        self.assertEqual([(one["name"], one["entity_id"]) for one in found], [(other, self.winner["中标人代码"])])
        self.assertIn("写法不同", found[0]["basis"])
        self.assertGreater(found[0]["probability"], 0.99)
        self.assertEqual(found[0]["edge_table"], "blacklist")
        # The second run joined the first; the third found nothing new and was none.
        self.lake()
        runs = self.runs()
        self.assertEqual([run["added"] for run in runs], [-1, 1])
        self.assertEqual([run["opened"] for run in runs], [[], []])

        report = self.space.screen("--rules", "I11b")
        said = [finding["sentence"] for finding in report["findings"] if self.winner["中标人"] in finding["sentence"]]
        self.assertTrue(said)
        for sentence in said:
            self.assertIn("写法不同", sentence)

        # What a person says of the pair binds.
        book = self.space.folder / "findings" / "entity-judgements.jsonl"
        key = found[0]["entity_key"]
        run("resolve", "judge", book, f"|{key}", f"{self.winner['中标人代码']}|{self.winner['中标人']}", "no", "--by", "李某", "--reason", "两家，已核对登记")
        self.assertEqual(self.lake(), [])
        report = self.space.screen("--rules", "I11b")
        self.assertFalse([f for f in report["findings"] if "写法不同" in f["sentence"]])


if __name__ == "__main__":
    unittest.main()
