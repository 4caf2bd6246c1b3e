"""The workbench under load: officers signed in through the real door, reads and durable writes with rights on, an open-loop client beside the
server on the same cores. Makes its own workspace; figures are the client's, from when each request was due."""
import datetime
import json
import os
import pathlib
import re
import selectors
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time

root = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(root / "tests"))
import api_test  # noqa: E402
from life_test import LEDGER, SIGNED, put_rule  # noqa: E402
from metrics_test import ask  # noqa: E402
from workspace import program, run  # noqa: E402

LOAD = root / "build/release/bench/serve_load"

# As an analyst and case management work: the desk most often, lists, who one is; a tenth is durable and in the log.
MIX = """30\tGET\t/api/v1/todo
20\tGET\t/api/v1/findings?limit=50
15\tGET\t/api/v1/case-files?limit=50
15\tGET\t/api/v1/me
10\tGET\t/api/v1/leads?limit=50
6\tPOST\t/api/v1/case-files\t{"lead": "2025-{n}"}
4\tGET\t/api/v1/leads/2025-{any}
"""


def office(users):
    lines = ["units:", "  - {id: cm, name: 案件监督管理室, kind: office}", "users:", "  - {id: seed, name: 种, unit: cm, roles: [case_management]}"]
    lines += [f"  - {{id: {user}, name: 管, unit: cm, roles: [{role}_administrator]}}" for user, role in (("sys", "system"), ("sec", "security"), ("aud", "audit"))]
    lines += [f"  - {{id: u{i:04}, name: 员, unit: cm, roles: [case_management, data_analyst]}}" for i in range(users)]
    return "\n".join(lines) + "\n"


class House:
    def __init__(self, folder, users, leads):
        self.folder, self.users, self.leads, self.asked = pathlib.Path(folder), users, leads, 1
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        run("init", self.folder, "--unit", "测试县")
        (self.folder / "office.yaml").write_text(office(users))
        (self.folder / "支付.csv").write_text(LEDGER)
        run("office", "load", self.folder / "office.yaml", "-w", self.folder)
        run("ingest", "-w", self.folder, self.folder / "支付.csv")
        put_rule(self.folder / "rules/payments/large")
        for act in ("shadow", "publish"):
            run("rules", act, "X01", *SIGNED, "-w", self.folder)
            run("screen", "-w", self.folder, "--as-of", "2024-12-31", "--rules", "X01")
        # The first password of one, and the key of its code, are everybody's: a thousand hashes are not what is measured.
        told = run("office", "passwords", "-w", self.folder, "--user", "seed", "--by", "sec").stdout
        self.password, self.key = next(line.split("\t")[1:3] for line in told.splitlines() if line.startswith("seed\t"))
        accounts = self.folder / "keys/accounts.json"
        kept = json.loads(accounts.read_text())
        own = kept["seed"] | {"own": True}
        accounts.write_text(json.dumps(kept | {f"u{i:04}": own for i in range(users)} | {"seed": own}))
        self.fill(leads)

    def fill(self, leads):
        """Written past the door, as acts would have left them."""
        book = sqlite3.connect(self.folder / "records.db", isolation_level=None)
        book.executescript(f"""PRAGMA synchronous = OFF; BEGIN;
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {leads})
            INSERT INTO lead (id, version, seq, state, source, received_on, summary)
              SELECT '2025-' || printf('%06d', i), 1, i, 'registered', 'media', '2025-03-01', '某镇道路养护资金拨付缓慢' FROM n;
            COMMIT; PRAGMA wal_checkpoint(TRUNCATE);""")
        book.close()

    def serve(self):
        self.port = api_test.free_port()
        self.server = subprocess.Popen([program, "serve", "-w", self.folder, "--listen", f"127.0.0.1:{self.port}", "--proxy", "127.0.0.1"], stdout=subprocess.PIPE, text=True)
        self.server.stdout.readline()

    def sign_in(self):
        start = time.monotonic()
        lines = []
        for i in range(self.users):
            officer = api_test.Officer(self.port, f"u{i:04}", self.password, self.key)
            for _ in range(3):
                answer = officer.ask("POST", "/api/v1/session", {"user": officer.user, "password": officer.password, "code": officer.code()},
                                     Idempotency_Key=None, X_Forwarded_For=f"10.0.{i // 200}.{i % 200 + 1}")
                if answer.status == 200:
                    break
            assert answer.status == 200, answer.text
            officer.entered(answer)
            lines.append(f"{officer.cookie}\t{officer.csrf}\n")
        (self.folder / "sessions.tsv").write_text("".join(lines))
        print(f"{self.users} officers signed in, {(time.monotonic() - start) / self.users * 1000:.0f} ms each", flush=True)

    def load(self, rate, seconds, slow=0, mix=MIX):
        (self.folder / "mix.tsv").write_text(mix)
        before = self.cpu()
        done = subprocess.run([LOAD, str(self.port), self.folder / "sessions.tsv", self.folder / "mix.tsv", str(rate), str(seconds), str(slow), str(self.asked), str(self.leads)], capture_output=True, text=True)
        self.asked += int(rate * seconds)  # no lead is opened twice
        print(done.stdout + done.stderr + f"server {self.cpu() - before:.1f} s of processor, {self.metric('process_resident_memory_bytes') / 2**20:.0f} MiB, load {os.getloadavg()[0]:.1f}", flush=True)
        return float(re.search(r"^all .* p99 ([0-9.]+) ms", done.stdout, re.M)[1])

    def metric(self, name):
        return float(re.search(rf"^{name} (\S+)$", ask(self.folder / "admin.sock").text, re.M)[1])

    def cpu(self):
        return self.metric("process_cpu_seconds_total")

    def end(self):
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(30)


