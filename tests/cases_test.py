#!/usr/bin/env python3
"""Real files, one step at a time: who may, what is refused with its article, what lies on whose desk and until when."""
import datetime
import json
import sqlite3
import subprocess
import sys
import unittest

from workspace import Workspace, root, run

OFFICE = """units:
  - {id: cm, name: 案件监督管理室, kind: office}
  - {id: tw, name: 某镇纪委, kind: township_commission}
users:
  - {id: cm1, name: 甲, unit: cm, roles: [case_management]}
  - {id: h1, name: 乙, unit: cm, roles: [handler]}
  - {id: h2, name: 丙, unit: cm, roles: [handler]}
  - {id: h3, name: 丁, unit: cm, roles: [handler]}
  - {id: tw1, name: 辛, unit: tw, roles: [handler]}
  - {id: hd, name: 戊, unit: cm, roles: [handling_head]}
  - {id: dp, name: 己, unit: cm, roles: [leader_in_charge]}
  - {id: ch, name: 庚, unit: cm, roles: [chief]}
bodies:
  - {id: ps, name: 县委书记, roles: [party_secretary]}
"""
NOW = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))


def days_ago(days):
    return (NOW - datetime.timedelta(days=days, minutes=5)).strftime("%Y-%m-%dT%H:%M")


