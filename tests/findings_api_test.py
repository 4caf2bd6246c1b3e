#!/usr/bin/env python3
"""Findings by the hundred: one exit for several, a list looked at anywhere, and views that an officer saves for himself."""
import unittest
import uuid

from api_test import Api
from workspace import run

EXITS, VIEWS = "/api/v1/findings/exits", "/api/v1/views"


class Findings(Api):  # four of them, all open
    def lines(self, more=""):
        return self.officer("an").ask("GET", "/api/v1/findings?limit=10" + more).json["items"]

    def decide(self, lines, user="an", status=200, key=None, **body):
        chosen = {"findings": [{"id": one["id"], "etag": one["etag"]} for one in lines], "exit": "explained", "reason": "合同齐全"}
        answer = self.officer(user).ask("POST", EXITS, chosen | body, Idempotency_Key=key or uuid.uuid4().hex)
        self.assertEqual(answer.status, status, answer.text)
        return answer

    def entries(self, finding):
        return run("records", "history", f"finding/{finding}", "--by", "an", "--purpose", "核对", "-w", self.space.folder).stdout.count("finding.")


class Together(Findings):
    def test_topics_of_campaigns_and_how_many_each_would_show(self):
        of = lambda more="": self.officer("an").ask("GET", "/api/v1/findings?limit=1" + more).json  # noqa: E731
        listed = of()
        self.assertEqual(sum(topic["findings"] for topic in listed["topics"]), listed["total"])
        [topic] = [one for one in listed["topics"] if one["label"]["zh"] == "财政资金与资金支付"]
        chosen = of("&topic=" + topic["name"])
        self.assertEqual((chosen["total"], chosen["topics"]), (topic["findings"], listed["topics"]))
        self.assertEqual(of("&topic=nothing")["total"], 0)
        self.assertEqual(of("&band=none")["topics"], [])

    def test_one_exit_for_several(self):
        one, two, three, four = self.lines()
        # What is wrong with the request is told at its place, and nothing is done.
        for wrong, pointer in (({"findings": []}, "/findings"), ({"findings": [{"id": one["id"]}]}, "/findings/0/etag"), ({"exit": "dismiss"}, "/exit"), ({"reason": " "}, "/reason"),
                               ({"findings": [{"id": one["id"], "etag": "x"}] * 2}, "/findings/1/id"), ({"findings": [{"id": str(i), "etag": "x"} for i in range(201)]}, "/findings"), ({"findings": [7]}, "/findings/0/id")):
            self.assertIn(pointer, [fault["pointer"] for fault in self.decide([one], status=422, **wrong).json["errors"]])
        for user in ("xf1", "sec", "aud"):
            self.decide([one], user=user, status=403)
        self.assertEqual({line["state"] for line in self.lines()}, {"open"})

        # Line by line: done, seen at another time, not there. The one that is done stands.
        key = uuid.uuid4().hex
        first = self.decide([one, two | {"etag": '"stale"'}, {"id": "0" * 32, "etag": "x"}], key=key)
        done, stale, missing = first.json["items"]
        self.assertEqual((first.json["decided"], first.json["refused"], done["finding"]["state"]), (1, 2, "decided"))
        self.assertEqual((stale["problem"]["status"], missing["problem"]["status"]), (412, 404))
        self.assertEqual(self.entries(one["id"]), 1)

        # The same request again is told again and done once; a new one finds that the line has moved.
        self.assertEqual(self.decide([one, two | {"etag": '"stale"'}, {"id": "0" * 32, "etag": "x"}], key=key).text, first.text)
        again = self.decide([one, two, three])
        self.assertEqual([item.get("problem", {}).get("status", 200) for item in again.json["items"]], [412, 200, 200])
        self.assertEqual([self.entries(line["id"]) for line in (one, two, three)], [1, 1, 1])

        # The bureau first: a transfer of what nobody was asked about is refused, as it is alone.
        [refused] = self.decide([four], exit="lead_transfer").json["items"]
        self.assertEqual(refused["problem"]["status"], 403)
        self.assertIn("先请主管单位说明", refused["problem"]["detail"])
        self.assertEqual(self.entries(four["id"]), 0)
        run("verify", "-w", self.space.folder)


class Anywhere(Findings):
    def test_a_list_from_any_place(self):
        ids = [line["id"] for line in self.lines()]
        self.assertEqual([line["id"] for line in self.lines("&at=2")], ids[2:])
        self.assertEqual(self.lines("&at=99"), [])
        an = self.officer("an")
        for wrong in ("at=-1", "at=x", "at=1&cursor=1.x"):
            self.refused(an.ask("GET", "/api/v1/findings?" + wrong), 400)


class Views(Findings):
    def test_an_officers_own(self):
        an, cm = self.officer("an"), self.officer("cm1")
        self.refused(self.officer("sec").ask("GET", VIEWS), 403)
        for wrong in ({"name": "x", "query": "cursor=1"}, {"name": "x", "query": "band=red&to=//evil.example"}, {"name": " ", "query": "band=red"}, {"name": "x" * 200, "query": ""}):
            self.refused(an.ask("POST", VIEWS, wrong), 422)
        saved = an.ask("POST", VIEWS, {"name": "红色未办", "query": "band=red&state=open"}).json
        self.assertEqual(an.ask("POST", VIEWS, {"name": "红色未办", "query": "band=red"}).json, saved | {"query": "band=red"})  # in its place
        self.assertEqual(an.ask("GET", VIEWS).json["items"], [saved | {"query": "band=red"}])
        self.assertEqual(cm.ask("GET", VIEWS).json["items"], [])
        self.refused(cm.ask("DELETE", f"{VIEWS}/{saved['id']}"), 404)
        self.assertEqual(an.ask("DELETE", f"{VIEWS}/{saved['id']}").status, 204)
        self.refused(an.ask("DELETE", f"{VIEWS}/{saved['id']}"), 404)
        self.assertEqual(an.ask("GET", VIEWS).json["items"], [])


if __name__ == "__main__":
    unittest.main()