class Listeners:
    """Pages in sight, each with its stream of news; what comes is read as it comes."""

    def __init__(self, house, count):
        self.lines, self.told, self.poller = [], 0, selectors.DefaultSelector()
        cookies = [line.split("\t")[0] for line in (house.folder / "sessions.tsv").read_text().splitlines()]
        assert count <= len(cookies) * 8, "eight streams a session: more officers are needed"
        for i in range(count):
            line = socket.create_connection(("127.0.0.1", house.port), timeout=30)
            line.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\nCookie: {cookies[i % len(cookies)]}\r\n\r\n".encode())
            self.lines.append(line)
        for line in self.lines:
            assert b" 200 " in line.recv(4096).split(b"\r\n")[0]
            self.poller.register(line, selectors.EVENT_READ)
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()
        time.sleep(5)  # until what lies on each desk is known

    def listen(self):
        while self.lines:
            for ready, _ in self.poller.select(0.2):
                self.told += ready.fileobj.recv(65536).count(b"data: ")

    def end(self):
        lines, self.lines = self.lines, []
        self.thread.join()
        for line in lines:
            line.close()


def beside(scratch, users, leads, rate, slow, streams, seconds=30):
    """Honest officers alone, beside slow connections or open streams, and alone again: what the neighbours do to their p99."""
    what = f"{slow} slow connections" if slow else f"{streams} open streams"
    print(f"serve: {rate} requests/s of {users} officers beside {what}, {os.cpu_count()} cores shared with the client, {datetime.datetime.now():%Y-%m-%d %H:%M}, load {os.getloadavg()[0]:.1f}")
    house = House(scratch / "serve", users, leads)
    house.serve()
    try:
        house.sign_in()
        house.load(rate, 10)  # pages of the database and of the program come in
        print("── alone", flush=True)
        before = house.load(rate, seconds)
        print(f"── beside {what}", flush=True)
        listeners = Listeners(house, streams) if streams else None
        among = house.load(rate, seconds, slow)
        if listeners:
            print(f"{house.metric('qingyuan_open_streams'):.0f} streams are open, {listeners.told} pieces of news came through them")
            listeners.end()
        print("── alone again", flush=True)
        after = house.load(rate, seconds)
        idle = max(before, after)
        print(f"p99 alone {before:.1f} and {after:.1f} ms, beside {what} {among:.1f} ms: {among / idle:.2f} times the slower of the two (aim: within 2)")
    finally:
        house.end()


def measure(scratch, users=1000, leads=1_000_000, rates=(100, 1000, 3000), seconds=20, slow=5000):
    print(f"serve: {users} officers, {leads} leads, {os.cpu_count()} cores shared with the client, {datetime.datetime.now():%Y-%m-%d %H:%M}, load {os.getloadavg()[0]:.1f}")
    house = House(scratch / "serve", users, leads)
    house.serve()
    try:
        house.sign_in()
        for rate in rates:
            house.load(rate, seconds)
        if slow:
            house.load(rates[0], seconds, slow)
    finally:
        house.end()
