#!/usr/bin/env python3
"""The stream of news through nginx and haproxy: it comes as it is sent, and not when a buffer is full. 77 where neither is installed."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

from api_test import free_port
from events_api_test import Events, Stream

# As docs/workbench.md says, on a port of this machine.
NGINX = """daemon off; pid %(folder)s/pid; error_log %(folder)s/error.log;
events {}
http {
  access_log off; client_body_temp_path %(folder)s/body; proxy_temp_path %(folder)s/proxy; fastcgi_temp_path %(folder)s/f; uwsgi_temp_path %(folder)s/u; scgi_temp_path %(folder)s/s;
  server {
    listen 127.0.0.1:%(front)s;
    location / { proxy_request_buffering off; proxy_pass http://127.0.0.1:%(back)s; proxy_http_version 1.1; proxy_set_header Host 127.0.0.1:%(back)s; proxy_set_header Connection "";
                 proxy_set_header X-Forwarded-For $remote_addr; }
  }
}
"""
HAPROXY = """defaults
  mode http
  timeout connect 5s
  timeout client 50s
  timeout server 50s
listen front
  bind 127.0.0.1:%(front)s
  http-request set-header Host 127.0.0.1:%(back)s
  server back 127.0.0.1:%(back)s
"""


class Front:
    def __init__(self, test, words, config):
        folder = tempfile.mkdtemp()
        test.addCleanup(shutil.rmtree, folder, True)
        self.port = free_port()
        path = pathlib.Path(folder, "config")
        path.write_text(config % {"folder": folder, "front": self.port, "back": test.port})
        process = subprocess.Popen([*words, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        test.addCleanup(process.wait, 10)
        test.addCleanup(process.terminate)
        time.sleep(1)


class BehindAProxy(Events):
    def through(self, words, config):
        if not shutil.which(words[0]):
            self.skipTest(f"no {words[0]} here")
        front = Front(self, words, config)
        front.officer, front.addCleanup = self.officer, self.addCleanup
        stream = Stream(front, "ch")
        self.assertEqual(stream.status, 200, stream.head)
        stream.read(1)
        self.act("cm1", "lead.register")
        self.act("cm1", "lead.assign", to="h1")
        self.assertIn({"todo": True}, stream.until(lambda told: {"todo": True} in told, 5))
        stream.read(16)
        self.assertIn("\n:\n", stream.text)  # the sign of life came through too
        self.assertFalse(stream.over)

    def test_nginx(self):
        self.through(["nginx", "-c"], NGINX)

    def test_haproxy(self):
        self.through(["haproxy", "-db", "-f"], HAPROXY)


if __name__ == "__main__":
    if not (shutil.which("nginx") or shutil.which("haproxy")):
        print("neither nginx nor haproxy here")
        sys.exit(77)
    unittest.main()
