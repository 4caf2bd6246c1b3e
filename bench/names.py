"""`./dev bench names`: names, firms and addresses against published pairs. What was tuned was tuned on one half, named here; figures of both
halves are printed. A text belongs to the half that its CRC-32 says, so that anybody finds the same halves."""
import csv
import io
import itertools
import lzma
import math
import re
import shutil
import subprocess
import tarfile
import zlib
from collections import Counter, defaultdict

import synthetic_names

HALVES = ("tuned on", "held out")


def half(text):
    return zlib.crc32(text.encode()) % 2


def f1(found, true):
    both = len(found & true)
    precision, recall = both / max(1, len(found)), both / max(1, len(true))
    return precision, recall, 2 * both / max(1, len(found) + len(true))


def say_f1(what, found, true):
    precision, recall, f = f1(found, true)
    print(f"  {what:58} precision {precision:.3f}  recall {recall:.3f}  F1 {f:.3f}", flush=True)


def auc(scores, truth):
    """The chance that a true pair scores above a false one, ties halved."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks, at = [0.0] * len(scores), 0
    while at < len(order):
        end = at
        while end < len(order) and scores[order[end]] == scores[order[at]]:
            end += 1
        for k in range(at, end):
            ranks[order[k]] = (at + end - 1) / 2 + 1
        at = end
    positive = sum(truth)
    return (sum(r for r, t in zip(ranks, truth) if t) - positive * (positive + 1) / 2) / (positive * (len(truth) - positive))


def told(tool, mode, pairs):
    lines = "".join(f"{a}\t{b}\n".replace("\r", " ") for a, b in pairs)
    out = subprocess.run([tool, mode], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(out) == len(pairs)
    return [line.split("\t") for line in out]


def bigrams(text):
    return {text[i:i + 2] for i in range(len(text) - 1)} or {text}


def jaccard(a, b):
    a, b = bigrams(a), bigrams(b)
    return len(a & b) / len(a | b)


def addresses(tool, folder):
    print("addresses: 19,286 pairs of CCKS 2021, three classes; weights learned on one half of the queries")
    rows = [line.rstrip("\n").split("\t") for line in lzma.open(next(folder.glob("*.tsv.xz")), "rt")]
    classes = {"different": "0", "partly": "1", "same": "2"}
    for which, name in enumerate(HALVES):
        part = [row for row in rows if half(row[0]) == which]
        answers = told(tool, "address", [row[:2] for row in part])
        figures = []
        for label in classes.values():
            found = {i for i, a in enumerate(answers) if classes[a[0]] == label}
            figures.append(f1(found, {i for i, row in enumerate(part) if row[2] == label})[2])
        odds = [(float(p), min(50, float(s))) for _, p, s in answers]
        ours = auc([math.exp(s) / (1 + math.exp(p) + math.exp(s)) for p, s in odds], [row[2] == "2" for row in part])
        plain = auc([jaccard(*row[:2]) for row in part], [row[2] == "2" for row in part])
        print(f"  {name}: {len(part):,} pairs  macro-F1 {sum(figures) / 3:.3f} (different {figures[0]:.3f}, partly {figures[1]:.3f}, "
              f"same {figures[2]:.3f})  AUC of same {ours:.3f}; of bigrams {plain:.3f}", flush=True)
    one = [row[2] for row, said in zip(rows, told(tool, "place", [row[:2] for row in rows])) if said[:2] == ["one", "other"]]
    print(f"  one place in two spellings (entities/address.yaml): {len(one)} pairs, of which the set calls {one.count('2')} the same", flush=True)


def name_pairs(tool, folder):
    print("name pairs: 826 of persons and firms in many scripts; alignment 0.65 chosen on one half")
    rows = list(csv.DictReader(open(folder / "name_bench_cases.csv")))
    side = lambda row: half(min(row["name1"], row["name2"]))
    everything = told(tool, "names", [(r["name1"], r["name2"]) for r in rows])
    for row, answer in zip(rows, everything):
        row["ours"] = float(answer[3] if row["schema"] == "Person" else answer[4])
        row["winkler"] = float(answer[2])
    true = lambda part: {i for i, r in enumerate(part) if r["is_match"] == "true"}
    tuned = [r for r in rows if side(r) == 0]
    best = max((f1({i for i, r in enumerate(tuned) if r["winkler"] >= t / 100}, true(tuned))[2], t / 100) for t in range(50, 100))[1]
    for name, part in ((HALVES[0], tuned), (HALVES[1], [r for r in rows if side(r)]), ("all", rows)):
        say_f1(f"{name}: words laid side by side", {i for i, r in enumerate(part) if r["ours"] >= 0.65}, true(part))
        say_f1(f"{name}: Jaro-Winkler {best}, the best on the tuned half", {i for i, r in enumerate(part) if r["winkler"] >= best}, true(part))


def resolved(program, scratch, plan, *files):
    """Entities by record, by `qingyuan resolve`."""
    config, out = scratch / "names-plan.yaml", scratch / "names-out"
    config.write_text(plan)
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run([program, "resolve", config, *files, "-o", out], check=True, stdout=subprocess.DEVNULL)
    groups = defaultdict(list)
    for row in csv.DictReader(open(out / "entities.csv")):
        groups[row["entity_id"]].append(row["record"])
    return pairs_of(groups)


def pairs_of(groups):
    return {pair for group in groups.values() for pair in itertools.combinations(sorted(group), 2)}


def write_table(path, header, rows):
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


DEVON = """id: no
define: {core: org_core(name)}
compare:
  - {of: core, levels: [same, {rare_words: 0.8}, {rare_words: 0.65}, {firm_words: 0.8}, {rare_words: 0.45}]}
  - {of: expense, frequency: true, levels: [same]}
