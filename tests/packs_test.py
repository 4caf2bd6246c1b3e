#!/usr/bin/env python3
"""The shipped library against its own promises: no rule reads past its pack, no text accuses, and nothing of "What is never built"."""
import json
import re
import unittest

from workspace import root, run

# Judgements on people, in any text of a card that an officer might copy. Titles of laws are taken out first.
ACCUSING = ("贪污 受贿 行贿 贿赂 腐败 骗取 骗保 套取 冒领 侵吞 违法 违纪 犯罪 嫌疑 涉嫌 挪用 虚报 弄虚作假 造假 舞弊 串通 围标 串标 勾结 作案 渎职 "
            "犯罪分子 fraud corrupt embezzl bribe criminal guilty suspect theft").split()
# Private life, and marks given to people: fields that no standard table has.
NEVER = ("轨迹 行踪 卡口 经纬度 人脸 指纹比对 通话 话单 短信 聊天 水费 电费 用水量 用电量 籍贯 祖籍 宾客 礼单 同行人 宗教 信用分 廉洁 画像 "
         "track location face call_record utility native_place guest religion integrity person_score risk_score").split()
# Registers of what a citizen receives: a hit there goes to the bureau as a correction, unless it is about an official.
BENEFITS = {"subsidy_payment", "subsidy_eligibility", "subsidised_purchase", "insurance_claim", "benefit_enrollment", "benefit_payment",
            "housing_aid", "student_aid", "school_roll", "hospital_stay", "medical_item", "care_resident", "funeral_charge", "grave"}
OFFICIALS = {"payroll", "village_official", "kin_declaration"}


def rules():
    return json.loads(run("rules", "list", "--json").stdout)


def tables():
    return {path.stem: path.read_text() for path in sorted((root / "tables").glob("*.yaml"))}


class Promises(unittest.TestCase):
    def test_no_rule_reads_what_its_pack_may_not(self):
        allowed, _ = packs()
        for pack, tables_read in read_by_pack().items():
            self.assertEqual(tables_read - set(allowed[pack]["reads"]), set(), pack)
        self.assertEqual({name for name, pack in allowed.items() if pack["restricted"]}, {"public_office"})

    def test_every_pack_serves_a_rule_and_every_permission_is_used(self):
        allowed, everyone = packs()
        used = read_by_pack()
        self.assertEqual(set(used), set(allowed))
        for name, pack in allowed.items():
            self.assertEqual(set(pack["reads"]) - used[name] - everyone, set(), name)

    def test_no_text_accuses(self):
        for rule in rules():
            for key in ("title", "english", "sentence", "sentence_en", "next_step", "exclusions", "subject", "innocent"):
                told = list(rule[key].values()) if isinstance(rule[key], dict) else rule[key]  # the names of clauses are keys
                text = re.sub("《[^》]*》", "", json.dumps(told, ensure_ascii=False))
                for word in ACCUSING:
                    self.assertNotIn(word, text.lower(), f"{rule['id']} {key}")

    def test_a_citizens_benefit_is_a_correction_and_no_lead(self):
        for rule in rules():
            if rule["subject"]["table"] in BENEFITS and not OFFICIALS & set(rule["needs"]):
                self.assertNotEqual(rule["usual_exit"], "lead_transfer", rule["id"])

    def test_no_table_of_private_life_and_no_mark_on_a_person(self):
        for name, text in tables().items():
            fields = re.findall(r"\{name: (\w+), label: ([^,]+),", text)
            self.assertTrue(fields, name)
            for field, label in [(name, ""), *fields]:
                for word in NEVER:
                    self.assertNotIn(word, field + label, name)


def packs():
    """Each pack as the program knows it, and the tables that all of them may read."""
    allowed = json.loads(run("rules", "packs", "--json").stdout)
    return allowed, set.intersection(*(set(pack["reads"]) for pack in allowed.values()))


def read_by_pack():
    """The tables that the texts name, shared relations followed: worked out here anew, not by the program's own checker."""
    prepared = {path.stem: path.read_text() for path in (root / "rules/prepared").glob("*.sql")}
    known, read = set(tables()), {}
    for path in (root / "rules").rglob("rule.sql"):
        seen, queue = set(), [path.read_text()]
        while queue:
            new = words(queue.pop()) - seen
            seen |= new
            queue += [prepared[word] for word in new if word in prepared]
        read.setdefault(path.relative_to(root).parts[1], set()).update(seen & known)
    return read


def words(sql):
    sql = re.sub(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", " ", sql, flags=re.S)
    return set(re.findall(r"(?<![.\w])\w+", sql.lower()))


if __name__ == "__main__":
    unittest.main()
