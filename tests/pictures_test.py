#!/usr/bin/env python3
"""Pictures of the documents: each one embedded exists and is small, each one at hand is embedded, and both guides show the same.
`./dev pictures` makes those of the guide anew, by the walks that test the pages."""
import re
import struct
import unittest

from workspace import root

IMAGES = root / "docs/images"
PAGES = ("README.md", "README.zh-CN.md", *(str(page.relative_to(root)) for page in sorted((root / "docs").rglob("*.md"))))


def embedded(page):
    """Names of the pictures of a page, in reading order."""
    return re.findall(r"!\[[^\]]+\]\((?:docs/)?images/([\w-]+)\.png\)", (root / page).read_text())


class Pictures(unittest.TestCase):
    def test_what_is_embedded_is_there_and_what_is_there_is_embedded(self):
        shown = {name for page in PAGES for name in embedded(page)}
        self.assertEqual(shown, {file.stem for file in IMAGES.iterdir()})
        for page in PAGES:
            self.assertEqual(len(re.findall(r"!\[", (root / page).read_text())), len(embedded(page)), f"{page}: a picture from elsewhere or without words")

    def test_both_languages_show_the_same(self):
        for page in ("README", "docs/guide"):
            self.assertEqual(embedded(page + ".md"), embedded(page + ".zh-CN.md"))

    def test_those_of_the_guide_are_windows_and_small(self):
        files = [IMAGES / f"{name}.png" for name in embedded("docs/guide.md")]
        self.assertGreaterEqual(len(files), 8)
        for file in files:
            self.assertEqual(struct.unpack(">II", file.read_bytes()[16:24]), (1280, 800), file)
            self.assertLessEqual(file.stat().st_size, 120_000, file)
        self.assertLessEqual(sum(file.stat().st_size for file in files), 1_000_000)


if __name__ == "__main__":
    unittest.main()
