#!/usr/bin/env python3
"""What stands in a finding's evidence rows, in the files as they came: who may look, what for, what is never in clear, and what is said where a
file is no longer to be shown. Refusals first."""
import io
import pathlib
import re
import unittest
import urllib.parse
import zipfile

import rights_test
from api_test import Api
from life_test import SIGNED, put_rule
from records_test import OFFICE
from workspace import run

WHY = "核对付款凭证"
FIRM, CODE = "青山县天河建筑有限公司", "91110000MA0000017B"
PERSON, ACCOUNT, PHONE = "11010519491231002X", "6222021234567890128", "13900001234"
REMARK = "经办人说的话"
# A title above the header, a column that feeds nothing, and numbers of a person where none belong.
JANUARY = ("测试县单位支付台账（单位：元）,,,,,,\n付款单位,支付日期,收款人,收款人代码,收款账号,金额（元）,摘要,内部备注\n"
           f"清源县示范局,2024-01-15,{FIRM},{CODE},{ACCOUNT},300.00,采购办公用品,{REMARK}\n"
           f"清源县示范局,2024-01-16,{FIRM},{PERSON},{ACCOUNT},400.00,经手人{PERSON}电话{PHONE},{REMARK}\n"
           f"清源县示范局,2024-01-17,青山县远山运输有限公司,,,1.00,小额,\n")
FEBRUARY = f"付款单位,支付日期,收款人,收款账号,金额（元）,摘要\n清源县示范局,2024-02-15,{FIRM},{ACCOUNT},500.00,工程款\n"
MARCH = f"付款单位,支付日期,收款人,金额（元）,摘要\n清源县示范局,2024-03-15,{FIRM},600.00,尾款\n"
NEVER = (PERSON, ACCOUNT, PHONE, REMARK)


class Rows(Api):
    office = OFFICE.replace("users:", "  - {id: sc, name: 审查调查室, kind: office}\nusers:") + rights_test.MORE

    @classmethod
    def prepare(cls, folder):
        cls.space.ingest(cls.space.write("一月.csv", JANUARY, "gb18030"))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as zipped:
            zipped.writestr("乡镇/二月.csv", FEBRUARY)
            zipped.writestr("说明.txt", "两份")
        cls.space.ingest(cls.space.write("报送.zip", packed.getvalue()))
        cls.space.ingest(cls.space.write("三月.csv", MARCH))
        put_rule(folder / "rules/payments/large")
        for act in ("shadow", "publish"):
            run("rules", act, "X01", *SIGNED, "-w", folder)
            report = cls.space.screen("--rules", "X01")
        [cls.finding] = report["findings"]

    def rows(self, user="an", status=200, why=WHY, more=""):
        answer = self.officer(user).ask("GET", self.path("/rows" + more), X_Purpose=urllib.parse.quote(why) if why else None)
        self.assertEqual(answer.status, status, answer.text)
        for never in (*NEVER, str(self.space.folder), "/proc/"):
            self.assertNotIn(never, answer.text)
        return answer

    def readings(self):
        kept = self.officer("aud").ask("GET", f"/api/v1/admin/readings?object=finding/{self.finding['id']}").json["items"]
        return [(one["user"], one["purpose"]) for one in kept if "证据行" in one["purpose"]]


class Refused(Rows):
    def test_who_may_not_and_what_for(self):
        before = self.readings()
        self.refused(self.anyone().ask("GET", self.path("/rows"), X_Purpose="x"), 401)
        for user in ("xf1", "zr", "sys", "sec", "aud"):
            self.refused(self.rows(user, 403), 403, "职责")
        for why in ("", " ", "长" * 400):
            self.refused(self.rows(why=why, status=400), 400, "用途")
        self.refused(self.officer("an").ask("GET", "/api/v1/findings/" + "0" * 16 + "/rows", X_Purpose="x"), 404)
        for more in ("?at=-1", "?limit=0", "?limit=101", "?at=x", "?cursor=1"):
            self.rows(status=400, more=more)
        self.assertEqual(self.readings(), before)


