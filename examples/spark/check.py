"""Checks very many reports with Apache Spark and adds them up by region.

    spark-submit check.py FOLDER [PARTITIONS]

FOLDER holds one folder for each region, with its reports in it. The partitions
of the list of files go through `gouji check` (GOUJI, else on the path), one
process each; what comes back are its JSON Lines, one a report. The workers must
see the files under the same paths.

Prints one JSON object: for each region how many reports came to what, and the
sums of the figures of table applications by cell.
"""

import json
import os
import shlex
import sys
from pathlib import Path

from pyspark.sql import SparkSession

COMMAND = [os.environ.get("GOUJI", "gouji"), "check", "--format", "json", "--jobs", "1", "--files-from", "-"]


def files(folder):
    """Every file beneath the folder, in a stable order."""
    return sorted(str(path) for path in Path(folder).rglob("*") if path.is_file() and path.parent != Path(folder))


def counted(line, folder):
    """A line of gouji's answer as (region, counts of its one report)."""
    report = json.loads(line)
    region = Path(report["file"]).relative_to(folder).parts[0]
    counts = {"reports": 1, report["status"]: 1, **report["summary"]}
    rows = report["tables"].get("applications", {}).get("rows", {})
    for row, values in rows.items():
        for column, value in enumerate(values):
            if value is not None:
                counts[f"applications/{row}/{column}"] = value
    return region, counts


def added(one, other):
    """Counts added up by name."""
    return {name: one.get(name, 0) + other.get(name, 0) for name in one.keys() | other.keys()}


def check(spark, folder, partitions):
    """What the reports of each region came to."""
    # An exit code of 1 says that there are errors, 2 that a file could not be
    # checked: both are answers here, each in its own line.
    paths = spark.sparkContext.parallelize(files(folder), partitions)
    lines = paths.pipe(shlex.join(COMMAND), env=dict(os.environ))
    return lines.map(lambda line: counted(line, folder)).reduceByKey(added).collectAsMap()


def main():
    folder = os.path.abspath(sys.argv[1])
    partitions = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    spark = SparkSession.builder.appName("gouji").config("spark.ui.showConsoleProgress", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    regions = check(spark, folder, partitions)
    print(json.dumps(regions, ensure_ascii=False, sort_keys=True))
    spark.stop()


if __name__ == "__main__":
    main()
