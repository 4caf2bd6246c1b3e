#!/usr/bin/env python3
"""A rule tried with other values in the workbench: who may, what is refused, what it shows, and that nothing else changes. Refusals first."""
import datetime
import hashlib
import json
import unittest

from api_test import Api
from imports_test import HEADER, Sender, big_ledger
from life_test import CARD, SIGNED, SQL, TODAY, put_rule
from records_test import OFFICE
from workspace import run



def files_of(folder):
    """What others see and what rules are asked with."""
    kept = [*folder.glob("findings/latest.json"), *folder.glob("rules/**/*"), folder / "qingyuan.yaml", *folder.glob("lake/*/batch=*/*")]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept if path.is_file()}


class Trying(Api):
    browser = Sender
    office = OFFICE + "  - {id: an2, name: 辛, unit: cm, roles: [data_analyst]}\n  - {id: ld, name: 庚, unit: cm, roles: [leader_in_charge]}\n"

    @classmethod
    def prepare(cls, folder):
        (folder / "rules").mkdir(exist_ok=True)
        (folder / "rules/packs.yaml").write_text("packs:\n  own: {label: 专项, english: own, reads: [payment], restricted: true}\n")
        card = CARD.replace("  limit_fen:", "  firm_name: {value: 示范, unit: 名称, source: 示例}\n  limit_fen:")
        sql = SQL.replace("WHEN p.amount_fen >= q.limit_fen THEN 'hit'", "WHEN p.amount_fen >= q.limit_fen AND contains(p.payee_name || '示范', q.firm_name) THEN 'hit'").replace(
            "WHEN p.amount_fen >= q.limit_fen THEN 'yellow'", "WHEN p.amount_fen >= q.limit_fen AND contains(p.payee_name || '示范', q.firm_name) THEN CASE WHEN p.amount_fen >= 2 * q.limit_fen THEN 'red' ELSE 'yellow' END")
        super().prepare(folder)
        put_rule(folder / "rules/own/secret", card=CARD.replace("X01", "X02").replace("pack: payments", "pack: own"))
        put_rule(folder / "rules/payments/draft", card=CARD.replace("X01", "X03"))
        put_rule(folder / "rules/payments/bands", card=card.replace("X01", "X04"), sql=sql)
        for act in ("shadow", "publish"):
            run("rules", act, "X04", *SIGNED, "-w", folder)
            cls.report = cls.space.screen()
        cls.finding = next(one for one in cls.report["findings"] if one["rule"] == "X01")

    def begin(self, user="an", rule="X01", **said):
        values = [{"name": name, "value": value} for name, value in said.pop("values", {}).items()]
        return self.officer(user).ask("POST", f"/api/v1/rules/{rule}/trials", {"values": values} | said)

    def tried(self, **said):
        done = self.officer("an").follow(self.begin(**said))
        self.assertEqual(done["state"], "done", done)
        return self.officer("an").ask("GET", f"/api/v1/trials/{done['result']['trial']}").json