block: [prefix4(core), first_word(core), last_word(core), sorted_words(core), suffix5(core)]
threshold: 0.1
"""


def suppliers(folder, scratch):
    """Distinct names, the VAT number that each was paid under most, and what it was paid for most."""
    seen, paid_for = Counter(), defaultdict(Counter)
    for archive in sorted(folder.glob("*.tar.xz")):
        with tarfile.open(archive) as tar:
            for member in tar:
                if not member.name.endswith(".csv"):
                    continue
                raw = tar.extractfile(member).read()
                try:
                    text = raw.decode("utf-8-sig")
                except UnicodeDecodeError:
                    text = raw.decode("cp1252")
                rows = csv.reader(io.StringIO(text))
                header = [cell.strip().lower() for cell in next(rows)]
                name = next(i for i, cell in enumerate(header) if cell.startswith("supplier name"))
                vat = next(i for i, cell in enumerate(header) if cell.startswith("vat reg"))
                expense = next(i for i, cell in enumerate(header) if cell.startswith("expense type"))
                for row in rows:
                    if len(row) > max(name, vat):
                        digits = re.sub(r"\D", "", row[vat])
                        if len(digits) in (9, 12) and row[name].strip():
                            seen[row[name].strip(), digits[:9]] += 1
                            paid_for[row[name].strip()][row[expense].strip()] += 1
    best = {}
    for (name, vat), times in seen.items():
        best[name] = max(best.get(name, (0, "")), (times, vat))
    return sorted((name, vat, paid_for[name].most_common(1)[0][0]) for name, (_, vat) in best.items())


FORMS = {"LTD", "LIMITED", "PLC", "LLP", "THE", "CO", "AND", "COMPANY", "UK"}


def plain_words(name):
    return frozenset(re.findall(r"[A-Z0-9]+", name.upper().replace("'", "").replace(".", ""))) - FORMS


def devon(program, folder, scratch):
    print("suppliers of a county council, 2011-2022: names that one VAT number was paid under; group companies, which share a number and no "
          "word, apart")
    everything = suppliers(folder, scratch)
    for which, title in enumerate(HALVES):
        part = [(str(i), name, vat, expense) for i, (name, vat, expense) in enumerate(everything) if half(vat) == which]
        groups, exact, words = defaultdict(list), defaultdict(list), defaultdict(list)
        for no, name, vat, _ in part:
            groups[vat].append(no)
            exact[name.upper()].append(no)
            words[plain_words(name)].append(no)
        name_of = {no: name for no, name, *_ in part}
        true = pairs_of(groups)
        alike = {p for p in true if plain_words(name_of[p[0]]) & plain_words(name_of[p[1]])}
        table = write_table(scratch / "suppliers.csv", ["no", "name", "expense"], [(no, name, expense) for no, name, _, expense in part])
        found = resolved(program, scratch, DEVON, table)
        print(f"  {title}: {len(part):,} names, {len(groups):,} numbers; {len(true):,} pairs of one number, {len(true - alike):,} of them without a word in common")
        for what, pairs in (("resolve", found), ("exact name", pairs_of(exact)), ("words without legal forms", pairs_of(words))):
            say_f1(f"{what}, all pairs", pairs, true)
            say_f1(f"{what}, group companies apart", pairs - (true - alike), alike)


ABT_BUY = """id: no
compare:
  - {of: name, levels: [{rare_words: 0.6}, {rare_words: 0.45}, {rare_words: 0.35}, {rare_words: 0.25}, {rare_words: 0.15}]}
  - {of: code, frequency: true, levels: [same]}
