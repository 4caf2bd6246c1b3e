#!/usr/bin/env python3
"""What the program says stands in catalogues (src/*/messages.h), Chinese first and English beside it, and nowhere else."""
import pathlib
import re
import unittest

src = pathlib.Path(__file__).resolve().parent.parent / "src"
CHINESE = re.compile("[\u4e00-\u9fff]")
TEXT = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
ENTRY = re.compile(r"inline constexpr Message (\w+)\{\s*" + TEXT + r",\s*" + TEXT + r"\}")

# Folders whose errors reach an officer. What text says of a cell becomes a reason of refusal (trouble.cc), synth speaks to developers.
TELLING = ("base", "jobs", "seal", "lake", "ingest", "law", "network", "rules", "leads", "casework", "rights", "store", "backup", "app")


def joined(literals):
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))


def places(text):
    return set(re.findall(r"\{(\d)\}", text))


class Messages(unittest.TestCase):
    def test_every_message_is_chinese_first_and_english_beside_it(self):
        seen = 0
        for catalogue in src.glob("*/messages.h"):
            text = catalogue.read_text()
            entries = ENTRY.findall(text)
            self.assertEqual(len(entries), text.count("inline constexpr Message"), f"{catalogue}: an entry is in another form")
            for name, chinese, english in entries:
                chinese, english = joined(chinese), joined(english)
                where = f"{catalogue.parent.name}/{name}: {chinese} | {english}"
                seen += 1
                if not CHINESE.search(chinese):  # a place, or a name that is the same in both
                    self.assertLessEqual(len(english), 30, where)
                self.assertFalse(re.search(r"[.。]$", chinese + "\n" + english, re.M), where)
                # The English of a tool (DuckDB, an XML parser) is left out of the Chinese half; nothing else is.
                self.assertTrue(places(chinese) <= places(english) or places(chinese) == places(english) | {"1"}, where)
        self.assertGreater(seen, 150)

    def test_no_english_literal_is_returned_as_an_error(self):
        found = []
        for folder in TELLING:
            for file in (src / folder).glob("*.cc"):
                if file.name.endswith("_test.cc"):
                    continue
                text = file.read_text()
                for call in re.finditer(r"\b(?:invalid|not_found|io_error|damaged|wrong)\(([^;]*?)\);", text, re.S):
                    literals = joined("".join(re.findall(r'"(?:[^"\\]|\\.)*"', call.group(1))))
                    if re.search(r"[a-z]{3,} [a-z]{2,}", literals) and not CHINESE.search(literals):
                        found.append(f"{folder}/{file.name}: {literals[:80]}")
        self.assertEqual(found, [])


if __name__ == "__main__":
    unittest.main()