class Trials(Trying):
    def test_who_may(self):
        said = {"values": {"limit_fen": "80000"}}
        self.refused(self.anyone().ask("POST", "/api/v1/rules/X01/trials", {}), 401)
        for user in ("ld", "xf1", "sec"):
            self.refused(self.begin(user, **said), 403)
        self.refused(self.begin(rule="X02", **said), 403, "受限规则")
        self.refused(self.begin(rule="X03", **said), 409, "没有施行")
        self.refused(self.begin(rule="X09", **said), 404)
        self.assertEqual([one for one in self.officer("an").ask("GET", "/api/v1/jobs").json["items"] if one["subject"] in ("trial/X02", "trial/X03")], [])

    def test_values_that_are_none(self):
        for value, word in (("八百", "应是数字"), ("80000分", "应是数字"), ("nan", "应是数字"), ("0x10", "应是数字"), ("", "应是数字"), ("0", "超出"), ("1e12", "超出"), ("100000001", "超出")):
            self.refused(self.begin(values={"limit_fen": value}), 422, "/values/0/value", word)
        self.refused(self.begin(values={"no_such": "1"}), 422, "/values/0/name", "没有参数")
        self.refused(self.begin(values={"limit_fen": "50000"}), 422, "/values", "与现行的值相同")
        self.refused(self.begin(values={}), 422, "/values")
        self.refused(self.begin(values={"limit_fen": "80000"}, as_of=str(TODAY + datetime.timedelta(days=2))), 422, "/as_of", "逾期")
        an = self.officer("an")
        for body, pointer in (({"values": "x"}, "/values"), ({"values": ["x"]}, "/values"), ({"values": [{"name": "limit_fen", "value": 80000}]}, "/values/0/value"),
                              ({"values": [{"name": "limit_fen", "value": "1"}] * 2}, "/values"), ({}, "/values"), ({"values": [{"name": "limit_fen", "value": "80000", "unit": "元"}]}, "/values/0/unit")):
            self.refused(an.ask("POST", "/api/v1/rules/X01/trials", body), 422, pointer)
        self.refused(an.ask("POST", "/api/v1/rules/X04/trials", {"values": [{"name": "limit_fen", "value": "1"}] * 2}), 422, "/values/1/name", "列了两次")

    def test_what_would_come_and_go_and_that_nothing_changes(self):
        before = files_of(self.space.folder)
        fewer = self.tried(values={"limit_fen": "80000"})
        self.assertEqual((fewer["rule"], fewer["as_of"], fewer["came"], fewer["gone"], fewer["stayed"]), ("X01", "2024-12-31", 0, 1, 3))
        self.assertEqual(fewer["values"], [{"name": "limit_fen", "unit": "分", "present": "50000", "value": "80000"}])
        [line] = fewer["lines"]
        self.assertEqual((line["change"], line["subject"], line["amount"]), ("gone", "示范商贸有限公司3", "600.00元"))
        self.assertIn("合计收款600.00元", line["sentence"]["zh"])
        listed = self.officer("an").ask("GET", "/api/v1/findings?rule=X01&limit=100").json["items"]
        self.assertEqual(len(listed), 4)
        self.assertIn(line["id"], [one["id"] for one in listed])  # the very finding that is at hand

        more = self.tried(values={"limit_fen": "30000"}, as_of="2025-01-31")
        self.assertEqual((more["as_of"], more["came"], more["gone"], more["stayed"]), ("2025-01-31", 1, 0, 4))
        self.assertEqual([one["subject"] for one in more["lines"]], ["示范商贸有限公司2"])
        bands = self.tried(rule="X04", values={"limit_fen": "60000"})
        self.assertEqual((bands["gone"], bands["stayed"], bands["other_band"]), (0, 4, 1))
        self.assertEqual([(one["change"], one["band_before"], one["band"], one["subject"][-1]) for one in bands["lines"]], [("other_band", "red", "yellow", "5")])
        none = self.tried(rule="X04", values={"firm_name": "另一家"})
        self.assertEqual((none["came"], none["gone"], none["stayed"]), (0, 4, 0))

        self.assertEqual(files_of(self.space.folder), before)
        other = self.officer("an2").ask("GET", f"/api/v1/trials/{fewer['id']}")
        self.refused(other, 404)
        self.refused(self.officer("ld").ask("GET", f"/api/v1/trials/{fewer['id']}"), 403)
        for name in ("t1", "latest.json", "t20240101-000000-abcd"):
            self.refused(self.officer("an").ask("GET", f"/api/v1/trials/{name}"), 404)
        told = run("records", "history", f"screening/{fewer['id']}", "--by", "an", "--purpose", "核对", "-w", self.space.folder).stdout
        self.assertIn("screening.tried", told)
        run("verify", "-w", self.space.folder)

    def test_the_command_says_the_same(self):
        told = json.loads(run("rules", "diff", "X01", "--with", "limit_fen=80000分", "--as-of", "2024-12-31", "--json", "-w", self.space.folder).stdout)
        self.assertEqual(told["counts"], {"gone": 1, "new": 0, "same": 3})
        for words, said in ((("--with", "limit_fen=800元"), "单位是"), (("--with", "no_such=1分"), "没有参数"), (("--with", "limit_fen"), "没有参数"), (("--with", "limit_fen=0分"), "超出"), ((), "--against")):
            done = run("rules", "diff", "X01", *words, "-w", self.space.folder, check=False)
            self.assertEqual((done.returncode, said in done.stderr), (1, True), done.stderr)

    def test_what_is_suppressed_is_not_shown_and_a_county_s_value_is_the_present_one(self):
        until = (TODAY + datetime.timedelta(days=90)).isoformat()
        run("suppress", "add", "--rule", "X01", "--unit", "示范商贸有限公司1", *SIGNED, "--approved-by", "乙", "--until", until, "-w", self.space.folder)
        run("rules", "set", "X01", "limit_fen", "40000分", *SIGNED, "-w", self.space.folder)
        try:
            [parameter] = self.officer("an").ask("GET", "/api/v1/rules/X01").json["parameters"]
            self.assertEqual([parameter[name] for name in ("value", "here", "min", "max", "unit")], ["50000", "40000", 1, 100000000, "分"])
            self.refused(self.begin(values={"limit_fen": "40000"}), 422, "与现行的值相同")
            lower = self.tried(values={"limit_fen": "100"})
            self.assertEqual((lower["values"][0]["present"], lower["came"], lower["stayed"]), ("40000", 0, 5))
            self.assertNotIn("公司1", json.dumps(lower, ensure_ascii=False))
        finally:
            run("rules", "set", "X01", "limit_fen", "default", *SIGNED, "-w", self.space.folder)


