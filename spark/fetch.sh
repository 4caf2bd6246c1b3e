#!/usr/bin/env bash
# Puts the Spark that the tests run on into .deps/spark: the registry's package pyspark, without its examples. The oldest release line that we
# support, so that what passes here passes on newer ones. Ends with 77 where the registry cannot be reached: the tests of Spark then skip.
set -euo pipefail
cd "$(dirname "$0")/.."
version=4.0.5
sha256=a0d44b0e7faf0458ad83b7aa664e7ed8b96beed8a55d66ce3b0dfac2309dfca6
[ "$(cat .deps/spark/.version 2>/dev/null)" = "$sha256" ] && exit 0

folder=$(mktemp -d -p .deps); trap 'rm -rf "$folder"' EXIT
python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: -d "$folder" "pyspark==$version" >&2 ||
  { echo "spark/fetch.sh: pyspark $version could not be fetched; tests of Spark will skip" >&2; exit 77; }
echo "$sha256  $folder/pyspark-$version.tar.gz" | sha256sum -c --status || { echo "spark/fetch.sh: pyspark $version is not the pinned one" >&2; exit 1; }
tar xzf "$folder/pyspark-$version.tar.gz" -C "$folder" --strip-components=1 --exclude='*/examples/*' --exclude='*/pyspark/*'
home=$folder/home
mkdir -p "$home/python" && mv "$folder"/deps/{bin,jars,sbin,licenses} "$folder"/{LICENSE,NOTICE} "$home" && mv "$folder/lib" "$home/python/lib"
echo "$sha256" >"$home/.version"
rm -rf .deps/spark && mv "$home" .deps/spark
