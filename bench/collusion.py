"""How well the price screens tell rigged tenders from honest ones, on two published data sets.

    ./dev bench collusion

The sets are written as two tables with the headers that a county would send, imported, and screened by rule H11f with its limits
lowered so that every tender is shown: the figures are those of rules/prepared/bid_screens.sql, not of a second implementation.

    Korea      1,446 tenders of 2005 to 2024, 544 rigged by decision of the authority. The number of bidders alone gives 0.79, and all
               rigged tenders are older than 2020: so the AUC within 2014 to 2019 compares only tenders of equal number of bidders (and,
               in a second column, of equal scoring method as well: the floor that the notice sets).
    Tsuchiura  1,565 tenders of 2007 to 2015; a weak label, the authors' own.

Halves: Korea by the last digit of the notice number, Tsuchiura by that of the tender number. Even digits: weights and limits of H11f were
chosen there. Odd digits: reported.
"""
import csv
import json
import lzma
import math
import random
import shutil
import subprocess
import sys
from collections import defaultdict

screens = [("bidders", "number of bidders"), ("level", "lowest price / ceiling"), ("markup", "lowest price / estimate"),
           ("above", "share of losers above ceiling"), ("cv", "coefficient of variation"), ("rel_diff", "relative difference"),
           ("rel_distance", "relative distance"), ("skewness", "skewness"), ("kurtosis", "kurtosis"), ("ks", "distance from uniform"),
           ("gap_cv", "unevenness of steps"), ("elsewhere", "meetings of two bidders elsewhere"), ("score", "combined (H11f)")]
tender_header = ["标段编号", "标段名称", "招标人", "公告日期", "评标办法", "最高限价", "预算金额", "投标家数"]
bid_header = ["标段编号", "投标人", "投标报价"]


