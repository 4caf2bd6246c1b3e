#!/usr/bin/env python3
"""A rule's life in one county, from draft to retired, and what keeps it honest: permissions, approval, four eyes, expiry."""
import datetime
import json
import os
import pathlib
import shutil
import tempfile
import unittest

from workspace import Workspace, root, run

CARD = """id: X01
version: 1
title: 单笔大额支付
english: A large single payment
pack: payments
family: size
subject: {table: payment, key: [payee_name], label: 一个收款人}
severity: 2
precision_prior: 0.10
precision_basis: 示例
parameters:
  limit_fen: {value: 50000, unit: 分, source: 示例, min: 1, max: 100000000}
legal_basis:
  - {law: 《示例办法》, article: 第一条}
sentence: 收款单位{firm}合计收款{amount_fen:money}，需核实。
sentence_en: "{firm} received {amount_fen:money}; to be checked."
why: 示例
innocent: [正常采购]
blind_spots: [看不到合同]
next_step: 请付款单位说明
usual_exit: reminder_exit
exclusions: {small: 金额很小}
needs: {payment: [payee_name, amount_fen]}
"""
SQL = """SELECT CASE WHEN p.amount_fen IS NULL THEN 'not_computable' WHEN p.amount_fen >= q.limit_fen THEN 'hit' WHEN p.amount_fen < 100 THEN 'excluded' ELSE 'clear' END AS outcome,
  CASE WHEN p.amount_fen IS NULL THEN 'amount_fen' WHEN p.amount_fen >= q.limit_fen THEN 'yellow' WHEN p.amount_fen < 100 THEN 'small' END AS detail,
  p.payee_name AS subject_key, p.payee_name AS subject_label, p.payee_name AS stack_key, p.source_id, p.amount_fen, p.payee_name AS firm, p.evidence
FROM (SELECT payee_name, sum(amount_fen) AS amount_fen, min(source_id) AS source_id, array_agg(qy_ref('payment', source_id, source_sheet, source_row)) AS evidence
      FROM payment GROUP BY payee_name) AS p, params q
"""
CASES = """- name: 达到限额
  given: {payment: [{payee_name: A, amount_fen: 50000}]}
  expect: [{subject_key: A, outcome: hit, detail: yellow}]
- name: 差一分
  given: {payment: [{payee_name: A, amount_fen: 49999}]}
  expect: [{subject_key: A, outcome: clear}]
- name: 没有金额
  given: {payment: [{payee_name: A}]}
  expect: [{subject_key: A, outcome: not_computable, detail: amount_fen}]
- name: 金额很小
  given: {payment: [{payee_name: A, amount_fen: 99}]}
  expect: [{subject_key: A, outcome: excluded, detail: small}]
"""
LEDGER = "付款单位,付款日期,收款人,金额（元）,发票号码,摘要\n" + "".join(
    f"清源县示范局,2024-0{month}-15,示范商贸有限公司{firm},{100 * firm}.00,FP{firm}{month},采购办公用品\n" for firm in range(1, 7) for month in (3, 4))
# Each firm is paid twice 100, 200, … 600 yuan: at 500 yuan in all, firms 3 to 6 are found.
TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
SIGNED = ("--by", "甲", "--reason", "试运行")


def put_rule(folder, card=CARD, sql=SQL, cases=CASES):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("rule.yaml", card), ("rule.sql", sql), ("cases.yaml", cases)):
        if text is not None:
            (folder / name).write_text(text)


