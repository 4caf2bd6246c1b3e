#!/usr/bin/env python3
"""docs/who-is-who.md is true: every rule that reads a table of entities/*.yaml stands there once, and meets by the entity or has its reason not to."""
import json
import re
import unittest
import zlib

import yaml

from packs_test import words
from workspace import Workspace, root, run

page = (root / "docs/who-is-who.md").read_text()


def sections():
    """Kind -> (rules said to meet by its table, rules said not to)."""
    found = {}
    for table, kind in (("person_entity", "person"), ("entity", "firm"), ("address_entity", "address")):
        lists = []
        for head in (f"| rules | by `{table}` |", f"| rules | not by `{table}` | because |"):
            lines = page[page.index(head):].split("\n\n")[0].splitlines()[2:] if head in page else []
            lists.append([rule for line in lines for rule in line.split("|")[1].split()])
        if any(lists):
            found[kind] = (table, *lists)
    return found


def rules():
    """Each rule's folder, card and the words of its SQL, shared relations followed."""
    prepared = {path.stem: path.read_text() for path in (root / "rules/prepared").glob("*.sql")}
    for path in sorted(root.glob("rules/*/*/rule.sql")):
        seen, queue = set(), [path.read_text()]
        while queue:
            new = words(queue.pop()) - seen
            seen |= new
            queue += [prepared[word] for word in new if word in prepared]
        yield path.parent, yaml.safe_load((path.parent / "rule.yaml").read_text()), seen


class WhoIsWho(unittest.TestCase):
    def test_every_rule_that_may_meet_by_an_entity_says_whether_it_does(self):
        for kind, (table, by, not_by) in sections().items():
            self.assertEqual(len(by + not_by), len(set(by + not_by)), f"{kind}: a rule stands in two lines")
            source = yaml.safe_load((root / f"entities/{kind}.yaml").read_text())["from"]
            tables = {one["table"] for one in (source if isinstance(source, list) else [source])}
            reading = {card["id"]: seen for _, card, seen in rules() if seen & tables}
            self.assertEqual(set(by + not_by) ^ set(reading), set(), kind)
            self.assertEqual([rule for rule in by if table not in reading[rule]], [], kind)

    def test_what_meets_by_an_entity_may_do_without_and_has_a_case_of_it(self):
        for kind, (table, by, not_by) in sections().items():
            for folder, card, _ in rules():
                if card["id"] in by:
                    self.assertIn(table, card["needs"], card["id"])
                    self.assertIn(table, card.get("optional", []), card["id"])
                    self.assertIn(f"    {table}:", (folder / "cases.yaml").read_text(), card["id"])
                elif card["id"] in not_by:
                    self.assertNotIn(table, card["needs"], card["id"])


NUMBER = re.compile(rb"(?<![0-9])([0-9]{6})((?:19|20)[0-9]{6})([0-9]{3}[0-9Xx])(?![0-9])")
CODE = re.compile(rb"(?<![0-9A-Z])9[0-9A-Z]{17}(?![0-9A-Z])")


class Hidden(unittest.TestCase):
    """A county whose lists hide numbers and leave out codes is asked nothing that it is not asked where they are whole."""

    def screened(self, hide):
        space = Workspace()
        self.addCleanup(space.holder.cleanup)
        county = space.folder.parent / (space.folder.name + "-county")
        run("synth", "county", "--people", "2000", "--seed", "2026", "-o", county)
        files = sorted((county / "sources").rglob("*.csv"))
        for file in files:
            file.write_bytes(hide(file.name, file.read_bytes()))
        rules = sorted({rule for _, by, _ in sections().values() for rule in by})
        run("ingest", "-w", space.folder, "--summary", *files)
        run("screen", "-w", space.folder, "--as-of", "2025-12-31", "--rules", ",".join(rules), "--json", space.folder / "out.json")
        return json.loads((space.folder / "out.json").read_text())["findings"]

    def test_nothing_is_asked_that_is_not_asked_of_the_whole_lists(self):
        def masked(name, data):
            if not name.startswith(("一卡通发放明细_2025", "资格名单_", "农村低保享受名册", "高龄津贴享受名册")):
                return data
            return NUMBER.sub(lambda m: m[1] + b"********" + m[3] if zlib.crc32(m[0] + name[:4].encode()) % 5 == 0 else m[0], data)

        def stripped(name, data):
            if not name.startswith(("中标结果", "投标报价", "采购合同备案")):
                return data
            return b"\n".join(CODE.sub(b"", line, count=1) if zlib.crc32(line) % 3 == 0 else line for line in data.split(b"\n"))

        whole = self.screened(lambda name, data: data)
        hidden = self.screened(lambda name, data: stripped(name, masked(name, data)))
        known = {(f["rule"], row["source"], row["row"]) for f in whole for row in f["evidence"]}
        new = [f for f in hidden if not any((f["rule"], row["source"], row["row"]) in known for row in f["evidence"])]
        self.assertEqual([(f["rule"], f["sentence"]) for f in new], [])
        self.assertGreater(sum("认作同一人" in f["sentence"] or "同一家" in f["sentence"] for f in hidden), 0)
        self.assertEqual([f["rule"] for f in hidden if f["band"] == "red" and "按同一家合并" in f["sentence"]], [])


if __name__ == "__main__":
    unittest.main()
