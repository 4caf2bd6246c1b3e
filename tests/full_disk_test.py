"""A disk that fills up while files are read: what was there stays, nothing is half there, and the message says so."""
import os
import subprocess
import sys
import unittest

from ingest_test import LEDGER, balanced
from workspace import Workspace, program, root, run

# A small disk of our own needs a mount, which needs a namespace; where neither is allowed there is nothing to test with.
MOUNTED = "QY_SMALL_DISK"


class FullDisk(unittest.TestCase):
    def setUp(self):
        self.space = Workspace()
        lake = self.space.folder
        content = {p.relative_to(lake): p.read_bytes() for p in lake.rglob("*") if p.is_file()}
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", lake], check=True)
        self.addCleanup(subprocess.run, ["umount", lake], check=True)
        for name, data in content.items():
            (lake / name).parent.mkdir(parents=True, exist_ok=True)
            (lake / name).write_bytes(data)
            (lake / name).chmod(0o600)

    def outside(self, name, text):
        path = self.space.folder.parent / name
        path.write_text(text)
        return path

    def test_what_does_not_fit_leaves_nothing_and_what_was_there_stays(self):
        header, *rows = LEDGER.splitlines()
        small = self.outside("small.csv", LEDGER)
        # Texts that no compression makes small: the digits of a hash.
        import hashlib
        large = self.outside("large.csv", header + "\n" + "".join(
            f"清源县示范局,2024-01-02,{hashlib.sha256(str(i).encode()).hexdigest()},1.00,FP{i},{hashlib.sha512(str(i).encode()).hexdigest()}\n" for i in range(40_000)))
        self.space.ingest(small)
        before = self.space.manifests()
        files = sorted(p.relative_to(self.space.folder) for p in self.space.folder.rglob("*") if p.is_file())
        done = self.space.ingest(large, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("large.csv", done.stderr)
        self.assertIn("disk is full", done.stderr)
        self.assertEqual(self.space.manifests(), before)
        self.assertEqual(sorted(p.relative_to(self.space.folder) for p in self.space.folder.rglob("*") if p.is_file()), files)
        run("verify", "-w", self.space.folder)
        balanced(self, self.space)

    def test_a_group_that_does_not_fit_whole_fails_file_by_file(self):
        header, *rows = LEDGER.splitlines()
        files = [self.outside(f"{i}.csv", header + "\n" + "\n".join(row.replace("FP", f"{i}-") for row in rows * 3) + "\n") for i in range(60)]
        done = self.space.ingest(*files, check=False)
        self.assertEqual(done.returncode, 1)
        there = self.space.manifests()
        self.assertEqual(len(there) + done.stderr.count("：未入库"), len(files))
        for manifest in there:
            self.assertEqual(manifest["rows_by_table"], {"payment": 1500})
        run("verify", "-w", self.space.folder)


if __name__ == "__main__":
    if MOUNTED not in os.environ:
        done = subprocess.run(["unshare", "--mount", "--map-root-user", "true"], capture_output=True)
        if done.returncode != 0:
            print("no mount namespace here, so no small disk")
            sys.exit(77)
        sys.exit(subprocess.run(["unshare", "--mount", "--map-root-user", sys.executable, __file__, *sys.argv[1:]], env={**os.environ, MOUNTED: "1"}).returncode)
    unittest.main()
