#!/usr/bin/env python3
"""What lies in a file, over the API: evidence and documents taken in, handed over and read back; who may, and what is refused. Refusals first."""
import concurrent.futures
import json
import unittest
import urllib.parse
import uuid

from case_api_test import PURPOSE, CaseApi
from imports_test import Sender
from records_test import TODAY
from workspace import run

# 300 kB of the same words and "abc": SM3 of "abc" is the example of GB/T 32905-2016, annex A.1.
LEDGER_PAGE = "第三页第二行，拨付养护资金。".encode() * 8000
ABC_SM3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


class MaterialApi(CaseApi):
    browser = Sender

    def setUp(self):
        super().setUp()
        self.assigned()
        self.etag = self.see("h1").getheader("ETag")

    def send(self, user, content, name="账页.pdf", number=None, path=None):
        number = number or uuid.uuid4().hex
        sent = self.officer(user).ask("PUT", (path or self.path()) + f"/uploads/{number}?name={urllib.parse.quote(name)}", content, Content_Type="application/octet-stream")
        sent.number = number
        return sent

    def words(self, upload, **given):
        return {"upload": upload, "kind": "documentary", "title": "账页一张", "origin": "某村会计保管", "taken_on": str(TODAY), "taken_by": "h1", "taken_by_second": "h2", "speaks": "against",
                "kept_at": "一号柜"} | given

    def add(self, user="h1", content=LEDGER_PAGE, status=200, etag=None, **given):
        upload = given.pop("upload", None) or self.send(user, content).number
        done = self.officer(user).ask("POST", self.path("/evidence"), self.words(upload, **given), If_Match=etag or self.see(user).getheader("ETag"))
        self.assertEqual(done.status, status, done.text)
        return done

    def take(self, user, number, part="evidence", purpose=PURPOSE):
        return self.officer(user).ask("GET", self.path(f"/{part}/{number}/content"), X_Purpose=purpose)

    def kept(self):
        return sorted(path.name for path in (self.space.folder / "evidence").glob("*"))

    def in_box(self):
        return sorted(path.name for path in (self.space.folder / "uploads").glob("*"))


