#!/usr/bin/env python3
"""framing.txt over real sockets: what the server takes for a request and where it ends, alone and behind nginx and haproxy. Behind one, a
tap stands before the server: what the server answered is held against what the proxy says it sent, request by request. Where either
proxy is missing its part is skipped."""
import collections
import concurrent.futures
import contextlib
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from api_test import free_port
from records_test import OFFICE
from wire import Wire
from workspace import Workspace, program, run

HOST = "q.example"
SIGNS = {"⏎": "\r\n", "␊": "\n", "␍": "\r", "␀": "\0", "␉": "\t"}
EVERY_ANSWER = b"\r\nContent-Security-Policy: "  # once in each, and in no body


class Row:
    def __init__(self, number, expected, section, what, text):
        self.number, self.expected, self.section, self.what = number, expected, section, what
        self.sent = self.bytes_of(text)

    def bytes_of(self, text):
        text = text.replace("SMUGGLED", f"GET /healthz?§s HTTP/1.1⏎Host: {HOST}⏎⏎")
        text = re.sub(r"GET\((\w)\)", rf"GET /healthz?§\1 HTTP/1.1⏎Host: {HOST}⏎", text)
        text = re.sub(r"POST\((\w)\)", rf"POST /api/v1/session?§\1 HTTP/1.1⏎Host: {HOST}⏎Origin: https://{HOST}⏎Content-Type: application/json⏎", text)
        text = re.sub(r"‹(\d+)×([^›]*)›", lambda m: m[2] * int(m[1]), text)
        text = re.sub(r"§(\w)", rf"m{self.number:03}\1", text)
        text = re.sub(r"\\x([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), text).replace("\\\\", "\\")
        for sign, meant in SIGNS.items():
            text = text.replace(sign, meant)
        return text.encode("latin-1")

    def __str__(self):
        return f"row {self.number} ({self.section}, {self.what}) {self.sent[:200]!r}"


def forms(text):
    """[[x¦y]] one after another."""
    if "[[" not in text:
        return [text]
    before, _, rest = text.partition("[[")
    inside, _, after = rest.partition("]]")
    return [before + one + after for one in inside.split("¦")]


def rows():
    made = []
    for line in (pathlib.Path(__file__).parent / "framing.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        expected, section, what, text = line.split(" | ", 3)
        for form in forms(text):
            made.append(Row(len(made), expected.split(), section, what, form))
    return made


ROWS = rows()


class Served(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.space = Workspace()
        cls.addClassCleanup(cls.space.holder.cleanup)
        run("office", "load", cls.space.write("office.yaml", OFFICE), "-w", cls.space.folder)
        run("office", "passwords", "-w", cls.space.folder)
        cls.port = free_port()
        cls.server = subprocess.Popen([program, "serve", "-w", cls.space.folder, "--listen", f"127.0.0.1:{cls.port}", "--name", HOST], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.end)
        cls.server.stdout.readline()

    @classmethod
    def end(cls):
        cls.server.send_signal(signal.SIGTERM)
        assert cls.server.wait(20) == 0, cls.server.stderr.read()
        cls.server.stdout.close()
        cls.server.stderr.close()


def until_closed(line, seconds):
    got = b""
    line.settimeout(seconds)
    try:
        while part := line.recv(65536):
            got += part
    except OSError:
        pass
    return got


class Alone(Served):
    def test_the_table_is_as_long_as_it_should_be(self):
        self.assertGreaterEqual(len(ROWS), 300)
        self.assertEqual(len({row.sent for row in ROWS}), len(ROWS))

    def test_every_row(self):
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            faults = [fault for fault in pool.map(self.fault_of, ROWS) if fault]
        if faults:
            self.fail("\n" + "\n".join(faults))
        self.assertIsNone(self.server.poll())

    def fault_of(self, row):
        last = row.expected[-1]
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            probe = f"GET /healthz?m{row.number:03}z HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode() if last == "ok" else b""
            line.sendall(row.sent)
            if probe:  # where it is read elsewhere than we think, this one is not answered next
                line.sendall(probe)
                got = self.until_probe(line, f"m{row.number:03}z")
            else:
                got = until_closed(line, 0.7 if last == "wait" else 20)
            closed = self.is_closed(line) if last != "ok" else False
        statuses = [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", got) if status != b"100"]
        handled = [bool(re.search(rb'"detail"', part)) or part.startswith((b"200", b"404")) for part in re.split(rb"HTTP/1\.1 (?!100)", got)[1:]]
        wanted = row.expected + ["ok"] if probe else [one for one in row.expected if one not in ("wait", "close")]
        fault = None
        if len(statuses) != len(wanted):
            fault = f"{len(statuses)} answers {statuses}"
        elif any(one == "ok" and not done or one != "ok" and (done or status != int(one)) for one, status, done in zip(wanted, statuses, handled)):
            fault = f"answered {statuses}"
        elif f"m{row.number:03}s".encode() in got:
            fault = "saw what is part of another message"
        elif last not in ("ok", "wait") and not closed:
            fault = "not closed after it"
        return fault and f"{row}: expected {row.expected}, {fault} {got[:80]!r}"

    def until_probe(self, line, mark):
        got = b""
        try:
            while mark.encode() not in got and (part := line.recv(65536)):
                got += part
        except OSError:
            pass
        return got

    def is_closed(self, line):
        line.settimeout(5 if line.gettimeout() > 5 else 0.1)
        try:
            return line.recv(1) == b""
        except TimeoutError:
            return False
        except OSError:
            return True

    def test_slow_and_broken_connections_cost_nobody_else(self):
        lines = [socket.create_connection(("127.0.0.1", self.port)) for _ in range(300)]
        for i, line in enumerate(lines):
            line.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\n"[: 1 + i % 40])
        start = time.monotonic()
        self.assertEqual(self.healthz(), 200)
        self.assertLess(time.monotonic() - start, 5)
        for line in lines:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # a reset instead of an end
            line.close()
        self.assertEqual(self.healthz(), 200)

    def healthz(self):
        return Wire(self.port).ask(f"GET /healthz HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode()).status


class Tap:
    """Passes bytes between a proxy and the server, and keeps what the server said."""

    def __init__(self, to_port):
        self.to_port, self.said, self.lines, self.lock = to_port, {}, [], threading.Lock()
        self.door = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        for one in (self.door, *self.lines):
            one.close()

    def accept(self):
        while True:
            try:
                proxy, _ = self.door.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.to_port))
            self.lines += [proxy, server]
            number = len(self.said)
            self.said[number] = [b"", b""]
            for way, (source, sink) in enumerate(((proxy, server), (server, proxy))):
                threading.Thread(target=self.pass_on, args=(number, way, source, sink), daemon=True).start()

    def pass_on(self, number, way, source, sink):
        try:
            while part := source.recv(65536):
                with self.lock:
                    self.said[number][way] += part
                sink.sendall(part)
            sink.shutdown(socket.SHUT_WR)
        except OSError:  # whoever waits on the other way is told
            for one in (source, sink):
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)


NGINX = """daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 1024; }}
http {{
  log_format seen '$upstream_status|$request_completion|$request'; access_log {folder}/access.log seen;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  client_header_timeout 1s; client_body_timeout 1s; keepalive_timeout 1s; proxy_next_upstream off; client_max_body_size 1m;
  upstream qingyuan {{ server 127.0.0.1:{to}; keepalive 8; }}
  server {{
    listen 127.0.0.1:{port}; server_name q.example;
    location / {{ proxy_pass http://qingyuan; proxy_http_version 1.1; proxy_set_header Host $host; proxy_set_header Connection ""; }}
  }}
}}
"""
HAPROXY = """global
  log stdout format raw local0
  maxconn 1000
defaults
  mode http
  timeout connect 5s
  timeout client 1s
  timeout http-request 1s
  timeout http-keep-alive 1s
  timeout server 10s
  retries 0
  http-reuse always
  log global
  log-format "%s|%ts|%HM %HU"
frontend door
  bind 127.0.0.1:{port}
  default_backend qingyuan
backend qingyuan
  server qingyuan 127.0.0.1:{to}
"""


class Behind(Served):
    def through(self, name, words, config):
        if not shutil.which(name):
            self.skipTest(f"no {name} here")
        tap, port = Tap(self.port), free_port()
        self.addCleanup(tap.close)
        with tempfile.TemporaryDirectory(prefix="qy-proxy-") as folder:
            file = pathlib.Path(folder) / "conf"
            file.write_text(config.format(folder=folder, port=port, to=tap.port))
            with open(folder + "/out", "w") as out:
                proxy = subprocess.Popen([shutil.which(name), *words, str(file)], stdout=out, stderr=out)
            try:
                self.wait_for(port, folder)
                with concurrent.futures.ThreadPoolExecutor(24) as pool:
                    got = list(pool.map(lambda row: self.told(row, port), ROWS))
                time.sleep(1.5)  # the last of them are given up by the proxy
            finally:
                proxy.terminate()
                proxy.wait(10)
            told = pathlib.Path(folder, "access.log" if name == "nginx" else "out").read_text(errors="replace")
        return tap, [line for line in told.splitlines() if line.count("|") >= 2], got

    def wait_for(self, port, folder):
        for _ in range(100):
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
        self.fail(pathlib.Path(folder, "out").read_text())

    def told(self, row, port):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
                line.sendall(row.sent)
                return until_closed(line, 8)
        except OSError:
            return b""

    def hold_against(self, name, tap, sent, whole, got):
        """`sent`: the requests that the proxy forwarded; `whole`: those of them to which it took an answer."""
        marks = lambda texts: collections.Counter(mark for text in texts for mark in re.findall(r"\?(m\d+[a-z])\b", text))  # noqa: E731
        forwarded, answers = marks(sent), sum(said.count(EVERY_ANSWER) for _, said in tap.said.values())
        seen = collections.Counter(mark.decode() for _, said in tap.said.values() for mark in re.findall(rb"\xe6\x9f\xa5\xe8\xaf\xa2\xe6\x9d\xa1\xe4\xbb\xb6 (m\d+[a-z])\b", said))
        more = {mark: (count, forwarded[mark]) for mark, count in seen.items() if count > forwarded[mark]}
        self.assertEqual(more, {}, f"the server saw more of these than {name} sent:\n" + "\n".join(str(ROWS[int(re.sub(r'\D', '', mark))]) for mark in more))
        self.assertGreater(len(seen), 60)
        self.assertLessEqual(answers, len(sent), f"more answers than {name} sent requests")
        self.assertGreaterEqual(answers, len(whole), f"{name} took an answer to what the server did not see")
        for row, answer in zip(ROWS, got):
            foreign = set(re.findall(rb"\xe6\x9d\xa1\xe4\xbb\xb6 m(\d+)[a-z]\b", answer)) - {f"{row.number:03}".encode()}
            self.assertEqual(foreign, set(), f"{row} got the answer to another's request")
        print(f"{name}: {len(ROWS)} payloads, {len(sent)} requests forwarded, {len(whole)} answered to their end, {answers} answers of the server, {sum(seen.values())} marks seen, over {len(tap.said)} connections")

    def test_nginx(self):
        tap, lines, got = self.through("nginx", ["-c"], NGINX)
        sent = [line for line in lines if not line.startswith("-|")]
        self.hold_against("nginx", tap, sent, [line for line in sent if not line.startswith(("502|", "504|"))], got)

    def test_haproxy(self):
        tap, lines, got = self.through("haproxy", ["-db", "-f"], HAPROXY)
        sent = [line for line in lines if line.startswith("qingyuan|")]
        self.hold_against("haproxy", tap, sent, [line for line in sent if line.split("|")[1] == "--"], got)


if __name__ == "__main__":
    unittest.main()