class Shown(Rows):
    def test_the_files_own_words_and_nothing_of_a_person(self):
        seen = self.officer("an").ask("GET", self.path()).getheader("ETag")
        told = self.rows().json
        self.assertEqual((told["total"], told["from"], told["to"]), (4, 0, 4))
        by_file = {place["file"]: place for place in told["places"]}
        self.assertEqual(set(by_file), {"一月.csv", "报送.zip/乡镇/二月.csv", "三月.csv"})
        january = by_file["一月.csv"]
        self.assertEqual((january["header_row"], january["left_out"], january["missing"], january.get("problem")), (2, 1, [], None))
        names = [column["name"] for column in january["columns"]]
        self.assertEqual(names, ["付款单位", "支付日期", "收款人", "收款人代码", "收款账号", "金额（元）", "摘要"])
        self.assertEqual([column["name"] for column in january["columns"] if column["used"]], ["收款人", "金额（元）"])
        self.assertEqual([column["name"] for column in january["columns"] if column["masked"]], ["收款账号"])
        self.assertEqual([row["row"] for row in january["rows"]], [3, 4])
        first, second = (dict(zip(names, row["cells"])) for row in january["rows"])
        self.assertEqual(first, {"付款单位": "清源县示范局", "支付日期": "2024-01-15", "收款人": FIRM, "收款人代码": CODE, "收款账号": "622202*********0128", "金额（元）": "300.00", "摘要": "采购办公用品"})
        self.assertEqual((second["收款人代码"], second["摘要"]), ("110105********002X", "经手人〔证件号〕电话〔号码〕"))
        [february] = by_file["报送.zip/乡镇/二月.csv"]["rows"]
        self.assertEqual((february["row"], february["cells"][-2:]), (2, ["500.00", "工程款"]))
        self.assertEqual(self.officer("an").ask("GET", self.path()).getheader("ETag"), seen)  # to look changes nothing

    def test_every_look_is_on_record_with_its_purpose(self):
        before = self.readings()
        for user in ("cm1", "sj"):
            self.rows(user)
        told = WHY + "；证据行 1–4 (rows of evidence)"
        self.assertEqual(sorted(self.readings()), sorted(before + [("cm1", told), ("sj", told)]))
        run("verify", "-w", self.space.folder)

    def test_page_by_page(self):
        met, at = [], 0
        while at < 4:
            page = self.rows(more=f"?at={at}&limit=1").json
            met += [(place["file"], row["row"]) for place in page["places"] for row in place["rows"]]
            at = page["to"]
        self.assertEqual(len(set(met)), 4)
        self.assertEqual(self.rows(more="?at=9").json["places"], [])


class Gone(Rows):
    def test_an_original_away_or_spoilt_and_an_import_undone(self):
        manifests = {one["sources"][0]["name"]: one for one in self.space.manifests()}
        original = self.space.folder / "originals" / manifests["一月.csv"]["sources"][0]["received_sm3"]
        whole = original.read_bytes()
        of = lambda file: next(place for place in self.rows().json["places"] if place["file"] == file)  # noqa: E731
        original.write_bytes(whole[:60] + bytes([whole[60] ^ 1]) + whole[61:])
        self.assertIn("读不出来", of("一月.csv")["problem"]["zh"])
        original.unlink()
        gone = of("一月.csv")
        self.assertIn("已不在", gone["problem"]["zh"])
        self.assertEqual((gone["rows"], gone["columns"], gone["missing"]), ([], [], [3, 4]))
        self.assertNotIn("problem", of("三月.csv"))  # the others are shown all the same
        original.write_bytes(whole)
        run("ingest", "undo", "-w", self.space.folder, manifests["三月.csv"]["batch_id"])
        undone = of("三月.csv")
        self.assertIn("已经撤销", undone["problem"]["zh"])
        self.assertEqual(undone["rows"], [])
        self.assertEqual(len(of("一月.csv")["rows"]), 2)


