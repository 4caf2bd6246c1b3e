#!/usr/bin/env python3
"""kill -9 at random moments: no act that was answered is lost, none is there twice, and the records hold after each.

QY_KILLS: how often (50; ./dev check: 1000). The writer is src/store/act_writer.cc."""
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

root = pathlib.Path(__file__).resolve().parent.parent
writer = root / "build/release/src/store/act_writer"
KILLS = int(os.environ.get("QY_KILLS", "50"))


class Crash(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="qy-crash-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        (self.folder / "keys").mkdir()

    def keys(self):
        with sqlite3.connect(f"file:{self.folder}/records.db?mode=ro", uri=True) as database:
            return dict(database.execute("SELECT act_key, seq FROM act_key"))

    def check(self):
        done = subprocess.run([writer, "check", self.folder], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return tuple(map(int, done.stdout.split()))

    def test_no_answered_act_is_lost_or_doubled(self):
        chance = random.Random(20261126)
        answered, in_flight = {}, 0
        for run in range(KILLS):
            child = subprocess.Popen([writer, "write", self.folder, f"r{run}", "4"], stdout=subprocess.PIPE, text=True)
            if chance.random() < 0.8:  # otherwise while it opens
                self.assertTrue((first := child.stdout.readline()).startswith("ack "), first)
                answered[first.split()[1]] = int(first.split()[2])
            time.sleep(chance.random() * 0.15)
            child.send_signal(signal.SIGKILL)
            for line in child.communicate()[0].splitlines():
                _, key, seq = line.split()
                answered[key] = int(seq)
        # Whoever opens next finishes what the last one left.
        done = subprocess.run([writer, "write", self.folder, "last", "1", "1"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        there = self.keys()
        lost = {key: seq for key, seq in answered.items() if there.get(key) != seq}
        self.assertEqual(lost, {})
        acts, rows = self.check()
        self.assertEqual((acts, rows), (len(there), len(there)))  # one act, one row, one key: nothing doubled
        print(f"{KILLS} kills, {len(answered)} acts answered, {len(there)} there, 0 lost, 0 doubled")

    def test_asking_again_after_a_kill_writes_nothing_twice(self):
        for _ in range(3):
            child = subprocess.Popen([writer, "write", self.folder, "same", "2", "200"], stdout=subprocess.PIPE, text=True)
            child.stdout.readline()
            time.sleep(0.02)
            child.kill()
            child.communicate()
        done = subprocess.run([writer, "write", self.folder, "same", "2", "200"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.check(), (400, 400))

    def test_the_disk_fails_at_each_call_once(self):
        """Every write, sync, open, rename and truncate of a run of 20 acts fails once, with ENOSPC and EIO: the run says so or
        survives it, what it answered is there, and the next run goes on."""
        shim = self.folder / "fault.so"
        compiled = subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, root / "tests/io_fault.c", "-ldl"], capture_output=True, text=True)
        self.assertEqual(compiled.returncode, 0, compiled.stderr)
        subprocess.run([writer, "write", self.folder, "warm", "1", "3"], check=True, capture_output=True)
        sound = tempfile.TemporaryDirectory(prefix="qy-sound-")
        self.addCleanup(sound.cleanup)
        subprocess.run(["cp", "-a", f"{self.folder}/.", sound.name], check=True)
        tried = failed = 0
        step = int(os.environ.get("QY_FAULT_STEP", "7"))  # every 7th call; ./dev check: every one
        for at in range(1, 100_000, step):
            subprocess.run(["rm", "-rf", *self.folder.glob("*")], check=True)
            subprocess.run(["cp", "-a", f"{sound.name}/.", self.folder], check=True)
            fault = {"LD_PRELOAD": str(shim), "QY_FAULT_AT": str(at), "QY_FAULT_ERRNO": "28" if at % 2 else "5", "QY_FAULT_DONE": str(self.folder / "fault.done")}
            run = subprocess.run([writer, "write", self.folder, "fault", "1", "20"], capture_output=True, text=True, env={**os.environ, **fault})
            if not (self.folder / "fault.done").exists():
                break  # there are not so many calls
            tried += 1
            failed += run.returncode != 0
            self.assertIn(run.returncode, (0, 1), run.stderr)
            if run.returncode == 1:
                self.assertTrue(run.stderr.strip(), "it failed without a word")
            answered = {line.split()[1]: int(line.split()[2]) for line in run.stdout.splitlines()}
            again = subprocess.run([writer, "write", self.folder, "fault", "1", "20"], capture_output=True, text=True)
            self.assertEqual(again.returncode, 0, f"call {at}: {again.stderr}")
            there = self.keys()
            self.assertEqual({k: s for k, s in answered.items() if there.get(k) != s}, {}, f"call {at}")
            self.assertEqual(self.check(), (23, 23), f"call {at}")
        self.assertGreater(tried, 5)
        print(f"{tried} calls failed once, {failed} runs told it, 0 acts lost or doubled")


class Disk(unittest.TestCase):
    """SQLite's own writes and calls, below what the processes above see: tests/crash_states."""
    states = root / "build/release/tests/crash_states/crash_states"
    # What is written is gone afterwards: where there is a disk in memory, it is there.
    environment = {**os.environ, "TMPDIR": "/dev/shm"} if os.access("/dev/shm", os.W_OK) else os.environ

    def holds(self, *words):
        done = subprocess.run([self.states, *words], capture_output=True, text=True, env=self.environment)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        print(done.stdout.strip())

    def test_whatever_a_crash_leaves_of_fifty_acts_every_answered_act_is_there_once(self):
        self.holds("states", *os.environ.get("QY_STATES", "97 1").split())  # every 97th moment; ./dev check: every third

    def test_each_call_of_sqlite_fails_once(self):
        self.holds("faults", os.environ.get("QY_CALL_STEP", "61"))  # every 61st; ./dev check: every one


if __name__ == "__main__":
    unittest.main()