class Intake(MaterialApi):
    def test_a_file_is_for_one_case_and_one_officer(self):
        box, never = self.in_box(), self.path().replace(self.file, "2026-0999")
        for user in ("h2", "h9", "hd9", "sys", "aud", "dp"):  # they may not know of the file
            hidden, none = self.refused(self.send(user, b"x"), 404), self.refused(self.send(user, b"x", path=never), 404)
            self.assertEqual(hidden.text, none.text, user)
        self.refused(Sender(self.port).ask("PUT", self.path("/uploads/00000000?name=a"), b"x", Content_Type="application/octet-stream"), 401)
        run("access", "grant", f"case_file/{self.file}", "--by", "cm1", "--as", "case_management", "--user", "h3", "--relation", "need_to_know", "--reason", "知悉", "-w", self.space.folder)
        self.refused(self.send("h3", b"x"), 403, "不办理它")  # he may read it
        self.refused(self.send("h1", b"x", name="../a"), 422, "未接收")
        self.refused(self.send("h1", b""), 422, "空")
        self.assertEqual(self.in_box(), box)
        sent = self.send("h1", b"abc")
        self.assertEqual((sent.status, sent.json["sm3"], sent.json["bytes"]), (201, ABC_SM3, 3))
        for again in [self.send("h1", b"abc") for _ in range(20)]:  # one at a time, and each may come with the last one's answer
            self.assertEqual((again.status, self.officer("h1").ask("DELETE", self.path(f"/uploads/{again.number}")).status), (201, 204))
        first = self.path()
        CaseApi.setUp(self)  # another case of the same officers: it was not sent for that one
        self.assigned()
        self.assertIn("/upload", self.add(upload=sent.number, status=422).text)
        self.refused(self.officer("h1").ask("DELETE", self.path(f"/uploads/{sent.number}")), 404)
        self.refused(self.officer("cm1").ask("DELETE", first + f"/uploads/{sent.number}"), 404)  # another's
        self.assertEqual(self.officer("h1").ask("DELETE", first + f"/uploads/{sent.number}").status, 204)
        self.assertEqual(self.in_box(), box)

    def test_what_is_refused_keeps_nothing_under_seal_and_the_file_waits(self):
        kept, upload = self.kept(), self.send("h1", LEDGER_PAGE).number
        for given, pointer in (({"kind": ""}, "/kind"), ({"title": ""}, "/title"), ({"origin": ""}, "/origin"), ({"taken_on": "2026-02-30"}, "/taken_on"), ({"speaks": ""}, "/speaks"),
                               ({"upload": "none-such-file"}, "/upload"), ({"sm3": ABC_SM3}, "/sm3")):
            self.assertIn(pointer, self.add(status=422, **({"upload": upload} | given)).text)
        for given, says in (({"kind": "gossip"}, "没有证据种类 gossip"), ({"speaks": "maybe"}, "不能是 maybe"), ({"taken_on": "2999-01-01"}, "晚于今天"), ({"taken_by_second": "ghost"}, "没有在用的账号")):
            self.assertIn(says, self.add(upload=upload, status=422, **given).text)
        for given, says in (({"taken_by_second": "h1"}, "两名收集人"), ({"taken_by": "h9", "taken_by_second": "h9"}, "第四十四条")):
            self.assertIn(says, self.add(upload=upload, status=403, **given).text)
        self.assertIn("moved", self.add(upload=upload, status=412, etag='"1-1"').text)
        self.refused(self.officer("h2").ask("POST", self.path("/evidence"), self.words(upload), If_Match=self.etag), 404)
        self.assertEqual((self.kept(), self.see("h1").json["evidence"]), (kept, []))
        self.assertIn(upload, self.in_box())
        self.add(upload=upload)  # mended
        self.assertNotIn(upload, self.in_box())

    def test_evidence_is_kept_sealed_under_its_hash(self):
        done = self.add(speaks="for")
        [one] = done.json["evidence"]
        self.assertEqual((one["id"], one["kind"], one["speaks"], one["file_name"], one["bytes"], one["holder"]["id"], one["taken_by_second"]["name"], one["moves"]),
                         ("e0001", "documentary", "for", "账页.pdf", len(LEDGER_PAGE), "h1", "丙", []))
        self.assertNotIn("养护资金".encode(), (self.space.folder / "evidence" / one["sm3"]).read_bytes())
        self.assertEqual((done.json["course"][-1]["kind"], done.json["course"][-1]["basis"]), ("evidence.added", "监法44"))
        self.assertIn("已登记为", self.add(status=409).text)  # the same bytes
        run("verify", "-w", self.space.folder)

    def test_pieces_added_in_the_same_moment_get_numbers_of_their_own(self):
        uploads = [self.send("h1", f"账页 {n}".encode()).number for n in range(6)]
        etag = self.see("h1").getheader("ETag")
        add = lambda number: self.officer("h1").ask("POST", self.path("/evidence"), self.words(number), If_Match=etag)  # noqa: E731
        with concurrent.futures.ThreadPoolExecutor(6) as officers:
            made = list(officers.map(add, uploads))
        # Whoever came later saw another version of the file; nobody is told that a number is taken.
        self.assertEqual({one.status for one in made} - {200, 412}, set(), [one.text for one in made if one.status not in (200, 412)])
        numbers = [one["id"] for one in self.see("h1").json["evidence"]]
        self.assertEqual((len(numbers), len(set(numbers))), (len([one for one in made if one.status == 200]),) * 2)

    def test_a_documents_content_is_kept_once(self):
        seen = self.see("h1")
        paper = seen.json["papers"][0]
        give = lambda user, number, upload, etag=seen.getheader("ETag"): self.officer(user).ask("POST", self.path(f"/documents/{number}"), {"upload": upload}, If_Match=etag)  # noqa: E731
        upload = self.send("h1", LEDGER_PAGE, name="登记表.pdf").number
        self.refused(self.take("h1", paper["id"], "documents"), 409, "只有纸质")
        self.refused(give("h1", paper["id"], "none-such-file"), 422, "/upload")
        self.refused(give("h1", "0099", upload), 404)
        self.refused(give("h9", paper["id"], upload), 404)
        self.refused(give("cm1", paper["id"], upload), 422, "/upload")  # it is h1's
        done = give("h1", paper["id"], upload)
        self.assertEqual((done.status, done.json["papers"][0]["file_name"]), (200, "登记表.pdf"))
        again = self.send("h1", b"other").number
        self.refused(give("h1", paper["id"], again, done.getheader("ETag")), 409, "没有替换")
        self.assertIn(again, self.in_box())


