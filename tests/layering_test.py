"""Arrows point down: a folder includes only what its CMake file names, and a heavy library has one landlord."""
import pathlib
import re
import sys

source = pathlib.Path(__file__).resolve().parent.parent / "src"
landlords = {  # header prefix -> the only folder that may include it
    "duckdb.h": "lake", "soci/": "store", "boost/beast": "http", "boost/asio": "http", "openssl/": "http", "boost/graph": "network", "botan/": "seal", "unicode/": "text", "yaml-cpp/": "text",
    "archive.h": "ingest", "archive_entry.h": "ingest", "expat.h": "ingest", "simdjson.h": "ingest",
    "xlsxwriter.h": "leads", "CLI/": "app", "qrencode.h": "app",
}
allowed_below = {  # the law of the house (docs/architecture.md); a CMake file may be stricter
    "base": set(), "http": {"base"}, "jobs": {"base"}, "record": {"base"},
    "text": {"base"}, "law": {"base", "text"}, "seal": {"base"}, "account": {"base", "record", "text", "seal"}, "lake": {"base", "text"},
    "ingest": {"base", "text", "law", "seal", "lake"}, "rules": {"base", "text", "law", "seal", "lake"},
    "entity": {"base", "text"}, "network": {"base", "text", "lake"},
    "synth": {"base", "text", "law", "seal", "lake"},
    "leads": {"base", "record", "text", "law", "seal", "lake", "ingest", "rules"},
    "relate": {"base", "text", "seal", "lake", "ingest", "network", "leads"},
    "resolve": {"base", "text", "seal", "lake", "ingest", "entity", "leads"},
    "casework": {"base", "record", "text", "law"},
    "rights": {"base", "record", "text"},
    "store": {"base", "record", "seal"},
    "backup": {"base", "record", "seal", "store"},
    "api": {"base", "http", "jobs", "record", "text", "law", "seal", "account", "lake", "ingest", "entity", "network", "rules", "leads", "relate", "resolve", "casework", "rights"},
    "app": {"base", "http", "jobs", "record", "text", "law", "seal", "lake", "ingest", "entity", "network", "rules", "leads", "relate", "resolve", "casework", "rights", "store", "backup", "synth", "account", "api"},
}
problems = []
folders = {f.parent.name: re.search(r"USES ([a-z ]+)", f.read_text()) for f in source.glob("*/CMakeLists.txt")}
for folder, uses in folders.items():
    named = set(uses.group(1).split()) if uses else set()
    if folder not in allowed_below:
        problems.append(f"{folder}: not in the picture of the house (tests/layering_test.py)")
        continue
    if named - allowed_below[folder]:
        problems.append(f"{folder}: names {sorted(named - allowed_below[folder])}, which lie above or beside it")
    for file in sorted((source / folder).glob("*.[hc]*")):
        if file.suffix not in {".h", ".cc"}:
            continue
        for number, line in enumerate(file.read_text().splitlines(), 1):
            include = re.match(r'#include [<"]([^>"]+)[>"]', line)
            if not include:
                continue
            target = include.group(1)
            owner = target.split("/")[0]
            if "/" in target and owner in folders and owner != folder and owner not in named:
                problems.append(f"{file.relative_to(source)}:{number}: {folder} may not include {target}")
            for prefix, landlord in landlords.items():
                if target.startswith(prefix) and landlord != folder:
                    problems.append(f"{file.relative_to(source)}:{number}: only {landlord} may include {target}")
# One name, one type: two types of one name in two folders are undefined behaviour that no compiler reports.
definitions = {}
for file in sorted(source.rglob("*.h")):
    text = file.read_text()
    space = re.search(r"^namespace (qy\S*) \{", text, re.M)
    for match in re.finditer(r"^(?:struct|class|enum class) (?:\[\[nodiscard\]\] )?(\w+)\b(?!::)[^;{]*\{", text, re.M):
        first = definitions.setdefault((space.group(1) if space else "", match.group(1)), file)
        if first != file:
            problems.append(f"{file.relative_to(source)}: {match.group(1)} is defined in {first.relative_to(source)} too")
print("\n".join(problems) or f"{len(folders)} folders, every include points down")
sys.exit(1 if problems else 0)
