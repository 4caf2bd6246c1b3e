#!/usr/bin/env python3
"""Files through the workbench into the lake: who may, what is refused, what is shown before anything is written, and that nothing is ever
half there. Refusals first."""
import io
import json
import pathlib
import signal
import socket
import subprocess
import time
import unittest
import urllib.parse
import uuid
import zipfile

from api_test import Api, Officer, free_port
from life_test import LEDGER
from records_test import OFFICE
from workspace import Workspace, program, run

HEADER = LEDGER.splitlines()[0]
# A good row, one with a day that never was (the day is left empty), one without an amount, a total: with the header 5 read, 2 kept, 3 refused.
SMALL = HEADER + """
清源县示范局,2024-05-11,示范商贸有限公司,120.50,ZP1,办公用品
清源县示范局,2024-02-30,示范商贸有限公司,88.00,ZP2,坏日期
清源县示范局,2024-05-13,示范商贸有限公司,十二万,ZP3,坏金额
合计,,,268.50,,
"""


def big_ledger(rows, mark):
    return HEADER + "\n" + "".join(f"清源县示范局,2024-{1 + i % 12:02}-{1 + i % 28:02},示范商贸有限公司{i % 7},{100 + i}.50,{mark}{i:07},采购办公用品\n" for i in range(rows))


class Sender(Officer):
    """An officer's browser that sends files and follows jobs."""

    def put(self, name, content, upload=None, **fields):
        upload = upload or uuid.uuid4().hex
        body = content.encode() if isinstance(content, str) else content
        answer = self.ask("PUT", f"/api/v1/uploads/{upload}?name={urllib.parse.quote(name)}", body, Content_Type="application/octet-stream", **fields)
        answer.upload = upload
        return answer

    def follow(self, begun, seconds=60):
        assert begun.status == 202, begun.text
        return self.until_over(begun.json["id"], seconds)

    def until_over(self, job, seconds=60):
        for _ in range(seconds * 20):
            now = self.ask("GET", f"/api/v1/jobs/{job}").json
            if now["state"] not in ("waiting", "running"):
                return now
            time.sleep(0.05)
        raise AssertionError(f"the job does not end: {now}")

    def look(self, upload, **said):
        self.follow(self.ask("POST", f"/api/v1/uploads/{upload}/look", said))
        return self.ask("GET", f"/api/v1/uploads/{upload}").json["look"]

    def bring_in(self, name, content, **said):
        upload = self.put(name, content).upload
        self.look(upload)
        return self.follow(self.ask("POST", f"/api/v1/uploads/{upload}/import", said))


