#!/usr/bin/env python3
"""The commands about procedures, and the shipped scenes, as an officer runs them."""
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as xml

root = pathlib.Path(__file__).resolve().parent.parent
program = root / "build/release/qingyuan"


def run(*words):
    return subprocess.run([program, *words], cwd=root, capture_output=True, text=True)


class Procedures(unittest.TestCase):
    def test_what_cannot_be_shown_or_played_is_refused(self):
        for words, code, says in [
            (["procedures", "show", "nothing"], 1, "没有程序 nothing"),
            (["procedures", "show", "lead", "--on", "2025-02-30"], 1, "没有这一天"),
            (["procedures", "draw", "lead", "-o", "lead.png"], 2, ".svg"),
            (["play", "examples/scenes/nowhere.scene"], 1, "nowhere.scene"),
        ]:
            done = run(*words)
            self.assertEqual(done.returncode, code, words)
            self.assertIn(says, done.stderr + done.stdout, words)

    def test_a_line_that_goes_otherwise_is_named(self):
        with tempfile.NamedTemporaryFile("w", suffix=".scene") as scene:
            scene.write("人员 李 案管工作人员\n事项 甲 问题线索\n2026-01-05 09:00\n李 甲 登记编号\n")
            scene.flush()
            done = run("play", scene.name)
        self.assertEqual(done.returncode, 1)
        self.assertIn(":4: 缺少应当具备的文书：《问题线索登记表》。依据：《监察法实施条例（2025年修订）》第二百零二条", done.stderr)

    def test_the_shipped_procedures_are_sound(self):
        done = run("procedures", "check")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("0 个问题 (problems)", done.stdout)
        self.assertIn("待法律人员确认 (disabled until a jurist confirms): TF-04", done.stdout)

    def test_the_day_chooses_what_is_shown(self):
        before, after = (run("procedures", "show", "lead", "--on", day).stdout for day in ("2025-05-31", "2025-06-01"))
        self.assertIn("适当了解 (sound out)  【当日没有依据", before)
        self.assertNotIn("适当了解 (sound out)  【", after)
        self.assertIn("《监察法实施条例（2021年）》第一百七十四条", before)

    def test_every_procedure_is_drawn_without_help_from_elsewhere(self):
        names = [line.split()[0] for line in run("procedures", "list").stdout.splitlines()]
        self.assertEqual(len(names), 17)
        with tempfile.TemporaryDirectory() as folder:
            for name in names:
                picture = pathlib.Path(folder) / f"{name}.svg"
                self.assertEqual(run("procedures", "draw", name, "-o", str(picture)).returncode, 0)
                self.assertTrue(xml.parse(picture).getroot().tag.endswith("svg"))
                text = picture.read_text().replace("http://www.w3.org/2000/svg", "")
                self.assertNotIn("http", text)
                self.assertNotIn("<script", text)

    def test_the_shipped_scenes_play(self):
        for scene, ends in [("lead-to-archive", "案卷甲（立卷归档）：已归档"), ("false-report-clarified", "来信乙（检举控告件）：已澄清")]:
            done = run("play", f"examples/scenes/{scene}.scene")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(ends, done.stdout)
            self.assertNotIn("已超期", done.stdout)


if __name__ == "__main__":
    unittest.main()
