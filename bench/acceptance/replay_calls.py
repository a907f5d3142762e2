"""
Makes every call of openai-tools again, with a plain python3 and files in a folder, and compares what it gives: nothing of the
project runs here but the tasks' own files. RUNS THE CODE OF THE TASKS.
"""

import json
import os
import pathlib
import subprocess
import tempfile

from checks import TASKS, check, end, records


def read_tasks():
    read = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(TASKS.rglob("*.json"))]
    return {task["id"][:8]: task for task in read if "id" in task}


def run_python(folder, script):
    # Lines of both streams in their order, a hash seed as the project takes it, and no compiled files of an earlier module.
    env = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(["python3", script], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    return done.stdout.decode()


def give(folder, name, arguments):
    if name == "run_tests":
        return run_python(folder, "run_tests.py")
    if name == "run_python":
        (folder / "probe.py").write_text(arguments["code"], encoding="utf-8")
        printed = run_python(folder, "probe.py")
        (folder / "probe.py").unlink()
        return printed
    path = folder / arguments["path"]
    text = path.read_bytes().decode()
    if name == "read_file":
        return text
    if text.count(arguments["old_text"]) != 1:
        return f"the text stands there {text.count(arguments['old_text'])} times"
    path.write_bytes(text.replace(arguments["old_text"], arguments["new_text"]).encode())
    return "ok"


def replay(record, task, folder):
    module = task["module_name"]
    for name, key in [(f"{module}.py", "buggy_code"), (f"test_{module}.py", "unit_tests"), ("run_tests.py", "runner_code")]:
        (folder / name).write_bytes(task[key].encode())
    messages = record["messages"]
    for call, answer in zip(messages, messages[1:]):
        for made in call.get("tool_calls", []):
            given = give(folder, made["function"]["name"], json.loads(made["function"]["arguments"]))
            if given != answer["content"]:
                yield f"{made['id']} of {module}, {made['function']['name']}: {given[-150:]!r} for {answer['content'][-150:]!r}"
    if (folder / f"{module}.py").read_bytes().decode() != task["correct_code"]:
        yield f"{module} is not mended"


tasks, found, calls = read_tasks(), [], 0
for record in records("openai-tools"):
    ids = [call["id"] for message in record["messages"] for call in message.get("tool_calls", [])]
    calls += len(ids)
    with tempfile.TemporaryDirectory() as folder:
        found += replay(record, tasks[ids[0].split("_")[1]], pathlib.Path(folder))
check("python3", f"{calls} calls give what the records say, and mend each module", found)
end()
