#!/usr/bin/env bash
# Puts what HDFS and YARN run on, for `./dev check`, into .deps/hadoop: Hadoop's daemons in one jar, of the version whose client Spark's own
# package carries, and what they ask for beside it. Ends with 77 where Maven Central cannot be reached: the tests of HDFS and YARN then skip.
set -euo pipefail
cd "$(dirname "$0")/.."
jars='
5b90be54a39d856f237a4530e25f62aea4b67c180c73b5cfb1aff35c502b2d29 org.apache.hadoop:hadoop-client-minicluster:3.4.1
add5915e6acfc6ab5836e1fd8a5e21c6488536a8c1f21f386eeb3bf280b702d7 org.bouncycastle:bcprov-jdk18on:1.78.1
4b48ea084e5232b9d79ebca1887b9de037b124931807cd60710748c2aee08cc9 org.bouncycastle:bcpkix-jdk18on:1.78.1
d9fa56f97b0f761ce3bc8d9d74c5d7137a987bf5bd3abfe1003f9bafa45a1d2f org.bouncycastle:bcutil-jdk18on:1.78.1
88b955a0df57880a26a74708bc34f74dcaf8ebf4e78843a28b50eae945732b06 javax.xml.bind:jaxb-api:2.3.1'
mkdir -p .deps/hadoop
while read -r sha256 artifact; do
  [ -n "$artifact" ] || continue
  name=${artifact#*:} jar=.deps/hadoop/${name/:/-}.jar
  echo "$sha256  $jar" | sha256sum -c --status 2>/dev/null && continue
  mvn -B -q dependency:copy -Dartifact="$artifact" -DoutputDirectory="$PWD/.deps/hadoop" >&2 </dev/null ||
    { echo "spark/fetch_hadoop.sh: $artifact could not be fetched; tests of HDFS and YARN will skip" >&2; exit 77; }
  echo "$sha256  $jar" | sha256sum -c --status || { echo "spark/fetch_hadoop.sh: $artifact is not the pinned one" >&2; rm -f "$jar"; exit 1; }
done <<<"$jars"
