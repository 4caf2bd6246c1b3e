#!/usr/bin/env python3
"""A whole case through the store: the same on SQLite, on PostgreSQL and in memory, and every act of it in the log."""
import sqlite3
import subprocess
import sys
import unittest

import postgresql
from workspace import Workspace, root, run

SCENES = sorted((root / "examples/scenes").glob("*.scene"))
# What may differ: which salt, key and receipt there are.
STATES = ("case_file", "matter", "done_act", "running_limit", "document", "participant", "recusal", "other_party", "user_account", "user_role")


def story(said):
    """What was printed, up to the receipt."""
    return said.split("\n案卷 (file)")[0]


class Played(unittest.TestCase):
    def space(self, records=""):
        space = Workspace()
        self.addCleanup(space.holder.cleanup)
        if records:
            settings = space.folder / "qingyuan.yaml"
            settings.write_text(settings.read_text() + f"records: {records}\n")
        return space

    def play(self, scene, space, code=0):
        done = run("play", scene, "-w", space.folder, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def rows(self, space):
        with sqlite3.connect(f"file:{space.folder}/records.db?mode=ro", uri=True) as database:
            return {table: database.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in STATES}

    def test_a_scene_is_not_written_beside_real_records(self):
        space = self.space()
        self.play(SCENES[0], space)
        self.assertIn("已有办理记录，情节没有写入", self.play(SCENES[0], space, code=1))
        self.assertIn("不是工作区", run("play", SCENES[0], "-w", space.folder / "nowhere", check=False).stderr)

    def test_a_scene_that_goes_otherwise_says_so_and_leaves_what_was_done(self):
        space = self.space()
        scene = space.write("a.scene", "人员 李 案管工作人员\n事项 甲 问题线索\n2026-01-05 09:00\n李 甲 登记编号 附 齐\n李 甲 分办 附 齐\n")
        self.assertIn("a.scene:5: 审批的层级或者顺序不对", self.play(scene, space, code=1))
        [(_, _, _, _, name, procedure, state, *_)] = self.rows(space)["matter"]
        self.assertEqual((name, procedure, state), ("甲", "lead", "registered"))
        run("verify", "-w", space.folder)

    def test_it_goes_as_in_memory_and_is_in_the_log(self):
        for scene in SCENES:
            with self.subTest(scene.name):
                space = self.space()
                said = self.play(scene, space)
                self.assertEqual(story(said).strip(), run("play", scene).stdout.strip())
                receipt = space.write("receipt", said.split("(receipt of the last act)：\n")[1])
                done = subprocess.run([sys.executable, root / "verifier/qingyuan_verify.py", "receipt", receipt, "--key", space.folder / "keys/log.pub"],
                                      capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertIn("一致", run("verify", "-w", space.folder).stdout)
                acts = self.rows(space)["done_act"]
                self.assertEqual(len(acts), len({act[0] for act in acts}))

    @unittest.skipIf(postgresql.missing(), postgresql.missing())
    def test_postgresql_holds_the_same(self):
        names = [f"scene{n}" for n in range(len(SCENES))]
        with postgresql.cluster(*names) as url:
            for name, scene in zip(names, SCENES):
                with self.subTest(scene.name):
                    here, there = self.space(), self.space(url(name))
                    self.assertEqual(story(self.play(scene, there)), story(self.play(scene, here)))
                    run("verify", "-w", there.folder)
                    for table, rows in self.rows(here).items():
                        columns = ",".join(f"t.{c}" for c in self.columns(here, table))
                        said = subprocess.run(["psql", "-AtF", "\t", "-c", f"SELECT {columns} FROM {table} t ORDER BY id COLLATE \"C\"", url(name)],
                                              capture_output=True, text=True, check=True).stdout
                        there_rows = [line.split("\t") for line in said.splitlines()]
                        self.assertEqual(there_rows, [["" if v is None else str(v) for v in row] for row in rows], table)

    def columns(self, space, table):
        with sqlite3.connect(f"file:{space.folder}/records.db?mode=ro", uri=True) as database:
            return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


if __name__ == "__main__":
    unittest.main()
