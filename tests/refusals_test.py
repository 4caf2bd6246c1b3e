#!/usr/bin/env python3
"""What an officer reads when something goes wrong: Chinese first with English beside it, what happened, what is kept, what to do."""
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import time
import unittest
import zipfile

from workspace import Workspace, program, root, run

CHINESE = re.compile("[\u4e00-\u9fff]")
KEPT = "未入库，没有留下任何数据 (nothing of it was kept)"
LEDGER = "付款单位,付款日期,收款人,金额（元）,发票号码,摘要\n" + "".join(
    f"清源县示范局,2024-{1 + i % 12:02}-{1 + i % 28:02},示范商贸有限公司{i % 7},{100 + i}.50,FP{i:06},采购办公用品\n" for i in range(500))
fixtures = root / "tests/fixtures/ingest"


def workbook(rows):
    """A minimal XLSX; numbers stay numbers, texts are written inline."""
    def cell(value):
        return f"<c><v>{value}</v></c>" if isinstance(value, (int, float)) else f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    sheet = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="发放表" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="s" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }


class Refusals(unittest.TestCase):
    def setUp(self):
        self.space = Workspace()
        self.addCleanup(self.space.holder.cleanup)

    def refused(self, *words, **keywords):
        done = run("ingest", "-w", self.space.folder, *words, check=False, **keywords)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertEqual(self.space.manifests(), [])
        return done.stderr

    def says(self, text, *parts):
        for part in parts:
            self.assertIn(part, text)
        for line in text.splitlines():  # no line is in English alone
            self.assertTrue(CHINESE.search(line), line)

    def test_an_encoding_nobody_knows(self):
        utf32 = self.space.write("utf32.csv", LEDGER, "utf-32")
        self.says(self.refused(utf32), KEPT, "UTF-32 编码，不能读取，请另存为 UTF-8 (the text is UTF-32")
        mainframe = self.space.write("mainframe.csv", "VENDOR  AMOUNT 1234567890\n" * 50, "cp500")
        self.says(self.refused(mainframe), KEPT, "EBCDIC 编码，请索取 UTF-8 或 GB18030 编码的文件")
        plain = self.space.write("plain.csv", LEDGER)
        self.says(self.refused("--encoding", "shift-jis", plain), "没有名为“shift-jis”的编码，可选 utf8、gb18030")

    def test_a_line_of_three_gigabytes(self):
        path = self.space.folder / "line.csv"
        with open(path, "wb") as out:
            out.write("付款单位,付款日期,收款人,金额（元）\n".encode())
            out.write(b"x" * (40 << 20))
            out.truncate(3 << 30)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        start = time.monotonic()
        self.says(self.refused(path), KEPT, "第 2 行超过 16 MiB 仍没有换行，读不下去：请重新导出，每条记录一行", "(line 2 is longer than 16 MiB")
        self.assertLess(time.monotonic() - start, 20)
        self.assertLess(max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss), 300 << 10)  # KiB
        self.assertEqual(list((self.space.folder / "originals").iterdir()), [])

    def test_a_sheet_whose_numbers_ate_the_identities(self):
        path = self.space.folder / "发放.xlsx"
        rows = [["姓名", "身份证号", "补贴金额（元）", "发放日期"]] + [
            [f"村民{n}", 599101194912310000 + n, 35, f"2024-01-{n:02}"] for n in range(1, 21)]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            for name, text in workbook(rows).items():
                book.writestr(name, text)
        done = run("ingest", "-w", self.space.folder, path)
        self.assertIn("置空 20 处：证件号或账号已损坏（被表格软件当成数字） citizen_no", done.stdout)
        told = run("quality", "-w", self.space.folder).stdout
        self.assertIn("[严重] 身份证号有 20 个已损坏（被表格软件当成数字），不能用来辨认，已置空，请向来源单位重新索取；行号：发放表!2、发放表!3", told)
        self.assertNotIn("5991011949", told)
        self.assertIn("were eaten by a spreadsheet", run("quality", "-w", self.space.folder, "--english").stdout)

    def test_a_full_disk(self):
        ledger = self.space.write("ledger.csv", LEDGER + "".join(LEDGER.split("\n", 1)[1].replace("FP", f"G{i}P") for i in range(40)))

        def little_room():
            resource.setrlimit(resource.RLIMIT_FSIZE, (96 << 10, resource.RLIM_INFINITY))
        told = self.refused(ledger, preexec_fn=little_room)
        self.says(told, KEPT, "写不进", "磁盘已满或超出配额，请腾出空间后重新运行 (", "the disk is full: make room and run it again")
        self.assertEqual(list((self.space.folder / "originals").iterdir()), [])
        self.assertEqual([f for f in (self.space.folder / "lake").rglob("*.parquet")], [])
        self.space.ingest(ledger)
        self.assertEqual(self.space.manifests()[0]["rows_by_table"], {"payment": 20500})

    def test_a_rule_with_a_typo(self):
        self.space.ingest(self.space.write("ledger.csv", LEDGER))
        own = self.space.folder / "rules/own/duplicate-invoice"
        shutil.copytree(root / "rules/payments/duplicate-invoice", own)
        card = (own / "rule.yaml").read_text()
        line = 1 + card[:card.index("severity:")].count("\n")
        (own / "rule.yaml").write_text(card.replace("severity:", "severty:"))
        told = run("screen", "-w", self.space.folder, "--rules", "P0*").stderr
        self.says(told, f"rule.yaml:{line}: 此处没有 `severty` 这一项，是不是想写 `severity`？ (`severty` is not known here; did you mean `severity`?)",
                  "规则未装入，其余照常运行")
        # SQL that does not hold: a county's own version never comes into force, and the shipped one answers.
        (own / "rule.yaml").write_text(card)
        (own / "rule.sql").write_text((own / "rule.sql").read_text().replace("payment_keyed", "payment_kyed"))
        asked = run("rules", "shadow", "P01", "-w", self.space.folder, "--by", "甲", "--reason", "试运行", check=False)
        self.assertEqual(asked.returncode, 1)
        self.assertIn("payment_kyed", asked.stdout + asked.stderr)
        self.assertEqual({r["rule"]: r["state"] for r in self.space.screen("--rules", "P01")["run"]["rules"]}, {"P01": "answered"})

    def test_a_shipped_rule_that_fails_fails_alone(self):
        self.space.ingest(self.space.write("ledger.csv", LEDGER))
        home = self.space.folder / "home"
        for part in ("tables", "profiles", "procedures", "examples", "relations", "entities"):
            shutil.copytree(root / part, home / part)
        shutil.copytree(root / "rules", home / "rules")
        sql = home / "rules/payments/duplicate-invoice/rule.sql"
        sql.write_text(sql.read_text().replace("payment_keyed", "payment_kyed"))
        out = self.space.folder / "out.json"
        run("screen", "-w", self.space.folder, "--as-of", "2024-12-31", "--rules", "P0*", "--json", out, env={**os.environ, "QINGYUAN_HOME": str(home)})
        states = {r["rule"]: r for r in json.loads(out.read_text())["run"]["rules"]}
        self.assertEqual(states["P01"]["state"], "failed")
        self.assertIn("payment_kyed", states["P01"]["detail"])
        self.assertTrue(any(r["state"] != "failed" for r in states.values()))

    def test_a_run_that_was_stopped_or_killed(self):
        body = LEDGER.split("\n", 1)[1]
        big = self.space.write("big.csv", LEDGER + "".join(body.replace("FP", f"G{i}P") for i in range(1200)))

        def cut_short(how):
            child = subprocess.Popen([program, "ingest", "-w", self.space.folder, big], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            while child.poll() is None and not list((self.space.folder / "lake").glob(".staging/b*")):
                time.sleep(0.01)
            child.send_signal(how)
            return child.communicate()[1], child.returncode
        told, code = cut_short(signal.SIGINT)
        self.assertEqual(code, 130)
        self.says(told, "已停止。此前的文件已完整入库，当前文件没有留下任何数据 (stopped;")
        self.assertEqual(self.space.manifests(), [])
        cut_short(signal.SIGKILL)
        self.assertEqual(self.space.manifests(), [])
        done = self.space.ingest(self.space.write("ledger.csv", LEDGER))
        self.says(done.stderr, "上次运行中断，它没有做完的部分已清除；此前入库的数据完好，请重新入库没有做完的文件 (the last run was cut short")
        self.assertEqual(self.space.ingest(big).stderr, "")

    def test_every_kind_of_file_that_is_no_table(self):
        pdf = self.space.write("a.csv", b"%PDF-1.7\n%\xe2\xe3")
        png = self.space.write("b.csv", b"\x89PNG\r\n\x1a\n" + bytes(99))
        empty = self.space.write("c.csv", b"")
        mhtml = self.space.write("d.xls", b"MIME-Version: 1.0\n")
        mixed = self.space.write("e.csv", LEDGER.encode() + LEDGER.encode("gb18030"))
        commas = self.space.write("f.csv", (b"," * (15 << 20) + b"\n") * 2)
        readable = self.space.folder.parent / "only readme"
        readable.mkdir()
        (readable / "说明.pdf").write_bytes(b"%PDF")
        pipe = self.space.folder / "pipe.csv"
        os.mkfifo(pipe)
        for path, words in ((pdf, "PDF，请索取打印它的原表"), (png, "PNG 图片，请索取原表"), (empty, "是空文件（0 字节），请重新索取"),
                            (mhtml, "网页归档（MHTML），不能读取，请用表格软件打开，另存为 XLSX 或 CSV"),
                            (mixed, "有两种编码：有的行是 UTF-8，第 502 行等不是"), (commas, "第 1 行超过 16384 列"),
                            (self.space.folder, "是工作区，不是来源文件"), (readable, "里没有数据文件"), (pipe, "是管道或设备"), (self.space.folder / "nowhere.csv", "没有文件"),
                            (fixtures / "locked.zip", "有密码，请解除密码后另存"), (fixtures / "bomb.zip", "超过 100 倍；请自行解压，给出里面的文件"),
                            (fixtures / "overlap.zip", "里面的文件互相重叠"), (fixtures / "many_parts.zip", "里面有 20000 个文件，超过 10000 个"),
                            (fixtures / "nested.zip", "是压缩包里的压缩包，请先解开外层"), (fixtures / "cut.zip", "找不到目录，是否被截断？"),
                            (fixtures / "wrong_checksum.zip", "已损坏，请重新拷贝或重新压缩"), (fixtures / "cut.csv.gz", "解压到一半无法继续"),
                            (fixtures / "laughs.xlsx", "自带文档类型声明"), (fixtures / "encrypted.xlsx", "工作簿有密码"),
                            (fixtures / "text.docx", "Word 文档（DOCX），不能读取，请把其中的表格复制到表格软件")):
            with self.subTest(path.name):
                self.says(self.refused(path), KEPT, words)

    def test_words_of_the_command_line(self):
        for words, said in ((("ingest", "-w", "/nowhere", "a.csv"), "不是工作区，请先运行 qingyuan init"),
                            (("ingest", "undo", "-w", self.space.folder, "b1"), "没有批次 b1"),
                            (("ingest", "-w", self.space.folder, "--profile", "none", self.space.write("l.csv", LEDGER)), "没有映射方案 none"),
                            (("screen", "-w", self.space.folder, "--as-of", "2024-13-01"), "不是日期：2024-13-1"),
                            (("screen", "-w", self.space.folder, "--rules", "X99"), "没有规则与 X99 相符"),
                            (("tables", "show", "none"), "没有标准表 none"), (("rules", "show", "X99"), "没有规则 X99"),
                            (("rules", "test", "X99"), "没有规则 X99")):
            with self.subTest(str(words[-1])):
                done = run(*words, check=False)
                self.assertEqual(done.returncode, 1)
                self.says(done.stderr, said)


if __name__ == "__main__":
    unittest.main()
