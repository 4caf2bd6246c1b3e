#!/usr/bin/env python3
"""What we signed and hashed, another library finds right: checkpoints and original files by OpenSSL, in both profiles."""
import base64
import pathlib
import subprocess
import tempfile
import unittest

from life_test import LEDGER
from records_test import Records

SPKI = {b"\x01": bytes.fromhex("302a300506032b6570032100"),  # RFC 8410: id-Ed25519
        b"\xffsm2-sm3": bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")}  # id-ecPublicKey, SM2 curve (GM/T 0006)


def der_integer(number):
    raw = number.to_bytes(33, "big").lstrip(b"\0") or b"\0"
    raw = b"\0" * (raw[0] >> 7) + raw
    return b"\x02" + bytes([len(raw)]) + raw


def der_signature(raw):
    body = der_integer(int.from_bytes(raw[:32], "big")) + der_integer(int.from_bytes(raw[32:], "big"))
    return b"\x30" + bytes([len(body)]) + body


class OpenSsl(Records):
    """The log's own signature, with the public key of keys/log.pub in the form that OpenSSL reads."""

    def verifies(self, text, signature, public):
        with tempfile.TemporaryDirectory() as folder:
            at = pathlib.Path(folder)
            (at / "text").write_bytes(text)
            (at / "signature").write_bytes(signature)
            (at / "key").write_bytes(public)
            more = ["-digest", "sm3", "-pkeyopt", "distid:1234567812345678"] if self.is_gm else []
            done = subprocess.run(["openssl", "pkeyutl", "-verify", "-rawin", "-in", at / "text", "-sigfile", at / "signature", "-pubin", "-keyform", "DER", "-inkey", at / "key", *more], capture_output=True, text=True)
            return done.returncode == 0 and "Verified Successfully" in done.stdout

    @property
    def is_gm(self):
        return getattr(self, "seal", "intl") == "gm"

    def test_a_checkpoint_and_nothing_else(self):
        self.do("leads", "add", "--by", "cm1", "--source", "media", "--summary", "某镇道路养护资金")
        self.do("records", "checkpoint", "-o", self.space.folder / "note.txt")
        text, lines = (self.space.folder / "note.txt").read_bytes().split(b"\n\n")
        signature = base64.b64decode(lines.split()[-1])[4:]
        key = base64.b64decode((self.space.folder / "keys/log.pub").read_text().strip().split("+", 2)[2])
        kind = next(k for k in SPKI if key.startswith(k))
        public = SPKI[kind] + key[len(kind):]
        signature = der_signature(signature) if self.is_gm else signature
        self.assertTrue(self.verifies(text + b"\n", signature, public))
        self.assertFalse(self.verifies(text + b"\n\n", signature, public))

    def test_the_hash_of_an_original(self):
        file = self.space.write("ledger.csv", LEDGER)
        self.space.ingest(file)
        said = subprocess.run(["openssl", "dgst", "-sm3", "-r", file], capture_output=True, text=True, check=True).stdout
        self.assertIn(said.split()[0], [p.name for p in (self.space.folder / "originals").iterdir()])


class OpenSslInGm(OpenSsl):
    seal = "gm"


if __name__ == "__main__":
    unittest.main()