class Large(Rows):
    """Above 128 MiB: read through where it is lines, said where it would have to be opened whole."""

    @classmethod
    def prepare(cls, folder):
        filler = "清源县示范局,2024-04-15,青山县远山运输有限公司,0.00," + "小额" * 60 + "\n"
        lines = (132 << 20) // len(filler.encode()) + 1
        head, last = "付款单位,支付日期,收款人,金额（元）,摘要\n", f"清源县示范局,2024-04-30,{FIRM},700.00,经手人{PERSON}\n"
        ledger = (head + f"清源县示范局,2024-04-01,{FIRM},800.00,首笔\n" + filler * lines + last).encode()
        cls.last = lines + 3
        large, packed = folder / "四月.csv", folder / "打包.zip"
        large.write_bytes(ledger)
        cls.space.ingest(large)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as zipped:
            zipped.writestr("五月.csv", ledger.replace("2024-04".encode(), "2024-05".encode()))
        cls.space.ingest(packed)
        for file in (large, packed):
            file.unlink()
        super().prepare(folder)

    def memory(self, what):
        status = pathlib.Path(f"/proc/{self.server.pid}/status").read_text()
        return int(re.search(rf"{what}:\s+(\d+) kB", status)[1]) >> 10

    def places(self):
        met, at, total = {}, 0, 1
        while at < total:
            page = self.rows(more=f"?at={at}").json
            for place in page["places"]:
                met.setdefault(place["file"], []).append(place)
            self.assertGreater(page["to"], at)
            at, total = page["to"], page["total"]
        return met

    def test_a_row_at_its_end_in_little_memory_and_none_of_a_spoilt_one(self):
        self.places()
        pathlib.Path(f"/proc/{self.server.pid}/clear_refs").write_text("5")  # the peak begins anew
        before = self.memory("VmRSS")
        met = self.places()
        self.assertLess(self.memory("VmHWM") - before, 60)
        april = {row["row"]: row["cells"] for place in met["四月.csv"] for row in place["rows"]}
        self.assertEqual(set(april), {2, self.last})
        self.assertEqual(april[self.last], ["清源县示范局", "2024-04-30", FIRM, "700.00", "经手人〔证件号〕"])
        for place in met["打包.zip/五月.csv"]:
            self.assertIn("超过 128 MiB", place["problem"]["zh"])
            self.assertIn("128 MiB", place["problem"]["en"])
            self.assertEqual(place["rows"], [])
        self.assertIn("三月.csv", met)

        [source] = [source for one in self.space.manifests() for source in one["sources"] if source["name"] == "四月.csv"]
        original = self.space.folder / "originals" / source["received_sm3"]
        with original.open("r+b") as file:
            for at in (64 << 20, original.stat().st_size - 9):  # before the last of the rows, and behind them
                file.seek(at)
                byte = file.read(1)[0]
                file.seek(at)
                file.write(bytes([byte ^ 1]))
                file.flush()
                [spoilt, *_] = self.places()["四月.csv"]
                self.assertIn("读不出来", spoilt["problem"]["zh"])
                self.assertEqual(spoilt["rows"], [])
                file.seek(at)
                file.write(bytes([byte]))
                file.flush()
            whole = original.stat().st_size
            end = original.read_bytes()[-(1 << 20) - 20 :]
            file.truncate(whole - len(end))
            self.assertIn("读不出来", self.places()["四月.csv"][0]["problem"]["zh"])
            file.truncate((4 << 30) + 1)  # with nothing in it, and not looked into
            huge = self.places()["四月.csv"][0]
            self.assertIn("超过 4 GiB", huge["problem"]["zh"])
            self.assertIn("larger than 4 GiB", huge["problem"]["en"])
            self.assertEqual(huge["rows"], [])


if __name__ == "__main__":
    unittest.main()
