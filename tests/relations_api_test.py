#!/usr/bin/env python3
"""Relations over the API: who may ask what for, whom nobody looks at alone, what is answered on which day, and that it is on record."""
import json
import unittest

from api_test import Api
from relate_test import BUILDER, FILES, OFFICIAL, PARENT, SHOP, STRANGER, UNIT, WIFE
from workspace import run

WHY = "核对供应商关联关系"
APPROVED = {"approved_by": "王主任", "approval_no": "专字1号"}
PATHS, NEIGHBOURS, OWNERS = (f"/api/v1/relations/{one}" for one in ("paths", "neighbours", "owners"))


class Relations(Api):
    @classmethod
    def prepare(cls, folder):
        super().prepare(folder)
        for name, lines in FILES.items():
            cls.space.ingest(cls.space.write(name, "\n".join(lines) + "\n"))

    def ask(self, path, user="an", status=200, **body):
        answer = self.officer(user).ask("POST", path, {"for": "bidding", "why": WHY} | body)
        self.assertEqual(answer.status, status, answer.text)
        for never in ("赵大有", "钱小满", "孙三", OFFICIAL, WIFE, STRANGER):
            self.assertNotIn(never, answer.text)
        return answer.json

    def around(self, of, **body):
        return self.ask(NEIGHBOURS, of=of, **body)

    def edges(self, answer):
        return sorted((edge["relation"], edge["sentence"]) for edge in answer["edges"])

    def command(self, *words):
        return json.loads(run("relate", "-w", self.space.folder, *words, "--json").stdout)

    def readings(self, purpose):
        told = run("records", "readings", "--by", "aud", "--object", f"relation/{purpose}", "--json", "-w", self.space.folder).stdout
        return [one["purpose"] for one in json.loads(told)]


class Refusals(Relations):
    def test_whoever_may_not_see_findings_may_not_ask(self):
        self.refused(self.anyone().ask("GET", "/api/v1/relations/purposes"), 401)
        for user in ("sys", "sec", "aud", "xf1"):
            self.refused(self.officer(user).ask("POST", NEIGHBOURS, {"for": "bidding", "why": WHY, "of": SHOP}), 403)
        self.assertEqual(self.readings("bidding"), [])  # nothing was shown, and nothing asked

    def test_purposes_and_approvals(self):
        self.assertIn("没有用途", self.around(SHOP, status=422, **{"for": "gossip"})["detail"])
        self.assertIn("须经批准", self.around(UNIT, status=403, **{"for": "conflict_of_interest"})["detail"])
        half = self.around(UNIT, status=422, **{"for": "conflict_of_interest"}, approved_by="王主任")
        self.assertEqual([one["pointer"] for one in half["errors"]], ["/approval_no"])
        self.around(SHOP, status=422, why=" ")

    def test_nobody_private_is_looked_at_alone(self):
        self.assertIn("不单独查询", self.around(WIFE, status=403)["detail"])
        self.around(OFFICIAL, status=404)  # for bidding, who holds an office is not even read
        kin = {"for": "conflict_of_interest"} | APPROVED
        self.assertIn("不单独查询", self.around(WIFE, status=403, **kin)["detail"])
        self.assertIn("没有查询", self.ask(PATHS, status=403, **{"from": WIFE, "to": STRANGER}, **kin)["detail"])
        # Nor met from somewhere that does not lead there.
        stranger = self.command(STRANGER, BUILDER)["from"]["id"]
        self.around(stranger, status=403, start=f"O{SHOP}")
        self.around("Pffff", status=404, start=f"O{SHOP}")

    def test_ends_and_steps(self):
        self.around("无此公司", status=404)
        self.ask(PATHS, status=422, **{"from": SHOP, "to": SHOP})
        wrong = self.ask(PATHS, status=422, **{"from": SHOP, "to": PARENT}, within=99)
        self.assertEqual([one["pointer"] for one in wrong["errors"]], ["/within"])
        self.assertEqual(self.ask(OWNERS, status=422, firm=SHOP)["errors"][0]["pointer"], "/for")  # owners are asked for one purpose alone
        self.around(SHOP, status=422, shown=[7])


