#!/usr/bin/env python3
"""Checks a log of Qingyuan without any of Qingyuan's code: Python's own library and nothing else.

    qingyuan_verify.py log COUNTY/log --key LOG.PUB [--seen CHECKPOINT]… [--records COUNTY/records.db]
    qingyuan_verify.py receipt FILE --key LOG.PUB

LOG.PUB is the log's public key as it was printed or handed over on the first day, not the one beside the log: who can
rewrite the log can rewrite that too. --seen takes a checkpoint that was kept elsewhere (a print, another office): a log
that was cut, rolled back or rewritten since then does not continue it. --records also holds every record of a SQLite
database to its entry. Formats: docs/records.md. Exit 0: all of it holds. 1: the first thing that does not.
"""
import argparse
import base64
import hashlib
import json
import pathlib
import sqlite3
import sys

import curves

WIDTH = 256


class Broken(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Broken(what)


def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Broken(f"not base64: {text[:40]}")
    need(base64.b64encode(data).decode() == text, f"base64 written in another way: {text[:40]}")
    return data


class Key:
    """origin+key id+base64(kind, public key): C2SP signed-note; SM2 under kind 0xff."""

    def __init__(self, line):
        self.origin, ident, data = line.strip().split("+", 2)
        data = unbase64(data)
        self.id = hashlib.sha256(self.origin.encode() + b"\n" + data).digest()[:4]
        need(self.id.hex() == ident, "the public key is not the one that its name says")
        self.gm = data.startswith(b"\xffsm2-sm3")
        need(self.gm or data[:1] == b"\x01", "a kind of key that is not known")
        self.public = data[8:] if self.gm else data[1:]
        self.hash_name = "sm3" if self.gm else "sha256"

    def verifies(self, message, signature):
        return (curves.sm2_verifies if self.gm else curves.ed25519_verifies)(self.public, message, signature)

    def hash(self, data):
        return hashlib.new(self.hash_name, data).digest()


def read_checkpoint(key, note):
    """(size, root) of a checkpoint that this key signed."""
    body, gap, signatures = note.partition("\n\n")
    need(gap, "not a checkpoint")
    origin, size, root = (body.split("\n") + ["", "", ""])[:3]
    need(body == f"{key.origin}\n{int(size) if size.isdecimal() else -1}\n{root}", "a checkpoint of another log, or written in another way")
    for line in signatures.split("\n"):
        if line.startswith(f"\u2014 {key.origin} "):
            signature = unbase64(line.rsplit(" ", 1)[1])
            if signature[:4] == key.id and key.verifies((body + "\n").encode(), signature[4:]):
                root = unbase64(root)
                need(len(root) == 32, "a root of another length")
                return int(size), root
    raise Broken("the checkpoint is not signed by this key")


def tile_path(level, index, width):
    parts = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        parts.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/" + "/".join(parts) + (f".p/{width}" if width < WIDTH else "")


def read(file):
    try:
        return file.read_bytes()
    except OSError as failure:
        raise Broken(f"{file}: {failure.strerror}")


class Tree:
    """Subtree hashes of a list of leaf hashes, RFC 6962."""

    def __init__(self, key, leaves):
        self.key, self.levels = key, [leaves]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([key.hash(b"\x01" + below[i] + below[i + 1]) for i in range(0, len(below) - 1, 2)])

    def root(self, size):
        """Of the first `size` leaves: complete subtrees, largest first, joined from the right."""
        if size == 0:
            return self.key.hash(b"")
        at, parts = 0, []
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                parts.append(self.levels[level][at >> level])
                at += 1 << level
        joined = parts.pop()
        while parts:
            joined = self.key.hash(b"\x01" + parts.pop() + joined)
        return joined


def entries_of(folder, size):
    for first in range(0, size, WIDTH):
        width = min(WIDTH, size - first)
        file = folder / tile_path("entries", first // WIDTH, width)
        data, at, count = read(file), 0, 0
        while at < len(data):
            length = int.from_bytes(data[at:at + 2], "big")
            need(at + 2 + length <= len(data) and count < width, f"{file}: torn")
            yield data[at + 2:at + 2 + length]
            at, count = at + 2 + length, count + 1
        need(count == width, f"{file}: torn")


def check_log(folder, key, seen=()):
    """The entries of a log in which everything holds."""
    size, root = read_checkpoint(key, read(folder / "checkpoint").decode("utf-8", "replace"))
    entries = list(entries_of(folder, size))
    tree = Tree(key, [key.hash(b"\x00" + entry) for entry in entries])
    need(tree.root(size) == root, "the root of the entries is not the one that was signed")
    for level in range(0, len(tree.levels), 8):
        hashes = tree.levels[level]
        for first in range(0, len(hashes), WIDTH):
            file = folder / tile_path(level // 8, first // WIDTH, min(WIDTH, len(hashes) - first))
            need(read(file) == b"".join(hashes[first:first + WIDTH]), f"{file}: not what the entries give")
    for note in seen:
        old_size, old_root = read_checkpoint(key, note)
        need(old_size <= size, f"the log has {size} entries, a checkpoint that was seen has {old_size}: it was rolled back or cut")
        need(tree.root(old_size) == old_root, f"the log does not continue the checkpoint of {old_size} that was seen: it was rewritten")
    return entries


def check_records(file, key, entries):
    """Every history row against its entry. Returns how many were erased by law."""
    database = sqlite3.connect(f"file:{pathlib.Path(file).resolve()}?mode=ro", uri=True)
    years = [year for (year,) in database.execute("SELECT year FROM history_year ORDER BY year")]
    next_seq, erased, lawful = 0, set(), set()
    for year in years:
        for seq, kind, user, role, subject, at_ms, basis, commitment, salt, record in database.execute(
                f"SELECT seq, kind, user_id, role, object, at_ms, basis, commitment, salt, record FROM history_{int(year)} ORDER BY seq"):
            need(seq == next_seq, f"act {next_seq} is missing")
            next_seq += 1
            entry = f"act/1\n{kind}\n{user} {role}\n{subject}\n{at_ms}\n{basis}\n{commitment}\n".encode()
            need(seq >= len(entries) or entry == entries[seq], f"act {seq} is not what the log says")
            if record is None or salt is None:
                erased.add(seq)
            else:
                need(key.hash(b"\x10" + salt.encode() + record.encode()).hex() == commitment, f"the record of act {seq} was changed")
                lawful.update(json.loads(record).get("erases", []))
    need(next_seq >= len(entries), f"{len(entries)} acts were signed and {next_seq} are there")
    need(erased <= lawful, f"records are gone that no act erased: {sorted(erased - lawful)[:5]}")
    return len(erased)


def check_receipt(text, key):
    head, _, note = text.partition("\n\n")
    lines = head.split("\n")
    need(lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("extra ") and lines[2].startswith("index "), "not a receipt")
    size, root = read_checkpoint(key, note)
    entry, index = unbase64(lines[1][6:]), int(lines[2][6:])
    need(0 <= index < size, "an entry beyond the log")
    hashed, last = key.hash(b"\x00" + entry), size - 1
    at = index
    for line in lines[3:]:  # RFC 9162, 2.1.3.2
        need(last > 0, "a proof that is too long")
        other = unbase64(line)
        if at & 1 or at == last:
            hashed = key.hash(b"\x01" + other + hashed)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            hashed = key.hash(b"\x01" + hashed + other)
        at, last = at >> 1, last >> 1
    need(last == 0 and hashed == root, "the proof does not lead to the signed root")
    return index, size, entry.decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["log", "receipt"])
    parser.add_argument("path", type=pathlib.Path)
    parser.add_argument("--key", type=pathlib.Path, required=True)
    parser.add_argument("--seen", type=pathlib.Path, action="append", default=[])
    parser.add_argument("--records", type=pathlib.Path)
    words = parser.parse_args()
    try:
        key = Key(words.key.read_text())
        if words.what == "receipt":
            index, size, entry = check_receipt(words.path.read_text(), key)
            print(f"回执成立：日志 {size} 条中的第 {index} 条 (the receipt holds: entry {index} of {size})\n{entry}", end="")
            return 0
        entries = check_log(words.path, key, [file.read_text() for file in words.seen])
        print(f"日志 {len(entries)} 条，与签署的根一致 (the log's {len(entries)} entries give the signed root)")
        if words.records:
            erased = check_records(words.records, key, entries)
            print(f"记录与日志一致，其中依法删除 {erased} 条 (the records are those of the log, {erased} erased by law)")
        return 0
    except Broken as broken:
        print(f"不成立：{broken}。请保留现场，从备份恢复 (it does not hold; keep everything as it is)", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
