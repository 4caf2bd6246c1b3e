"""How many findings are true, how many wrongs are found: on two made-up counties whose truth is known.

    ./dev bench accuracy [--people N] [--write]

    training   the built-in setting; rules may be sharpened on it
    test       examples/synth/test.yaml: other seed, rates and mixes; its truth is read here and nowhere else

A finding is true when its rule is one that a planted wrong names (or a part of it, D01a for D01) and it rests on one of the wrong's
rows. Whatever else is found counts as false, planted look-alike or not. With --write the figures go into docs/accuracy.md and the kinds
that were planted into docs/synth-kinds.md.
"""
import collections
import contextlib
import csv
import io
import json
import math
import pathlib
import random
import shutil
import subprocess
import sys

import collusion

root = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(root / "tests"))
from truth import match, plants_of  # noqa: E402

settings = {"training": ["--seed", "2026"], "test": ["--setting", "test"]}
# What is left out of the delivery: the names of its files begin so.
registers = {
    "all registers": (),
    "one death register, not four": ("死亡医学证明", "火化登记", "待遇停发名单"),
    "without declared kin": ("近亲属备案表",),
    "without policy exceptions": ("政策例外登记表",),
    "without all three": ("死亡医学证明", "火化登记", "待遇停发名单", "近亲属备案表", "政策例外登记表"),
}
tops = (30, 100, 300)
# Packs about public office run for an approved purpose alone.
approved = ("--purpose", "测算准确率", "--approved-by", "练习县", "--approval-no", "练习")


class Screening:
    """One county, screened, beside its truth."""

    def __init__(self, report, truth_file):
        self.plants = [p for p in plants_of(truth_file) if p["places"] and p["kind"] != "dirt"]
        self.wrongs = [p for p in self.plants if p["kind"] == "wrongdoing"]
        sees, self.seen_by = match(report, self.plants)
        self.findings = sorted(report["findings"], key=lambda f: f["rank"])
        for finding in self.findings:
            seen = sees[finding["id"]].values()
            finding["wrongs"] = [p for p in seen if p["kind"] == "wrongdoing"]
            finding["alike"] = [p for p in seen if p["kind"] == "lookalike"]

    def precision(self, findings):
        return sum(bool(f["wrongs"]) for f in findings) / len(findings) if findings else math.nan

    def top(self, count, key=lambda f: f["rank"]):
        """Precision, and what of all that was planted is seen: wrongs, and their money."""
        shown = sorted(self.findings, key=key)[:count]
        seen = {p["id"]: p for f in shown for p in f["wrongs"]}.values()
        return self.precision(shown), len(seen), sum(p["amount_fen"] for p in seen) / self.planted_fen(self.wrongs)

    @staticmethod
    def planted_fen(plants):
        return max(1, sum(p["amount_fen"] for p in plants))

    def recall(self, wrongs):
        seen = [p for p in wrongs if self.seen_by.get(p["id"])]
        return (len(seen) / len(wrongs), sum(p["amount_fen"] for p in seen) / self.planted_fen(wrongs)) if wrongs else (math.nan, math.nan)


