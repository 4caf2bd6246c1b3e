"""A matter is judged by the law of its own day: what came into force later is shown as such, and never as what was broken.

The civil code is in force from 2021-01-01 (art. 1260); the budget law's 2014 text from 2015-01-01.
"""
import csv
import io
import unittest

from workspace import Workspace, run

HEADER = "付款单位代码,付款单位,收款单位代码,收款单位,付款日期,金额,发票号,凭证号\n"


class LawOfTheDay(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.space = Workspace()
        rows = [f"U1,甲单位,F{n},乙{n}商行,{day},9000.00,FP{n}8812,{voucher}"
                for n, first, second in ((1, "2020-11-02", "2020-11-20"), (2, "2020-12-20", "2021-01-10"), (3, "2021-01-01", "2021-02-01"))
                for day, voucher in ((first, f"V{n}1"), (second, f"V{n}2"))]
        cls.space.ingest(cls.space.write("支付台账.csv", HEADER + "\n".join(rows) + "\n"))
        cls.report = cls.space.screen("--rules", "P01", "--csv", cls.space.folder / "out.csv")
        cls.by_firm = {finding["subject"]["key"].split("|")[1]: finding for finding in cls.report["findings"]}
        text = (cls.space.folder / "out.csv").read_text(encoding="utf-8-sig")
        cls.lines = {row["疑点编号"]: row for row in csv.DictReader(io.StringIO(text))}

    def told(self, firm):
        return run("findings", "-w", self.space.folder, "explain", self.by_firm[firm]["id"]).stdout.replace("\n    ", "")

    def test_a_finding_has_the_days_of_its_rows(self):
        self.assertEqual(sorted(self.by_firm), ["F1", "F2", "F3"])
        days = {firm: (f["first_day"], f["last_day"]) for firm, f in self.by_firm.items()}
        self.assertEqual(days, {"F1": ("2020-11-02", "2020-11-20"), "F2": ("2020-12-20", "2021-01-10"), "F3": ("2021-01-01", "2021-02-01")})
        self.assertEqual(self.lines[self.by_firm["F1"]["id"]]["事项日期"], "2020-11-02 至 2020-11-20")

    def test_what_was_not_yet_law_is_said_to_be_so_and_left_out_of_the_sheet(self):
        self.assertIn("事项发生时尚未施行", self.told("F1"))
        sheet = self.lines[self.by_firm["F1"]["id"]]["依据"]
        self.assertIn("预算法", sheet)
        self.assertNotIn("民法典", sheet)

    def test_a_matter_over_the_first_day_has_the_law_in_part_and_one_after_it_whole(self):
        self.assertIn("只适用于施行期间的事项", self.told("F2"))
        self.assertIn("民法典", self.lines[self.by_firm["F2"]["id"]]["依据"])
        for words in ("事项发生时尚未施行", "只适用于施行期间的事项"):
            self.assertNotIn(words, self.told("F3"))


class ManyFiles(unittest.TestCase):
    """Each township sends its own file: a constant for each, put together by UNION, once took more memory than the data did."""

    def test_the_rows_of_many_files_have_their_days(self):
        space = Workspace()
        settings = space.folder / "qingyuan.yaml"
        settings.write_text(settings.read_text().replace("memory_mib: 3072", "memory_mib: 256"))
        pair = "U1,甲单位,F{0},乙{0}商行,2024-03-02,9000.00,FP{0}8812,V{0}1\nU1,甲单位,F{0},乙{0}商行,2024-03-20,9000.00,FP{0}8812,V{0}2\n"
        space.ingest(*(space.write(f"支付台账{n}.csv", HEADER + "".join(pair.format(1000 * (n + 1) + i) for i in range(80))) for n in range(80)))
        found = space.screen("--rules", "P01")["findings"]
        self.assertEqual(len(found), 80 * 80)
        self.assertEqual({(f["first_day"], f["last_day"]) for f in found}, {("2024-03-02", "2024-03-20")})


if __name__ == "__main__":
    unittest.main()