class Imports(Api):
    browser = Sender

    def in_box(self):
        return sorted(path.name for path in (self.space.folder / "uploads").glob("*"))

    def nothing_half(self, space=None):
        folder = (space or self.space).folder
        self.assertEqual([p for p in (folder / "lake" / ".staging").glob("*") if p.name.startswith("b")], [])
        known = {p.name.split(".")[0] for p in (folder / "batches").glob("*.json")}
        self.assertEqual({p.name.removeprefix("batch=") for p in (folder / "lake").glob("*/batch=*")} - known, set())

    # ── who may
    def test_nobody_without_a_session_a_role_or_the_page_s_token(self):
        box = self.in_box()
        stranger = Sender(self.port)
        self.refused(stranger.put("a.csv", SMALL), 401)
        for method, path in (("GET", "/api/v1/uploads"), ("GET", "/api/v1/jobs"), ("GET", "/api/v1/batches"), ("GET", "/api/v1/tables")):
            self.refused(stranger.ask(method, path), 401)
        self.refused(self.officer("sec").put("a.csv", SMALL), 403)
        self.refused(self.officer("xf1").ask("GET", "/api/v1/uploads"), 403)
        self.refused(self.officer("sys").ask("GET", "/api/v1/batches"), 403)
        an = self.officer("an")
        for wrong in ({"X_CSRF_Token": None}, {"X_CSRF_Token": "x"}, {"Origin": "http://evil.example"}, {"Sec_Fetch_Site": "cross-site"}):
            self.refused(an.put("a.csv", SMALL, **wrong), 403)
        self.refused(an.ask("PUT", f"/api/v1/uploads/{uuid.uuid4().hex}?name=a.csv", b"x", Content_Type="text/csv"), 415)
        self.refused(an.ask("POST", "/api/v1/batches/b20240101-000000-000/undo", {"reason": "x"}, X_CSRF_Token="x"), 403)
        self.assertEqual(self.in_box(), box)

    def test_another_s_file_and_job_are_not_there(self):
        an, other = self.officer("an"), self.officer("cm1")
        upload = an.put("a.csv", SMALL).upload
        begun = an.ask("POST", f"/api/v1/uploads/{upload}/look", {})
        job = begun.json["id"]
        an.follow(begun)
        for path in (f"/api/v1/uploads/{upload}", "/api/v1/uploads/none-such-file", f"/api/v1/jobs/{job}", "/api/v1/jobs/j20240101-000000-000", "/api/v1/batches/b20240101-000000-000"):
            self.refused(other.ask("GET", path), 404)
        self.refused(other.ask("DELETE", f"/api/v1/uploads/{upload}"), 404)
        self.refused(other.ask("POST", f"/api/v1/uploads/{upload}/import", {}), 404)
        self.refused(other.ask("POST", f"/api/v1/jobs/{job}/cancel", {}), 404)
        self.refused(an.ask("POST", f"/api/v1/jobs/{job}/cancel", {}), 409)  # it is over
        self.assertEqual([one["id"] for one in other.ask("GET", "/api/v1/uploads").json["items"]], [])
        self.assertEqual(an.ask("DELETE", f"/api/v1/uploads/{upload}").status, 204)
        self.refused(an.ask("GET", f"/api/v1/uploads/{upload}"), 404)

    # ── what is sent
    def test_a_name_that_leads_somewhere_a_number_that_does_and_a_file_of_nothing(self):
        an, box = self.officer("an"), self.in_box()
        for name in ("../../keys/seal.key", "a/b.csv", "a\\b.csv", "..", "", " ", "a" * 300):
            self.refused(an.put(name, SMALL), 422, "未接收")
        self.refused(an.put("a.csv", SMALL, upload="UPPER-CASE"), 422)
        self.refused(an.put("a.csv", SMALL, upload="short"), 422)
        self.assertEqual(an.put("a.csv", SMALL, upload="..%2f..%2fkeys").status, 400)
        self.refused(an.put("a.csv", b""), 422, "空")
        taken = an.put("a.csv", SMALL)
        self.refused(an.put("b.csv", SMALL, upload=taken.upload), 409)
        self.assertEqual(an.put("‮vsc.\x07.表.csv", SMALL).json["name"], "vsc..表.csv")
        for one in an.ask("GET", "/api/v1/uploads").json["items"]:
            an.ask("DELETE", f"/api/v1/uploads/{one['id']}")
        self.assertEqual(self.in_box(), box)

    def test_two_gigabytes_are_refused_before_a_byte_and_a_broken_line_leaves_nothing(self):
        an, box = self.officer("an"), self.in_box()
        upload = uuid.uuid4().hex
        head = f"PUT /api/v1/uploads/{upload}?name=a.csv HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nOrigin: http://127.0.0.1:{self.port}\r\nCookie: {an.cookie}\r\nX-CSRF-Token: {an.csrf}\r\nContent-Type: application/octet-stream\r\n"
        told = self.raw(head + f"Content-Length: {2 << 30}\r\n\r\n")
        self.assertTrue(told.startswith("HTTP/1.1 413 "), told)
        self.assertIn("2048 MiB", told)
        self.assertTrue(self.raw(head + "Transfer-Encoding: chunked\r\n\r\n").startswith("HTTP/1.1 411 "))
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall((head + "Content-Length: 1000000\r\n\r\n").encode() + b"x" * 300_000)
            for _ in range(100):
                if self.in_box() != box:
                    break
                time.sleep(0.02)
            self.assertEqual(len(self.in_box()), len(box) + 1)
            self.refused(an.put("b.csv", SMALL), 409)  # one at a time
        for _ in range(100):
            if self.in_box() == box:
                break
            time.sleep(0.05)
        self.assertEqual(self.in_box(), box)
        self.refused(an.ask("GET", f"/api/v1/uploads/{upload}"), 404)

    def test_a_large_file_takes_no_memory(self):
        an = self.officer("an")
        held = lambda: int(pathlib.Path(f"/proc/{self.server.pid}/status").read_text().split("VmHWM:")[1].split()[0])  # noqa: E731
        before = held()
        answer = an.put("large.bin", bytes(200 << 20))
        self.assertEqual(answer.status, 201, answer.text)
        self.assertLess(held() - before, 60_000)  # kB
        an.ask("DELETE", f"/api/v1/uploads/{answer.upload}")

    def test_hostile_files_say_why_and_cannot_be_imported(self):
        an = self.officer("an")
        for name, content in {"a.pdf": b"%PDF-1.7\n%\xe2\xe3", "b.png": b"\x89PNG\r\n\x1a\n" + bytes(99), "c.csv": bytes(5000)}.items():
            upload = an.put(name, content).upload
            [source] = an.look(upload)["sources"]
            self.assertFalse(source["ready"])
            self.assertTrue(source.get("problem") or source.get("questions"), source)
            self.assertNotIn(str(self.space.folder), json.dumps(source))
            self.refused(an.ask("POST", f"/api/v1/uploads/{upload}/import", {}), 409)
            an.ask("DELETE", f"/api/v1/uploads/{upload}")

    def test_a_zip_bomb_and_a_zip_that_climbs(self):
        an = self.officer("an")
        bomb, climbing = io.BytesIO(), io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("a.csv", bytes(60 << 20))
        with zipfile.ZipFile(climbing, "w") as out:
            out.writestr("../../keys/evil.csv", SMALL.replace("ZP", "EP"))
        upload = an.put("x.zip", bomb.getvalue()).upload
        job = an.follow(an.ask("POST", f"/api/v1/uploads/{upload}/look", {}))
        self.assertEqual((job["state"], job["problem"]["status"]), ("failed", 413), job)
        self.assertNotIn(str(self.space.folder), json.dumps(job))
        self.assertIsNone(an.ask("GET", f"/api/v1/uploads/{upload}").json["look"])
        an.ask("DELETE", f"/api/v1/uploads/{upload}")
        # What is in a zip is read as it streams by and never gets a file of its own: the name is only a name.
        before = {path for path in self.space.folder.rglob("*") if "evil" in path.name}
        self.assertEqual(an.bring_in("x.zip", climbing.getvalue())["result"]["files"][0]["outcome"], "imported")
        self.assertEqual({path for path in self.space.folder.rglob("*") if "evil" in path.name}, before)

    def test_what_is_said_of_the_columns_is_checked(self):
        an = self.officer("an")
        upload = an.put("a.csv", SMALL).upload
        to = lambda said: an.ask("POST", f"/api/v1/uploads/{upload}/look", said)  # noqa: E731
        one = {"section": "", "table": "payment"}
        self.refused(to({"sections": [one | {"table": "salaries"}]}), 422, "/sections/0/table")
        self.refused(to({"sections": [one | {"columns": [{"at": 0, "field": "nothing"}]}]}), 422, "/sections/0/columns/0/field")
        self.refused(to({"sections": [one | {"columns": [{"at": 0, "field": "payer_name"}, {"at": 1, "field": "payer_name"}]}]}), 422, "/sections/0/columns/1/field")
        self.refused(to({"sections": [one | {"columns": [{"at": -1, "field": "payer_name"}]}]}), 422)
        self.refused(to({"sections": [one | {"columns": [{"at": 3, "field": "amount_fen", "unit": "dollars"}]}]}), 422, "/unit")
        self.refused(to({"sections": [one | {"table": ""}]}), 422, "/sections")
        self.refused(to({"sections": "payment"}), 422)
        self.refused(to({"date_order": "xyz"}), 422)
        self.refused(to({"encoding": "ebcdic"}), 422)
        self.refused(to({"more": 1}), 422, "/more")
        an.ask("DELETE", f"/api/v1/uploads/{upload}")

    # ── the whole way
    def test_from_a_file_to_the_lake_and_back(self):
        an = self.officer("an")
        before = [one["id"] for one in an.ask("GET", "/api/v1/batches").json["items"]]
        sent = an.put("五月.csv", SMALL.encode("gb18030"))
        self.assertEqual((sent.status, sent.json["name"]), (201, "五月.csv"))
        self.refused(an.ask("POST", f"/api/v1/uploads/{sent.upload}/import", {}), 409, "先识别")
        [source] = an.look(sent.upload)["sources"]
        self.assertEqual((source["encoding"], source["format"], source["ready"]), ("gb18030", "csv", True), source)
        self.assertEqual((source["rows_read"], source["rows_kept"], source["rows_refused"]), (5, 2, 3))
        self.assertEqual({one["reason"]: one["count"] for one in source["refused"]}, {"header_row": 1, "bad_amount": 1, "total_row": 1})
        self.assertEqual([(one["reason"], one["field"], one["count"]) for one in source["left_empty"]], [("bad_date", "on", 1)])
        [section] = source["sections"]
        self.assertEqual((section["table"], section["header_row"], section["missing"]), ("payment", 1, []))
        amount = next(one for one in section["columns"] if one["field"] == "amount_fen")
        self.assertEqual((amount["name"], amount["unit"], amount["filled"], amount["samples"][0]), ("金额（元）", "yuan", 4, "120.50"))
        self.assertEqual([one["id"] for one in an.ask("GET", "/api/v1/batches").json["items"]], before)  # nothing was written

        done = an.follow(an.ask("POST", f"/api/v1/uploads/{sent.upload}/import", {}))
        [file] = done["result"]["files"]
        self.assertEqual((done["state"], file["outcome"], file["rows_read"], file["rows_kept"], file["rows_refused"], file["rows_by_table"]), ("done", "imported", 5, 2, 3, {"payment": 2}))
        self.refused(an.ask("GET", f"/api/v1/uploads/{sent.upload}"), 404)  # it is in: the copy is gone
        batch = file["batch"]
        [listed] = [one for one in an.ask("GET", "/api/v1/batches").json["items"] if one["id"] == batch]
        self.assertEqual(listed["sources"][0]["rows_kept"], 2)
        page = an.ask("GET", f"/api/v1/batches/{batch}").json
        self.assertEqual(page["quality"]["rows_refused"], 3)
        refused = an.ask("GET", f"/api/v1/batches/{batch}/refused")
        self.assertEqual((refused.getheader("Content-Type"), refused.text[0]), ("text/csv; charset=utf-8", "\ufeff"))
        self.assertIn("十二万", refused.text)
        self.assertIn("attachment", refused.getheader("Content-Disposition"))
        self.refused(self.officer("sec").ask("GET", f"/api/v1/batches/{batch}/refused"), 403)

        again = an.bring_in("五月.csv", SMALL.encode("gb18030"))
        self.assertEqual(again["result"]["files"][0]["outcome"], "already_there")

        self.refused(an.ask("POST", f"/api/v1/batches/{batch}/undo", {"reason": " "}), 422, "/reason")
        self.refused(self.officer("sec").ask("POST", f"/api/v1/batches/{batch}/undo", {"reason": "x"}), 403)
        self.assertEqual(an.ask("POST", f"/api/v1/batches/{batch}/undo", {"reason": "来源单位重新报送"}).status, 204)
        self.refused(an.ask("POST", f"/api/v1/batches/{batch}/undo", {"reason": "x"}), 404)
        self.assertEqual([one["id"] for one in an.ask("GET", "/api/v1/batches").json["items"]], before)
        history = run("records", "history", f"source/{batch}", "--by", "an", "--purpose", "核对", "-w", self.space.folder).stdout
        for kind in ("source.imported", "reading.exported", "source.undone"):
            self.assertIn(kind, history)
        self.assertEqual(an.bring_in("五月.csv", SMALL.encode("gb18030"))["result"]["files"][0]["outcome"], "imported")
        run("verify", "-w", self.space.folder)
        self.nothing_half()

    def test_persons_are_not_shown(self):
        an = self.officer("an")
        number = "11010519491231002X"
        upload = an.put("补贴.csv", "姓名,身份证号,补贴项目,实发金额,发放日期,开户银行账号,备注\n" + "".join(f"张示范,{number},耕地地力保护补贴,{100 + i},2024-05-{i + 1:02},6222021234567890128,甲某{i}\n" for i in range(9))).upload
        an.look(upload)
        text = an.ask("GET", f"/api/v1/uploads/{upload}").text
        for secret in (number, "张示范", "6222021234567890128", number[6:14]):
            self.assertNotIn(secret, text)
        columns = json.loads(text)["look"]["sources"][0]["sections"][0]["columns"]
        self.assertTrue(next(one for one in columns if one["field"] == "citizen_no")["masked"])
        an.ask("DELETE", f"/api/v1/uploads/{upload}")

    def test_the_officer_puts_the_columns_right_and_the_next_month_needs_nothing(self):
        an = self.officer("an")
        strange = "付款单位,日子,收款人,数\n清源县示范局,2024-05-11,示范商贸有限公司,12\n清源县示范局,2024-05-12,示范商贸有限公司,13\n"
        upload = an.put("怪表头.csv", strange).upload
        [source] = an.look(upload)["sources"]
        self.assertFalse(source["ready"])
        self.assertTrue(source["questions"])
        self.refused(an.ask("POST", f"/api/v1/uploads/{upload}/import", {}), 409)
        columns = [{"at": 0, "field": "payer_name"}, {"at": 1, "field": "on"}, {"at": 2, "field": "payee_name"}]
        [source] = an.look(upload, sections=[{"section": "", "table": "payment", "columns": columns}])["sources"]
        self.assertFalse(source["ready"])
        self.assertEqual(source["sections"][0]["missing"], ["amount_fen"])
        columns.append({"at": 3, "field": "amount_fen", "unit": "wan_yuan"})
        [source] = an.look(upload, sections=[{"section": "", "table": "payment", "columns": columns}])["sources"]
        self.assertEqual((source["ready"], source["questions"], source["rows_kept"]), (True, [], 2), source)
        self.assertIn({"name": "amount_fen", "text": "120,000.00"}, source["samples"][0]["as_mapped"])
        self.refused(an.ask("POST", f"/api/v1/uploads/{upload}/import", {"remember_as": "../evil"}), 422, "/remember_as")
        done = an.follow(an.ask("POST", f"/api/v1/uploads/{upload}/import", {"remember_as": "怪表头"}))
        self.assertEqual(done["result"]["files"][0]["rows_kept"], 2)
        [next_month] = an.look(an.put("怪表头六月.csv", strange.replace("-05-", "-06-")).upload)["sources"]
        self.assertEqual((next_month["origin"], next_month["profile"], next_month["ready"]), ("matched", "怪表头", True))

    def test_a_zip_of_several_files_brings_what_is_ready(self):
        an = self.officer("an")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as out:
            out.writestr("一.csv", SMALL.replace("ZP", "YP"))
            out.writestr("二.csv", "甲,乙\n1,2\n")
            out.writestr("说明.pdf", b"%PDF-1.7")
        upload = an.put("两份.zip", packed.getvalue()).upload
        look = an.look(upload)
        self.assertEqual(([source["ready"] for source in look["sources"]], look["other"]), ([True, False], ["说明.pdf"]))
        done = an.follow(an.ask("POST", f"/api/v1/uploads/{upload}/import", {}))
        self.assertEqual([file["outcome"] for file in done["result"]["files"]], ["imported", "left_out"])
        self.assertEqual(an.ask("GET", f"/api/v1/uploads/{upload}").status, 200)  # the other half waits
        an.ask("DELETE", f"/api/v1/uploads/{upload}")

    def test_what_was_undone_is_not_taken_in_again_without_a_word(self):
        an = self.officer("an")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as out:
            out.writestr("甲.csv", SMALL.replace("ZP", "UP"))
            out.writestr("乙.csv", "付款单位,哪天,收款人,多少\n清源县示范局,2024-05-11,示范商贸有限公司,12\n")
        upload = an.put("撤销.zip", packed.getvalue()).upload
        first, second = "撤销.zip/甲.csv", "撤销.zip/乙.csv"
        show = lambda: {one["name"]: one for one in an.ask("GET", f"/api/v1/uploads/{upload}").json["look"]["sources"]}
        begin = lambda **said: an.ask("POST", f"/api/v1/uploads/{upload}/import", said)
        an.look(upload)
        self.assertNotIn("taken", show()[first])
        self.refused(begin(again="甲"), 422, "/again")
        self.refused(begin(again=["撤销.zip/丙.csv"]), 422, "/again/0")
        over = an.follow(begin())
        self.assertEqual([file["outcome"] for file in over["result"]["files"]], ["imported", "left_out"])
        batch = over["result"]["files"][0]["batch"]
        self.assertEqual(show()[first]["taken"], {"batch": batch, "undone": False})
        self.assertEqual(an.ask("POST", f"/api/v1/batches/{batch}/undo", {"reason": "送错了月份"}).status, 204)
        self.assertEqual(show()[first]["taken"], {"batch": batch, "undone": True})
        self.assertTrue(an.ask("GET", f"/api/v1/jobs/{over['id']}").json["result"]["files"][0]["undone"])

        before = self.space.manifests()
        self.refused(begin(), 409, "已经撤销")  # nothing else is ready
        columns = [{"at": at, "field": field} for at, field in enumerate(["payer_name", "on", "payee_name"])] + [{"at": 3, "field": "amount_fen", "unit": "yuan"}]
        an.look(upload, source=second, sections=[{"section": "", "table": "payment", "columns": columns}])
        self.assertTrue(show()[second]["ready"])
        over = an.follow(begin())
        self.assertEqual(([file["outcome"] for file in over["result"]["files"]], over["state"]), (["undone", "imported"], "done"), over)
        self.assertEqual([one["sources"][0]["name"] for one in self.space.manifests()[len(before):]], [second])
        self.refused(an.ask("GET", f"/api/v1/uploads/{upload}"), 404)  # what else there was is in

        # Chosen, it is taken in again; sent anew it needs no word: nobody undid what came since.
        time.sleep(1.1)  # batches and files are told apart by the second
        upload = an.put("撤销.zip", packed.getvalue()).upload
        an.look(upload)
        self.assertNotIn("taken", show()[first])
        batch = an.follow(begin())["result"]["files"][0]["batch"]
        self.assertEqual(an.ask("POST", f"/api/v1/batches/{batch}/undo", {"reason": "再核对"}).status, 204)
        over = an.follow(begin(again=[first]))
        self.assertEqual(over["result"]["files"][0]["outcome"], "imported")
        self.assertEqual(show()[first]["taken"], {"batch": over["result"]["files"][0]["batch"], "undone": False})
        an.ask("DELETE", f"/api/v1/uploads/{upload}")


