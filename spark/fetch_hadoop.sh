#!/usr/bin/env bash
# Puts what HDFS and YARN run on, for `./dev check`, into .deps/hadoop: Hadoop's daemons in one jar, of the version whose client Spark's own
# package carries. Ends with 77 where Maven Central cannot be reached: the tests of HDFS and YARN then skip.
set -euo pipefail
cd "$(dirname "$0")/.."
version=3.4.1
sha256=5b90be54a39d856f237a4530e25f62aea4b67c180c73b5cfb1aff35c502b2d29
jar=.deps/hadoop/hadoop-client-minicluster-$version.jar
echo "$sha256  $jar" | sha256sum -c --status 2>/dev/null && exit 0
mkdir -p .deps/hadoop
mvn -B -q dependency:copy -Dartifact="org.apache.hadoop:hadoop-client-minicluster:$version" -DoutputDirectory="$PWD/.deps/hadoop" >&2 ||
  { echo "spark/fetch_hadoop.sh: Hadoop $version could not be fetched; tests of HDFS and YARN will skip" >&2; exit 77; }
echo "$sha256  $jar" | sha256sum -c --status || { echo "spark/fetch_hadoop.sh: Hadoop $version is not the pinned one" >&2; rm -f "$jar"; exit 1; }
