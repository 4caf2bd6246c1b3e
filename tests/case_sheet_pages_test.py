#!/usr/bin/env python3
"""案件流程单 on paper: printed by real Chromium, A4, the number and n/m on each sheet, the head of the table on each, nothing cut off. Words are
read with pdftotext where it is installed (poppler-utils). 77 where there are no pages or no Chromium."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from case_api_test import CaseApi
from pages_test import can_show_pages, walk
from workspace import run

TITLE, MOVES = "青山镇道路养护资金拨付和使用情况中反映的若干问题线索（示范）", 24


class CaseSheet(CaseApi):
    def setUp(self):
        # At the command line: whoever walks has not signed in yet, and a code is taken once.
        space = ("-w", self.space.folder)
        self.file = run("cases", "open", "--by", "cm1", "--title", TITLE, *space).stdout.split()[1]
        for line in ("cm1 线索甲 lead.register 附 齐", "cm1 线索甲 assign 附 齐 批 ch", "h1 线索甲 签收 附 齐", "h1 线索甲 初步核实 附 齐 批 逐级", "h1+h2 初核 verification.open 附 齐 批 逐级"):
            run("cases", "do", self.file, *line.split(), *(["--to", "h1"] if "assign" in line else []), *space)
        for n in range(MOVES):
            paper = self.space.write("拨付凭证.txt", f"凭证第{n + 1}册")
            run("cases", "evidence", self.file, paper, "--by", "h1", "--kind", "documentary", "--title", f"道路养护资金拨付凭证及所附验收单据第{n + 1}册", "--origin", "县财政局国库股",
                "--taken-by", "h1", "--second", "h2", "--speaks", "neither", *space)

    def words(self, pdf, *options):
        return subprocess.run(["pdftotext", *options, pdf, "-"], check=True, capture_output=True, text=True).stdout

    def test_it_is_printed(self):
        with tempfile.TemporaryDirectory(prefix="qy-paper-") as folder:
            pdf = pathlib.Path(folder) / "流程单.pdf"
            walk(self, "case_sheet_walk.mjs", file=self.file, pdf=str(pdf), rows=MOVES + 6)
            raw = pdf.read_bytes()
            sheets = len(re.findall(rb"/Type /Page\b", raw))
            self.assertGreater(sheets, 1)
            for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", raw):
                self.assertEqual([round(float(side)) for side in box], [595, 842])  # A4 in points
            self.assertIn(b"/ToUnicode", raw)  # letters, not pictures of them
            if not shutil.which("pdftotext"):
                return print("no pdftotext (poppler-utils): the words of the sheet are not read")
            flat = lambda page: re.sub(r"\s", "", page)  # noqa: E731
            pages = [flat(page) for page in self.words(pdf, "-layout").split("\f")[:-1]]
            self.assertEqual(len(pages), sheets)
            for n, page in enumerate(pages):
                for word in (f"案卷号{self.file}", f"第{n + 1}页，共{sheets}页"):
                    self.assertIn(word, page)
            self.assertTrue(all("事项与步骤" in page and "批准人" in page for page in pages[:-1]))  # the head again on each
            whole = flat(self.words(pdf, "-raw"))
            for word in ("案件流程单", TITLE, "承办部门", "期限", "打印", *(f"第{n + 1}册" for n in range(MOVES))):
                self.assertIn(word, whole)
            fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout
            self.assertTrue(all(re.search(r" yes (yes|no ) yes ", line) for line in fonts.splitlines()[2:]), fonts)  # embedded, and of letters


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
