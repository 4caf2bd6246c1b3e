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
        runs = [run for run in self.runs() if run["kind"] == "firm"]
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


def citizen(first_17):
    """GB 11643: the last character checks the others."""
    return first_17 + "10X98765432"[sum(int(d) * w for d, w in zip(first_17, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))) % 11]


class Persons(unittest.TestCase):
    """A dead person paid on under a masked number, a namesake of the village, and a namesake whom the shown digits rule out."""
    DEAD, OTHER = citizen("42050119400101001"), citizen("42050119420101005")  # both men
    OWN, HIS, THIRD = "6222021234567890128", "6222021234567890144", "6222021234567890151"  # these pass Luhn

    @classmethod
    def setUpClass(cls):
        cls.space = Workspace()
        cls.masked = cls.DEAD[:6] + "********" + cls.DEAD[-4:]
        paid = [
            (cls.DEAD, "王小二", "420501001001", cls.OWN, "2023-06-10", 100),
            (cls.masked, "王小二", "420501001001", cls.OWN, "2024-06-10", 200),
            (cls.masked, "王小二", "420501001001", cls.HIS, "2024-06-10", 400),  # no account of his: another, for all that is known
            (cls.OTHER, "李大", "420501001002", cls.THIRD, "2023-06-10", 800),
            (cls.OTHER[:6] + "********" + "0026", "李大", "420501001002", cls.THIRD, "2024-06-10", 1600),  # a woman's number
        ]
        cls.space.ingest(cls.space.write("补贴发放.csv", "项目代码,项目名称,年度,身份证号,姓名,村代码,银行账号,实发金额,发放日期\n" + "".join(
            f"S1,高龄津贴,{day[:4]},{number},{name},{village},{account},{yuan},{day}\n" for number, name, village, account, day, yuan in paid)))
        cls.space.ingest(cls.space.write("死亡登记.csv", f"身份证号,姓名,死亡日期,登记来源\n{cls.DEAD},王小二,2024-01-10,卫健\n"))

    def test_a_dead_person_paid_under_a_masked_number(self):
        said = run("resolve", "lake", "-w", self.space.folder).stdout
        self.assertIn("个人：3 条没有有效号码的记录，1 条认得出是谁，1 条有疑问", said)
        self.assertNotIn("王小二", said)
        (finding,) = self.space.screen("--rules", "A01")["findings"]
        self.assertIn("1笔的身份证号不全，按姓名、村和银行账户都相同认作同一人", finding["sentence"])
        self.assertEqual(finding["amount_fen"], 20000)
        self.assertEqual(sorted(one["row"] for one in finding["evidence"] if one["table"] == "subsidy_payment"), [2, 3])
        runs = [json.loads(line) for line in (self.space.folder / "findings" / "entities-resolved.jsonl").read_text().splitlines()]
        (one,) = [run for run in runs if run["kind"] == "person"]
        self.assertEqual((one["records"], one["keys"], one["opened"]), (3, 1, []))
        self.assertIn("号码", one["purpose"])


if __name__ == "__main__":
    unittest.main()