class Cases(unittest.TestCase):
    def setUp(self):
        self.space = Workspace()
        self.addCleanup(self.space.holder.cleanup)
        self.do("office", "load", self.space.write("office.yaml", OFFICE))

    def do(self, *words, code=0):
        done = run(*words, "-w", self.space.folder, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def opened(self, *words):
        said = self.do("cases", "open", "--by", "cm1", "--title", "演示", *words)
        return said.split()[1]

    def step(self, file, line, *words, code=0):
        return self.do("cases", "do", file, *line.split(), *words, code=code)

    def in_study(self, signed=0):
        """A lead that h1 has signed for, so many days ago."""
        file = self.opened()
        when = f"于 {days_ago(signed)}"
        self.step(file, f"cm1 线索甲 lead.register {when} 附 齐")
        self.step(file, f"cm1 线索甲 assign {when} 附 齐 批 ch", "--to", "h1")
        self.step(file, f"h1 线索甲 签收 {when} 附 齐")
        return file

    def rows(self, query):
        with sqlite3.connect(self.space.folder / "records.db") as database:
            return database.execute(query).fetchall()

    def desk(self, user, *words):
        return json.loads(self.do("cases", "due", "--by", user, "--json", *words))


class Refused(Cases):
    def test_what_may_not_be_done_is_not_written(self):
        file = self.opened()
        before = self.rows("SELECT count(*) FROM act_key")
        for line, says in [
            ("h1 线索甲 lead.register 附 齐", "不是案管工作人员"),
            ("cm1 线索甲 lead.register", "缺少应当具备的文书"),
            ("cm1 线索甲 lead.assign 附 齐 批 ch", "还没有开始"),
            ("nobody 线索甲 lead.register 附 齐", "没有“nobody”这个人"),
            ("cm1 线索甲 register 附 齐", "没有“register”这个词"),
            ("cm1 线索甲 lead.register 附 齐 于 2027-12-01T09:00", "晚于登记时间"),
        ]:
            said = self.step(file, line, "--by", "cm1", code=1)
            self.assertIn(says, said)
        self.assertIn("没有案卷", self.step(file, "h1 线索甲 lead.register 附 齐", code=1))  # it is no business of his
        self.assertEqual(self.rows("SELECT count(*) FROM act_key"), before)
        self.assertIn("没有案卷 2026-0999", self.step("2026-0999", "cm1 线索甲 lead.register 附 齐", code=1))
        self.assertIn("没有在用的账号", self.do("cases", "open", "--by", "ghost", code=1))
        self.assertIn("没有“tall”这个词", self.do("cases", "open", "--by", "cm1", "--known", "tall", code=1))
        self.assertIn("写明 --by", self.do("cases", "due", code=1))

    def test_a_refusal_names_the_article(self):
        file = self.in_study()
        said = self.step(file, "h1 线索甲 verify 附 齐 批 hd dp h1", code=1)
        self.assertIn("未登记：", said)
        self.assertIn("依据：《", said)


class WhoSees(Cases):
    def test_whoever_has_nothing_to_do_with_a_file_learns_nothing_of_it(self):
        file = self.in_study()
        show = ("cases", "show", "--by", "h2", "--purpose", "x")
        self.assertEqual(self.do(*show, file, code=1).replace(file, "N"), self.do(*show, "2026-0999", code=1).replace("2026-0999", "N"))
        out = self.space.folder / "package"
        for words in (("check", file), ("pack", file, "-o", out), ("propose", file, "h2", "线索甲", "verify", "附", "齐"), ("attach", file, f"{file}/0001", self.space.folder / "office.yaml")):
            self.assertIn("没有案卷", self.do("cases", *words, "--by", "h2", code=1), words)
        self.assertEqual(self.desk("h2", "--everybody"), [])
        self.assertIn("没有写出案卷的权限", self.do("cases", "pack", file, "--by", "h1", "-o", out, code=1))
        self.assertFalse(out.exists())


class OneByOne(Cases):
    def test_a_lead_has_one_file(self):
        self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", "某镇道路养护资金")
        lead = f"{NOW.year}-0001"
        file = self.do("cases", "open", "--by", "cm1", "--lead", lead).split()[1]
        self.assertIn(f"已有案卷 {file}", self.do("cases", "open", "--by", "cm1", "--lead", lead, code=1))
        self.assertIn("某镇道路养护资金", self.do("cases", "list", "--by", "cm1"))
        self.step(file, "cm1 线索 lead.register 附 齐")
        self.step(file, "cm1 线索 assign 附 齐 批 ch")
        [row] = json.loads(self.do("leads", "list", "--json", "--by", "cm1"))
        self.assertEqual(row["state"], "assigned")  # the lead's own record follows its file

    def test_the_course_is_shown_and_the_same_key_is_one_act(self):
        file = self.opened()
        for _ in range(2):
            said = self.step(file, "cm1 线索甲 lead.register 附 齐", "--by", "cm1", "--key", "register-once")
        self.assertIn("此前已登记过", said)
        said = self.do("cases", "show", file, "--by", "cm1", "--purpose", "核对")
        self.assertEqual(said.count("线索甲 登记编号"), 1)
        self.assertIn("《问题线索登记表》", said)
        self.assertIn("分办：案管工作人员；批 主要负责人；附 《问题线索分办呈批表》", said)
        self.do("verify")

    def test_a_desk_in_lawful_order_with_colours(self):
        late, fresh = self.in_study(signed=70), self.in_study(signed=0)
        items = self.desk("h1")
        self.assertEqual([(i["file"], i["limit"], i["colour"], i["days_left"] < 0) for i in items],
                         [(late, "LD-01", "red", True), (fresh, "LD-01", "blue", False)])
        self.assertEqual(self.desk("h2"), [])
        self.assertEqual(len(json.loads(self.do("cases", "due", "--everybody", "--json", "--by", "cm1"))), 2)
        self.assertEqual([i["colour"] for i in self.desk("h1", "--set", "A")], ["blue", "none"])
        self.assertIn("没有这套督办颜色规则", self.do("cases", "due", "--by", "h1", "--set", "Z", code=1))
        self.assertIn("已超期", self.do("cases", "due", "--by", "h1"))

    def test_recusal_ends_access_and_hands_on(self):
        file = self.in_study()
        recuse = ("cases", "recuse", file, "h1", "--grounds", "near_relative", "--note", "被反映人近亲属")
        self.assertIn("请写明移交给谁", self.do(*recuse, "--by", "ch", code=1))
        self.do(*recuse, "--by", "ch", "--to", "h2")
        self.assertIn("已经回避", self.do(*recuse, "--by", "ch", "--to", "h3", code=1))
        self.assertEqual(([i["file"] for i in self.desk("h1")], [i["file"] for i in self.desk("h2")]), ([], [file]))
        self.assertIn("应当回避", self.step(file, "h1 线索甲 verify 附 齐 批 hd dp ch", "--by", "cm1", code=1))
        self.assertIn("没有案卷", self.step(file, "h1 线索甲 verify 附 齐 批 hd dp ch", code=1))  # for him there is none
        self.assertIn("没有案卷", self.do("cases", "show", file, "--by", "h1", "--purpose", "x", code=1))
        self.step(file, "h2 线索甲 verify 附 齐 批 hd dp ch")
        self.step(file, "h2+h3 核实甲 verification.open 附 齐 批 逐级")
        self.do("verify")


    def test_whoever_declares_it_himself_is_out_at_once_wherever_he_declares_it(self):
        self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", "某镇道路养护资金")
        lead = f"lead/{NOW.year}-0001"
        file = self.do("cases", "open", "--by", "cm1", "--lead", lead[5:]).split()[1]
        self.step(file, "cm1 线索甲 lead.register 附 齐")
        self.step(file, "cm1 线索甲 assign 附 齐 批 ch", "--to", "h1")
        self.step(file, "h1 线索甲 签收 附 齐")
        for at, (who, role, on) in enumerate([("h1", "handler", f"case_file/{file}"), ("h2", "chief", lead)]):
            by = who if role == "handler" else "ch"
            said = self.do("access", "recuse", on, "--user", who, "--by", by, "--as", role, "--reason", "近亲属")
            self.assertEqual("已离开其待办" in said, at == 0)
            self.assertIn("没有案卷", self.do("cases", "show", file, "--by", who, "--purpose", "x", code=1))
            self.assertEqual(self.desk(who), [])
            # The act itself is refused too, whoever writes it down, and in whatever part he would take it.
            for line in (f"{who} 线索甲 verify 附 齐 批 hd dp ch", f"h3+{who} 线索甲 verify 附 齐 批 hd dp ch"):
                self.assertIn("应当回避", self.step(file, line, "--by", "cm1", code=1))
            self.assertIn("回避", self.step(file, "h3 线索甲 verify 附 齐 批 hd dp ch", "--by", "cm1", "--to", who, code=1))
        self.step(file, "h3 线索甲 verify 附 齐 批 hd dp ch", "--by", "cm1", "--to", "h3")
        self.assertEqual([item["file"] for item in self.desk("h3")], [file])
        self.do("verify")


    def test_every_look_is_on_record(self):
        file = self.in_study()
        self.do("cases", "propose", file, *"h1 线索甲 verify 附 齐".split(), "--by", "h1")
        self.do("cases", "submissions", "--by", "hd")
        self.do("cases", "due", "--by", "h1")
        self.do("cases", "due", "--everybody", "--by", "cm1")
        self.do("cases", "list", "--by", "cm1")
        self.do("cases", "check", file, "--by", "h1", code=1)
        self.do("cases", "pack", file, "--by", "cm1", "-o", self.space.folder / "package")
        self.do("cases", "pack", file, "--by", "h1", "-o", self.space.folder / "more", code=1)
        looks = self.rows("SELECT user_id, kind, object FROM history_%d WHERE kind LIKE 'reading.%%' ORDER BY seq" % NOW.year)
        self.assertEqual(looks, [("hd", "reading.listed", "case_file"), ("h1", "reading.listed", "case_file"), ("cm1", "reading.listed", "case_file"),
                                 ("cm1", "reading.listed", "case_file"), ("h1", "reading.opened", f"case_file/{file}"), ("cm1", "reading.exported", f"case_file/{file}")])
        self.do("verify")


class Submitted(Cases):
    def test_each_level_approves_itself_what_it_was_shown(self):
        file = self.in_study()
        propose = ("cases", "propose", file, *"h1 线索甲 verify 附 齐".split(), "--by", "h1")
        self.assertIn("不写 批 和 于", self.do("cases", "propose", file, *"h1 线索甲 verify 附 齐 批 hd".split(), "--by", "h1", code=1))
        self.assertIn("缺少应当具备的文书", self.do("cases", "propose", file, *"h1 线索甲 verify".split(), "--by", "h1", code=1))
        self.assertIn("待承办部门主要负责人审批", self.do(*propose))
        [waits] = json.loads(self.do("cases", "submissions", "--by", "h1", "--json"))
        approve = ("cases", "approve", waits["id"], "--shown", waits["shown"][:8], "--by")
        self.assertIn("校验码不符", self.do("cases", "approve", waits["id"], "--shown", "00000000", "--by", "hd", code=1))
        self.assertIn("不是承办部门主要负责人", self.do(*approve, "dp", code=1))
        self.assertIn("不是承办部门主要负责人", self.do(*approve, "h1", code=1))
        self.do(*approve, "hd")
        self.assertIn("不是分管领导", self.do(*approve, "hd", code=1))
        self.do(*approve, "dp")
        self.assertEqual(json.loads(self.do("cases", "submissions", "--by", "h1", "--json"))[0]["next_role"], "chief")
        self.assertIn("研判中", self.do("cases", "show", file, "--by", "cm1", "--purpose", "核对"))  # nothing is approved by silence
        self.assertIn("已审批并办理", self.do(*approve, "ch"))
        self.assertIn("已办理或者已退回", self.do(*approve, "ch", code=1))
        self.assertIn("戊（承办部门主要负责人", self.do("cases", "show", file, "--by", "cm1", "--purpose", "核对"))
        self.assertEqual([item["state"] for item in self.desk("h1")], ["verification"])
        self.do("verify")

    def test_what_is_returned_is_not_done(self):
        file = self.in_study()
        self.do("cases", "propose", file, *"h1 线索甲 verify 附 齐".split(), "--by", "h1")
        [waits] = json.loads(self.do("cases", "submissions", "--by", "h1", "--json"))
        self.assertIn("不是承办部门主要负责人", self.do("cases", "return", waits["id"], "--by", "h2", "--reason", "补充", code=1))
        self.do("cases", "return", waits["id"], "--by", "hd", "--reason", "补充理由")
        self.assertIn("没有待批的", self.do("cases", "submissions", "--by", "h1"))
        self.assertIn("已办理或者已退回", self.do("cases", "approve", waits["id"], "--shown", waits["shown"], "--by", "hd", code=1))


class Material(Cases):
    def setUp(self):
        super().setUp()
        self.file = self.opened()
        for user in ("h1", "h2", "h3"):
            self.do("access", "grant", f"case_file/{self.file}", "--by", "cm1", "--as", "case_management", "--user", user, "--relation", "assistant", "--reason", "承办")
        self.paper = self.space.write("账页.txt", "某页，第三行\n")

    def evidence(self, code=0, **given):
        words = {"kind": "documentary", "title": "账页一张", "origin": "某村会计保管", "taken_by": "h1", "second": "h2", "speaks": "against", "kept_at": "一号柜"} | given
        options = [part for name, value in words.items() if value for part in ("--" + name.replace("_", "-"), value)]
        return self.do("cases", "evidence", self.file, self.paper, "--by", "h1", *options, code=code)

    def test_evidence_needs_two_collectors_an_origin_and_a_day(self):
        for given, says in [
            ({"origin": ""}, "没有写明证据的来源"), ({"second": ""}, "两名收集人"), ({"second": "h1"}, "两名收集人"), ({"second": "ghost"}, "没有在用的账号"),
            ({"speaks": "maybe"}, "不能是 maybe"), ({"taken_on": "2999-01-01"}, "晚于今天"),
        ]:
            self.assertIn(says, self.evidence(code=1, **given), given)
        self.do("cases", "recuse", self.file, "h2", "--grounds", "witness", "--by", "ch", "--to", "h3")
        self.assertIn("h2 应当回避。依据：《监察法（2024年修正）》第六十七条", self.evidence(code=1))
        self.assertEqual(self.rows("SELECT count(*) FROM evidence"), [(0,)])

    def test_evidence_is_kept_sealed_and_passes_from_hand_to_hand(self):
        number = f"{self.file}/e0001"
        said = self.evidence()
        self.assertIn(number, said)
        [kept] = (self.space.folder / "evidence").iterdir()
        self.assertIn(kept.name, said)
        self.assertNotIn("第三行".encode(), kept.read_bytes())
        self.assertIn("在 h1 手中", self.do("cases", "hand-over", number, "--to", "h3", "--by", "h2", "--reason", "鉴定", code=1))
        self.assertIn("没有写明事由", self.do("cases", "hand-over", number, "--to", "h3", "--by", "h1", code=1))
        self.do("cases", "hand-over", number, "--to", "h3", "--by", "h1", "--reason", "鉴定")
        self.assertIn("在 h3 手中", self.do("cases", "hand-over", number, "--to", "h2", "--by", "h1", "--reason", "再用", code=1))
        self.assertEqual(self.rows("SELECT giver, receiver, reason FROM evidence_move"), [("h1", "h3", "鉴定")])
        self.assertIn("核对 1 份证据", self.do("verify"))
        sealed = kept.read_bytes()
        kept.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
        self.do("verify", code=1)

    def test_what_is_written_once_cannot_be_written_again(self):
        self.step(self.file, "cm1 线索甲 lead.register 附 齐")
        self.evidence()
        self.do("cases", "hand-over", f"{self.file}/e0001", "--to", "h3", "--by", "h1", "--reason", "鉴定")
        self.register("interference", "--subject", "某人", "--manner", "电话", "--content", "问进展", "--answer", "不便答复", "--reported-to", "ch")
        for table in ("done_act", "evidence_move", "register_entry"):
            with self.assertRaises(sqlite3.IntegrityError, msg=table):
                self.rows(f"UPDATE {table} SET version = version + 1")

    def register(self, *words, by="h1", code=0):
        return self.do("cases", "register", *words, "--by", by, code=code)

    def test_registers_ask_for_what_they_need(self):
        self.assertIn("没有登记簿", self.register("gossip", code=1))
        said = self.register("interference", "--subject", "某人", "--manner", "电话", "--content", "问进展", code=1)
        self.assertIn("应写明 answer。依据：《监察法（2024年修正）》第六十六条", said)
        query = ("data_query", "--file", self.file, "--subject", "某账户", "--purpose", "核对付款", "--fields", "日期、金额", "--approver")
        self.assertIn("批准人 h1 不能是登记人本人", self.register(*query, "h1", code=1))
        self.assertIn("部门负责人以上", self.register(*query, "h2", code=1))
        self.assertIn("第一百三十八条", self.register("data_query", "--subject", "某账户", code=1))
        self.assertIn(f"{NOW.year}-0001", self.register(*query, "hd"))
        self.do("verify")

    def test_joint_work_counts_for_a_whole_and_the_seconded_act_in_their_days(self):
        join = ("cases", "join", self.file, "--by", "ch", "--reason", "人手不足", "--jurisdiction", "designated", "--approval", "联〔2026〕1号", "--unit", "cm:600:主办")
        self.assertIn("现为 900‰", self.do(*join, "tw:300:外查", code=1))
        self.assertIn("应写明 approval_no", self.do("cases", "join", self.file, "--by", "ch", "--reason", "x", "--jurisdiction", "raised", "--unit", "cm:1000:主办", code=1))
        self.do(*join, "tw:400:外查")
        self.assertIn("已是联合办案", self.do(*join, "tw:400:外查", code=1))
        second = ("cases", "second", self.file, "tw1", "--unit", "tw", "--by", "ch", "--from", "2026-01-01", "--until", "2026-01-31")
        self.assertIn("书面决定", self.do(*second, code=1))
        self.assertIn("借调起止日期不对", self.do(*second[:-1], "2025-12-31", "--decision", "借1", "--recusal-statement", "无", code=1))
        self.do(*second, "--decision", "借〔2026〕1号", "--recusal-statement", "不存在应当回避的情形")
        self.step(self.file, "cm1 线索甲 lead.register 附 齐")
        self.step(self.file, "cm1 线索甲 assign 附 齐 批 ch")
        self.assertIn("没有案卷", self.step(self.file, "tw1 线索甲 签收 附 齐", code=1))  # he may not even know of it now
        self.assertIn("行为日不在其内", self.step(self.file, "tw1 线索甲 签收 附 齐", "--by", "ch", code=1))
        today = NOW.date().isoformat()
        self.do("cases", "second", self.file, "tw1", "--unit", "tw", "--by", "ch", "--from", today, "--until", today, "--decision", "借〔2026〕2号", "--recusal-statement", "不存在应当回避的情形")
        self.step(self.file, "tw1 线索甲 签收 附 齐")
        end = ("cases", "second-end", self.file, f"{self.file}/tw1/2", "--by", "ch", "--note", "外查已毕")
        self.assertIn("请写明移交给谁", self.do(*end, code=1))
        self.do(*end, "--to", "h1")
        self.assertIn("没有案卷", self.do("cases", "show", self.file, "--by", "tw1", "--purpose", "x", code=1))
        self.assertIn("没有在期的借调", self.do(*end, code=1))
        self.do("cases", "join-end", self.file, "--by", "ch", "--note", "外查已毕")
        self.assertIn("现在不是联合办案", self.do("cases", "join-end", self.file, "--by", "ch", "--note", "再来", code=1))
        self.do(*join, "tw:400:外查")
        self.do("verify")

    def test_who_works_on_it_together_is_not_for_the_handler_to_say(self):
        file = self.in_study()
        self.assertIn("没有“decide”的权限", self.do("cases", "join", file, "--by", "h1", "--reason", "x", "--jurisdiction", "raised", "--approval", "1", "--unit", "cm:1000:主办", code=1))
        second = ("cases", "second", file, "tw1", "--from", "2026-01-01", "--until", "2026-01-31", "--decision", "1", "--recusal-statement", "无", "--by")
        self.assertIn("没有“decide”的权限", self.do(*second, "h1", "--unit", "tw", code=1))
        self.assertIn("tw1 不是 cm 的人员", self.do(*second, "ch", "--unit", "cm", code=1))

    def test_a_file_that_is_not_whole_says_what_it_lacks_and_its_package_proves_itself(self):
        self.step(self.file, "cm1 线索甲 lead.register 附 齐")
        self.evidence()
        said = self.do("cases", "check", self.file, "--by", "cm1", code=1)
        for lack in ("《问题线索登记表》", "只有纸质", "没有一件有利于被调查人的证据", "还没有办结，现为“已登记”"):
            self.assertIn(lack, said)
        document = f"{self.file}/0001"
        self.assertIn("没有文书", self.do("cases", "attach", self.file, f"{self.file}/0009", self.paper, "--by", "cm1", code=1))
        scan = self.space.write("登记表.pdf", "%PDF made up\n")
        self.do("cases", "attach", self.file, document, scan, "--by", "cm1")
        self.assertIn("已有扫描件", self.do("cases", "attach", self.file, document, self.paper, "--by", "cm1", code=1))
        self.assertIn(f"已登记为 {self.file}/e0001", self.evidence(code=1))  # the same bytes
        self.paper.write_text("情况说明")
        self.evidence(speaks="for", title="说明一份")
        said = self.do("cases", "check", self.file, "--by", "cm1", code=1)
        self.assertNotIn("只有纸质", said)
        self.assertNotIn("有利于被调查人", said)

        out = self.space.folder / "package"
        self.assertIn("3 份内容", self.do("cases", "pack", self.file, "--by", "cm1", "-o", out))
        self.assertIn("已经存在", self.do("cases", "pack", self.file, "--by", "cm1", "-o", out, code=1))
        manifest = json.loads((out / "manifest.json").read_text())
        self.assertEqual([act["kind"] for act in manifest["course"]], ["case.opened", "access.granted", "access.granted", "access.granted", "lead.register", "evidence.added", "document.scanned", "evidence.added"])
        self.assertEqual((out / "content" / manifest["document"][0]["sm3"]).read_text(), "%PDF made up\n")
        for act in manifest["course"]:
            done = subprocess.run([sys.executable, root / "verifier/qingyuan_verify.py", "receipt", out / f"receipts/{act['entry']}.txt", "--key", out / "log.pub"],
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertIn(act["kind"], done.stdout)


if __name__ == "__main__":
    unittest.main()
