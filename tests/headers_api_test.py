#!/usr/bin/env python3
"""A file whose header, sheet or encoding the program reads wrongly: the officer says how it is, and sees it so. Refusals first."""
import json
import pathlib
import sys
import unittest

from api_test import Api
from imports_test import Sender
from workspace import root, run

sys.path.insert(0, str(root / "tests/fixtures/ingest"))
from make_workbooks import inline, sheet, workbook  # noqa: E402


def rows(lines, begin=1):
    cells = lambda n, line: "".join(inline(f"{chr(65 + c)}{n}", text) for c, text in enumerate(line) if text)
    return "".join(f'<row r="{n}">{cells(n, line)}</row>' for n, line in enumerate(lines, begin) if any(line))


# Title, an example with its own header, a blank line, a header of two rows with merged cells, remarks at the end.
HOSTILE = [["清源县示范局2024年支付情况表"], ["付款单位", "付款日期", "收款人", "金额（元）"], *[["填写示例", f"2024-01-0{n}", f"示例{n}公司", "100.00"] for n in range(1, 7)], [],
           ["支付信息", "", "收款信息", ""], ["付款单位", "付款日期", "收款人", "金额（元）"],
           *[["清源县示范局", f"2024-05-1{n}", f"示范商贸有限公司{n}", f"{100 + n}.00"] for n in range(1, 5)], ["备注：以上数据来自财务系统，未经审计"]]
MERGES = '<mergeCells count="3"><mergeCell ref="A1:D1"/><mergeCell ref="A10:B10"/><mergeCell ref="C10:D10"/></mergeCells>'
OTHER = [["说明", "本表由财务股填报"], ["联系人", "财务股"]]


def hostile():
    return workbook([("填报说明", "", sheet(rows(OTHER))), ("支付", "", sheet(rows(HOSTILE), MERGES)), ("底稿", "hidden", sheet(rows(HOSTILE[10:])))])