class OneAtATime(Trying):
    def test_one_at_a_time_and_a_stopped_one_leaves_nothing(self):
        an = self.officer("an")
        upload = an.bring_in("许多.csv", big_ledger(120_000, "MANY"))
        self.assertEqual(upload["state"], "done")
        screening = an.ask("POST", "/api/v1/screening", {})
        self.refused(self.begin(values={"limit_fen": "80000"}), 409, "已在筛查")
        an.ask("POST", f"/api/v1/jobs/{screening.json['id']}/cancel", {})
        an.until_over(screening.json["id"])
        kept = sorted((self.space.folder / "findings/trials").glob("*")) if (self.space.folder / "findings/trials").exists() else []
        # Its lane is taken by a file: the trial waits, and is stopped there.
        look = an.put("更多.csv", big_ledger(120_000, "MORE")).upload
        an.look(look)
        importing = an.ask("POST", f"/api/v1/uploads/{look}/import", {})
        begun = self.begin(values={"limit_fen": "80000"})
        self.assertEqual(begun.json["subject"], "trial/X01")
        self.refused(self.begin("an2", values={"limit_fen": "70000"}), 409, "已在试算")
        self.assertEqual(an.ask("POST", f"/api/v1/jobs/{begun.json['id']}/cancel", {}).status, 200)
        self.assertEqual(an.until_over(begun.json["id"])["state"], "cancelled")
        an.until_over(importing.json["id"])
        self.assertEqual(sorted((self.space.folder / "findings/trials").glob("*")) if kept else [], kept)


class EmptyLake(Api):
    browser = Sender

    @classmethod
    def prepare(cls, folder):
        cls.finding = {"sentence": "—"}

    def test_an_empty_lake(self):
        an = self.officer("an")
        parameter = an.ask("GET", "/api/v1/rules/A01").json["parameters"][0]
        value = {"name": parameter["name"], "value": str(int(parameter["here"]) + 1)}
        self.refused(an.ask("POST", "/api/v1/rules/A01/trials", {"values": [value]}), 409, "导入")
        an.bring_in("七号.csv", HEADER + "\n清源县示范局,2024-03-15,示范商贸有限公司7,400.00,FP73,采购办公用品\n")
        done = an.follow(an.ask("POST", "/api/v1/rules/A01/trials", {"values": [value]}))  # its own tables are not there
        self.assertEqual((done["state"], "缺少数据" in done["problem"]["detail"]), ("failed", True), done)


if __name__ == "__main__":
    unittest.main()
