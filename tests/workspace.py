"""A throw-away workspace and the program to drive: what the end-to-end tests stand on."""
import json
import os
import pathlib
import subprocess
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
program = pathlib.Path(os.environ.get("QINGYUAN", root / "build/release/qingyuan"))
shared_data = root.parent / "shared" / "data"


def run(*words, check=True, **keywords):
    done = subprocess.run([str(program), *map(str, words)], capture_output=True, text=True, **keywords)
    if check and done.returncode != 0:
        raise AssertionError(f"qingyuan {' '.join(map(str, words))}\nexit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


class Workspace:
    def __init__(self, seal="intl"):
        self.holder = tempfile.TemporaryDirectory(prefix="qy-test-")
        self.folder = pathlib.Path(self.holder.name) / "county"
        run("init", self.folder, "--seal", seal, "--unit", "测试县")

    def ingest(self, *files, check=True):
        return run("ingest", "-w", self.folder, *files, check=check)

    def screen(self, *words):
        out = self.folder / "out.json"
        run("screen", "-w", self.folder, "--as-of", "2024-12-31", "--json", out, *words)
        return json.loads(out.read_text())

    def manifests(self):
        return [json.loads(m.read_text()) for m in sorted((self.folder / "batches").glob("b*.json")) if ".undone." not in m.name]

    def write(self, name, text, encoding="utf-8"):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path