class Headers(Api):
    browser = Sender

    def section(self, look, name="支付"):
        return next(one for one in look["sources"][0]["sections"] if one["name"] == name)

    def said(self, **more):
        return {"sections": [{"section": "支付", "table": "payment"} | more]}

    def test_what_is_no_header(self):
        an = self.officer("an")
        upload = an.put("支付表.xlsx", hostile()).upload
        for header in ({"row": 0, "rows": 1}, {"row": 1, "rows": 10}, {"row": 401, "rows": 1}, {"row": 1}, {"row": "1", "rows": 1}, {"row": 1, "rows": -1}, {"row": 1.5, "rows": 1}, "10-11", None, []):
            self.refused(an.ask("POST", f"/api/v1/uploads/{upload}/look", self.said(header=header)), 422, "/sections/0/header", "400")
        self.refused(an.ask("POST", f"/api/v1/uploads/{upload}/look", {"sections": [{"section": "支付", "table": ""}]}), 422, "/sections")
        past = self.section(an.look(upload, **self.said(header={"row": 300, "rows": 2})))
        self.assertEqual((past["header_rows"], past["header_told"]), (0, True))  # nothing lies there: asked about, and not ready

    def test_the_officer_says_where_the_header_is_and_next_month_it_is_known(self):
        an = self.officer("an")
        upload = an.put("支付表.xlsx", hostile()).upload
        found = self.section(an.look(upload))
        self.assertEqual((found["header_row"], found["header_told"]), (2, False))  # the example's: wrong
        lines = {line["row"]: line["cells"] for line in found["first_lines"]}
        self.assertEqual(lines[10][0], "支付信息")
        self.assertNotIn(9, lines)  # blank
        look = an.look(upload, **self.said(header={"row": 10, "rows": 2}))
        right = self.section(look)
        self.assertEqual((right["header_row"], right["header_rows"], right["header_told"], right["table"]), (10, 2, True, "payment"))
        self.assertEqual([column["name"] for column in right["columns"]], ["支付信息/付款单位", "支付信息/付款日期", "收款信息/收款人", "收款信息/金额（元）"])
        self.assertEqual((look["sources"][0]["ready"], look["sources"][0]["rows_kept"]), (True, 4), look["sources"][0]["questions"])
        self.assertNotIn("示例1公司", json.dumps(look["sources"][0]["samples"], ensure_ascii=False))
        done = an.follow(an.ask("POST", f"/api/v1/uploads/{upload}/import", {"remember_as": "示范局支付表"}))
        self.assertEqual(done["state"], "done", done)
        [told] = done["result"]["files"]
        self.assertEqual((told["rows_kept"], told["rows_read"]), (4, told["rows_kept"] + told["rows_refused"]))
        kept = (self.space.folder / "profiles/示范局支付表.yaml").read_text()
        self.assertIn("header: {row: 10, rows: 2}", kept)

        june = [[cell.replace("2024-05", "2024-06") for cell in line] for line in HOSTILE]
        again = an.put("支付表六月.xlsx", workbook([("支付", "", sheet(rows(june), MERGES))])).upload
        known = an.look(again)["sources"][0]
        self.assertEqual((known["origin"], known["profile"], known["ready"], known["rows_kept"]), ("matched", "示范局支付表", True, 4))

    def test_a_hidden_sheet_where_it_is_named_and_another_left_out(self):
        an = self.officer("an")
        upload = an.put("支付表.xlsx", hostile()).upload
        look = an.look(upload, sections=[{"section": "底稿", "table": "payment"}, {"section": "支付", "table": ""}])
        self.assertEqual((look["sources"][0]["ready"], look["sources"][0]["rows_kept"]), (True, 4), look["sources"][0]["questions"])
        self.assertEqual({one["name"]: one["table"] for one in look["sources"][0]["sections"]}, {"填报说明": "", "支付": "", "底稿": "payment"})

    def test_a_table_nobody_knows_is_proposed_under_the_header_that_was_told(self):
        an = self.officer("an")
        upload = an.put("支付表.xlsx", hostile()).upload
        look = an.look(upload, sections=[{"section": "支付", "table": "", "header": {"row": 10, "rows": 2}}])
        self.assertEqual(self.section(look)["table"], "payment")
        none = self.section(an.look(upload, **self.said(header={"row": 12, "rows": 0})))
        self.assertEqual([column["name"] for column in none["columns"]], ["#1", "#2", "#3", "#4"])

    def test_personal_numbers_are_masked_in_the_first_lines(self):
        an = self.officer("an")
        ledger = "2024年发放表\n姓名,身份证号,补贴金额,发放日期\n" + "".join(f"张三{n},42052519900101123{n},100.0{n},2024-01-05\n" for n in range(9))
        upload = an.put("发放.csv", ledger).upload
        for said in ({}, {"sections": [{"section": "", "table": "", "header": {"row": 7, "rows": 1}}]}):
            text = an.ask("GET", f"/api/v1/uploads/{upload}").text if an.look(upload, **said) else ""
            self.assertIn("first_lines", text)
            self.assertNotRegex(text, r"\d{17}")  # neither in a line, nor as a title or the name of a column

    def test_the_wrong_encoding_is_put_right(self):
        an = self.officer("an")
        upload = an.put("支付.csv", "付款单位,付款日期,收款人,金额（元）\n清源县示范局,2024-05-11,示范公司,100.00\n".encode("gb18030")).upload
        wrong = an.look(upload, encoding="windows1252")["sources"][0]["sections"][0]
        self.assertNotEqual(wrong["first_lines"][0]["cells"][0], "付款单位")
        right = an.look(upload, encoding="gb18030")["sources"][0]["sections"][0]
        self.assertEqual(right["first_lines"][0]["cells"][0], "付款单位")

    def test_the_command_says_the_same(self):
        file = self.space.folder.parent / "终端支付表.xlsx"
        pathlib.Path(file).write_bytes(hostile())
        for words, said in ((("--header", "十"), "--header"), (("--header", "2-1"), "--header"), (("--header", "3x"), "--header"), (("--sheet", "三月"), "没有工作表")):
            done = run("ingest", "-w", self.space.folder, file, "--dry-run", *words, check=False)
            self.assertEqual((done.returncode, said in done.stdout + done.stderr), (1, True), done.stdout + done.stderr)
        done = run("ingest", "-w", self.space.folder, file, "--table", "payment", "--sheet", "支付", "--header", "10-11", "--dry-run")
        self.assertIn("支付信息/付款单位", done.stdout)


if __name__ == "__main__":
    unittest.main()
