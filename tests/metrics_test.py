#!/usr/bin/env python3
"""What monitoring asks: on a socket of the account that runs the server, never at the port; counts, and nobody's name."""
import http.client
import os
import re
import signal
import socket
import stat
import subprocess
import time
import unittest

from api_test import Api, free_port
from workspace import Workspace, program, run

LINE = re.compile(r'([a-z_]+)(?:\{([a-z]+="[^"\\\n]*"(?:,[a-z]+="[^"\\\n]*")*)\})? (\d+(?:\.\d+)?(?:e[+-]\d+)?)')


class Local(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=10)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(10)
        self.sock.connect(str(self.path))


def ask(path, target="/metrics", method="GET"):
    line = Local(path)
    line.request(method, target)
    answer = line.getresponse()
    answer.text = answer.read().decode()
    line.close()
    return answer


def parsed(text):
    """Values by name and labels; every line is one of Prometheus's text format, under a head of its own name."""
    values, types = {}, {}
    for line in text.splitlines():
        if line.startswith("# HELP "):
            continue
        if line.startswith("# TYPE "):
            name, kind = line.split()[2:]
            assert name not in types, name
            types[name] = kind
            continue
        name, labels, value = LINE.fullmatch(line).groups()
        assert name in types or (re.sub("_(bucket|sum|count)$", "", name) in types), line
        assert (name, labels or "") not in values, line
        values[name, labels or ""] = float(value)
    return values


class Metrics(Api):
    def setUp(self):
        self.socket = self.space.folder / "admin.sock"

    def now(self):
        answer = ask(self.socket)
        self.assertEqual((answer.status, answer.getheader("Content-Type")), (200, "text/plain; version=0.0.4; charset=utf-8"))
        return parsed(answer.text)

    def test_nobody_at_the_port_is_told(self):
        an = self.officer("an")
        for asker in (an, self.anyone()):
            for path in ("/metrics", "/api/v1/metrics"):
                self.assertNotIn("qingyuan_", asker.ask("GET", path).text.split("</head>")[-1].replace("__Host-qingyuan", ""))
        self.assertEqual(an.ask("GET", "/api/v1/metrics").status, 404)

    def test_the_file_is_the_accounts_own_and_answers_nothing_else(self):
        mode = os.stat(self.socket).st_mode
        self.assertTrue(stat.S_ISSOCK(mode))
        self.assertEqual(stat.S_IMODE(mode), 0o600)
        for target, status in (("/healthz", 200), ("/readyz", 200), ("/", 404), ("/api/v1/findings", 404), ("/metrics/../metrics", 400)):
            self.assertEqual(ask(self.socket, target).status, status, target)
        self.assertEqual(ask(self.socket, method="POST").status, 405)

    def test_counts_are_what_was_asked(self):
        an = self.officer("an")
        before = self.now()
        for _ in range(3):
            an.ask("GET", "/api/v1/findings?limit=1")
        an.ask("GET", "/api/v1/findings/a000000000000000")
        self.anyone().ask("GET", "/api/v1/findings")
        an.ask("GET", "/api/v1/nothing")
        now = self.now()
        grew = lambda name, labels="": now[name, labels] - before.get((name, labels), 0)  # noqa: E731
        self.assertEqual(grew("qingyuan_requests_total", 'operation="listFindings",status="2xx"'), 3)
        self.assertEqual(grew("qingyuan_requests_total", 'operation="listFindings",status="4xx"'), 1)
        self.assertEqual(grew("qingyuan_requests_total", 'operation="showFinding",status="4xx"'), 1)
        self.assertEqual(grew("qingyuan_requests_total", 'operation="none",status="4xx"'), 1)
        self.assertEqual(grew("qingyuan_request_seconds_count", 'operation="listFindings"'), 4)
        buckets = [value for (name, labels), value in now.items() if name == "qingyuan_request_seconds_bucket" and 'operation="listFindings"' in labels]
        self.assertEqual(buckets, sorted(buckets))
        self.assertEqual(buckets[-1], now["qingyuan_request_seconds_count", 'operation="listFindings"'])
        self.assertGreater(grew("qingyuan_request_seconds_sum", 'operation="listFindings"'), 0)

    def test_sessions_connections_jobs_the_log_and_the_process(self):
        before = self.now()
        cm = self.signed_in("cm1")
        self.assertEqual(self.now()["qingyuan_sessions", ""], before["qingyuan_sessions", ""] + 1)
        cm.ask("DELETE", "/api/v1/session")
        self.assertEqual(self.now()["qingyuan_sessions", ""], before["qingyuan_sessions", ""])
        lines = [socket.create_connection(("127.0.0.1", self.port)) for _ in range(5)]
        for _ in range(100):
            if self.now()["qingyuan_open_connections", ""] >= 5:
                break
            time.sleep(0.02)
        self.assertGreaterEqual(self.now()["qingyuan_open_connections", ""], 5)
        for line in lines:
            line.close()
        an = self.officer("an")
        streams = [socket.create_connection(("127.0.0.1", self.port)) for _ in range(3)]
        for one in streams:
            one.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {an.cookie}\r\n\r\n".encode())
            self.assertIn(b"200", one.recv(4096))
        self.assertEqual(self.now()["qingyuan_open_streams", ""], 3)
        streams[0].close()
        for _ in range(100):
            if self.now()["qingyuan_open_streams", ""] == 2:
                break
            time.sleep(0.02)
        self.assertEqual(self.now()["qingyuan_open_streams", ""], 2)
        for one in streams:
            one.close()
        run("leads", "add", "--by", "cm1", "--source", "media", "--summary", "某镇道路养护资金拨付缓慢", "-w", self.space.folder)
        now = self.now()
        self.assertGreater(now["qingyuan_log_entries", ""], 0)
        self.assertLess(now["qingyuan_log_checkpoint_age_seconds", ""], 600)
        self.assertEqual((now["qingyuan_jobs", 'state="waiting"'], now["qingyuan_jobs", 'state="running"']), (0, 0))
        self.assertGreater(now["process_resident_memory_bytes", ""], 10_000_000)
        self.assertGreater(now["process_cpu_seconds_total", ""], 0)
        self.assertGreater(now["process_open_fds", ""], 5)

    def test_no_name_and_no_number(self):
        an = self.officer("an")
        an.ask("GET", self.path())
        text = ask(self.socket).text
        for never in (self.finding["id"], "cm1", '"an"', "甲", "127.0.0.1", str(self.space.folder), "测试县"):
            self.assertNotIn(never, text)
        self.assertTrue(text.isascii())

    def test_slow_askers_are_dropped(self):
        with socket.socket(socket.AF_UNIX) as slow:
            slow.connect(str(self.socket))
            slow.settimeout(10)
            slow.sendall(b"GET /metr")
            start = time.monotonic()
            self.assertEqual(slow.recv(1), b"")
            self.assertLess(time.monotonic() - start, 5)
        self.assertEqual(ask(self.socket).status, 200)