def run(program, *words):
    subprocess.run([program, *map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def screened(program, folder, setting, people, left_out):
    county = folder / f"accuracy-{setting}"
    if not (county / "truth.csv").exists():
        shutil.rmtree(county, ignore_errors=True)
        run(program, "synth", "county", "--people", people, *settings[setting], "-o", county)
    files = [f for f in sorted((county / "sources").rglob("*.csv")) if not f.name.startswith(left_out or "\0")]
    work = folder / "accuracy-work"
    shutil.rmtree(work, ignore_errors=True)
    run(program, "init", work, "--seal", "intl", "--unit", "练习县")
    run(program, "ingest", "-w", work, "--summary", *files)
    run(program, "screen", "-w", work, "--as-of", "2025-12-31", *approved, "--json", work / "out.json")
    return Screening(json.loads((work / "out.json").read_text()), county / "truth.csv")


def percent(share):
    return "–" if math.isnan(share) else f"{share:.0%}".replace("%", " %")


def row(*cells):
    return "| " + " | ".join(map(str, cells)) + " |"


def head(*names):
    return [row(*names), "|" + "---|" * len(names)]


def shuffled(screening):
    order = list(range(len(screening.findings)))
    random.Random(1).shuffle(order)
    place = {f["id"]: order[i] for i, f in enumerate(screening.findings)}
    return lambda f: place[f["id"]]


def lists(runs):
    """The top of the list, ranked and not."""
    lines = head("county", "order", *[f"top {k}: true" for k in tops], *[f"top {k}: wrongs, money" for k in tops])
    for name, s in runs.items():
        for order, key in (("as ranked", lambda f: f["rank"]), ("by amount alone", lambda f: -(f["amount_fen"] or 0)), ("at random", shuffled(s))):
            figures = [s.top(k, key) for k in tops]
            lines.append(row(name, order, *[percent(p) for p, _, _ in figures], *[f"{n}, {percent(m)}" for _, n, m in figures]))
    return lines


def overall(variants):
    lines = head("county", "registers", "findings", "true", "look-alikes flagged", "wrongs found", "money found", "top 100: true")
    for (name, variant), s in variants.items():
        alike = [p for p in s.plants if p["kind"] == "lookalike"]
        found, money = s.recall(s.wrongs)
        flagged = sum(bool(s.seen_by.get(p["id"])) for p in alike)
        lines.append(row(name, variant, len(s.findings), percent(s.precision(s.findings)), f"{flagged} of {len(alike)}",
                         f"{percent(found)} of {len(s.wrongs)}", percent(money), percent(s.top(100)[0])))
    return lines


def domains(runs):
    lines = head("domain", *[f"{name}: {what}" for name in runs for what in ("findings", "true", "wrongs found", "money found", "true in top 100")])
    for domain in sorted({p["domain"] for s in runs.values() for p in s.wrongs}):
        cells = []
        for s in runs.values():
            mine = [f for f in s.findings if f["pack"] == domain]
            wrongs = [p for p in s.wrongs if p["domain"] == domain]
            found, money = s.recall(wrongs)
            first = [f for f in mine if f["rank"] <= 100]
            cells += [len(mine), percent(s.precision(mine)), f"{percent(found)} of {len(wrongs)}", percent(money),
                      f"{sum(bool(f['wrongs']) for f in first)} of {len(first)}"]
        lines.append(row(domain, *cells))
    return lines


def calibration(runs):
    """What the evidence says (1 - e^-nats) against the share that is true; and the same by tenths of the score."""
    lines = head("county", "evidence says", "findings", "true")
    for name, s in runs.items():
        for low, high in ((0, 0.05), (0.05, 0.1), (0.1, 0.15), (0.15, 0.2), (0.2, 0.3), (0.3, 0.5), (0.5, 1.01)):
            group = [(1 - math.exp(-f["score_parts"]["evidence_nats"]), f) for f in s.findings]
            group = [(p, f) for p, f in group if low <= p < high]
            if group:
                lines.append(row(name, f"{sum(p for p, _ in group) / len(group):.2f}", len(group), percent(s.precision([f for _, f in group]))))
    lines += ["", *head("tenth by score", *[f"{name}: {what}" for name in runs for what in ("scores", "true")])]
    for tenth in range(10):
        cells = []
        for s in runs.values():
            order = sorted(s.findings, key=lambda f: -f["score"])
            part = order[len(order) * tenth // 10:len(order) * (tenth + 1) // 10]
            cells += [f"{part[-1]['score']:.2f} to {part[0]['score']:.2f}", percent(s.precision(part))] if part else ["–", "–"]
        lines.append(row(tenth + 1, *cells))
    return lines


def missed(s):
    """Kinds of which nothing was seen, in the training county."""
    lines = head("domain", "kind", "expected of", "what")
    for p in s.wrongs:
        if not s.seen_by.get(p["id"]):
            lines.append(row(p["domain"], p["scheme"], " ".join(p["rules"]), p["explanation"]))
    return lines


def devon(program, data, folder):
    """Real ledgers without a truth: how many groups of duplicates, and how many of their payments were taken back."""
    if not (data / "devon_spending").is_dir():
        return ["Not measured: the ledgers are not at hand."]
    sources = folder / "devon"
    for archive in (data / "devon_spending").glob("*.tar.xz"):
        sources.mkdir(parents=True, exist_ok=True)
        subprocess.run(["tar", "xJf", archive, "-C", sources], check=True)
    work = folder / "devon-work"
    shutil.rmtree(work, ignore_errors=True)
    run(program, "init", work)
    run(program, "ingest", "-w", work, "--summary", *sorted(sources.rglob("*.csv")))
    run(program, "screen", "-w", work, "--rules", "P01,P02", "--as-of", "2022-12-31", "--json", work / "out.json")
    report = json.loads((work / "out.json").read_text())
    lines = head("rule", "findings", "rows they rest on", "amount", "red", "yellow", "blue")
    for rule in ("P01", "P02"):
        mine = [f for f in report["findings"] if f["rule"] == rule]
        bands = collections.Counter(f["band"] for f in mine)
        lines.append(row(rule, len(mine), sum(len(f["evidence"]) for f in mine), f"{sum(f['amount_fen'] or 0 for f in mine) / 100:,.0f}",
                         bands["red"], bands["yellow"], bands["blue"]))
    return lines


def kinds(county):
    """Every kind that was planted, with its rules and how often."""
    count, first = collections.Counter(), {}
    with open(county / "truth.csv", encoding="utf-8-sig", newline="") as lines:
        for plant in csv.DictReader(lines):
            key = (plant["domain"], plant["kind"], plant["scheme"])
            count[key] += 1
            first.setdefault(key, plant)
    number = collections.Counter(kind for _, kind, _ in count)
    text = ["# Kinds that the made-up county holds", "", "Generated by `./dev bench accuracy --write` from truth.csv; do not edit.", "",
            f"{number['wrongdoing']} kinds of wrongdoing, {number['lookalike']} of innocent look-alike, {number['dirt']} of dirt, "
            f"in {len({d for d, k, _ in count if k != 'dirt'})} domains.", "", *head("domain", "kind", "name", "rules", "planted", "what")]
    text += [row(d, k, s, p["rules"], count[(d, k, s)], p["explanation"]) for (d, k, s), p in sorted(first.items())]
    return "\n".join(text) + "\n"


def bench(program, data, folder, people, is_written):
    for setting in settings:
        shutil.rmtree(folder / f"accuracy-{setting}", ignore_errors=True)
    variants = {(setting, name): screened(program, folder, setting, people, left_out) for setting in settings for name, left_out in registers.items()}
    runs = {setting: variants[(setting, "all registers")] for setting in settings}
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        collusion.bench(program, data, folder)
    parts = {"The list": lists(runs), "With and without the registers": overall(variants), "By domain": domains(runs),
             "Calibration": calibration(runs), "Missed in the training county": missed(runs["training"]),
             "Bid screens": ["```", *said.getvalue().strip().splitlines(), "```"], "Devon": devon(program, data, folder)}
    text = "\n".join(line for title, lines in parts.items() for line in ("", f"### {title}", "", *lines)) + "\n"
    print(f"{people:,} people in each county{text}")
    if is_written:
        page = root / "docs/accuracy.md"
        before, _, rest = page.read_text().partition("<!-- figures: generated -->\n")
        _, _, after = rest.partition("<!-- end of figures -->")
        page.write_text(f"{before}<!-- figures: generated -->\n{text.lstrip()}\n<!-- end of figures -->{after}")
        (root / "docs/synth-kinds.md").write_text(kinds(folder / "accuracy-training"))