class Hands(MaterialApi):
    def test_only_who_has_it_hands_it_over_and_says_why(self):
        self.add()
        move = lambda user, **body: self.officer(user).ask("POST", self.path(f"/evidence/{body.pop('number', 'e0001')}/moves"), body, If_Match=self.see("h1").getheader("ETag"))  # noqa: E731
        self.refused(move("h1", to="h3"), 422, "/reason")
        self.refused(move("h1", reason="鉴定"), 422, "/to")
        self.refused(move("cm1", to="h3", reason="鉴定"), 403, "在 h1 手中")
        self.refused(move("h1", to="h1", reason="鉴定"), 409, "已在 h1 手中")
        self.refused(move("h1", to="ghost", reason="鉴定"), 422)
        self.refused(move("h1", to="h3", reason="鉴定", number="e0009"), 404)
        self.refused(move("h9", to="h3", reason="鉴定"), 404)
        moved = move("h1", to="h3", reason="送交鉴定")
        [one] = moved.json["evidence"]
        self.assertEqual((one["holder"]["id"], [(hand["from"]["id"], hand["to"]["id"], hand["reason"]) for hand in one["moves"]]), ("h3", [("h1", "h3", "送交鉴定")]))
        self.refused(move("h1", to="h2", reason="再用"), 403, "在 h3 手中")
        run("verify", "-w", self.space.folder)


