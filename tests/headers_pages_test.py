#!/usr/bin/env python3
"""A header that the program finds wrongly, put right in real Chromium. 77 where there are no pages or no Chromium."""
import pathlib
import sys
import unittest

import headers_api_test
from api_test import Api
from pages_test import can_show_pages, walk


class HeaderPages(Api):
    def test_an_analyst_says_where_the_header_is(self):
        file = pathlib.Path(self.space.folder.parent) / "支付表.xlsx"
        file.write_bytes(headers_api_test.hostile())
        walk(self, "headers_walk.mjs", file=str(file))


if __name__ == "__main__":
    if not can_show_pages():
        print("no Chromium, or the program was built without pages")
        sys.exit(77)
    unittest.main()