def rows_of(path):
    with lzma.open(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def thousandfold(won):
    """A price under 1,000 yuan is taken for a rate by the screens; a won is worth far less than a yuan."""
    return float(won) * 1000


def korea(folder):
    """Tenders, bids, and per tender (label, year, method, half)."""
    tenders, bids, facts = {}, {}, {}
    for row in rows_of(folder / "korea_bidrigging/data_bid_level.csv.xz"):
        key = row["bid_notice_id"].split(".")[0]
        floor = row["Minimum Bid Amount Rate (MBAR)"]
        year, month = int(key[:4]), int(key[4:6])
        on = f"{year}-{month if 1 <= month <= 12 else 1:02}-01"
        tenders[key] = [key, key, "", on, f"下限率{floor}", thousandfold(row["base_price"]), thousandfold(row["estimated_price"]), int(float(row["num_bidders"]))]
        for firm, price in (("Firm_id_(1st_rank_Bidder)", "Bid_Price_(1st_rank_Bidder)"),
                            ("Firm_id_(Competing_Bidder)", "Bid_Price_(Competing_Bidder)")):
            name = "F" + row[firm].split(".")[0]
            bids[(key, name, row[price])] = [key, name, thousandfold(row[price])]
        facts[key] = (int(float(row["bid_rigging_label"])), year, floor, int(key[-1]) % 2)
    return tenders, bids, facts


def tsuchiura(folder):
    tenders, bids, facts = {}, {}, {}
    for row in rows_of(folder / "tsuchiura_auctions/tsuchiura_data.csv.xz"):
        key = "T" + row["pid"]
        if not row["bid"] or not row["reserveprice"]:
            continue
        floor = "设最低限价" if row["minpriceauction"] == "1" else "不设最低限价"
        on = row["date"]
        tenders[key] = [key, key, "Tsuchiura", f"{on[:4]}-{on[4:6]}-{on[6:8]}", floor, row["reserveprice"], "", row["num_bidders"]]
        bids[(key, row["bidder"])] = [key, "F " + row["bidder"], row["bid"]]
        facts[key] = (int(row["auction_cartelized"]), int(row["year"]), floor, int(row["pid"]) % 2)
    return tenders, bids, facts


def screened(program, folder, name, tenders, bids):
    """Rule H11f's figures, tender by tender."""
    work = folder / f"collusion-{name}"
    shutil.rmtree(work, ignore_errors=True)
    run = lambda *words: subprocess.run([program, *map(str, words)], check=True, stdout=subprocess.DEVNULL)
    run("init", work)
    for table, header, rows in (("tender", tender_header, tenders), ("bid", bid_header, bids)):
        with open(work / f"{table}.csv", "w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([header, *rows.values()])
        run("ingest", "-w", work, "--table", table, "--summary", work / f"{table}.csv")
    with open(work / "qingyuan.yaml", "a", encoding="utf-8") as out:
        out.write("parameters:\n  H11f: {yellow_nats: -100, least_place: -1, least_second: -100}\n")
    run("screen", "-w", work, "--rules", "H11f", "--as-of", "2025-01-01", "--json", work / "out.json")
    return {f["figures"]["tender_id"]: f["figures"] for f in json.loads((work / "out.json").read_text())["findings"]}


def concordant(positive, negative):
    """Share of pairs in which the rigged tender has the larger value, equals counting half; and the number of pairs."""
    merged = sorted([(v, 1) for v in positive] + [(v, 0) for v in negative])
    wins, below, i = 0.0, 0, 0
    while i < len(merged):
        j = i
        while j < len(merged) and merged[j][0] == merged[i][0]:
            j += 1
        ones = sum(label for _, label in merged[i:j])
        zeros = j - i - ones
        wins += ones * (below + zeros / 2)
        below += zeros
        i = j
    return wins, len(positive) * len(negative)


def auc(tenders, value, stratum=lambda t: 0):
    groups = defaultdict(lambda: ([], []))
    for tender in tenders:
        if value(tender) is not None:
            groups[stratum(tender)][1 - tender["rigged"]].append(value(tender))
    wins, pairs = map(sum, zip(*(concordant(p, n) for p, n in groups.values()))) if groups else (0, 0)
    return (wins / pairs if pairs else math.nan), pairs


def interval(tenders, value, stratum):
    """95 % by the bootstrap over tenders."""
    rng, found = random.Random(1), []
    for _ in range(200):
        found.append(auc(rng.choices(tenders, k=len(tenders)), value, stratum)[0])
    found.sort()
    return found[5], found[194]


def joined(figures, facts):
    tenders = []
    for key, row in figures.items():
        rigged, year, method, odd = facts[key]
        numbers = {name: float(row[name]) if row.get(name) not in (None, "", "NULL", "未知") else None for name, _ in screens}
        tenders.append(dict(numbers, rigged=rigged, year=year, method=method, odd=odd))
    return tenders


def count_of(tender):
    return tender["bidders"]


def table(title, tenders, columns):
    print(f"\n{title}; in all {len(tenders)} tenders, {sum(t['rigged'] for t in tenders)} rigged")
    print(f"{'screen':36}" + "".join(f"{name:>26}" for name, _, _ in columns))
    for key, label in screens:
        cells = ""
        for _, keep, stratum in columns:
            value, pairs = auc([t for t in tenders if keep(t)], lambda t: t[key], stratum)
            cells += f"{value:12.3f} ({pairs:,} pairs)".rjust(26)
        print(f"{label:36}{cells}")


def calibration(tenders):
    """Predicted from the score and the share of rigged tenders in the training half of the same number of bidders, against seen."""
    odds = {}
    for band in (2, 3, 4, 5, 8):
        half = [t["rigged"] for t in tenders if not t["odd"] and band_of(t) == band]
        odds[band] = (sum(half) + 0.5) / (len(half) - sum(half) + 0.5)
    told = []
    for t in (t for t in tenders if t["odd"]):
        x = odds[band_of(t)] * math.exp(t["score"])
        told.append((x / (1 + x), t["rigged"]))
    print("\ncalibration, test half: predicted -> seen")
    for low, high in ((0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        group = [(p, y) for p, y in told if low <= p < high]
        if group:
            print(f"  {sum(p for p, _ in group) / len(group):.2f} -> {sum(y for _, y in group) / len(group):.2f}   ({len(group)} tenders)")
    base = sum(y for _, y in told) / len(told)
    print(f"  Brier score {sum((p - y) ** 2 for p, y in told) / len(told):.3f}; of always saying {base:.2f}: {base * (1 - base):.3f}")


def band_of(tender):
    n = tender["bidders"]
    return 2 if n <= 2 else 3 if n == 3 else 4 if n == 4 else 5 if n <= 7 else 8


def shown(tenders):
    print("\nof the honest and the rigged, shown by H11f:")
    for limit in (2.0, 1.6):
        for odd, half in ((0, "training"), (1, "test")):
            shares = [(sum(t["score"] >= limit for t in group), len(group)) for group in
                      ([t for t in tenders if t["odd"] == odd and t["rigged"] == y] for y in (0, 1))]
            print(f"  from {limit} nats, {half:8}: " + ", ".join(f"{a}/{b} ({a / b:.0%}) {w}" for (a, b), w in zip(shares, ("honest", "rigged"))))


def bench(program, data, scratch):
    if not (data / "korea_bidrigging").is_dir():
        print(f"collusion: skipped, the data sets are not in {data}")
        return
    scratch.mkdir(parents=True, exist_ok=True)
    tenders, bids, facts = korea(data)
    every = joined(screened(program, scratch, "korea", tenders, bids), facts)
    near = lambda t: 2014 <= t["year"] <= 2019
    both = lambda t: (t["bidders"], t["method"])
    columns = [("overall", lambda t: t["odd"], lambda t: 0), ("2014-19, equal bidders", lambda t: t["odd"] and near(t), count_of),
               ("... and equal method", lambda t: t["odd"] and near(t), both), ("training, equal bidders", lambda t: not t["odd"] and near(t), count_of)]
    table("Korea, test half (last column: training half)", every, columns)
    test = [t for t in every if t["odd"] and near(t)]
    print("combined, 2014-19, equal bidders, 95 %: {:.3f} to {:.3f}".format(*interval(test, lambda t: t["score"], count_of)))
    calibration([t for t in every if near(t)])
    shown([t for t in every if near(t)])

    tenders, bids, facts = tsuchiura(data)
    every = joined(screened(program, scratch, "tsuchiura", tenders, bids), facts)
    odd = lambda t: t["odd"]
    table("Tsuchiura, test half; the label is weak", every,
          [("overall", odd, lambda t: 0), ("equal bidders", odd, count_of), ("... and equal method", odd, both)])
