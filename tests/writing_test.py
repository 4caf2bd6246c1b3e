#!/usr/bin/env python3
"""docs/rules/writing.md followed to the letter: its files written, its commands run, as a new user would."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

root = pathlib.Path(__file__).resolve().parent.parent
program = root / "build/release/qingyuan"
BLOCK = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)


class Writing(unittest.TestCase):
    def test_every_block_does_what_the_page_says(self):
        environment = dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}", QINGYUAN_HOME=str(root))
        said = ""
        with tempfile.TemporaryDirectory() as folder:
            for kind, name, text in BLOCK.findall((root / "docs/rules/writing.md").read_text()):
                if name:
                    (pathlib.Path(folder) / name).write_text(text)
                elif kind == "sh":
                    done = subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=folder, env=environment,
                                          capture_output=True, text=True)
                    self.assertEqual(done.returncode, 0, text + done.stdout + done.stderr)
                    said += done.stdout
        self.assertIn("5 passed, 0 failed", said)


if __name__ == "__main__":
    unittest.main()
