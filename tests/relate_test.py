#!/usr/bin/env python3
"""Relations from files to sentences: what `relate` refuses, what it finds on which day, and what a rule makes of it."""
import json
import unittest

from workspace import Workspace, run


def citizen(first_17):
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return first_17 + "10X98765432"[sum(int(d) * w for d, w in zip(first_17, weights)) % 11]


OFFICIAL, WIFE, STRANGER, OTHER = (citizen(f"11010119{year}0307{n}") for year, n in ((80, "101"), (82, "202"), (75, "303"), (79, "404")))
SHOP, PARENT, BUILDER, AGENCY = "91110000MA00000001", "91110000MA00000002", "91110000MA00000003", "91110000MA00000004"
UNIT = "12110000400000001X"
APPROVED = ("--purpose", "专项核查", "--approved-by", "王主任", "--approval-no", "专字1号")

FILES = {
    "财政供养.csv": ["身份证号,姓名,单位代码,单位名称,职务,编制类型,供养起始日期,供养终止日期", f"{OFFICIAL},赵大有,{UNIT},青山县水务局,科员,在编,2012-01-01,"],
    "近亲属备案.csv": ["报备人身份证号,近亲属身份证号,近亲属姓名,亲属关系,报备事项,报备日期", f"{OFFICIAL},{WIFE},钱小满,配偶,经商办企业,2023-01-01"],
    "市场主体.csv": ["统一社会信用代码,企业名称,成立日期,登记状态,住所",
                     *(f"{code},{name},2015-01-01,存续,青山县{n}号" for n, (code, name) in enumerate(
                         ((SHOP, "青山县满意商贸有限公司"), (PARENT, "青山县大有投资有限公司"), (BUILDER, "青山县平安建筑有限公司"), (AGENCY, "青山县公正招标代理有限公司"))))],
    "股东高管.csv": ["统一社会信用代码,姓名或名称,证件号码,角色,持股比例,任职起始日期,任职终止日期",
                     f"{PARENT},钱小满,{WIFE},shareholder,700,2018-05-01,2024-06-30",
                     f"{SHOP},青山县大有投资有限公司,{PARENT},shareholder,600,2019-03-01,",
                     f"{BUILDER},孙三,{STRANGER},legal_representative,,2016-01-01,",
                     f"{AGENCY},李四,{OTHER},legal_representative,,2016-01-01,"],
    "单位支付.csv": ["付款单位代码,付款单位,收款人代码,收款人,支付金额,支付日期,支付编号",
                     *(f"{UNIT},青山县水务局,{SHOP},青山县满意商贸有限公司,{yuan},{day},{n}" for n, (yuan, day) in enumerate(
                         ((40000, "2019-02-01"), (40000, "2021-02-01"), (30000, "2023-02-01"), (90000, "2024-09-01")))),
                     f"{UNIT},青山县水务局,{BUILDER},青山县平安建筑有限公司,500000,2023-05-01,9"],
}


