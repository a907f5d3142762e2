"""Read a dataset of `synthdebug export --format huggingface` with the tools that its readers have.

    python3 -m venv venv
    venv/bin/pip install datasets pyarrow duckdb huggingface_hub jsonschema
    deno run -A main.ts export TASKS --format huggingface --output DATASET
    venv/bin/python bench/acceptance/huggingface.py DATASET TASKS

DATASET is the dataset's folder, TASKS the folder of task files that it was made of. Nothing is fetched, and what the
libraries cache goes into a temporary folder. Each line says what a tool found; the exit status is 1 where one fell short.
The last check runs the code of a task of the dataset: give it no tasks that may not run on this machine.
"""

import importlib.metadata
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

CACHE = tempfile.TemporaryDirectory()
os.environ.update(HF_HUB_OFFLINE="1", HF_HOME=CACHE.name, HF_DATASETS_DISABLE_PROGRESS_BARS="1")

import datasets
import duckdb
import huggingface_hub
import jsonschema
import pyarrow
import pyarrow.parquet

DATASET, TASKS = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
CARD = (DATASET / "README.md").read_text(encoding="utf-8")
FILES = sorted((DATASET / "data").glob("*.parquet"))
PLAIN = ["id", "domain", "topic", "subtopic", "summary", "problem_description", "solution_outline", "module_name",
         "buggy_code", "correct_code", "unit_tests", "runner_code", "failing_output", "conversation", "bugs"]
PACKAGES = {"datasets", "duckdb", "huggingface_hub", "jsonschema", "pyarrow"}
failed = []


def check(tool, what, found):
    name = f"{tool} {importlib.metadata.version(tool)}" if tool in PACKAGES else tool
    print(f"{'ok  ' if found else 'FAIL'} {name}: {what}")
    if not found:
        failed.append(what)


def card():
    card = huggingface_hub.DatasetCard.load(DATASET / "README.md")
    data = card.data.to_dict()
    again = huggingface_hub.DatasetCardData(**data).to_dict()
    tool = "huggingface_hub"
    check(tool, f"the card's head is read and written again: {', '.join(data)}", again == data)
    configs = huggingface_hub.repocard.metadata_load(DATASET / "README.md")["configs"]
    check(tool, f"configs: {configs}", [entry["split"] for entry in configs[0]["data_files"]])
    return data["dataset_info"]


def load(info):
    tool = "datasets"
    told = datasets.load_dataset_builder(str(DATASET)).info
    loaded = datasets.load_dataset(str(DATASET))
    for split in info["splits"]:
        name = split["name"]
        check(tool, f"{name} has {loaded[name].num_rows} rows, as the card says",
              loaded[name].num_rows == split["num_examples"])
        found = loaded[name].info.splits[name].num_bytes
        check(tool, f"{name} has {found} bytes, and {split['num_bytes']} in the card", found == split["num_bytes"])
        check(tool, f"{name} has the card's {len(loaded[name].features)} features",
              loaded[name].features == told.features)
    first = next(iter(datasets.load_dataset(str(DATASET), split=info["splits"][0]["name"], streaming=True)))
    check(tool, "the first row is the same as a stream", first == loaded[info["splits"][0]["name"]][0])
    size = sum(file.stat().st_size for file in FILES)
    check(tool, f"download_size is the {size} bytes of {len(FILES)} files", size == info["download_size"])
    return loaded


def arrow():
    schemas = [pyarrow.parquet.read_schema(file) for file in FILES]
    kinds = {str(field.type).split("<")[0] for field in schemas[0]}
    check("pyarrow", f"{len(FILES)} files of one schema, {len(schemas[0])} columns of {kinds}",
          all(schema == schemas[0] for schema in schemas))
    counts = [pyarrow.parquet.read_metadata(file).num_rows for file in FILES]
    groups = [pyarrow.parquet.ParquetFile(file).metadata.num_row_groups for file in FILES]
    check("pyarrow", f"row groups: {groups[:10]}", all(count > 0 or size == 0 for count, size in zip(groups, counts)))
    return [row for file in FILES for row in pyarrow.parquet.read_table(file).to_pylist()]


def query(rows):
    files = [str(file) for file in FILES]
    found = duckdb.sql("SELECT count(*), sum(len(fail_to_pass)), count(DISTINCT bugs[1].family) "
                       "FROM read_parquet($files)", params={"files": files}).fetchall()[0]
    expected = (len(rows), sum(len(row["fail_to_pass"] or []) for row in rows),
                len({row["bugs"][0]["family"] for row in rows if row["bugs"]}))
    check("duckdb", f"rows, failing tests and families: {found}", tuple(map(int, found)) == expected)


def schema(rows):
    validator = jsonschema.Draft202012Validator(json.loads((DATASET / "schema/task.schema.json").read_text()))
    validator.check_schema(validator.schema)
    problems = [error.message for row in rows for error in validator.iter_errors(row)]
    check("jsonschema", f"{len(rows)} rows fit the schema {problems[:3]}", not problems)
    broken = {**rows[0], "difficulty_score": "hard"}
    check("jsonschema", "a broken row does not", not validator.is_valid(broken))


def as_utf8(value):
    """Half a surrogate pair, which JSON can hold, is U+FFFD in a file of UTF-8."""
    return re.sub("[\ud800-\udfff]", "\ufffd", value) if isinstance(value, str) else value


def same(rows):
    """Every row beside its file, read by Python alone."""
    tasks = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(TASKS.rglob("*.json"))]
    by_id = {}
    for task in tasks:
        # Of several files with one task the first is exported.
        if "id" in task:
            by_id.setdefault(task["id"], task)
    off = []
    for row in rows:
        task = by_id.get(row["id"])
        if task is None:
            continue
        expected = {key: task[key] for key in PLAIN if key in task}
        expected.update({key: task["tests"][key] for key in ("fail_to_pass", "pass_to_pass")})
        expected["difficulty_score"] = task["difficulty"]["score"]
        expected["passing_output"] = task.get("passing_output")
        expected = {key: as_utf8(value) for key, value in expected.items()}
        off += [f"{row['id']}.{key}" for key, value in expected.items() if row[key] != value]
    check("json", f"{len(by_id)} tasks beside their rows {off[:5]}", by_id and not off)


def charts():
    shown = re.findall(r"!\[[^]]*\]\(([^)]+)\)", CARD)
    files = sorted(str(file.relative_to(DATASET)) for file in (DATASET / "charts").iterdir())
    roots = [xml.etree.ElementTree.parse(DATASET / file).getroot().tag for file in files]
    check("xml", f"{files} are well formed, and the card shows them",
          sorted(shown) == files and set(roots) == {"{http://www.w3.org/2000/svg}svg"})


def run(loaded):
    code = next(block for block in re.findall(r"```python\n(.*?)```", CARD, re.DOTALL) if "runner_code" in block)
    split = re.search(r'split="(\w+)"', code)[1]
    task = loaded[split][0]
    code = code.replace("OWNER/NAME", str(DATASET))
    for source, expected in (("buggy_code", "failing_output"), ("correct_code", "passing_output")):
        script = code.replace('task["buggy_code"]', f'task["{source}"]')
        printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=os.environ).stdout
        if task[expected] is None:
            continue
        same = printed.strip() == (task[expected] or "").strip()
        check("the card's own code", f"prints {expected} of {task['module_name']}", same)


info = card()
loaded = load(info)
rows = arrow()
query(rows)
schema(rows)
same(rows)
charts()
run(loaded)
print(f"{len(failed)} fell short")
sys.exit(1 if failed else 0)
