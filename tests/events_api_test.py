#!/usr/bin/env python3
"""News over the API: who is told that something changed, what is never told, when a stream ends. Refusals first."""
import json
import re
import signal
import socket
import time
import unittest

import api_test
from case_api_test import CaseApi, PURPOSE
from together_api_test import day
from workspace import run

SECRETS = ("线索甲", "lead.", "h1", "甲", "乙")  # of a file, none of which news may hold


class Stream:
    """The stream of one page, as it comes."""

    def __init__(self, test, user, watch="", last="", cookie=None):
        self.line = socket.create_connection(("127.0.0.1", test.port), timeout=10)
        test.addCleanup(self.line.close)
        target = "/api/v1/events" + (f"?watch={watch}" if watch else "")
        self.line.sendall((f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{test.port}\r\nCookie: {cookie or test.officer(user).cookie}\r\n" + (f"Last-Event-ID: {last}\r\n" if last else "") + "\r\n").encode())
        came = b""
        while b"\r\n\r\n" not in came:
            came += self.line.recv(4096)
        self.head, _, rest = came.decode().partition("\r\n\r\n")
        self.status, self.text, self.over = int(self.head.split()[1]), rest, False

    def close(self):
        self.line.close()

    def read(self, seconds):
        """What came within so many seconds."""
        until = time.time() + seconds
        while (left := until - time.time()) > 0 and not self.over:
            self.line.settimeout(left)
            try:
                part = self.line.recv(4096)
            except TimeoutError:
                break
            except ConnectionError:
                part = b""
            self.over = not part
            self.text += part.decode()
        return self.told()

    def until(self, wanted, seconds=10):
        until = time.time() + seconds
        while time.time() < until and not self.over:
            if wanted(self.read(0.2)):
                return self.told()
        return self.told()

    def told(self):
        return [json.loads(one) for one in re.findall(r"^data: (.*)$", self.text, re.M)]

    def last_id(self):
        return re.findall(r"^id: (.*)$", self.text, re.M)[-1]


class Events(CaseApi):
    def stream(self, user, **more):
        stream = Stream(self, user, **more)
        self.assertEqual(stream.status, 200, stream.head)
        self.assertIn("Content-Type: text/event-stream", stream.head)
        stream.read(1)  # by now it is known what lies on his desk
        return stream

    def watching(self, user, **more):
        return self.stream(user, watch=f"case_file/{self.file}", **more)


class WhoIsTold(Events):
    def test_only_who_is_signed_in_and_only_about_what_may_be_watched(self):
        self.refused(self.anyone().ask("GET", "/api/v1/events"), 401)
        for watch in ("register/1", "person/p-1", "case_file", "x" * 200, "lead/1,register/1", "lead/1,", "lead/1,lead/2,lead/3"):
            self.refused(self.officer("cm1").ask("GET", f"/api/v1/events?watch={watch}"), 400, "watch")
        self.refused(self.officer("cm1").ask("GET", "/api/v1/events?since=1"), 400)

    def test_what_lies_on_a_desk_is_told_to_whose_desk_it_is_and_never_what_it_is(self):
        streams = {user: self.watching(user) for user in ("cm1", "ch", "h1", "h2", "hd9", "aud", "dp")}
        self.act("cm1", "lead.register")
        self.act("cm1", "lead.assign", to="h1")
        self.assertIn({"todo": True}, streams["ch"].until(lambda told: {"todo": True} in told))  # waits for his approval
        self.decide("ch", "lead.assign")
        self.assertIn({"todo": True}, streams["h1"].until(lambda told: {"todo": True} in told))
        self.act("h1", "lead.sign")
        entry = self.see("cm1").getheader("ETag").strip('"').split("-")[1]
        mine = {"object": f"case_file/{self.file}", "entry": entry}
        self.assertIn(mine, streams["cm1"].until(lambda told: mine in told))
        for user in ("h2", "hd9", "aud", "dp"):  # nothing of theirs changed, and they may not know of the file
            self.assertEqual(streams[user].read(0.1), [], user)
        for user, stream in streams.items():
            stream.read(0.5)
            for word in SECRETS:
                self.assertNotIn(word, stream.text, user)

    def test_whoever_has_a_lead_open_is_told_of_steps_in_its_file_as_far_as_he_may_read_it(self):
        self.assigned()
        lead = next(one["id"] for one in self.officer("cm1").ask("GET", "/api/v1/leads?limit=500").json["items"] if self.read_lead("cm1", one["id"])["case_file"] == self.file)
        shown = self.read_lead("cm1", lead)["case_entry"]
        streams = {user: self.stream(user, watch=f"lead/{lead},case_file/{self.file}") for user in ("cm1", "h2", "dp")}
        of_the_file = lambda told: [one["entry"] for one in told if one.get("object") == f"case_file/{self.file}"]  # noqa: E731
        self.assertEqual(of_the_file(streams["cm1"].until(of_the_file)), [shown])  # nothing came between
        self.act("cm1", "lead.register", matter="线索丙")
        told = of_the_file(streams["cm1"].until(lambda told: len(of_the_file(told)) > 1))
        self.assertGreater(int(told[-1]), int(shown))
        self.assertEqual(told[-1], self.read_lead("cm1", lead)["case_entry"])
        for user in ("h2", "dp"):
            self.assertEqual([one for one in streams[user].read(0.5) if "object" in one], [], user)

    def read_lead(self, user, lead):
        return self.officer(user).ask("GET", f"/api/v1/leads/{lead}", X_Purpose=PURPOSE).json

    def test_a_reading_is_no_change(self):
        self.assigned()
        stream = self.watching("cm1")
        stream.until(lambda told: told)
        before = stream.told()
        self.see("h1")
        self.see("ch")
        self.assertEqual(stream.read(1.5), before)

    def test_whoever_is_recused_hears_no_more_of_it(self):
        self.assigned()
        seen = self.see("h1")
        stream = self.watching("h1")
        is_of_the_file = lambda told: [one for one in told if "object" in one]  # his list may be told beside it
        self.assertEqual(len(is_of_the_file(stream.until(is_of_the_file))), 1)
        self.officer("h1").ask("POST", self.path("/recusal"), {"grounds": "witness", "reason": "曾作证"}, If_Match=seen.getheader("ETag"))
        stream.read(1)
        stream.text = ""
        self.act("cm1", "lead.register", matter="线索丙")
        self.assertEqual([one for one in stream.read(1.5) if "object" in one], [])

    def test_acts_of_another_process_are_found_with_the_next_sign_of_life(self):
        self.assigned()
        stream = self.watching("cm1")
        first = stream.until(lambda told: told)
        run("cases", "second", self.file, "tw1", "--unit", "tw", "--by", "ch", "--from", day(0), "--until", day(1), "--decision", "借1", "--recusal-statement", "无", "-w", self.space.folder)
        told = stream.until(lambda told: len(told) > len(first), 25)
        self.assertGreater(int(told[-1]["entry"]), int(first[-1]["entry"]))
        self.assertIn("\n:\n\n", "\n" + stream.text)


class Breaks(Events):
    def test_after_a_break_he_is_told_what_he_missed_or_that_it_is_not_known(self):
        stream = self.stream("ch")
        last = stream.last_id()
        other = self.stream("ch")  # so that somebody of his listens meanwhile
        stream.close()
        self.act("cm1", "lead.register")
        self.act("cm1", "lead.assign", to="h1")
        self.assertIn({"todo": True}, other.until(lambda told: {"todo": True} in told))
        back = self.stream("ch", last=last)
        self.assertEqual(back.told(), [{"todo": True}])
        self.assertEqual(self.stream("ch", last=back.last_id()).told(), [])
        for unknown in ("1-1", "nonsense", last.split("-")[0] + "-99999999"):
            self.assertEqual(self.stream("ch", last=unknown).told(), [{"all": True}], unknown)


class Ends(Events):
    def test_it_ends_with_the_session_and_keeps_none_open(self):
        officer = self.signed_in("dp")
        stream = Stream(self, "dp", cookie=officer.cookie)
        self.assertEqual(stream.status, 200)
        self.assertEqual(officer.ask("DELETE", "/api/v1/session").status, 204)
        stream.until(lambda told: False, 20)
        self.assertTrue(stream.over)
        self.assertEqual(stream.told(), [])
        self.assertEqual(Stream(self, "dp", cookie=officer.cookie).status, 401)

    def test_a_session_has_so_many_and_those_that_left_count_no_more(self):
        streams = [self.stream("h3") for _ in range(8)]
        self.refused(self.officer("h3").ask("GET", "/api/v1/events"), 429)
        streams[0].close()
        time.sleep(0.5)
        self.assertEqual(Stream(self, "h3").status, 200)
        head = self.officer("h2").ask("HEAD", "/api/v1/events")
        self.assertEqual((head.status, head.text), (200, ""))

    def test_whoever_sends_where_there_is_nothing_to_say_is_dropped(self):
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {self.officer('h2').cookie}\r\n\r\n".encode())
            self.assertIn(b"text/event-stream", line.recv(4096))
            line.sendall(b"GET / HTTP/1.1\r\n\r\n")
            text = b"x"
            while text:
                try:
                    text = line.recv(4096)
                except ConnectionError:
                    break

    def test_a_page_that_asks_by_itself_keeps_no_session_open(self):
        def seen(**fields):
            return next(one["seen_at"] for one in self.officer("h2").ask("GET", "/api/v1/me/sessions", **fields).json["items"] if one["current"])
        before = seen(X_By_Itself="1")
        time.sleep(1.2)
        self.assertEqual(self.officer("h2").ask("GET", "/api/v1/todo", X_By_Itself="1").status, 200)
        Stream(self, "h2")
        self.assertEqual(seen(X_By_Itself="1"), before)
        self.assertNotEqual(seen(), before)


class Stop(api_test.Api):
    def test_a_stop_ends_them_all_at_once(self):
        stream = Stream(self, "an")
        self.assertEqual(stream.status, 200)
        began = time.time()
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(9)
        self.assertLess(time.time() - began, 5)
        stream.until(lambda told: False, 2)
        self.assertTrue(stream.over)


if __name__ == "__main__":
    unittest.main()
