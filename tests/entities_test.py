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


def credit_code(first_17):
    """GB 32100: the last character checks the others."""
    figures = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return first_17 + figures[(31 - sum(figures.index(c) * pow(3, i, 31) for i, c in enumerate(first_17)) % 31) % 31]


class Addresses(unittest.TestCase):
    """Two bidders at one place spelt in two ways; and beside them two flats, a lane of that name elsewhere, a village."""

    @classmethod
    def setUpClass(cls):
        cls.space = Workspace()
        firms = [
            ("甲建设有限公司", "宜昌市夷陵区东城路12号3幢201室"), ("乙建设有限公司", "湖北省宜昌市夷陵区东城路十二号3栋201室"), ("丙建设有限公司", "夷陵区东城路12号3栋202室"),
            ("丁建设有限公司", "宜昌市夷陵区槐树巷七号"), ("戊建设有限公司", "宜昌市西陵区槐树巷7号"),
            ("己建设有限公司", "宜昌市夷陵区分乡镇高场村"), ("庚建设有限公司", "夷陵区分乡镇高场村")]
        cls.codes = [credit_code(f"91420506MA49000{i:02}") for i in range(len(firms))]
        cls.space.ingest(cls.space.write("市场主体登记.csv", "统一社会信用代码,企业名称,住所\n" + "".join(
            f"{code},{name},{address}\n" for code, (name, address) in zip(cls.codes, firms))))
        cls.space.ingest(cls.space.write("投标报价.csv", "标段编号,投标人代码,投标人名称,投标报价（元）\n" + "".join(
            f"T1,{code},{name},{1000 + i}\n" for i, (code, (name, _)) in enumerate(zip(cls.codes, firms)))))

    def test_one_place_in_two_spellings(self):
        said = run("resolve", "lake", "-w", self.space.folder).stdout
        self.assertIn("地址：5 种写明门牌的写法，2 种与另一种写法是同一处，0 种有疑问", said)
        self.assertNotIn("东城路", said)
        report = self.space.screen("--rules", "H09b")
        (finding,) = report["findings"]
        self.assertEqual(finding["subject"]["key"], "|".join(self.codes[:2]))
        self.assertIn("住所地址写法不同而认作同一处（各项相同，只是数字或楼栋的写法不同），共有2家企业如此登记", finding["sentence"])
        self.assertEqual(finding["band"], "yellow")
        self.assertEqual([(one["table"], one["row"]) for one in finding["evidence"]], [("company", 2), ("company", 3)])
        runs = [json.loads(line) for line in (self.space.folder / "findings" / "entities-resolved.jsonl").read_text().splitlines()]
        (one,) = [run for run in runs if run["kind"] == "address"]
        self.assertEqual((one["records"], one["keys"], one["in_doubt"], one["opened"]), (5, 2, 0, []))
        for file in (self.space.folder / "screening").rglob("*"):
            self.assertFalse(file.is_file() and "东城路".encode() in file.read_bytes(), file)


if __name__ == "__main__":
    unittest.main()
