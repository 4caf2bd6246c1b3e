#!/usr/bin/env python3
"""From a finding to a lead and back: who may do what, what is on record, and that the log proves it to strangers."""
import datetime
import json
import shutil
import subprocess
import sys
import unittest

from life_test import LEDGER, SIGNED, put_rule
from workspace import Workspace, root, run

sys.path.insert(0, str(root / "verifier"))
import qingyuan_verify as verifier  # noqa: E402

OFFICE = """units:
  - {id: cm, name: 案件监督管理室, kind: office}
  - {id: xf, name: 信访室, kind: office}
users:
  - {id: an, name: 甲, unit: cm, roles: [data_analyst]}
  - {id: cm1, name: 乙, unit: cm, roles: [case_management, data_analyst]}
  - {id: xf1, name: 丙, unit: xf, roles: [petition_office]}
  - {id: sys, name: 丁, unit: cm, roles: [system_administrator]}
  - {id: sec, name: 戊, unit: cm, roles: [security_administrator]}
  - {id: aud, name: 己, unit: cm, roles: [audit_administrator]}
"""
TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()


class Records(unittest.TestCase):
    def setUp(self):
        self.space = Workspace(getattr(self, "seal", "intl"))
        self.addCleanup(self.space.holder.cleanup)
        self.do("office", "load", self.space.write("office.yaml", OFFICE))

    def do(self, *words, code=0):
        first = ("findings", "-w", self.space.folder, *words[1:]) if words[0] == "findings" else (*words, "-w", self.space.folder)
        done = run(*first, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def finding(self):
        self.space.ingest(self.space.write("支付.csv", LEDGER))
        put_rule(self.space.folder / "rules/payments/large")
        for act in ("shadow", "publish"):
            self.do("rules", act, "X01", *SIGNED)
            report = self.space.screen("--rules", "X01")
        return report["findings"][0]["id"]

    def outside(self, *words):
        done = subprocess.run([sys.executable, root / "verifier/qingyuan_verify.py", *map(str, words)], capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr


class Office(Records):
    def test_three_administrators_are_three_persons(self):
        both = OFFICE.replace("[system_administrator]", "[system_administrator, audit_administrator]")
        path = self.space.write("office.yaml", both)
        self.assertIn("不能由同一人担任", self.do("office", "load", path, "--by", "sec", code=1))
        self.assertIn("没有 security_administrator", self.do("office", "load", self.space.write("office.yaml", OFFICE.replace("丙", "庚")), "--by", "an", code=1))
        self.do("office", "load", self.space.write("office.yaml", OFFICE.replace("丙", "庚")), "--by", "sec")
        self.assertIn("未作改动", self.do("office", "load", self.space.folder / "office.yaml", "--by", "sec"))


class FromAFinding(Records):
    def test_the_bureau_first_then_case_management_then_the_rule_learns(self):
        finding = self.finding()
        transfer = ("findings", "exit", finding, "lead_transfer", "--note", "说明不能解释")
        self.assertIn("先请主管单位说明", self.do(*transfer, "--by", "an", code=1))
        self.assertIn("没有在用的账号", self.do("findings", "ask", finding, "--unit", "财政局", "--due", TODAY, "--by", "甲", code=1))
        self.do("findings", "ask", finding, "--unit", "财政局", "--due", TODAY, "--by", "an")
        self.assertIn("先请主管单位说明", self.do(*transfer, "--by", "an", code=1))  # the day is not over
        self.do("findings", "answer", finding, "--text", "无合同", "--by", "an")
        self.assertIn("写明理由", self.do("findings", "exit", finding, "lead_transfer", "--by", "an", code=1))
        self.do(*transfer, "--by", "cm1")
        self.assertIn("不能自己受理", self.do("leads", "accept", finding, "--by", "cm1", "--reason", "受理", code=1))
        self.do("leads", "return", finding, "--by", "cm1", "--reason", "补充材料")
        self.do(*transfer, "--by", "an")
        self.assertIn("没有 case_management", self.do("leads", "accept", finding, "--by", "xf1", "--reason", "受理", code=1))
        self.assertIn(f"{TODAY.year}-0001", self.do("leads", "accept", finding, "--by", "cm1", "--reason", "受理"))
        [lead] = json.loads(self.do("leads", "list", "--json", "--by", "cm1"))
        self.assertEqual((lead["source"], lead["finding"], lead["rule"], lead["state"]), ("data", finding, "X01", "registered"))

        def precision():
            [row] = [r for r in json.loads(self.do("rules", "precision", "--json")) if r["rule"] == "X01"]
            return row["exits"], row["confirmed"]
        self.assertEqual(precision(), (1.0, 1.0))
        self.do("leads", "conclude", lead["id"], "unfounded", "--by", "cm1", "--reason", "查否")
        self.assertEqual(precision(), (1.0, 0.0))  # the outcome speaks louder than the transfer
        history = self.do("records", "history", f"finding/{finding}", "--by", "an", "--purpose", "核对")
        self.assertEqual([line.split()[4] for line in history.splitlines()],
                         ["finding.asked", "finding.answered", "finding.transfer_proposed", "finding.transfer_returned", "finding.transfer_proposed"])
        self.do("verify")


class FromElsewhere(Records):
    def add(self, summary, *words, code=0):
        return self.do("leads", "add", "--by", "cm1", "--source", "audit", "--from-unit", "审计局", "--from-number", "审〔2026〕1号", "--summary", summary, *words, code=code)

    def test_each_source_asks_for_its_fields(self):
        self.assertIn("没有线索来源", self.do("leads", "add", "--by", "cm1", "--source", "rumour", "--summary", "x", code=1))
        self.assertIn("from-unit", self.do("leads", "add", "--by", "cm1", "--source", "audit", "--summary", "x", code=1))
        self.assertIn("report", self.do("leads", "add", "--by", "cm1", "--source", "report", "--summary", "x", code=1))
        self.assertIn("没有 case_management", self.do("leads", "add", "--by", "an", "--source", "media", "--summary", "x", code=1))
        self.add("某村低保重复发放")
        self.add("学校食堂供货", "--persons-affected", "10")
        self.assertIn(f"已登记为 {TODAY.year}-0001", self.add("某村低保重复发放", code=1))
        self.assertEqual([lead["quick_track"] for lead in json.loads(self.do("leads", "list", "--json", "--by", "cm1"))], [False, True])

    def test_repeats_are_found_and_a_merge_is_undone(self):
        self.add("某镇2025年危房改造补助资金被重复申领")
        self.add("某镇2025年危房改造补助资金重复申领")
        self.add("学校食堂供货商没有资质")
        first, second, third = (f"{TODAY.year}-000{n}" for n in (1, 2, 3))
        told = self.do("leads", "alike", "--by", "cm1")
        self.assertIn(f"{first}  {second}", told)
        self.assertNotIn(third, told)
        self.do("leads", "merge", first, second, "--by", "cm1", "--reason", "同一件事")
        self.assertIn("没有相似", self.do("leads", "alike", "--by", "cm1"))
        self.assertIn("不能并案", self.do("leads", "merge", second, third, "--by", "cm1", "--reason", "x", code=1))
        self.assertIn("已了结或已并案", self.do("leads", "conclude", second, "confirmed", "--by", "cm1", "--reason", "x", code=1))
        self.do("leads", "separate", second, "--by", "cm1", "--reason", "不是同一件")
        self.assertIn(f"{first}  {second}", self.do("leads", "alike", "--by", "cm1"))

    def test_a_report_on_a_cadre_managed_above_leaves_only_its_number_and_days(self):
        told = self.do("leads", "pass-up", "--by", "xf1", "--received", "2025-04-25")
        self.assertIn("2025-05-06 前", told)  # five working days over the May holiday: procedure.md 5
        self.assertIn("S2025-0001", told)
        self.do("leads", "passed", "S2025-0001", "--by", "xf1", "--on", "2025-04-28", "--receipt", "市收1号")
        self.do("leads", "pass-up", "--by", "xf1", "--summary", "x", code=2)  # there is no word for its content
        self.do("verify")


class ForStrangers(Records):
    def setUp(self):
        super().setUp()
        self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", "某镇道路养护资金")
        self.key = self.space.folder / "keys/log.pub"
        self.log = ("log", self.space.folder / "log", "--key", self.key, "--records", self.space.folder / "records.db")

    def test_the_separate_verifier_agrees(self):
        self.assertEqual(self.outside(*self.log)[0], 0, self.outside(*self.log)[1])
        receipt = self.space.folder / "receipt"
        self.do("records", "receipt", "1", "-o", receipt, "--by", "cm1", "--purpose", "交案管核验")
        code, told = self.outside("receipt", receipt, "--key", self.key)
        self.assertEqual(code, 0, told)
        self.assertIn("lead.registered", told)
        receipt.write_text(receipt.read_text().replace("index 1", "index 0"))
        self.assertEqual(self.outside("receipt", receipt, "--key", self.key)[0], 1)

    def test_what_was_rolled_back_is_found_by_a_checkpoint_kept_elsewhere(self):
        before = self.space.folder.parent / "before"
        shutil.copytree(self.space.folder, before)
        self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", "后一件")
        seen = self.space.folder.parent / "seen"
        self.do("records", "checkpoint", "-o", seen)
        self.do("verify", "--seen", seen)
        shutil.rmtree(self.space.folder)
        shutil.copytree(before, self.space.folder)
        self.do("verify")  # whole in itself
        self.assertIn("被退回或截断", self.do("verify", "--seen", seen, code=1))
        self.assertIn("rolled back", self.outside(*self.log, "--seen", seen)[1])
        self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", "另一件")
        self.assertIn("不是同一部", self.do("verify", "--seen", seen, code=1))
        self.assertIn("rewritten", self.outside(*self.log, "--seen", seen)[1])


class ForStrangersInGm(ForStrangers):
    seal = "gm"


class Signatures(unittest.TestCase):
    def test_published_vectors(self):
        """RFC 8032, 7.1, TEST 2; GB/T 32918.5-2017, A.2."""
        from curves import ed25519_verifies, sm2_verifies
        key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        signature = bytes.fromhex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
        self.assertTrue(ed25519_verifies(key, b"\x72", signature))
        self.assertFalse(ed25519_verifies(key, b"\x73", signature))
        key = bytes.fromhex("0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13")
        signature = bytes.fromhex("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA")
        self.assertTrue(sm2_verifies(key, b"message digest", signature))
        self.assertFalse(sm2_verifies(key, b"message digests", signature))


if __name__ == "__main__":
    unittest.main()