class TheFile(unittest.TestCase):
    def serve(self, folder, *words):
        server = subprocess.Popen([program, "serve", "-w", folder, "--listen", f"127.0.0.1:{free_port()}", *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        server.stdout.readline()
        self.addCleanup(lambda: (server.poll() is None and server.kill(), server.wait(), server.stdout.close(), server.stderr.close()))
        return server

    def test_a_killed_server_leaves_no_obstacle_and_a_living_one_is_not_pushed_away(self):
        space = Workspace()
        self.addCleanup(space.holder.cleanup)
        socket_file = space.folder / "admin.sock"
        first = self.serve(space.folder)
        first.kill()
        first.wait()
        self.assertTrue(socket_file.exists())
        second = self.serve(space.folder)
        self.assertEqual(ask(socket_file).status, 200)
        third = self.serve(space.folder)
        elsewhere = space.folder / "other.sock"
        fourth = self.serve(space.folder, "--admin-socket", elsewhere)
        self.assertEqual((ask(socket_file).status, ask(elsewhere).status), (200, 200))
        third.send_signal(signal.SIGTERM)
        self.assertIn("另一个程序在", third.communicate(timeout=20)[1])
        for server, file in ((second, socket_file), (fourth, elsewhere)):
            server.send_signal(signal.SIGTERM)
            self.assertEqual(server.wait(20), 0)
            self.assertFalse(file.exists())

    def test_a_path_that_is_too_long_is_told_and_the_workbench_serves_all_the_same(self):
        space = Workspace()
        self.addCleanup(space.holder.cleanup)
        server = self.serve(space.folder, "--admin-socket", space.folder / ("x" * 120))
        server.send_signal(signal.SIGTERM)
        self.assertIn("107", server.communicate(timeout=20)[1])


if __name__ == "__main__":
    unittest.main()
