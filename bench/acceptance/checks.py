"""What the readers of exported datasets have in common: records, and lines that say what was found."""

import importlib.metadata
import json
import pathlib
import sys

DATASETS = pathlib.Path(sys.argv[1])
TASKS = pathlib.Path(sys.argv[2])
fell_short = []


def records(name):
    """The records of a dataset's only split."""
    text = (DATASETS / name / "train.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def check(tool, what, faults):
    """Says what a tool found, with the first faults where there are any."""
    try:
        tool = f"{tool} {importlib.metadata.version(tool)}"
    except importlib.metadata.PackageNotFoundError:
        pass
    print(f"{'FAIL' if faults else 'ok  '} {tool}: {what}", flush=True)
    for fault in faults[:3]:
        print(f"     {str(fault)[:400]}")
    fell_short.extend(faults)


def end():
    sys.exit(1 if fell_short else 0)
