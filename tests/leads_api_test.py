#!/usr/bin/env python3
"""A lead registered over the API: who may, what each source asks, what is told of the same letter twice. Refusals first."""
import concurrent.futures
import datetime
import re
import unittest
import uuid

from case_api_test import PURPOSE, CaseApi
from records_test import TODAY
from workspace import run


def letter(**more):
    return {"source": "audit", "summary": f"某镇道路养护资金拨付缓慢 {uuid.uuid4().hex}", "received_on": TODAY.isoformat(), "from_unit": "县审计局", "from_number": "审移〔2026〕3号"} | more


class Registering(CaseApi):
    office = CaseApi.office.replace("  - {id: sys", "  - {id: an, name: 析, unit: cm, roles: [data_analyst]}\n  - {id: xf1, name: 访, unit: cm, roles: [petition_office]}\n  - {id: sys")

    def setUp(self):
        pass

    def register(self, said, user="cm1", **fields):
        return self.officer(user).ask("POST", "/api/v1/leads", said, **fields)

    def total(self):
        return self.officer("cm1").ask("GET", "/api/v1/leads?limit=1").json["total"]

    def test_who_may_not(self):
        before = self.total()
        self.refused(self.anyone().ask("POST", "/api/v1/leads", letter()), 401)
        for user in ("an", "xf1", "h1", "hd", "ch", "sys", "sec9", "aud"):
            self.refused(self.register(letter(), user), 403)
            self.refused(self.officer(user).ask("GET", "/api/v1/lead-sources"), 403)
        self.assertEqual(self.total(), before)

    def test_what_is_missing_or_wrong_is_told_field_by_field(self):
        before = self.total()
        tomorrow = (TODAY + datetime.timedelta(days=1)).isoformat()
        for wrong, *fields in ((dict(from_unit="", from_number=" "), "/from_unit", "/from_number"), (dict(source="rumour"), "/source"), (dict(source="data"), "/source"), (dict(summary=" "), "/summary"),
                               (dict(source="report"), "/report"), (dict(source="report", report="J2026-9999"), "/report"), (dict(received_on=tomorrow), "/received_on", "不能晚于今天"),
                               (dict(received_on="昨天"), "/received_on"), (dict(received_on=""), "/received_on"), (dict(occurred_from=tomorrow), "/occurred_from"),
                               (dict(occurred_from="2026-03-01", occurred_to="2026-02-01"), "/occurred_to"), (dict(amount_fen="12.50"), "/amount_fen"), (dict(amount_fen="-1"), "/amount_fen"),
                               (dict(persons_affected=-1), "/persons_affected"), (dict(repeats="3"), "/repeats"), (dict(vulnerable="yes"), "/vulnerable"),
                               (dict(handling_unit="nowhere"), "/handling_unit"), (dict(persons=["P2026-0001"]), "/persons"), (dict(reporter="某某"), "/reporter")):
            self.refused(self.register(letter(**wrong)), 422, *fields)
        self.refused(self.register(letter(), Idempotency_Key=None), 400)
        self.assertEqual(self.total(), before)

    def test_the_sources_say_what_they_ask(self):
        sources = {one["id"]: one for one in self.officer("cm1").ask("GET", "/api/v1/lead-sources").json["items"]}
        self.assertEqual((sources["audit"]["asks"], sources["media"]["asks"], sources["report"]["asks"]), (["from_unit", "from_number"], [], ["report"]))
        self.assertEqual(sources["audit"]["words"]["zh"], "审计移送")
        self.assertEqual([one["id"] for one in sources.values() if not one["words"]["zh"] or not one["words"]["en"]], [])
        self.assertNotIn("data", sources)  # of a finding alone

    def test_it_is_as_it_was_written_and_on_record(self):
        said = letter(field="乡村道路", occurred_from="2025-03-01", occurred_to="2025-11-30", amount_fen="1234050", persons_affected=12, repeats=1, vulnerable=False)
        made = self.register(said)
        self.assertEqual(made.status, 201, made.text)
        lead = made.json
        for field, value in said.items():
            self.assertEqual(lead[field], value, field)
        self.assertEqual((lead["state"], lead["source_label"], lead["quick_track"], lead["case_file"], lead["report"]), ("registered", "审计移送", True, "", ""))
        self.assertEqual([(one["kind"], one["role"]) for one in lead["history"]], [("lead.registered", "case_management")])
        read = self.officer("cm1").ask("GET", f"/api/v1/leads/{lead['id']}", X_Purpose=PURPOSE)
        self.assertEqual(read.json | {"history": read.json["history"][:1]}, lead)  # the reading is on record, and the registration is none
        self.assertEqual(read.getheader("ETag"), made.getheader("ETag"))
        self.assertNotIn(said["summary"], self.officer("an").ask("GET", "/api/v1/leads?limit=500").text)
        self.assertEqual(self.officer("cm1").ask("POST", "/api/v1/case-files", {"lead": lead["id"]}).status, 200)
        run("verify", "-w", self.space.folder)

    def test_of_a_report_the_number_alone(self):
        told = run("reports", "add", "--by", "xf1", "--channel", "visit", "--kind", "accusation", "--content", "某村低保名单未公示", "-w", self.space.folder).stdout
        number = re.search(r"J\d{4}-\d{4}", told).group()
        made = self.register({"source": "report", "report": number, "summary": f"某村低保名单未公示 {uuid.uuid4().hex}", "received_on": TODAY.isoformat()})
        self.assertEqual((made.status, made.json.get("report")), (201, number), made.text)

    def test_asked_twice_it_is_one(self):
        said, before = letter(), self.total()
        first, again = (self.register(said, Idempotency_Key="a-letter-" + said["summary"][-32:]) for _ in range(2))
        self.assertEqual((first.status, again.status, first.json), (201, 201, again.json))
        self.refused(self.register(said), 409, first.json["id"])  # the same letter, another request
        self.assertEqual(self.total(), before + 1)

    def test_eight_at_once_have_numbers_of_their_own(self):
        cm, said = self.officer("cm1"), [letter() for _ in range(8)]
        with concurrent.futures.ThreadPoolExecutor(8) as officers:
            made = list(officers.map(lambda one: cm.ask("POST", "/api/v1/leads", one), said))
        self.assertEqual([one.status for one in made], [201] * 8, [one.text for one in made])
        self.assertEqual(len({one.json["id"] for one in made}), 8)
        self.assertEqual([one.json["summary"] for one in made], [one["summary"] for one in said])


if __name__ == "__main__":
    unittest.main()
