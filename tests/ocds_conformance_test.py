"""The OCDS flags against the published fixtures of Cardinal (tests/fixtures/ocds): each file goes through init, ingest and screen, and every
group, identifier and value must be the expected one, no more and no less."""
import json
import unittest

from workspace import Workspace, root

fixtures = root / "tests/fixtures/ocds"
groups = {"ocid": "OCID", "buyer": "Buyer", "procuring_entity": "ProcuringEntity", "tenderer": "Tenderer"}
# What the names of the fixtures say, in the words of our cards. NPC and EXC stand in every file.
own_parameters = {
    "R003-threshold-10": {"least_days": 10},
    "R003-procurement_methods-open+selective": {"procurement_methods": "open|selective"},
    "R003-procurement_method_details-x-5-y-10": {"method_detail_days": "x=5|y=10"},
    "R048-minimum_contracting_processes-1": {"minimum_contracting_processes": 1},
}
compares_prices = {"R024", "R028", "R036", "R058"}


def settings(rule, fixture):
    values = dict(own_parameters.get(fixture, {}), excluded_method_details="EXC")
    if rule in compares_prices:
        values["no_price_comparison_methods"] = "NPC"
    written = ", ".join(f"{name}: {json.dumps(value)}" for name, value in values.items())
    return f"parameters:\n  {rule}: {{{written}}}\n"


def results(report):
    found = {}
    for finding in report["findings"]:
        group, identifier = finding["subject"]["key"].split(":", 1)
        value = round(float(finding["figures"]["measure"]), 9)
        found.setdefault(groups[group], {})[identifier] = {finding["rule"]: value}
    return found


class Conformance(unittest.TestCase):
    maxDiff = None

    def check(self, fixture):
        rule = fixture[:4]
        space = Workspace()
        with open(space.folder / "qingyuan.yaml", "a", encoding="utf-8") as file:
            file.write(settings(rule, fixture))
        space.ingest(fixtures / f"{fixture}.jsonl")
        report = space.screen("--rules", rule)
        self.assertEqual(results(report), json.loads((fixtures / f"{fixture}.expected").read_text()), fixture)

    def test_every_fixture(self):
        names = sorted(file.stem for file in fixtures.glob("*.expected"))
        self.assertEqual(len(names), 15)
        for name in names:
            with self.subTest(name):
                self.check(name)

    def test_a_package_gives_what_its_lines_give(self):
        lines = (fixtures / "R035.jsonl").read_text().splitlines()
        releases = [json.loads(line) for line in lines if line]
        space = Workspace()
        package = space.write("package.json", json.dumps({"uri": "x", "version": "1.1", "releases": releases}, indent=1))
        space.ingest(package)
        self.assertEqual(results(space.screen("--rules", "R035")), json.loads((fixtures / "R035.expected").read_text()))


if __name__ == "__main__":
    unittest.main()
