"""Findings against what was planted: how many wrongs each rule found, how many innocent look-alikes it took for one.

    truth.py FINDINGS.json TRUTH.csv

A plant names the rules of the catalogue that ought to see it. A finding of such a rule (or of its part: D01a for D01) that rests on
one of the plant's rows has seen it.
"""
import collections
import csv
import json
import pathlib
import re
import sys


def plants_of(truth_file):
    """Every planted matter: `rules` as a list, `places` as a set of (file, row)."""
    with open(truth_file, encoding="utf-8-sig", newline="") as lines:
        for plant in csv.DictReader(lines):
            plant["rules"] = plant["rules"].split()
            plant["amount_fen"] = int(plant["amount_fen"])
            places = (place.rsplit(":", 1) for place in plant["places"].split(";") if ":" in place)
            plant["places"] = {(pathlib.PurePath(file).name, int(row)) for file, row in places}
            yield plant


def family_of(rule):
    """D01a and D01b are parts of the catalogue's D01."""
    return re.sub(r"(?<=\d)[a-z]$", "", rule)


def match(report, plants):
    """(finding id -> plants it sees) and (plant id -> findings that see it), by expected rule and common row."""
    by_row = collections.defaultdict(list)  # (rule, file, row) -> plants
    for plant in plants:
        for rule in plant["rules"]:
            for place in plant["places"]:
                by_row[(rule, *place)].append(plant)
    seen_by, sees = collections.defaultdict(list), collections.defaultdict(dict)
    for finding in report["findings"]:
        names = {finding["rule"], family_of(finding["rule"])}
        for row in finding["evidence"]:
            for name in names:
                for plant in by_row.get((name, row["source"], row["row"]), ()):
                    sees[finding["id"]][plant["id"]] = plant
    for finding in report["findings"]:
        for plant in sees[finding["id"]].values():
            seen_by[plant["id"]].append(finding)
    return sees, seen_by


def rests_on_a_wrong(report, truth_file):
    """For each finding in order of rank whether it rests on a planted wrong that its rule ought to see."""
    sees, _ = match(report, list(plants_of(truth_file)))
    ranked = sorted(report["findings"], key=lambda finding: finding["rank"])
    return [any(plant["kind"] == "wrongdoing" for plant in sees[finding["id"]].values()) for finding in ranked]


def judge(report, truth_file):
    """Per rule (the first that a plant expects and that ran): planted and found wrongs, planted and flagged look-alikes."""
    ran = {run["rule"] for run in report["run"]["rules"]}
    ran |= {family_of(rule) for rule in ran}
    plants = list(plants_of(truth_file))
    _, seen_by = match(report, plants)
    rules = collections.defaultdict(lambda: dict(wrong=0, seen=0, alike=0, flagged=0, missed=[], false=[]))
    for plant in plants:
        expected = [rule for rule in plant["rules"] if rule in ran]
        if not expected or not plant["places"] or plant["kind"] == "dirt":
            continue  # nobody looks for it yet, or nothing of it fell into the files
        hits = seen_by.get(plant["id"], [])
        rule = rules[family_of(hits[0]["rule"]) if hits else expected[0]]
        line = f"{plant['id']} {plant['scheme']}: {plant['explanation']}"
        if plant["kind"] == "wrongdoing":
            rule["wrong"] += 1
            rule["seen"] += bool(hits)
            if not hits:
                rule["missed"].append(line)
        else:
            rule["alike"] += 1
            rule["flagged"] += bool(hits)
            if hits:
                rule["false"].append(line)
    for rule, count in collections.Counter(finding["rule"] for finding in report["findings"]).items():
        rules[family_of(rule)]["findings"] = rules[family_of(rule)].get("findings", 0) + count
    return dict(sorted(rules.items()))


def table(rules):
    lines = ["rule   planted  found   look-alikes  flagged   findings"]
    for rule, r in rules.items():
        lines.append(f"{rule:6} {r['wrong']:7} {r['seen']:6} {r['alike']:12} {r['flagged']:9} {r.get('findings', 0):10}")
    total = {k: sum(r[k] for r in rules.values()) for k in ("wrong", "seen", "alike", "flagged")}
    lines.append(f"all    {total['wrong']:7} {total['seen']:6} {total['alike']:12} {total['flagged']:9} {sum(r.get('findings', 0) for r in rules.values()):10}")
    return "\n".join(lines)


if __name__ == "__main__":
    judged = judge(json.loads(pathlib.Path(sys.argv[1]).read_text()), sys.argv[2])
    print(table(judged))
    for name, rule in judged.items():
        for line in rule["missed"]:
            print(f"missed  {name} {line}")
        for line in rule["false"]:
            print(f"flagged {name} {line}")
