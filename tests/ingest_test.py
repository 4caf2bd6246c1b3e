"""Ingest, end to end: counts that balance, undo, idempotence, and a run that is killed leaves nothing half there."""
import os
import random
import signal
import subprocess
import time
import unittest

from workspace import Workspace, program, run

LEDGER = "付款单位,付款日期,收款人,金额（元）,发票号码,摘要\n" + "".join(
    f"清源县示范局,2024-{1 + i % 12:02}-{1 + i % 28:02},示范商贸有限公司{i % 7},{100 + i}.50,FP{i:06},采购办公用品\n" for i in range(500))


def balanced(case, space):
    for manifest in space.manifests():
        for source in manifest["sources"]:
            case.assertEqual(source["rows_read"], source["rows_kept"] + source["rows_refused"], source["name"])


class Ingest(unittest.TestCase):
    def setUp(self):
        self.space = Workspace()

    def test_refuses_what_is_no_table(self):
        for name, content in {"a.pdf": b"%PDF-1.7\n%\xe2\xe3", "b.png": b"\x89PNG\r\n\x1a\n" + bytes(99), "c.csv": bytes(5000)}.items():
            done = self.space.ingest(self.space.write(name, content), check=False)
            self.assertEqual(done.returncode, 1, name)
            self.assertTrue(done.stderr.strip(), name)
        self.assertEqual(self.space.manifests(), [])

    def test_a_missing_file_is_named(self):
        done = self.space.ingest(self.space.folder / "nowhere.csv", check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("nowhere.csv", done.stderr + done.stdout)

    def test_counts_balance_and_the_same_file_again_changes_nothing(self):
        ledger = self.space.write("ledger.csv", LEDGER, "gb18030")
        self.space.ingest(ledger)
        balanced(self, self.space)
        first = self.space.manifests()
        self.assertEqual(first[0]["rows_by_table"], {"payment": 500})
        self.space.ingest(ledger)
        self.assertEqual(self.space.manifests(), first)

    def test_a_folder_stands_for_the_files_in_it(self):
        folder = self.space.folder.parent / "received"
        (folder / "二季度/附件").mkdir(parents=True)
        (folder / "乙.csv").write_text(LEDGER.replace("FP", "YI"))
        (folder / "二季度/附件/甲.csv").write_text(LEDGER)
        for name in ("说明.pdf", "~$乙.xlsx", ".DS_Store", "Thumbs.db"):
            (folder / name).write_bytes(b"%PDF-1.7\n%\xe2\xe3")
        os.mkfifo(folder / "丁.csv")
        (folder / "回环").symlink_to(folder)
        done = self.space.ingest(folder)
        self.assertEqual({m["sources"][0]["name"] for m in self.space.manifests()}, {"乙.csv", "甲.csv"})
        balanced(self, self.space)
        self.assertIn("说明.pdf：不是数据文件，没有读", done.stdout)
        self.assertIn("丁.csv：不是数据文件，没有读", done.stdout)
        self.assertNotIn("~$", done.stdout + done.stderr)
        # A file in it that looks like data and is none is told, and the rest goes in.
        (folder / "丙.csv").write_bytes(b"")
        done = self.space.ingest(folder, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("丙.csv", done.stderr)
        self.assertEqual(len(self.space.manifests()), 2)

    def test_undo_takes_a_batch_back_and_it_can_come_again(self):
        ledger = self.space.write("ledger.csv", LEDGER)
        self.space.ingest(ledger)
        batch = self.space.manifests()[0]["batch_id"]
        run("ingest", "undo", "-w", self.space.folder, batch)
        self.assertEqual(self.space.manifests(), [])
        self.assertEqual(run("ingest", "undo", "-w", self.space.folder, batch, check=False).returncode, 1)
        self.space.ingest(ledger)
        self.assertEqual(self.space.manifests()[0]["rows_by_table"], {"payment": 500})

    def test_a_bad_row_is_refused_with_its_reason_and_the_others_stay(self):
        ledger = self.space.write("ledger.csv", LEDGER + "清源县示范局,2024-02-30,甲,十二万,FP1,坏行\n合计,,,1000000,,\n")
        self.space.ingest(ledger)
        balanced(self, self.space)
        manifest = self.space.manifests()[0]
        self.assertEqual(manifest["rows_by_table"], {"payment": 500})
        refused = (self.space.folder / "batches" / (manifest["batch_id"] + ".refused.csv")).read_text()
        # The header, the bad row and the total: whatever is no row of data is accounted for too.
        self.assertEqual(len([line for line in refused.splitlines() if "ledger.csv" in line]), 3)
        self.assertIn("十二万", refused)

    def test_verify_finds_an_original_that_was_changed(self):
        self.space.ingest(self.space.write("ledger.csv", LEDGER))
        run("verify", "-w", self.space.folder)
        original = next((self.space.folder / "originals").iterdir())
        content = bytearray(original.read_bytes())
        content[len(content) // 2] ^= 1
        original.chmod(0o600)
        original.write_bytes(content)
        self.assertEqual(run("verify", "-w", self.space.folder, check=False).returncode, 1)

    def test_a_killed_run_leaves_nothing_half_there(self):
        big = self.space.write("big.csv", LEDGER.split("\n")[0] + "\n" + "\n".join(LEDGER.split("\n")[1:-1] * 600) + "\n")
        rng = random.Random(5)
        killed = 0
        for _ in range(12):
            child = subprocess.Popen([program, "ingest", "-w", self.space.folder, big], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(rng.uniform(0.02, 1.2))
            child.send_signal(signal.SIGKILL)
            child.wait()
            for manifest in self.space.manifests():  # whole, or absent
                self.assertEqual(manifest["rows_by_table"], {"payment": 300000})
            if self.space.manifests():
                run("ingest", "undo", "-w", self.space.folder, self.space.manifests()[0]["batch_id"])
            else:
                killed += 1
        self.assertGreater(killed, 0)
        self.space.ingest(big)
        self.assertEqual(self.space.manifests()[0]["rows_by_table"], {"payment": 300000})
        self.assertEqual(list((self.space.folder / "lake" / ".staging").glob("*")), [])

    def test_a_killed_run_over_many_files_has_each_of_them_whole_or_not(self):
        header, *rows = LEDGER.splitlines()
        sizes = [1 + 37 * i % 400 for i in range(100)]
        files = [self.space.write(f"{i:03}.csv", "\n".join([header] + [row.replace("FP", f"F{i:03}-") for row in rows[:size]]) + "\n") for i, size in enumerate(sizes)]
        expected = {f"{i:03}.csv": size for i, size in enumerate(sizes)}
        seen = []
        for attempt in range(45):  # a little longer each time: whatever the machine, some kills fall between two groups
            child = subprocess.Popen([program, "ingest", "-w", self.space.folder, *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(0.05 * 1.15**attempt)
            child.send_signal(signal.SIGKILL)
            child.wait()
            manifests = self.space.manifests()
            for manifest in manifests:
                name = manifest["sources"][0]["name"]
                self.assertEqual(manifest["rows_by_table"], {"payment": expected[name]})
                self.assertTrue(list((self.space.folder / "lake" / "payment" / f"batch={manifest['batch_id']}").glob("*.parquet")), name)
                self.assertTrue((self.space.folder / "originals" / manifest["sources"][0]["sm3"]).exists(), name)
                self.assertTrue((self.space.folder / "quality" / f"{manifest['batch_id']}.json").exists(), name)
            seen.append(len(manifests))
            if len(manifests) == len(files):
                break
        self.assertEqual(seen, sorted(seen), "what was told to be there stays there")
        self.assertTrue(any(0 < n < len(files) for n in seen), f"no kill fell between two groups: {seen}")
        self.space.ingest(*files)
        self.assertEqual({m["sources"][0]["name"]: m["rows_by_table"]["payment"] for m in self.space.manifests()}, expected)
        self.assertEqual(len(self.space.manifests()), len(files))
        run("verify", "-w", self.space.folder)
        known = {m["batch_id"] for m in self.space.manifests()}
        self.assertEqual({p.name.removeprefix("batch=") for p in (self.space.folder / "lake" / "payment").iterdir()}, known)
        self.assertEqual({p.name.split(".")[0] for p in (self.space.folder / "batches").iterdir()}, known)

    def test_a_second_writer_is_told_to_wait(self):
        import fcntl
        self.space.ingest(self.space.write("one.csv", LEDGER))
        with open(self.space.folder / "lake" / ".lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = self.space.ingest(self.space.write("two.csv", LEDGER.replace("FP", "GP")), check=False)
        self.assertEqual(done.returncode, 1)


if __name__ == "__main__":
    unittest.main()