class Content(MaterialApi):
    def test_for_whoever_may_not_know_of_the_file_there_is_nothing_to_take(self):
        self.add()
        for user in ("h2", "h9", "hd9", "sys", "aud", "dp"):
            self.assertEqual(self.refused(self.take(user, "e0001"), 404).text, self.refused(self.take(user, "e0099"), 404).text, user)
        self.refused(self.officer("h1").ask("GET", self.path("/evidence/e0001/content")), 400, "用途")
        self.refused(self.take("h1", "e0001", "documents"), 404)
        self.refused(self.take("h1", "..%2fe0001"), 400)
        told = self.readings()
        self.assertNotIn("e0001", told)  # none of these was a reading

    def readings(self):
        return run("records", "history", f"case_file/{self.file}", "--by", "cm1", "--purpose", "核对", "-w", self.space.folder).stdout

    def test_what_comes_back_is_what_went_in_and_the_log_says_so(self):
        self.add()
        back = self.officer("h1").ask("GET", self.path("/evidence/e0001/content"), X_Purpose=urllib.parse.quote("送审核对"))
        self.assertEqual((back.status, back.bytes), (200, LEDGER_PAGE))
        self.assertEqual((back.getheader("Content-Type"), back.getheader("X-Content-Type-Options"), back.getheader("Cache-Control")), ("application/octet-stream", "nosniff", "no-store"))
        self.assertEqual(back.getheader("Content-Disposition"), f"attachment; filename=\"{self.file}-e0001\"; filename*=UTF-8''%E8%B4%A6%E9%A1%B5.pdf")
        looked = json.loads(run("records", "readings", "--by", "aud", "--object", f"case_file/{self.file}", "--json", "-w", self.space.folder).stdout)
        self.assertEqual([(one["user"], one["kind"]) for one in looked if "e0001" in one["purpose"]], [("h1", "reading.opened")])
        self.assertIn("送审核对", [one["purpose"] for one in looked if "e0001" in one["purpose"]][0])
        self.assertNotIn("reading.", json.dumps(self.see("h1").json["course"]))

    def test_a_name_cannot_leave_its_field(self):
        self.send("h1", b"1", name='a"\r\nSet-Cookie: x=1;.pdf')
        upload = self.send("h1", b"abc", name='a"; filename=b.exe').number
        self.add(upload=upload)
        field = self.take("h1", "e0001").getheader("Content-Disposition")
        self.assertEqual(field, f"attachment; filename=\"{self.file}-e0001\"; filename*=UTF-8''a%22%3B%20filename%3Db.exe")

    def test_what_is_damaged_or_gone_is_told_in_words_and_not_given(self):
        kept = self.space.folder / "evidence" / self.add().json["evidence"][0]["sm3"]
        sound = kept.read_bytes()
        for spoilt in (sound[:-1], sound[:len(sound) // 2], sound[:-40] + b"x" + sound[-39:], b""):
            kept.write_bytes(spoilt)
            self.refused(self.take("h1", "e0001"), 409, "与登记的校验值不符", "从备份恢复")
        other = self.add(content=b"abc").json["evidence"][1]
        kept.write_bytes((self.space.folder / "evidence" / other["sm3"]).read_bytes())  # sound, and another's
        self.refused(self.take("h1", "e0001"), 409, "与登记的校验值不符")
        kept.unlink()
        self.refused(self.take("h1", "e0001"), 410, "已不在")
        self.assertEqual(self.take("h1", "e0002").bytes, b"abc")
        kept.write_bytes(sound)
        self.assertEqual(self.take("h1", "e0001").bytes, LEDGER_PAGE)


class Property(MaterialApi):
    """One object, one account: taken by two, entered, lent and given back, released as a whole. Each refusal names its article."""

    office = MaterialApi.office.replace("bodies:", "  - {id: pk, name: 子, unit: cm, roles: [property_keeper]}\nbodies:")

    def step_on(self, user, step, status=200, **body):
        return self.act(user, f"property.{step}", status, **({"matter": "现金"} | body))

    def not_done(self, guard, *words, **body):
        refused = self.step_on(body.pop("user", "h1"), body.pop("step"), 409, **body).json["refused"]
        self.assertEqual(refused["guard"], guard)
        for word in words:
            self.assertIn(word, refused["article"]["zh"])

    def approved(self, step, *users, **body):
        self.step_on("h1", step, **body)
        for user in users:
            self.decide(user, f"property.{step}")

    def taken(self, **body):
        self.approved("hand_in", "hd", "dp", **({"officers": ["h2"], "facts": ["money"], "quantity": "12000.50元"} | body))

    def account(self):
        [one] = self.see("h1").json["property"]
        return one

    def test_what_the_ledger_does_not_take(self):
        for body in ({}, {"quantity": "3件"}, {"quantity": "0.00元"}):
            self.not_done("ledger_quantity", "《", step="hand_in", officers=["h2"], facts=["money"], **body)
        self.not_done("two_persons", "第", step="hand_in", facts=["money"], quantity="1.00元")
        self.not_done("neutral_description", step="hand_in", officers=["h2"], facts=["judged_description"])
        self.not_done("after_filing", "第五十九条", step="seize", officers=["h2"], recorded=True, facts=["living_costs_kept"])
        self.step_on("h1", "hand_in", 422, officers=["h2"], facts=["money"], quantity="1.005元")
        self.assertEqual(self.see("h1").json["property"], [])

    def test_money_goes_in_and_out_and_is_never_less_than_nothing(self):
        self.taken()
        self.assertEqual((self.account()["unit"], self.account()["taken"], self.account()["balance"]), ("fen", "1200050", "1200050"))
        self.not_done("skipped_stage", step="lend", recorded=True)
        self.step_on("h1", "ledger")
        self.not_done("wrong_proposer", "第一百六十条", user="ch", step="deposit")
        self.step_on("h1", "deposit", to="pk")
        self.not_done("ledger_negative", step="lend", recorded=True, quantity="12000.51元")
        self.approved("lend", "hd", "dp", recorded=True, quantity="2000.50元", to="pk")
        self.assertEqual(self.account()["balance"], "1000000")
        self.not_done("ledger_rest", user="pk", step="give_back", recorded=True, quantity="2000.00元")
        self.not_done("ledger_negative", user="pk", step="give_back", recorded=True, quantity="2000.51元")
        self.step_on("pk", "give_back", recorded=True)
        self.not_done("ledger_rest", step="release", officers=["h2"], quantity="12000.00元")
        self.not_done("two_persons", step="release")
        self.approved("release", "hd", "dp", officers=["h2"])
        one = self.account()
        self.assertEqual([(entry["quantity"], entry["balance"]) for entry in one["entries"]], [("1200050", "1200050"), ("-200050", "1000000"), ("200050", "1200050"), ("-1200050", "0")])
        self.assertEqual(one["entries"][-1]["step"]["zh"], "解除、退还")
        self.step_on("h1", "ledger", 409)  # it is over
        run("verify", "-w", self.space.folder)


if __name__ == "__main__":
    unittest.main()
