#!/usr/bin/env python3
"""The workbench under its own TLS, with a certificate made here: what it refuses, what it speaks, and that all goes on as without."""
import socket
import ssl
import subprocess
import time
import unittest

from api_test import Officer, free_port
from records_test import OFFICE
from workspace import Workspace, program, run


class Tls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.space = Workspace()
        cls.addClassCleanup(cls.space.holder.cleanup)
        run("office", "load", cls.space.write("office.yaml", OFFICE), "-w", cls.space.folder)
        told = run("office", "passwords", "-w", cls.space.folder).stdout
        cls.secrets = {line.split("\t")[0]: line.split("\t")[1:3] for line in told.splitlines()[1:]}
        cls.certificate, cls.key = cls.space.folder / "server.pem", cls.space.folder / "server.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "20", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-out", cls.certificate, "-keyout", cls.key], check=True, capture_output=True)
        cls.port = free_port()
        cls.server = subprocess.Popen([program, "serve", "-w", cls.space.folder, "--listen", f"127.0.0.1:{cls.port}", "--tls-cert", cls.certificate, "--tls-key", cls.key], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.end)
        cls.hello = cls.server.stdout.readline()

    @classmethod
    def end(cls):
        cls.server.terminate()
        assert cls.server.wait(20) == 0, cls.server.stderr.read()
        assert "天到期" in cls.server.stderr.read()  # 20 days are left
        cls.server.stdout.close()
        cls.server.stderr.close()

    def trust(self, **limits):
        context = ssl.create_default_context(cafile=self.certificate)
        for name, value in limits.items():
            setattr(context, name, value)
        return context

    def spoken(self, context):
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line, context.wrap_socket(line, server_hostname="127.0.0.1") as under:
            under.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            got = b""
            while part := under.recv(4096):
                got += part
            return under.version(), under.cipher()[0], got.decode()

    def not_started(self, *words):
        done = run("serve", "-w", self.space.folder, "--listen", "127.0.0.1:0", *words, check=False)
        self.assertEqual(done.returncode, 1, done.stdout)
        return done.stderr

    def test_it_does_not_start_on_files_that_will_not_do(self):
        self.assertIn("一起写", self.not_started("--tls-cert", self.certificate))
        self.assertIn("不能读取", self.not_started("--tls-cert", self.certificate, "--tls-key", self.space.folder / "gone.key"))
        self.assertIn("不是 PEM", self.not_started("--tls-cert", self.space.folder / "office.yaml", "--tls-key", self.key))
        self.assertIn("--name", run("serve", "-w", self.space.folder, "--listen", "0.0.0.0:0", "--tls-cert", self.certificate, "--tls-key", self.key, check=False).stderr)

    def test_nothing_older_than_1_2_and_no_weak_suite(self):
        old = self.trust()
        old.set_ciphers("ALL:@SECLEVEL=0")
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        weak = self.trust(maximum_version=ssl.TLSVersion.TLSv1_2)
        weak.set_ciphers("AES128-SHA:AES128-GCM-SHA256:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0")
        for context in (old, weak):
            with self.assertRaises((ssl.SSLError, ConnectionError)):
                self.spoken(context)
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:  # in clear
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            self.assertNotIn(b"ok", line.recv(4096))

    def test_a_handshake_that_does_not_come_is_dropped(self):
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(b"\x16\x03\x01")
            start = time.monotonic()
            self.assertEqual(line.recv(1), b"")
            self.assertLess(time.monotonic() - start, 12)

    def test_1_2_and_1_3_with_sound_suites(self):
        version, suite, answer = self.spoken(self.trust(maximum_version=ssl.TLSVersion.TLSv1_2))
        self.assertEqual(version, "TLSv1.2")
        self.assertRegex(suite, "^ECDHE-.*(GCM|POLY1305)")
        version, _, answer = self.spoken(self.trust())
        self.assertEqual(version, "TLSv1.3")
        self.assertTrue(answer.startswith("HTTP/1.1 200 ") and answer.endswith("ok\n"), answer)
        self.assertIn("Strict-Transport-Security: max-age=31536000", answer)

    def test_signing_in_pages_and_a_file_go_as_without(self):
        self.assertIn(f"https://127.0.0.1:{self.port}", self.hello)
        an = Officer(self.port, "an", *self.secrets["an"], tls=self.trust())
        an.sign_in()
        self.assertEqual(an.ask("GET", "/api/v1/me").json["user"], "an")
        self.assertEqual(an.ask("POST", "/api/v1/me/password", {}, Origin=f"http://127.0.0.1:{self.port}").status, 403)  # a page in clear is another's
        body = b"x" * (5 << 20)
        sent = an.ask("PUT", "/api/v1/uploads/upload-tls-1?name=big.csv", body, Content_Type="application/octet-stream")
        self.assertEqual((sent.status, sent.json["bytes"]), (201, len(body)), sent.text)
        self.news_come_as_they_are(an)

    def news_come_as_they_are(self, an):
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line, self.trust().wrap_socket(line, server_hostname="127.0.0.1") as under:
            under.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {an.cookie}\r\n\r\n".encode())
            got = b""
            while b"retry" not in got:
                got += under.recv(4096)
            time.sleep(0.6)  # until it is known which jobs of his there are
            begun = an.ask("POST", "/api/v1/uploads/upload-tls-1/look", {}).json["id"]
            while f'data: {{"job":"{begun}"}}'.encode() not in got:
                part = under.recv(4096)
                self.assertTrue(part, got)
                got += part


if __name__ == "__main__":
    unittest.main()