class CutShort(unittest.TestCase):
    """Stopped by its officer, and by a kill: nothing is half there, and the job says so."""

    def setUp(self):
        self.space = Workspace()
        self.addCleanup(self.space.holder.cleanup)
        run("office", "load", self.space.write("office.yaml", OFFICE), "-w", self.space.folder)
        told = run("office", "passwords", "-w", self.space.folder).stdout
        self.secrets = {line.split("\t")[0]: line.split("\t")[1:3] for line in told.splitlines()[1:]}
        self.steps = 0

    def start(self):
        port = free_port()
        server = subprocess.Popen([program, "serve", "-w", self.space.folder, "--listen", f"127.0.0.1:{port}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (server.poll() is None and server.kill(), server.wait(), server.stdout.close(), server.stderr.close()))
        server.stdout.readline()
        officer = Sender(port, "an", *self.secrets["an"])
        officer.sign_in()
        self.secrets["an"][0] = officer.password
        return server, officer

    def begin(self, officer):
        upload = officer.put("大.csv", big_ledger(400_000, "BP")).upload
        officer.look(upload)
        begun = officer.ask("POST", f"/api/v1/uploads/{upload}/import", {})
        self.assertEqual(begun.status, 202, begun.text)
        for _ in range(400):
            if list((self.space.folder / "lake" / ".staging").glob("b*")):
                break
            time.sleep(0.01)
        return upload, begun.json["id"]

    def nothing_came(self):
        self.assertEqual(self.space.manifests(), [])
        Imports.nothing_half(self, self.space)

    def test_stopped_then_killed_then_whole(self):
        server, an = self.start()
        upload, job = self.begin(an)
        self.assertEqual(an.ask("POST", f"/api/v1/batches/b20240101-000000-000/undo", {"reason": "x"}).status, 404)
        self.assertEqual(an.ask("DELETE", f"/api/v1/uploads/{upload}").status, 409)  # it is at work
        self.assertEqual(an.ask("POST", f"/api/v1/jobs/{job}/cancel", {}).status, 200)
        over = an.until_over(job)
        self.assertEqual(over["state"], "cancelled", over)
        self.assertIn("没有留下任何数据", over["problem"]["detail"])
        self.nothing_came()

        begun = an.ask("POST", f"/api/v1/uploads/{upload}/import", {}).json["id"]
        for _ in range(400):
            if list((self.space.folder / "lake" / ".staging").glob("b*")):
                break
            time.sleep(0.01)
        server.send_signal(signal.SIGKILL)
        server.wait()
        self.assertEqual(self.space.manifests(), [])
        time.sleep(30 - time.time() % 30)  # the next code: each is taken once
        server, an = self.start()
        self.assertEqual(an.ask("GET", f"/api/v1/jobs/{begun}").json["state"], "cut_off")
        self.assertEqual(an.ask("GET", f"/api/v1/uploads/{upload}").status, 200)
        done = an.follow(an.ask("POST", f"/api/v1/uploads/{upload}/import", {}))
        self.assertEqual((done["state"], done["result"]["files"][0]["rows_kept"]), ("done", 400_000), done)
        Imports.nothing_half(self, self.space)

        upload, job = an.put("又.csv", big_ledger(400_000, "CP")).upload, None
        an.look(upload)
        job = an.ask("POST", f"/api/v1/uploads/{upload}/import", {}).json["id"]
        server.send_signal(signal.SIGTERM)
        self.assertEqual(server.wait(20), 0, server.stderr.read())
        kept = json.loads((self.space.folder / "jobs" / f"{job}.json").read_text())
        self.assertEqual(kept["state"], "cut_off")
        self.assertEqual(len(self.space.manifests()), 1)
        Imports.nothing_half(self, self.space)
        run("verify", "-w", self.space.folder)


if __name__ == "__main__":
    unittest.main()