class Relate(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.county = Workspace()
        for name, lines in FILES.items():
            cls.county.ingest(cls.county.write(name, "\n".join(lines) + "\n"))

    def relate(self, *words, check=True):
        return run("relate", "-w", self.county.folder, *words, check=check)

    def conflict(self, *words, check=True):
        return self.relate(*words, "--for", "conflict_of_interest", *APPROVED, check=check)

    def refused(self, done, text, code=1):
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertIn(text, done.stderr)
        for number in (OFFICIAL, WIFE, STRANGER):
            self.assertNotIn(number, done.stdout + done.stderr)

    def test_refusals(self):
        self.refused(self.relate(UNIT, SHOP, "--for", "conflict_of_interest", check=False), "须经批准")
        self.refused(self.relate(UNIT, SHOP, "--for", "conflict_of_interest", *APPROVED[:2], check=False), "一并写明")
        self.refused(self.relate(SHOP, PARENT, "--for", "gossip", check=False), "没有用途 gossip")
        self.refused(self.relate("无此公司", PARENT, check=False), "关系数据里没有 无此公司")
        self.refused(self.relate(SHOP, SHOP, check=False), "同一个节点")
        self.refused(self.relate(SHOP, PARENT, "--within", "99", check=False), "步数应在")
        self.refused(self.conflict(WIFE, STRANGER, check=False), "没有查询")  # two private persons
        self.refused(self.conflict(citizen("11010119900307505"), SHOP, check=False), "没有这个证件号的人")
        self.refused(run("relate", SHOP, check=False), "", code=2)

    def test_a_path_holds_on_its_days_alone(self):
        answer = json.loads(self.conflict(OFFICIAL, SHOP, "--on", "2023-02-01", "--json").stdout)
        (path,) = answer["paths"]
        self.assertEqual(path["sentence"], "青山县水务局人员甲报备某自然人乙为近亲属；某自然人乙持有青山县大有投资有限公司股权70%；"
                                           "青山县大有投资有限公司持有青山县满意商贸有限公司股权60%")
        self.assertEqual((path["steps"], path["strength"], path["since"], path["until"]), (3, "confirmed", "2019-03-01", "2024-06-30"))
        sources = [(hop[0]["relation"], hop[0]["source"]["file"], hop[0]["source"]["row"]) for hop in path["edges"]]
        self.assertEqual(sources, [("declared_kin", "近亲属备案.csv", 2), ("shareholder", "股东高管.csv", 2), ("shareholder", "股东高管.csv", 3)])
        for day in ("2019-02-28", "2024-07-01"):
            self.assertEqual(json.loads(self.conflict(OFFICIAL, SHOP, "--on", day, "--json").stdout)["paths"], [])

    def test_no_path_is_an_answer(self):
        done = self.conflict(UNIT, BUILDER)
        self.assertIn("没有路径", done.stdout)
        self.assertIn("no path", done.stdout)

    def test_ends_may_be_written_by_name_and_names_of_persons_are_never_told(self):
        done = self.conflict("青山县水务局", "青山县满意商贸有限公司")
        self.assertIn("4 步以内有 1 条路径", done.stdout)
        for name in ("赵大有", "钱小满", OFFICIAL, WIFE):
            self.assertNotIn(name, done.stdout)

    def test_kin_is_not_walked_for_another_purpose(self):
        answer = json.loads(self.relate(WIFE, SHOP, "--json").stdout)  # a firm's shareholder, for bidding
        self.assertEqual([p["steps"] for p in answer["paths"]], [2])
        self.assertNotIn("declared_kin", json.dumps(answer))

    def test_every_question_is_written_down_first(self):
        self.conflict(UNIT, SHOP)
        last = json.loads((self.county.folder / "findings/relations-asked.jsonl").read_text().splitlines()[-1])
        self.assertEqual((last["from"], last["to"], last["approval"]["approval_no"]), ("O" + UNIT, "O" + SHOP, "专字1号"))

    def test_a_rule_reads_the_paths(self):
        # 2021 and 2023 fall into the days of the tie (2019-03-01 to 2024-06-30): 70,000 yuan; 2019 and 2024-09 do not.
        found = self.county.screen("--rules", "M05b,I08b", *APPROVED)
        (finding,) = found["findings"]
        self.assertEqual((finding["rule"], finding["band"], finding["amount_fen"]), ("M05b", "red", 7_000_000))
        self.assertIn("付款2笔、合计7.00万元", finding["sentence"])
        self.assertEqual(sorted(e["table"] for e in finding["evidence"]), ["company_role", "company_role", "kin_declaration", "payment", "payment"])
        text = json.dumps(found, ensure_ascii=False)
        for name in ("赵大有", "钱小满", OFFICIAL, WIFE):
            self.assertNotIn(name, text)

    def test_without_an_approval_nothing_is_worked_out(self):
        found = self.county.screen("--rules", "M05b")
        self.assertEqual(found["findings"], [])

    def test_relations_are_checked(self):
        self.assertIn("0 处问题", run("relate", "check").stdout)


if __name__ == "__main__":
    unittest.main()
