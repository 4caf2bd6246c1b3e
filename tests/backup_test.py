#!/usr/bin/env python3
"""A backup comes back whole on another disk, or is refused with what is kept; officers work on while it is made."""
import json
import shutil
import subprocess
import threading
import unittest

import postgresql
from life_test import LEDGER
from records_test import Records
from workspace import program, run

PHRASE = "a phrase for the safe"


class WithABackup(Records):
    def setUp(self):
        super().setUp()
        self.beside = self.space.folder.parent
        self.copy, self.back, self.keys = self.beside / "copy", self.beside / "back", self.space.folder / "keys"
        self.space.ingest(self.space.write("支付.csv", LEDGER))
        self.lead("某镇道路养护资金")

    def lead(self, summary):
        return self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", summary)

    def back_up(self):
        return self.do("backup", "-o", self.copy, "--by", "sys")

    def restore(self, *words, code=0, **keywords):
        done = run("restore", self.copy, "-o", self.back, "--keys", self.keys, *words, check=False, **keywords)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertEqual(code == 0, self.back.exists())
        self.assertEqual([p.name for p in self.beside.glob("*.restoring")], [])
        return done.stdout + done.stderr


class Backup(WithABackup):
    def test_refuses_who_may_not_and_where_something_is(self):
        self.assertIn("没有 system_administrator", self.do("backup", "-o", self.copy, "--by", "cm1", code=1))
        self.copy.mkdir()
        (self.copy / "else").write_text("x")
        self.assertIn("已有内容", self.do("backup", "-o", self.copy, "--by", "sys", code=1))
        self.assertIn("不是备份", self.restore(code=1))
        shutil.rmtree(self.copy)
        self.back_up()
        self.back.mkdir()
        (self.back / "else").write_text("x")
        done = run("restore", self.copy, "-o", self.back, "--keys", self.keys, check=False)
        self.assertEqual((done.returncode, (self.back / "else").read_text()), (1, "x"))

    def test_comes_back_whole(self):
        self.back_up()
        self.lead("备份之后的一件")
        self.assertIn("一致", self.restore())
        run("verify", "-w", self.back)
        leads = json.loads(run("leads", "list", "--json", "--by", "cm1", "-w", self.back).stdout)
        self.assertEqual([lead["summary"] for lead in leads], ["某镇道路养护资金"])
        run("leads", "add", "-w", self.back, "--by", "cm1", "--source", "media", "--summary", "恢复后照常办理")
        run("verify", "-w", self.back)
        names = lambda folder: sorted(p.relative_to(folder) for part in ("originals", "batches", "lake") for p in (folder / part).rglob("*") if p.is_file() and p.name != ".lock")
        self.assertEqual(names(self.back), names(self.space.folder))

    def test_nothing_in_it_can_be_read_without_the_keys(self):
        self.back_up()
        self.assertEqual(list(self.copy.rglob("*key*")), [])
        for trace in ("道路养护", "案件监督管理室", "lead.registered"):
            self.assertEqual([p for p in self.copy.rglob("*") if p.is_file() and trace.encode() in p.read_bytes()], [], trace)
        other = self.beside / "other"
        run("init", other, "--seal", getattr(self, "seal", "intl"))
        run("office", "load", self.space.folder / "office.yaml", "-w", other)
        self.keys = other / "keys"
        self.assertIn("没有恢复", self.restore(code=1))

    def test_every_altered_or_missing_file_is_found_before_anything_is_written(self):
        self.back_up()
        files = sorted(p for p in self.copy.rglob("*") if p.is_file())
        self.assertGreater(len(files), 10)
        for path in files:
            whole = path.read_bytes()
            for spoilt in (whole[:-1], whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1:], None):
                path.unlink() if spoilt is None else path.write_bytes(spoilt)
                self.assertIn("没有恢复", self.restore(code=1), path)
                path.write_bytes(whole)
        manifest = self.copy / "manifest"
        whole = manifest.read_text()
        manifest.write_text(whole.replace("qingyuan backup 1", "qingyuan backup 2"))
        self.assertIn("另一版", self.restore(code=1))
        manifest.write_text(whole)
        self.restore()

    def test_keys_travel_apart_under_a_phrase(self):
        self.back_up()
        copy = self.beside / "keys.locked"
        done = run("backup-keys", "-w", self.space.folder, "-o", copy, "--by", "sec", input=PHRASE + "\n")
        self.assertIn("分开存放", done.stdout)
        self.assertNotIn((self.keys / "seal.key").read_text().split("\n")[2], copy.read_text())
        shutil.rmtree(self.space.folder)
        self.keys = copy
        self.assertIn("口令不对", self.restore(code=1, input="another phrase here\n"))
        self.restore(input=PHRASE + "\n")
        run("verify", "-w", self.back)

    def test_officers_work_on_while_it_is_made(self):
        stop, added = threading.Event(), []

        def work():
            while not stop.is_set():
                added.append(subprocess.run([program, "leads", "add", "-w", self.space.folder, "--by", "cm1", "--source", "media", "--summary", f"第{len(added)}件"],
                                            capture_output=True).returncode)
        officer = threading.Thread(target=work)
        officer.start()
        try:
            for _ in range(3):
                self.back_up()
                self.restore()
                run("verify", "-w", self.back)
                shutil.rmtree(self.copy)
                shutil.rmtree(self.back)
        finally:
            stop.set()
            officer.join()
        self.assertEqual(set(added), {0})
        self.do("verify")

    def test_a_drill_is_held_and_on_record_also_when_it_fails(self):
        self.assertIn("均通过", self.do("drill", "--by", "sys"))
        self.back_up()
        victim = next(p for p in (self.copy / "files/log").rglob("*") if p.is_file())
        victim.write_bytes(victim.read_bytes() + b"x")
        self.assertIn("没有恢复", self.do("drill", "--by", "sys", "--backup", self.copy, code=1))
        kinds = [line.split()[4] for line in self.do("records", "history", "drill", "--by", "aud", "--purpose", "审计").splitlines()]
        self.assertEqual(kinds, ["system.drilled", "system.backed_up", "system.drilled"])
        self.assertEqual(list(self.space.folder.glob("drill*")), [])
        self.do("verify")


@unittest.skipIf(postgresql.missing(), postgresql.missing())
class FromOneDatabaseToTheOther(WithABackup):
    def test_comes_back_whole(self):
        self.back_up()
        with postgresql.cluster("records") as url:
            self.restore("--records", url("records"))
            self.assertFalse((self.back / "records.db").exists())
            run("verify", "-w", self.back)
            self.assertIn("已有内容", run("restore", self.copy, "-o", self.beside / "third", "--keys", self.keys, "--records", url("records"), check=False).stderr)
            run("leads", "add", "-w", self.back, "--by", "cm1", "--source", "media", "--summary", "在另一种数据库里")
            leads = json.loads(run("leads", "search", "另一种", "-w", self.back, "--by", "cm1", "--purpose", "查重", "--json").stdout)
            self.assertEqual(len(leads), 1)
            run("backup", "-w", self.back, "-o", self.beside / "second", "--by", "sys")
            self.assertIn("均通过", run("drill", "-w", self.back, "--by", "sys").stdout)
        run("restore", self.beside / "second", "-o", self.beside / "third", "--keys", self.keys)
        self.assertTrue((self.beside / "third/records.db").exists())
        run("verify", "-w", self.beside / "third")
        self.assertEqual(len(json.loads(run("leads", "list", "--json", "--by", "cm1", "-w", self.beside / "third").stdout)), 2)


class BackupInGm(Backup):
    seal = "gm"


if __name__ == "__main__":
    unittest.main()
