#!/usr/bin/env python3
"""A screening begun in the workbench: who may, what is refused, and that it finds what the command finds. Refusals first."""
import datetime
import unittest

from api_test import Api
from imports_test import HEADER, Sender, big_ledger
from life_test import TODAY
from records_test import OFFICE
from workspace import run

# Firm 7 is paid 400 yuan twice: above the 500 of X01.
SEVENTH = HEADER + "".join(f"\n清源县示范局,2024-0{month}-15,示范商贸有限公司7,400.00,FP7{month},采购办公用品" for month in (3, 4)) + "\n"


class Screenings(Api):
    browser = Sender
    office = OFFICE + "  - {id: ld, name: 庚, unit: cm, roles: [leader_in_charge]}\n"

    def state(self):
        return self.officer("an").ask("GET", "/api/v1/screening").json

    def screen(self, **said):
        return self.officer("an").follow(self.officer("an").ask("POST", "/api/v1/screening", said))

    def test_who_may_and_by_which_day(self):
        self.refused(self.anyone().ask("GET", "/api/v1/screening"), 401)
        for user, status in (("ld", 200), ("xf1", 403), ("sec", 403)):
            self.assertEqual(self.officer(user).ask("GET", "/api/v1/screening").status, status, user)
            self.refused(self.officer(user).ask("POST", "/api/v1/screening", {}), 403)
        an, before = self.officer("an"), self.state()
        self.refused(an.ask("POST", "/api/v1/screening", {"as_of": "2026-02-30"}), 422, "/as_of")
        self.refused(an.ask("POST", "/api/v1/screening", {"as_of": str(TODAY + datetime.timedelta(days=2))}), 422, "/as_of", "逾期")
        self.refused(an.ask("POST", "/api/v1/screening", {"rules": "X01"}), 422, "/rules")
        self.assertEqual(self.state(), before)

    def test_what_came_in_is_told_and_screened_and_exits_stay(self):
        an = self.officer("an")
        first = an.ask("GET", f"/api/v1/findings/{self.finding['id']}")
        exited = an.ask("POST", f"/api/v1/findings/{self.finding['id']}/exit", {"exit": "data_correction", "reason": "金额录错，已更正"}, If_Match=first.getheader("ETag"))
        self.assertEqual(exited.status, 200, exited.text)
        was = self.state()
        self.assertEqual(an.bring_in("七号.csv", SEVENTH)["state"], "done")
        told = self.state()
        self.assertEqual((told["added"], told["undone"], told["last"]), (was["added"] + 1, was["undone"], was["last"]))

        done = self.screen(as_of="2025-06-30")
        self.assertEqual(done["state"], "done", done)
        screened = done["result"]["screening"]
        after = self.state()
        self.assertEqual((after["added"], after["undone"], after["at_work"]), (0, 0, False))
        self.assertEqual((after["last"]["run"], after["last"]["as_of"], after["last"]["findings"]), (screened["run"], "2025-06-30", screened["findings"]))
        listed = an.ask("GET", "/api/v1/findings?rule=X01&limit=100").json["items"]
        [seventh] = [line for line in listed if "公司7" in line["subject"]]
        self.assertEqual((seventh["amount_fen"], seventh["status"]), ("80000", "new"))
        self.assertEqual([line["state"] for line in listed if line["id"] == self.finding["id"]], ["decided"])
        self.assertGreaterEqual(screened["new"], 1)
        self.assertEqual(screened["gone"], 0)

        [batch] = [one["id"] for one in an.ask("GET", "/api/v1/batches").json["items"] if one["sources"][0]["name"] == "七号.csv"]
        self.assertEqual(an.ask("POST", f"/api/v1/batches/{batch}/undo", {"reason": "来源单位重新报送"}).status, 204)
        self.assertEqual(self.state()["undone"], 1)
        gone = self.screen(as_of="2025-06-30")["result"]["screening"]
        self.assertEqual((gone["new"], gone["gone"]), (0, 1))
        self.assertNotIn("公司7", an.ask("GET", "/api/v1/findings?rule=X01&limit=100").text)
        history = run("records", "history", f"screening/{screened['run']}", "--by", "an", "--purpose", "核对", "-w", self.space.folder).stdout
        self.assertIn("screening.run", history)
        run("verify", "-w", self.space.folder)

    def test_one_at_a_time_and_a_stopped_one_changes_nothing(self):
        an = self.officer("an")
        an.bring_in("许多.csv", big_ledger(60_000, "MANY"))
        before = an.ask("GET", "/api/v1/findings?limit=100").json
        begun = an.ask("POST", "/api/v1/screening", {})
        self.refused(an.ask("POST", "/api/v1/screening", {}), 409, "等它做完")
        self.assertTrue(self.state()["at_work"])
        self.assertEqual(an.ask("POST", f"/api/v1/jobs/{begun.json['id']}/cancel", {}).status, 200)
        self.assertEqual(an.until_over(begun.json["id"])["state"], "cancelled")
        self.assertEqual(an.ask("GET", "/api/v1/findings?limit=100").json, before)


class NothingYet(Api):
    browser = Sender

    @classmethod
    def prepare(cls, folder):
        cls.finding = {"sentence": "—"}

    def test_an_empty_lake(self):
        an = self.officer("an")
        self.assertEqual(an.ask("GET", "/api/v1/screening").json, {"files": 0, "added": 0, "undone": 0, "at_work": False, "last": None})
        self.refused(an.ask("POST", "/api/v1/screening", {}), 409, "导入")
        an.bring_in("七号.csv", SEVENTH)
        done = an.follow(an.ask("POST", "/api/v1/screening", {}))
        self.assertEqual((done["state"], an.ask("GET", "/api/v1/screening").json["last"]["run"]), ("done", done["result"]["screening"]["run"]))


if __name__ == "__main__":
    unittest.main()
