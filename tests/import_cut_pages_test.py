#!/usr/bin/env python3
"""The server is killed in the middle of an import, in real Chromium: the page says what is kept, what is not and what to do; done again, nothing is
there twice, and what was undone meanwhile is not there again. 77 where there are no pages or no Chromium."""
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import zipfile

import imports_test
from api_test import Api
from pages_test import can_show_pages, walk
from workspace import program, run

SMALL, ROWS = "付款单位,付款日期,收款人,金额（元）,发票号码,摘要\n清源县示范局,2024-05-11,示范商贸有限公司,12.50,QX1,办公用品\n", 1_500_000


class CutPages(Api):
    def serve(self):
        cls = type(self)
        cls.server = subprocess.Popen([program, "serve", "-w", self.space.folder, "--listen", f"127.0.0.1:{self.port}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        cls.server.stdout.readline()

    def kill_and_serve(self, signs):
        """The walk writes `kill` once the second file is half in, and `serve` when it has looked at the page without a server."""
        while not (signs / "kill").exists():
            time.sleep(0.05)
        self.staged = list((self.space.folder / "lake/.staging").glob("b*"))
        self.server.send_signal(signal.SIGKILL)
        self.server.communicate()
        (signs / "killed").touch()
        while not (signs / "serve").exists():
            time.sleep(0.05)
        self.serve()
        (signs / "served").touch()

    def test_killed_while_a_file_is_half_in(self):
        before = len(self.space.manifests())
        with tempfile.TemporaryDirectory(prefix="qy-signs-") as folder:
            signs = pathlib.Path(folder)
            packed = signs / "六月.zip"
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as both:
                both.writestr("小.csv", SMALL)
                both.writestr("中.csv", SMALL.replace("QX1", "QX2"))
                both.writestr("大.csv", imports_test.big_ledger(ROWS, "BP"))
            hand = threading.Thread(target=self.kill_and_serve, args=(signs,), daemon=True)
            hand.start()
            walk(self, "import_cut_walk.mjs", file=str(packed), signs=folder, rows=ROWS, dies=True)
            hand.join(10)
        self.assertEqual(len(self.staged), 1)  # it was half in
        self.assertEqual(len(self.space.manifests()), before + 2)
        imports_test.Imports.nothing_half(self)
        rows = {one["sources"][0]["name"]: one["sources"][0]["rows_kept"] for one in self.space.manifests()}
        self.assertEqual((rows["六月.zip/中.csv"], rows["六月.zip/大.csv"], rows.get("六月.zip/小.csv")), (1, ROWS, None), json.dumps(rows, ensure_ascii=False))
        run("verify", "-w", self.space.folder)


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
