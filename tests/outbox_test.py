#!/usr/bin/env python3
"""What leaves the office: to whom, at least once, each under its key; and the checkpoint that goes on paper."""
import html
import http.server
import json
import re
import shutil
import subprocess
import threading
import unittest

from records_test import TODAY, Records


class Sent(Records):
    def setUp(self):
        super().setUp()
        self.found = self.finding()
        self.do("findings", "ask", self.found, "--unit", "财政局", "--due", TODAY.isoformat(), "--by", "an")
        self.drop = self.space.folder.parent / "drop"

    def send(self, *words, code=0):
        return self.do("outbox", "send", "--by", "sys", *words, code=code)

    def rows(self):
        return subprocess.run(["python3", "-c", f"import sqlite3; print(sqlite3.connect({str(self.space.folder / 'records.db')!r}).execute('SELECT count(*), count(sent_ms) FROM outbox').fetchone())"], capture_output=True, text=True, check=True).stdout.strip()

    def test_who_may_and_where_to(self):
        self.assertIn("没有 system_administrator", self.do("outbox", "send", "--by", "an", "--drop", self.drop, code=1))
        self.assertIn("不能查看", self.do("outbox", "list", "--by", "an", code=1))
        self.assertIn("只写一个", self.send(code=1))
        self.assertIn("只写一个", self.send("--drop", self.drop, "--url", "http://127.0.0.1:9", code=1))
        self.assertIn("没有答复", self.send("--url", "http://127.0.0.1:9/", code=1))
        self.assertEqual(self.rows(), "(1, 0)")  # it stays
        self.assertIn("finding.asked → 财政局", self.do("outbox", "list", "--by", "sys"))

    def test_a_folder_for_an_office_without_a_network(self):
        self.assertIn("已发出 1 件", self.send("--drop", self.drop))
        [file] = self.drop.iterdir()
        letter = json.loads(file.read_text())
        self.assertEqual((letter["key"], letter["topic"], letter["to"]), (file.stem, "finding.asked", "财政局"))
        self.assertIn(TODAY.isoformat(), letter["body"])
        self.assertIn("已发出 0 件", self.send("--drop", self.drop))
        self.do("verify")

    def test_the_same_key_when_it_is_sent_again(self):
        got = []

        class Taker(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                got.append((self.headers["Idempotency-Key"], json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
                self.send_response(503 if len(got) == 1 else 204)
                self.end_headers()

            def log_message(self, *_):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Taker)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        url = f"http://127.0.0.1:{server.server_port}/inbox"
        self.assertIn("没有收下（503）", self.send("--url", url, code=1))
        self.assertIn("已发出 1 件", self.send("--url", url))
        self.assertEqual(got[0], got[1])
        self.assertEqual(got[0][0], got[0][1]["key"])
        self.assertEqual(self.rows(), "(1, 1)")


class OnPaper(Records):
    def test_the_sheet_says_what_the_checkpoint_says(self):
        sheet = self.space.folder.parent / "sheet.html"
        self.do("records", "checkpoint", "-o", self.space.folder / "note.txt")
        self.do("records", "checkpoint", "--sheet", sheet)
        note, page = (self.space.folder / "note.txt").read_text(), sheet.read_text()
        self.assertEqual(html.unescape(re.search("<pre>(.*?)</pre>", page, re.S).group(1)), note)
        self.assertNotIn("http", page.replace("http://www.w3.org/2000/svg", ""))
        if not shutil.which("zbarimg"):
            self.skipTest("no zbarimg here: the code itself was not read back")
        side = int(re.search(r'viewBox="0 0 (\d+)', page).group(1))
        dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", page)}
        image = self.space.folder.parent / "code.pgm"
        pixels = b"".join(bytes(0 if (x // 6, y // 6) in dark else 255 for x in range(side * 6)) for y in range(side * 6))
        image.write_bytes(b"P5 %d %d 255\n" % (side * 6, side * 6) + pixels)
        read = subprocess.run(["zbarimg", "-q", "--raw", "-Sbinary", image], capture_output=True, check=True).stdout
        self.assertEqual(read.decode(), note)


if __name__ == "__main__":
    unittest.main()