class Life(unittest.TestCase):
    def setUp(self):
        self.space = Workspace()
        self.addCleanup(self.space.holder.cleanup)
        self.space.ingest(self.space.write("支付.csv", LEDGER))
        self.rule = self.space.folder / "rules/payments/large"
        put_rule(self.rule)

    def rules(self, *words, code=0):
        done = run("rules", *words, "-w", self.space.folder, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def screen(self, *words):
        report = self.space.screen("--rules", "X01", *words)
        return report["run"]["rules"][0]["state"] if report["run"]["rules"] else "", [f["subject"]["label"] for f in report["findings"]], report

    def published(self):
        self.rules("shadow", "X01", *SIGNED)
        self.screen()
        self.rules("publish", "X01", *SIGNED)

    def test_from_draft_to_retired(self):
        self.assertEqual(self.screen()[:2], ("draft", []))
        self.assertIn("还没有影子运行过", self.rules("publish", "X01", *SIGNED, code=1))
        self.rules("shadow", "X01", "--by", "甲", code=2)  # no reason
        self.assertIn("写明由谁办理", self.rules("shadow", "X01", "--by", " ", "--reason", "试", code=1))
        self.rules("shadow", "X01", *SIGNED)
        self.assertIn("还没有筛查过", self.rules("publish", "X01", *SIGNED, code=1))

        report = self.space.screen("--rules", "X01")
        self.assertEqual((report["findings"], report["coverage"]), ([], []))  # shown to nobody
        [shadow] = (self.space.folder / "findings/shadow").glob("X01-*.json")
        self.assertEqual(len(json.loads(shadow.read_text())["findings"]), 4)
        self.assertIn("影子运行 1 条规则，得 4 条", run("screen", "-w", self.space.folder, "--rules", "X01").stdout)

        self.rules("publish", "X01", *SIGNED)
        state, labels, _ = self.screen()
        self.assertEqual((state, len(labels)), ("answered", 4))

        put_rule(self.rule, sql=SQL.replace(">=", ">"))
        self.assertEqual(self.screen()[:2], ("changed", []))
        self.assertIn("重新发布（rules publish）前不运行", run("screen", "-w", self.space.folder, "--rules", "X01").stdout)
        self.assertIn("未通过检验，状态未变", self.rules("shadow", "X01", *SIGNED, code=1))  # its own case on the threshold
        put_rule(self.rule)
        self.assertEqual(self.screen()[0], "answered")

        self.rules("retire", "X01", "--by", "乙", "--reason", "与P03重复")
        self.assertEqual(self.screen()[0], "retired")
        status = json.loads(self.rules("status", "X01", "--json"))
        self.assertEqual([act["act"] for act in status[0]["history"]], ["shadow", "publish", "retire"])
        self.assertEqual((status[0]["history"][2]["by"], status[0]["history"][2]["reason"]), ("乙", "与P03重复"))
        self.rules("publish", "X01", *SIGNED)  # what was in force needs no shadow again
        self.assertEqual(self.screen()[0], "answered")

    def test_a_countys_parameter_with_its_unit(self):
        self.published()
        for value in ("80000", "800元", "八百元"):
            self.assertIn("单位是“分”", self.rules("set", "X01", "limit_fen", value, *SIGNED, code=1))
        self.assertIn("超出允许的范围", self.rules("set", "X01", "limit_fen", "0分", *SIGNED, code=1))
        self.rules("set", "X01", "no_such", "1分", *SIGNED, code=1)
        self.rules("set", "X01", "limit_fen", "80000分", *SIGNED)
        report = self.screen()[2]
        self.assertEqual(len(report["findings"]), 3)  # 800, 1000, 1200 yuan
        self.assertEqual(report["rules"][0]["parameters"][0]["value"], "80000")
        self.rules("set", "X01", "limit_fen", "default", *SIGNED)
        self.assertEqual(len(self.screen()[1]), 4)

    def test_two_versions_on_the_same_data(self):
        self.published()
        other = self.space.folder / "draft"
        put_rule(other, CARD.replace("version: 1", "version: 2").replace("value: 50000", "value: 100000"), SQL, CASES.replace("50000", "100000"))
        told = json.loads(self.rules("diff", "X01", "--against", other, "--as-of", "2024-12-31", "--json"))
        self.assertEqual(told["counts"], {"gone": 2, "new": 0, "same": 2})
        self.assertEqual(sorted(f["label"][-1] for f in told["findings"] if f["change"] == "gone"), ["3", "4"])
        self.assertIn("新增 0，消失 2，相同 2", self.rules("diff", "X01", "--against", other, "--as-of", "2024-12-31"))
        put_rule(other, CARD.replace("X01", "X02"))
        self.assertIn("里是规则 X02", self.rules("diff", "X01", "--against", other, code=1))

    def test_precision_is_measured_from_exits(self):
        self.published()
        first = self.screen()[2]["findings"][0]["id"]
        run("findings", "-w", self.space.folder, "exit", first, "reminder_exit", "--by", "甲", "--note", "已提醒")
        [row] = [r for r in json.loads(self.rules("precision", "--json")) if r["rule"] == "X01"]
        # Prior 0.10 as 20 exits, one more confirmed: (2 + 1) / (20 + 1).
        self.assertEqual((row["prior"], row["exits"], row["confirmed"], round(row["precision"], 4)), (0.1, 1.0, 1.0, 0.1429))

    def suppress(self, *words, code=0):
        done = run("suppress", *words, "-w", self.space.folder, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def test_suppression_needs_four_eyes_and_ends_by_itself(self):
        self.published()
        first = self.screen()[2]["findings"][0]
        asked = ("--by", "甲", "--reason", "已核对合同")
        self.assertIn("不能是同一人", self.suppress("add", "--finding", first["id"], *asked, "--approved-by", "甲", "--until", "2030-01-01", code=1))
        self.assertIn("最长 366 天", self.suppress("add", "--finding", first["id"], *asked, "--approved-by", "乙", "--until", "2199-01-01", code=1))
        until = (TODAY + datetime.timedelta(days=90)).isoformat()
        self.assertIn("s0001", self.suppress("add", "--finding", first["id"], *asked, "--approved-by", "乙", "--until", until))
        self.suppress("add", "--rule", "X01", "--unit", "示范商贸有限公司3", *asked, "--approved-by", "乙", "--until", until)
        report = self.screen()[2]
        self.assertEqual((len(report["findings"]), len(report["suppressed"])), (2, 2))
        self.assertEqual(report["suppressed"][0]["suppressed"]["approved_by"], "乙")
        self.assertEqual(report["gone"], [])
        html = self.space.folder / "report.html"
        told = run("screen", "-w", self.space.folder, "--rules", "X01", "--html", html).stdout
        self.assertIn("另有已压制 2 条", told)
        self.assertIn("已压制 2", html.read_text())

        self.suppress("end", "s0002", "--by", "丙", "--reason", "合同已到期")
        book = self.space.folder / "findings/suppressions.jsonl"
        book.write_text(book.read_text().replace(until, "2026-01-02").replace(f'"from":"{TODAY}', '"from":"2026-01-01'))
        report = self.screen()[2]
        self.assertEqual((len(report["findings"]), report["suppressed"]), (4, []))
        self.assertEqual({f["status"] for f in report["findings"]}, {"persisting"})  # never lost
        self.assertEqual([s["holds"] for s in json.loads(self.suppress("list", "--json"))], [False, False])

    def test_a_restricted_pack_runs_only_for_an_approved_purpose(self):
        report = self.space.screen("--rules", "public_office")
        self.assertEqual({r["state"] for r in report["run"]["rules"]}, {"not_approved"})
        self.assertIsNone(report["run"]["approval"])
        told = run("screen", "-w", self.space.folder, "--rules", "public_office,X01").stdout
        self.assertIn("受限规则包，本次没有经批准的用途，未运行", told)
        self.assertIn("受限规则，有经批准的用途才运行", run("rules", "coverage", "-w", self.space.folder).stdout)
        done = run("screen", "-w", self.space.folder, "--rules", "public_office", "--purpose", "兼职专项", check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("要一并写明", done.stderr)
        approval = ("--purpose", "兼职专项核查", "--approved-by", "主要负责人", "--approval-no", "示批〔2026〕3号")
        report = self.space.screen("--rules", "public_office", *approval)
        self.assertNotIn("not_approved", {r["state"] for r in report["run"]["rules"]})
        self.assertEqual(report["run"]["approval"], {"purpose": "兼职专项核查", "approved_by": "主要负责人", "approval_no": "示批〔2026〕3号"})
        self.assertIn("示批〔2026〕3号", run("screen", "-w", self.space.folder, "--rules", "public_office", *approval).stdout)

    def test_what_a_restricted_rule_found_is_shown_to_who_names_the_approval(self):
        (self.space.folder / "rules/packs.yaml").write_text(
            "packs:\n  own: {label: 专项, english: own, reads: [payment], restricted: true}\n")
        put_rule(self.rule, card=CARD.replace("pack: payments", "pack: own"))
        approval = ("--purpose", "专项核查", "--approved-by", "主要负责人", "--approval-no", "示批〔2026〕4号")
        self.rules("shadow", "X01", *SIGNED)
        self.screen(*approval)
        self.rules("publish", "X01", *SIGNED)
        self.assertEqual(len(self.screen(*approval)[1]), 4)

        def findings(*words, code=0):
            done = run("findings", "-w", self.space.folder, *words, check=False)
            self.assertEqual(done.returncode, code, done.stdout + done.stderr)
            return done.stdout + done.stderr

        everyone = json.loads(findings("list", "--json"))
        self.assertEqual((everyone["findings"], everyone["run"]["approval"]), ([], None))
        self.assertEqual([r["state"] for r in everyone["run"]["rules"]], ["not_approved"])
        self.assertNotIn("示范商贸", (self.space.folder / "findings/latest.json").read_text())
        approved = json.loads(findings(*approval, "list", "--json"))["findings"]
        self.assertEqual(len(approved), 4)
        another = (*approval[:-1], "示批〔2026〕5号")
        self.assertIn("不符", findings(*another, "list", code=1))
        exit_words = ("exit", approved[0]["id"], "explained", "--by", "甲", "--note", "集中采购")
        findings(*exit_words, code=1)
        findings(*approval, *exit_words)

        self.assertEqual(self.screen()[1], [])  # without an approval nothing is run, shown or forgotten
        report = self.screen(*approval)[2]
        self.assertEqual({f["status"] for f in report["findings"]}, {"persisting"})
        self.assertEqual(len([f for f in report["findings"] if f.get("settled")]), 1)

    def test_a_rule_that_reads_past_its_pack_does_not_run(self):
        put_rule(self.rule, sql=SQL + "LEFT JOIN payroll ON false\n")
        self.assertIn("rules/payments/large/rule.sql:6：规则包 payments 无权读取 payroll", self.rules("test", "X01", code=1))
        self.rules("shadow", "X01", *SIGNED, code=1)
        put_rule(self.rule)
        self.published()
        (self.space.folder / "rules/packs.yaml").write_text("packs:\n  payments: {label: 资金支付, english: payments, reads: [payroll]}\n")
        self.assertIn("packs.yaml:2", self.rules("status", code=1))


class BadInput(unittest.TestCase):
    """A rule that is not whole is refused where it stands, and the others go on."""

    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="qy-home-")
        self.addCleanup(self.holder.cleanup)
        self.home = pathlib.Path(self.holder.name)
        shutil.copytree(root / "tables", self.home / "tables")
        shutil.copytree(root / "rules/prelude", self.home / "rules/prelude")
        shutil.copy(root / "rules/packs.yaml", self.home / "rules")
        self.folder = self.home / "rules/payments/large"

    def refused(self, *parts):
        done = run("rules", "test", check=False, env={**os.environ, "QINGYUAN_HOME": str(self.home)})
        self.assertEqual(done.returncode, 1, done.stdout)
        for part in parts:
            self.assertIn(part, done.stdout)

    def test_a_card_without_cases(self):
        put_rule(self.folder, cases=None)
        self.refused("large/rule.yaml:1", "没有 cases.yaml")

    def test_a_case_that_contradicts_the_card(self):
        put_rule(self.folder, cases=CASES.replace("detail: small", "detail: tiny"))
        self.refused("large/cases.yaml:12", "期望按 tiny 排除")
        put_rule(self.folder, cases=CASES.replace("detail: yellow", "detail: orange"))
        self.refused("large/cases.yaml:3", "orange")
        put_rule(self.folder, cases=CASES.replace("outcome: clear", "outcome: hit"))
        self.refused("差一分", "expected hit")
        put_rule(self.folder, cases=CASES.replace("{payee_name: A, amount_fen: 99}", "{payee: A}"))
        self.refused("large/cases.yaml:11", "no column payee")

    def test_a_parameter_without_unit(self):
        put_rule(self.folder, card=CARD.replace("unit: 分, ", ""))
        self.refused("large/rule.yaml:12", "unit")

    def test_two_rules_with_one_id(self):
        put_rule(self.folder)
        put_rule(self.home / "rules/payments/larger", card="# 另一条\n" + CARD)
        self.refused("larger/rule.yaml:2", "规则 X01 已在", "large/rule.yaml:1")

    def test_a_pack_that_nobody_wrote_down(self):
        put_rule(self.folder, card=CARD.replace("pack: payments", "pack: paymants"))
        self.refused("paymants", "packs.yaml")


if __name__ == "__main__":
    unittest.main()