block: [code, first_word(name), last_word(name), prefix6(code), suffix4(code)]
link: between
threshold: 0.6
"""


def table_of(path):
    with lzma.open(path, "rt", newline="") as file:
        return list(csv.DictReader(file, delimiter="|"))


def abt_buy(program, folder, scratch):
    print("Abt-Buy: products of two shops; levels and threshold chosen on one half of the matches")
    def model(name):  # the longest word with digits and letters, hyphens and strokes left out: AB-CD12E, CD12E/F
        words = [re.sub("[-/]", "", word) for word in re.findall(r"[A-Z0-9][A-Z0-9/-]*", name.upper())]
        return max((w for w in words if re.search(r"\d", w) and (re.search("[A-Z]", w) or len(w) >= 5)), key=len, default="")

    tables = []
    for letter, name in (("a", "abt"), ("b", "buy")):
        rows = [[letter + r["id"], r["name"], model(r["name"])] for r in table_of(folder / f"abtbuy_{name}.csv.xz")]
        tables.append(write_table(scratch / f"{name}.csv", ["no", "name", "code"], rows))
    true = {("a" + r["D1"], "b" + r["D2"]) for r in table_of(folder / "abtbuy_gt.csv.xz")}
    found = {p for p in resolved(program, scratch, ABT_BUY, *tables) if p[0][0] != p[1][0]}
    for which, title in enumerate(HALVES):
        say_f1(title, {p for p in found if half(p[0]) == which}, {p for p in true if half(p[0]) == which})


CORA = """id: no
compare:
  - {of: title, levels: [same, {rare_words: 0.8}, {rare_words: 0.6}, {rare_words: 0.4}]}
  - {of: author, levels: [same, {rare_words: 0.7}, {rare_words: 0.4}, {rare_words: 0.2}]}
  - {of: venue, levels: [{rare_words: 0.7}, {rare_words: 0.3}]}
  - {of: digits(year), levels: [same]}
  - {of: digits(pages), levels: [same, {edits: 1}]}
block: [prefix8(title), suffix8(title), [first_word(author), digits(year)], digits(pages), prefix12(author)]
threshold: 0.5
"""


def cora(program, folder, scratch):
    print("Cora: 1,295 citations; one configuration, nothing tuned")
    rows = table_of(folder / "cora.csv.xz")
    tidy = lambda text: re.sub(r"[^a-z0-9 ]+", " ", text.lower()).strip()
    columns = ["title", "author", "venue", "year", "pages"]
    table = write_table(scratch / "cora.csv", ["no", *columns], [[r["Entity Id"], *(tidy(r[c]) for c in columns)] for r in rows])
    true = {tuple(sorted((r["D1"], r["D2"]))) for r in table_of_pairs(folder / "cora_gt.csv.xz")}
    say_f1("all pairs", resolved(program, scratch, CORA, table), true)


def table_of_pairs(path):
    with lzma.open(path, "rt") as file:
        return [dict(zip(("D1", "D2"), line.strip().split("|"))) for line in file]


def made_up(program, scratch):
    header, rows, truth = synthetic_names.persons(20_000, 8)
    print(f"made-up persons: {len(rows):,} records of 20,000, a fifth of the names with a slip, half of the numbers masked or left out")
    groups, number_of = defaultdict(list), {row[0]: row[3] for row in rows}
    for record, person in truth.items():
        groups[person].append(record)
    found = resolved(program, scratch, synthetic_names.PERSONS, write_table(scratch / "persons.csv", header, rows))
    say_f1("resolve", found, pairs_of(groups))
    whole = lambda record: len(number_of[record]) == 18 and "*" not in number_of[record]
    apart = sum(whole(a) and whole(b) and number_of[a] != number_of[b] for a, b in found)
    print(f"  two different valid numbers in one entity: {apart}")
    for seed, which in ((9, HALVES[0]), (8, HALVES[1])):
        header, rows, truth = synthetic_names.firms(10_000, seed)
        print(f"made-up firms, {which}: {len(rows):,} records of 10,000 and of their branches; regions, forms and trades written otherwise or left out")
        groups, name_of = defaultdict(list), {row[0]: row[1] for row in rows}
        for record, firm in truth.items():
            groups[firm].append(record)
        found = resolved(program, scratch, synthetic_names.FIRMS, write_table(scratch / "firms.csv", header, rows))
        say_f1("resolve", found, pairs_of(groups))
        print(f"  a branch merged with a head: {sum(name_of[a].endswith('分公司') != name_of[b].endswith('分公司') for a, b in found)}")


def bench(program, data, scratch):
    made_up(program, scratch)
    tool = program.parent / "bench/pair_levels"
    if not data.is_dir():
        print("names: the data sets are not here")
        return
    addresses(tool, data / "cn_address_pairs")
    name_pairs(tool, data / "er_benchmarks")
    devon(program, data / "devon_spending", scratch)
    abt_buy(program, data / "er_benchmarks", scratch)
    cora(program, data / "er_benchmarks", scratch)
