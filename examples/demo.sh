#!/usr/bin/env bash
# The main job on shipped data: a made-up county and two years of a real ledger, screened, ranked, explained.
# Leaves demo/findings.json, demo/report.html and demo/report.xlsx.
set -euo pipefail
cd "$(dirname "$0")/.."
qingyuan=build/release/qingyuan
rm -rf demo && mkdir demo

echo "── 一、虚构一个一万人的县 (a made-up county of 10,000 people)"
$qingyuan synth county --people 10000 --seed 2026 -o demo/county
echo
echo "── 二、入库：虚构县的来源文件，和德文郡两年的真实支出 (ingest both)"
$qingyuan init demo/work --unit "清源示范县（虚构）"
$qingyuan ingest -w demo/work --summary $(find demo/county/sources -type f -name '*.csv' | sort) examples/devon/*.csv.xz
echo
echo "── 三、筛查、排序、解释 (screen, rank, explain)"
$qingyuan screen -w demo/work --capacity 30 --as-of 2025-12-31 --json demo/findings.json --html demo/report.html --xlsx demo/report.xlsx
echo
echo "首要疑点详解 (the first finding, explained):"
$qingyuan findings -w demo/work explain 1
echo
echo "报告 (reports): demo/report.html  demo/report.xlsx  demo/findings.json"
