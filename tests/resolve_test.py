"""`qingyuan resolve`, end to end: what it refuses, and the people it finds in a file that two clerks wrote."""
import csv
import json
import pathlib
import random
import tempfile
import unittest

from workspace import run

PLAN = """id: no
compare:
  - {of: name, frequency: true, levels: [same, {edits: 1}]}
  - {of: born, levels: [same, {edits: 1}]}
  - {of: village, levels: [same]}
block: [[prefix1(name), year(born)], [born, village], [name, village]]
"""


class Resolve(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="qy-resolve-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.plan = self.put("plan.yaml", PLAN)

    def put(self, name, text):
        (self.folder / name).write_text(text)
        return self.folder / name

    def refused(self, rows, *parts):
        done = run("resolve", self.plan, self.put("in.csv", rows), "-o", self.folder / "out", check=False)
        self.assertEqual(done.returncode, 1, done.stdout)
        for part in parts:
            self.assertIn(part, done.stderr)
        self.assertFalse((self.folder / "out").exists())

    def test_refusals(self):
        self.refused("name,born,village\n王伟,1950-01-01,东村\n", "数据里没有列 no")
        self.refused("no,name,born,village\n1,王伟,1950-01-01,东村\n1,李芳,1951-01-01,东村\n", "in.csv:3", "编号 1 出现过")
        self.refused("no,name,born,village\n,王伟,1950-01-01,东村\n", "in.csv:2", "是空的")
        self.refused("no,name,village\n1,王伟,东村\n", "数据里没有列 born")
        self.put("plan.yaml", PLAN.replace("edits", "edit"))
        self.refused("no,name,born,village\n1,王伟,1950-01-01,东村\n", "plan.yaml:3", "edit")

    def people(self):
        """3,000 records of 1,500 people, the second of each now and then with a digit of the birthday wrong; and the truth."""
        rng = random.Random(5)
        rows, truth = [], []
        for person in range(1500):
            name = rng.choice("王李张刘陈杨") + rng.choice("伟芳娜敏静丽") + rng.choice("强磊军洋勇艳")
            born = f"{rng.randrange(1930, 2000)}-0{rng.randrange(1, 10)}-1{rng.randrange(10)}"
            village = f"村{rng.randrange(40)}"
            for copy in range(2):
                written = born[:-1] + str(rng.randrange(10)) if copy and rng.random() < 0.2 else born
                rows.append([f"r{len(rows)}", name, written, village])
                truth.append([rows[-1][0], person])
        for name, header, lines in (("in.csv", ["no", "name", "born", "village"], rows), ("truth.csv", ["record", "entity"], truth)):
            with open(self.folder / name, "w", newline="") as file:
                csv.writer(file).writerows([header, *lines])
        return rows

    def test_people_written_twice_are_found_and_judged_by_the_truth(self):
        rows = self.people()
        out = self.folder / "out"
        self.assertIn("3000 条记录", run("resolve", self.plan, self.folder / "in.csv", "-o", out).stdout)
        entities = {row["record"]: row["entity_id"] for row in csv.DictReader((out / "entities.csv").read_text().splitlines())}
        self.assertEqual(set(entities), {row[0] for row in rows})
        # The same figures by hand, from the files alone.
        joined = [(a, b) for a, b in zip(range(0, 3000, 2), range(1, 3000, 2)) if entities[f"r{a}"] == entities[f"r{b}"]]
        recall = len(joined) / 1500
        self.assertGreater(recall, 0.9)
        self.assertIn(f"recall {recall:.4f}", run("resolve", "evaluate", "--truth", self.folder / "truth.csv", out).stdout)
        self.put("short.csv", "record,entity\nr0\n")
        self.assertIn("line 2", run("resolve", "evaluate", "--truth", self.folder / "short.csv", out, check=False).stderr)

    def test_every_pair_explains_itself_and_every_entity_shows_its_weakest_edge(self):
        self.people()
        out = self.folder / "out"
        run("resolve", self.plan, self.folder / "in.csv", "-o", out)
        link = next(csv.DictReader((out / "links.csv").read_text().splitlines()))
        told = json.loads(run("resolve", "explain", out, link["a"], link["b"], "--json").stdout)
        # The waterfall adds up, and to what the link says.
        bits = sum(step["bits"] + step["rarity_bits"] for step in told["steps"])
        self.assertAlmostEqual(bits, float(link["bits"]), places=3)
        self.assertAlmostEqual(told["steps"][-1]["sum"], told["prior_bits"] + bits, places=6)
        self.assertAlmostEqual(told["probability"], 1 / (1 + 2 ** -(told["prior_bits"] + bits)), places=9)
        self.assertTrue(told["linked"] and told["same_entity"])
        self.assertIn("这个值有多少见", run("resolve", "explain", out, link["a"], link["b"]).stdout)
        clusters = {row["entity_id"]: row for row in csv.DictReader((out / "clusters.csv").read_text().splitlines())}
        self.assertEqual(told["entity"]["weakest"]["a"], clusters[told["entity"]["id"]]["weakest_a"])
        for words, part in ((("r0", "nobody"), "没有记录 nobody"), (("r0", "r0"), "同一条记录")):
            refused = run("resolve", "explain", out, *words, check=False)
            self.assertEqual(refused.returncode, 1)
            self.assertIn(part, refused.stderr)
        with open(self.folder / "in.csv", "a") as file:
            file.write("r9999,王伟,1950-01-01,东村\n")
        self.assertIn("改过", run("resolve", "explain", out, "r0", "r1", check=False).stderr)

    def table(self, folder, name="entities.csv"):
        return list(csv.DictReader((folder / name).read_text().splitlines()))

    def entity_of(self, folder):
        return {row["record"]: row["entity_id"] for row in self.table(folder)}

    def judge(self, *words, check=True):
        return run("resolve", "judge", self.folder / "book.jsonl", *words, check=check)

    def test_what_a_person_says_of_a_pair_outlives_the_run(self):
        self.people()
        plain, judged, undone = (self.folder / name for name in ("plain", "judged", "undone"))
        words = (self.plan, self.folder / "in.csv", "--judgements", self.folder / "book.jsonl")
        run("resolve", *words[:2], "-o", plain)
        found = self.entity_of(plain)
        self.assertEqual(found["r0"], found["r1"])
        self.assertNotEqual(found["r0"], found["r4"])
        why = ("--by", "李", "--reason", "户籍底册")
        self.judge("r0", "r1", "no", *why)
        self.judge("r4", "r1", "yes", *why)
        refused = self.judge("r4", "r0", "yes", *why, check=False)
        self.assertEqual(refused.returncode, 1)
        for part in ("互相矛盾", "r0 ≠ r1", "r4 = r1", "李"):
            self.assertIn(part, refused.stderr)
        self.assertIn("--reason", self.judge("r6", "r7", "yes", "--by", "李", check=False).stderr)
        self.judge("nobody", "r1", "no", *why)
        told = run("resolve", *words, "-o", judged).stdout
        self.assertIn("1 条判断涉及的记录这次不在数据里", told)
        found = self.entity_of(judged)
        self.assertNotEqual(found["r0"], found["r1"])
        self.assertEqual(found["r4"], found["r1"])
        self.assertIn("户籍底册", run("resolve", "explain", judged, "r0", "r1").stdout)
        self.judge("r0", "r1", "--undo", *why)
        self.judge("r4", "r1", "--undo", *why)
        run("resolve", *words, "-o", undone)
        self.assertEqual(self.entity_of(undone), self.entity_of(plain))
        self.assertEqual(len(json.loads(self.judge("--list", "--json").stdout)), 1)

    def test_a_batch_joins_an_earlier_result_whose_ids_stay(self):
        rows = self.people()
        header = "no,name,born,village\n"
        old, new = self.put("old.csv", header + "".join(",".join(r) + "\n" for r in rows if r[0] != "r1" and int(r[0][1:]) < 2000)), \
            self.put("new.csv", header + "".join(",".join(r) + "\n" for r in rows if r[0] == "r1" or int(r[0][1:]) >= 2000))
        first, both = self.folder / "first", self.folder / "both"
        run("resolve", self.plan, old, "-o", first)
        self.assertIn("另一个文件夹", run("resolve", self.plan, new, "--onto", first, "-o", first, check=False).stderr)
        other = self.put("other.yaml", PLAN.replace("{edits: 1}]}\n  - {of: village", "{edits: 2}]}\n  - {of: village"))
        self.assertIn("比较项", run("resolve", other, new, "--onto", first, "-o", both, check=False).stderr)
        self.assertFalse(both.exists())
        run("resolve", self.plan, new, "--onto", first, "-o", both)
        before, after = self.entity_of(first), self.entity_of(both)
        gone = {row["from"]: row["to"] for row in self.table(both, "changes.csv")}
        self.assertEqual({r: gone.get(e, e) for r, e in before.items()}, {r: after[r] for r in before})
        self.assertEqual(after["r1"], before["r0"])
        # No new files and a judgement: what was one is parted, and the part is named.
        self.judge("r0", "r1", "no", "--by", "李", "--reason", "两个人")
        parted = self.folder / "parted"
        run("resolve", self.plan, "--onto", both, "--judgements", self.folder / "book.jsonl", "-o", parted)
        self.assertNotEqual(self.entity_of(parted)["r0"], self.entity_of(parted)["r1"])
        self.assertIn({"change": "split", "from": "r0", "to": "r1", "records": "1"}, self.table(parted, "changes.csv"))
        # What was undone is looked at from the start: a pair held by a judgement alone falls apart, the other is one again under its id.
        self.judge("r0", "r1", "--undo", "--by", "李", "--reason", "看错了")
        self.judge("r4", "r6", "yes", "--by", "李", "--reason", "户籍底册")
        book, tied, apart = (self.folder / name for name in ("book.jsonl", "tied", "apart"))
        self.assertIn("全部重新比对", run("resolve", self.plan, "--onto", parted, "--judgements", book, "-o", tied).stdout)
        found = self.entity_of(tied)
        self.assertEqual((found["r1"], found["r4"]), (after["r1"], found["r6"]))
        self.judge("r4", "r6", "--undo", "--by", "李", "--reason", "看错了")
        run("resolve", self.plan, "--onto", tied, "--judgements", book, "-o", apart)
        self.assertEqual({r: self.entity_of(apart)[r] for r in ("r0", "r1", "r4", "r6")}, {r: after[r] for r in ("r0", "r1", "r4", "r6")})
        with open(old, "a") as file:
            file.write("r9999,王伟,1950-01-01,东村\n")
        self.assertIn("改过", run("resolve", self.plan, new, "--onto", first, "-o", self.folder / "no", check=False).stderr)

    def test_an_analysis_shows_keys_weights_and_what_to_beware_of(self):
        self.people()
        page = self.folder / "page.html"
        told = run("resolve", "analyse", self.plan, self.folder / "in.csv", "--truth", self.folder / "truth.csv", "--precision", "0.95", "-o", page).stdout
        self.assertIn("全部分块键", told)
        self.assertIn("门槛取", told)
        text = page.read_text()
        self.assertIn("<svg", text)
        self.assertNotIn("http", text)
        self.assertIn("按模型推算", run("resolve", "analyse", self.plan, self.folder / "in.csv").stdout)
        # A column that is all one value, a crowd of equal keys, a record that no key can find.
        rows = "no,name,born,village\n" + "".join(f"{i},王伟{i},1950-01-01,东村\n" for i in range(1500)) + "x,,,\n"
        told = run("resolve", "analyse", self.plan, self.put("one.csv", rows)).stdout
        for part in ("born 几乎只有一个值", "village 几乎只有一个值", "最大一组 1500 条", "有 1 条任何分块键都不全"):
            self.assertIn(part, told)
        self.assertIn("没有比", run("resolve", self.plan, self.folder / "one.csv", "-o", self.folder / "one").stdout)


if __name__ == "__main__":
    unittest.main()
