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


if __name__ == "__main__":
    unittest.main()