class Answers(Relations):
    def test_step_by_step_from_a_firm(self):
        first = self.around("青山县满意商贸有限公司")
        self.assertEqual(self.edges(first), [("shareholder", "青山县大有投资有限公司持有青山县满意商贸有限公司股权60%")])
        (edge,) = first["edges"]
        self.assertEqual((edge["strength"], edge["since"], edge["source"]["file"], edge["source"]["row"]), ("confirmed", "2019-03-01", "股东高管.csv", 3))
        self.assertNotIn("until", edge)
        self.assertEqual((first["all"], first["private_alone"]), (1, 1))  # an address that nobody else has
        second = self.around(f"O{PARENT}", start=first["of"]["id"], shown=[one["id"] for one in first["nodes"]])
        holder = next(one for one in second["nodes"] if one["kind"] == "person")
        self.assertEqual((holder["label"]["zh"], holder["private"]), ("某自然人", True))
        # From there on as well: met from the firm, not alone.
        third = self.around(holder["id"], start=first["of"]["id"])
        self.assertEqual([one["id"] for one in third["nodes"]], [holder["id"], f"O{PARENT}"])

    def test_kin_as_declared_and_with_an_approval_alone(self):
        kin = {"for": "conflict_of_interest"} | APPROVED
        answer = self.around(OFFICIAL, **kin)
        self.assertEqual(self.edges(answer), [("declared_kin", "青山县水务局人员甲报备某自然人乙为近亲属"), ("public_post", "青山县水务局人员甲是青山县水务局的在册人员")])
        self.assertEqual({edge["relation"]: edge["source"]["file"] for edge in answer["edges"]}, {"declared_kin": "近亲属备案.csv", "public_post": "财政供养.csv"})
        for purpose, of in (("bidding", PARENT), ("ownership", PARENT), ("dealing", UNIT)):
            told = json.dumps(self.around(of, **{"for": purpose}), ensure_ascii=False)
            self.assertNotIn("近亲属", told)
        self.assertTrue(any(WHY in one and "王主任，专字1号" in one for one in self.readings("conflict_of_interest")))

    def test_on_a_day(self):
        for day, holders in (("2024-06-30", 1), ("2024-07-01", 0)):
            self.assertEqual(sum(one["kind"] == "person" for one in self.around(PARENT, on=day)["nodes"]), holders)

    def test_letters_stay_with_those_who_have_them(self):
        kin = {"for": "conflict_of_interest"} | APPROVED
        first = self.around(OFFICIAL, **kin)
        people = {one["id"]: one["label"]["zh"] for one in first["nodes"] if one["kind"] == "person"}
        later = self.around(f"O{PARENT}", start=first["of"]["id"], shown=[one["id"] for one in first["nodes"]], **kin)
        self.assertEqual({one["id"]: one["label"]["zh"] for one in later["nodes"] if one["id"] in people}, people)

    def test_paths_are_those_of_the_command(self):
        for purpose, words, approval in (("bidding", (), {}), ("conflict_of_interest", ("--purpose", WHY, "--approved-by", "王主任", "--approval-no", "专字1号"), APPROVED)):
            answer = self.ask(PATHS, **{"for": purpose, "from": UNIT if approval else WIFE, "to": SHOP}, on="2023-02-01", **approval)
            self.assertEqual(answer, self.command(UNIT if approval else WIFE, SHOP, "--on", "2023-02-01", "--for", purpose, *words))
            self.assertEqual(len(answer["paths"]), 1)
        self.assertEqual(self.ask(PATHS, **{"from": SHOP, "to": BUILDER})["paths"], [])

    def test_owners(self):
        answer = self.officer("cm1").ask("POST", OWNERS, {"why": WHY, "firm": SHOP, "on": "2023-02-01"}).json
        (owner,) = answer["owners"]
        self.assertAlmostEqual(owner["share"], 0.42)  # 70 % of 60 %
        self.assertAlmostEqual(answer["unknown"], 0.58)
        self.assertEqual((owner["node"]["kind"], owner["steps"]), ("person", 2))

    def test_every_question_is_on_record_with_its_purpose(self):
        before = len(self.readings("bidding"))
        self.around(SHOP, why="某事由")
        noted = self.readings("bidding")
        self.assertEqual(len(noted), before + 1)
        self.assertEqual(noted[-1], f"某事由；O{SHOP}")

    def test_the_graph_follows_the_lake(self):
        firm = "91110000MA00000009"
        self.around(firm, status=404)
        self.space.ingest(self.space.write("股东高管_补.csv", "统一社会信用代码,姓名或名称,证件号码,角色,持股比例,任职起始日期,任职终止日期\n"
                                                   f"{firm},青山县大有投资有限公司,{PARENT},shareholder,100,2020-01-01,\n"))
        self.assertEqual(self.around(firm)["all"], 1)


if __name__ == "__main__":
    unittest.main()
