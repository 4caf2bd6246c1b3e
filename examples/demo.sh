#!/usr/bin/env bash
# The main job on shipped data: a made-up county and two years of a real ledger, screened, ranked, explained.
# Leaves demo/findings.json, demo/report.html and demo/report.xlsx, and ends serving the workbench (not with --no-serve).
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

echo
echo "── 四、机构、账号、首次密码 (the office, its accounts, and the first passwords)"
$qingyuan office load examples/office.yaml -w demo/work
$qingyuan office passwords -w demo/work
[ "${1:-}" = --no-serve ] && exit 0
echo
echo "── 五、工作台 (the workbench)"
echo "首次登录后先改成自己的密码 (after the first sign-in the password is changed to one's own)"
echo "用 analyst 登录看疑点，用 manager 受理移送；动态码：把密钥加进手机上的验证器，或者运行"
echo "(sign in as analyst or manager; the code comes from an authenticator that holds the key, or from)"
echo "    $qingyuan office code 密钥"
exec $qingyuan serve -w demo/work --listen 127.0.0.1:8080
