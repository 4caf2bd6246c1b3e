"""Who is who on sets whose truth is known: precision, recall and F1 of each, what each key finds, time and memory.

The configurations lie in bench/resolve/. The FEBRL sets share one, written before any was run. historical_50k was tuned on one half of its people
(whose name's SHA-256 begins with an odd hexadecimal digit), transactions on the payments whose number has an even CRC-32; figures of both halves of
the former are shown.
"""
import csv
import hashlib
import lzma
import pathlib

here = pathlib.Path(__file__).resolve().parent / "resolve"
PERSONS_AIM = "aim: precision 0.995 at recall 0.97; no two different valid numbers in one entity"


def unpacked(archive, folder):
    path = folder / archive.name.removesuffix(".xz")
    if not path.exists():
        path.write_bytes(lzma.decompress(archive.read_bytes()))
    return path


def truth_by_id(files, entity, path):
    """A file of record and entity, from the records' own keys."""
    with open(path, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["record", "entity"])
        for file in files:
            with open(file, newline="") as rows:
                writer.writerows((row[0].strip(), entity(row[0].strip())) for row in list(csv.reader(rows))[1:])
    return path


def number_checks(number):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return len(number) == 18 and number[:17].isdigit() and "10X98765432"[sum(w * int(d) for w, d in zip(weights, number)) % 11] == number[17]


def two_numbers(rows, out):
    """Entities with two different valid citizen numbers: there must be none."""
    number = {row["编号"]: row["身份证号"] for row in csv.DictReader(open(rows))}
    seen, bad = {}, set()
    for row in csv.DictReader(open(out / "entities.csv")):
        if number_checks(number[row["record"]]) and seen.setdefault(row["entity_id"], number[row["record"]]) != number[row["record"]]:
            bad.add(row["entity_id"])
    return len(bad)


class Bench:
    def __init__(self, run, program, data, scratch):
        self.run, self.program, self.data, self.scratch = run, program, data / "er_people", scratch / "resolve"
        self.scratch.mkdir(parents=True, exist_ok=True)

    def one(self, name, plan, files, *truth, analyse=True):
        out = self.scratch / name
        done = self.run(self.program, "resolve", here / plan, *files, "-o", out)
        pairwise, clusters, b_cubed = self.run(self.program, "resolve", "evaluate", *truth, out).said.splitlines()[:3]
        print(f"{name:16} {pairwise.split('pairwise')[1].strip()}  wall {done.wall:6.1f} s  cpu {done.cpu:6.1f} s  peak {done.peak:6,.0f} MiB")
        print(f"{'':16} {clusters.strip()}; {b_cubed.strip()}")
        if analyse:
            print(self.run(self.program, "resolve", "analyse", here / plan, *files, *truth).said, end="", flush=True)
        return out

    def people(self):
        for number in (1, 2, 3):
            file = unpacked(self.data / f"febrl_dataset{number}.csv.xz", self.scratch)
            truth = truth_by_id([file], lambda record: record.split("-")[1], self.scratch / f"febrl{number}.csv")
            self.one(f"FEBRL {number}", "febrl.yaml", [file], "--truth", truth)
        files = [unpacked(self.data / f"febrl_dataset4{part}.csv.xz", self.scratch) for part in "ab"]
        truth = truth_by_id(files, lambda record: record.split("-")[1], self.scratch / "febrl4.csv")
        self.one("FEBRL 4", "febrl4.yaml", files, "--truth", truth)
        self.one("fake_1000", "fake_1000.yaml", [unpacked(self.data / "fake_1000.csv.xz", self.scratch)], "--truth-column", "cluster")
        sides = [self.data / f"transactions_{side}.parquet" for side in ("origin", "destination")]
        self.one("transactions", "transactions.yaml", sides, "--truth-column", "ground_truth")
        whole = self.data / "historical_figures_with_errors_50k.parquet"
        out = self.one("historical_50k", "historical.yaml", [whole], "--truth-column", "cluster")
        self.halves(out)

    def halves(self, out):
        """Pairwise figures of the entities of each half, as linked within the whole set."""
        joined, true, both = {0: 0, 1: 0}, {0: 0, 1: 0}, {0: 0, 1: 0}
        groups, truth, cells = {}, {}, {}
        for row in csv.DictReader(open(out / "entities.csv")):
            person = row["record"].rsplit("-", 1)[0]
            half = int(hashlib.sha256(person.encode()).hexdigest()[0], 16) % 2
            for counts, key in ((groups, row["entity_id"]), (truth, person), (cells, (row["entity_id"], person))):
                counts[half, key] = counts.get((half, key), 0) + 1
        for counts, sums in ((groups, joined), (truth, true), (cells, both)):
            for (half, _), n in counts.items():
                sums[half] += n * (n - 1) // 2
        for half, name in ((1, "half to tune on"), (0, "half to test on")):
            precision, recall = both[half] / joined[half], both[half] / true[half]
            print(f"{'':16} {name}: precision {precision:.4f}  recall {recall:.4f}  F1 {2 * precision * recall / (precision + recall):.4f}")

    def persons(self, maker, people):
        rows, truth = self.scratch / f"persons-{people}.csv", self.scratch / f"persons-{people}-truth.csv"
        if not truth.exists():
            self.run(maker, people, 1, rows, truth)
        with open(rows, "rb") as file:
            records = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b"")) - 1
        print(f"{records:,} records of made-up Chinese persons; {PERSONS_AIM}")
        out = self.one(f"persons {people:,}", "persons.yaml", [rows], "--truth", truth, analyse=people <= 1_000_000)
        print(f"{'':16} entities with two different valid numbers: {two_numbers(rows, out)}", flush=True)


def bench(run, program, data, scratch, maker, people):
    of = Bench(run, program, data, scratch)
    if of.data.is_dir():
        of.people()
    for size in people:
        of.persons(maker, size)
