#!/usr/bin/env python3
"""docs/who-is-who.md is true: every rule that reads a table of entities/*.yaml stands there once, and meets by the entity or has its reason not to."""
import re
import unittest

import yaml

from packs_test import words
from workspace import root

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


if __name__ == "__main__":
    unittest.main()
