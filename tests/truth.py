"""Findings against what was planted: how many wrongs each rule found, how many innocent look-alikes it took for one.

    truth.py FINDINGS.json TRUTH.csv
"""
import collections
import csv
import json
import pathlib
import sys


def judge(report, truth_file):
    """Per rule: planted and found wrongs, planted and flagged look-alikes, and all findings."""
    by_row = collections.defaultdict(set)  # (rule, file, row) -> findings
    found = collections.Counter()
    for finding in report["findings"]:
        found[finding["rule"]] += 1
        for row in finding["evidence"]:
            by_row[(finding["rule"], row["source"], row["row"])].add(finding["id"])
    rules = collections.defaultdict(lambda: dict(wrong=0, seen=0, alike=0, flagged=0, missed=[], false=[]))
    with open(truth_file, encoding="utf-8-sig", newline="") as lines:
        for plant in csv.DictReader(lines):
            places = [p.rsplit(":", 1) for p in plant["places"].split(";") if ":" in p]
            if not places:
                continue  # planted, but nothing of it fell into the files
            hit = any(by_row.get((plant["rule"], pathlib.PurePath(f).name, int(n))) for f, n in places)
            rule = rules[plant["rule"]]
            if plant["kind"] == "wrongdoing":
                rule["wrong"] += 1
                rule["seen"] += hit
                if not hit:
                    rule["missed"].append(f"{plant['id']} {plant['scheme']}: {plant['explanation']}")
            else:
                rule["alike"] += 1
                rule["flagged"] += hit
                if hit:
                    rule["false"].append(f"{plant['id']} {plant['scheme']}: {plant['explanation']}")
    for rule, count in found.items():
        rules[rule]["findings"] = count
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
