#!/usr/bin/env bash
# Puts what Spark needs to read s3a:// into .deps/s3, and a store to try it on (moto, in a Python of its own), for `./dev check`. The client is of
# Hadoop's version that Spark's own package carries. Ends with 77 where a registry cannot be reached: the tests of S3 then skip.
set -euo pipefail
cd "$(dirname "$0")/.."
jars='
01334a07e179cae2b7e251f24857f11e3759108c9d6a79dcbe362a4295227da2 org.apache.hadoop:hadoop-aws:3.4.1
890bf9f2a80488f7a8aa8277d64d13a9ea3a3cdff8607ef3b63a878d8b467b41 software.amazon.awssdk:bundle:2.24.6'
moto=5.2.5
mkdir -p .deps/s3
while read -r sha256 artifact; do
  [ -n "$artifact" ] || continue
  name=${artifact#*:} jar=.deps/s3/${name/:/-}.jar
  echo "$sha256  $jar" | sha256sum -c --status 2>/dev/null && continue
  mvn -B -q dependency:copy -Dartifact="$artifact" -DoutputDirectory="$PWD/.deps/s3" >&2 </dev/null ||
    { echo "spark/fetch_s3.sh: $artifact could not be fetched; tests of S3 will skip" >&2; exit 77; }
  echo "$sha256  $jar" | sha256sum -c --status || { echo "spark/fetch_s3.sh: $artifact is not the pinned one" >&2; rm -f "$jar"; exit 1; }
done <<<"$jars"
[ "$(cat .deps/s3/python/.moto 2>/dev/null)" = "$moto" ] && exit 0
rm -rf .deps/s3/python
python3 -m venv .deps/s3/python
.deps/s3/python/bin/pip install --quiet --disable-pip-version-check "moto[server]==$moto" >&2 ||
  { echo "spark/fetch_s3.sh: moto $moto could not be fetched; tests of S3 will skip" >&2; rm -rf .deps/s3/python; exit 77; }
echo "$moto" >.deps/s3/python/.moto
