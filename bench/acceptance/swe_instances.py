"""Holds datasets of `synthdebug export` against swebench, swesmith and datasets themselves, without Docker.

    python3 -m venv venv && venv/bin/pip install swebench swesmith datasets pytest
    synthdebug export conversations --format swe-bench --output bench
    synthdebug export conversations --format swe-smith --output smith
    venv/bin/python bench/acceptance/swe_instances.py bench smith

It takes swebench 4 (specs are registered) and 5 (instances carry their own); swesmith 0.0.9 needs swebench 4. What would
run in an image runs in a clone of repo.git: the harness's own eval script with /testbed replaced, its own log parser and
grading. Each instance is graded as it is, which must resolve nothing, and with its gold patch, which must resolve it.
It needs git, and a Python of the version that the instances name as `python3`. Exits with 1 where anything falls short.
"""

import importlib.metadata
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from datasets import load_dataset

problems = []


def check(holds, what):
    print(("ok   " if holds else "FAIL ") + what)
    if not holds:
        problems.append(what)


def run(words, cwd, home, text=None):
    """What a command prints, with settings of nobody and this Python's own folder first."""
    path = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
    env = {**os.environ, "HOME": home, "PATH": path, "GIT_CONFIG_SYSTEM": "/dev/null"}
    done = subprocess.run(words, cwd=cwd, env=env, input=text, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def clone(folder, branch, scratch):
    work = os.path.join(scratch, branch)
    code, said = run(["git", "clone", "-q", "--single-branch", "--branch", branch,
                      os.path.abspath(os.path.join(folder, "repo.git")), work], scratch, scratch)
    if code != 0:
        raise SystemExit(said)
    return work


def load_with_datasets(folder):
    rows = load_dataset("json", data_files=str(pathlib.Path(folder, "train.jsonl")), split="train",
                        cache_dir=tempfile.mkdtemp())
    check(len(rows) > 0, f"datasets.load_dataset reads {len(rows)} rows of {folder}: {rows.column_names}")


def swebench_spec(instance):
    """The harness's own test spec: of swebench 5 from the instance, of 4 from specs that are registered."""
    if importlib.metadata.version("swebench").startswith("4."):
        from swebench.harness import constants, log_parsers
        from swebench.harness.log_parsers.python import parse_log_django
        from swebench.harness.test_spec import test_spec
        spec = {"python": instance["version"], "test_cmd": "python3 -m unittest -v", "install": "true"}
        repo = instance["repo"]
        constants.MAP_REPO_VERSION_TO_SPECS[repo] = {instance["version"]: spec}
        constants.MAP_REPO_TO_EXT[repo] = "py"
        log_parsers.MAP_REPO_TO_PARSER[repo] = parse_log_django
        return test_spec.make_test_spec(instance)
    from swebench.harness.utils import make_test_spec
    return make_test_spec(instance)


def grade_swebench(instance, spec, work, scratch, label):
    from swebench.harness import grading
    code, log = run(["bash", "-s"], work, scratch, spec.eval_script.replace("/testbed", work))
    # swebench writes the patch's state above the log; the parser takes what stands between the marks.
    path = os.path.join(scratch, "log.txt")
    pathlib.Path(path).write_text(">>>>> Applied Patch\n" + log)
    statuses, found = grading.get_logs_eval(spec, path)
    gold = {"instance_id": spec.instance_id, "FAIL_TO_PASS": spec.FAIL_TO_PASS, "PASS_TO_PASS": spec.PASS_TO_PASS}
    report = grading.get_eval_tests_report(statuses, gold)
    return found, grading.get_resolution_status(report), report


def accept_swebench(folder):
    from swebench.harness.utils import load_swebench_dataset
    instances = load_swebench_dataset(str(pathlib.Path(folder, "train.jsonl")))
    version = importlib.metadata.version("swebench")
    check(len(instances) > 0, f"swebench {version} loads {len(instances)} instances")
    for instance in instances:
        name = instance["instance_id"]
        spec = swebench_spec(instance)
        check(len(spec.FAIL_TO_PASS) > 0, f"{name}: make_test_spec has {len(spec.FAIL_TO_PASS)} tests to mend")
        with tempfile.TemporaryDirectory() as scratch:
            work = clone(folder, name, scratch)
            found, state, report = grade_swebench(instance, spec, work, scratch, "as it is")
            broken = report["FAIL_TO_PASS"]["success"]
            lost = report["PASS_TO_PASS"]["failure"]
            check(found and state == "RESOLVED_NO" and not broken and not lost,
                  f"{name}: as it is {state}, {len(broken)} mended, {len(lost)} lost")
            code, said = run(["git", "apply", "-"], work, scratch, instance["patch"])
            check(code == 0, f"{name}: git apply takes the patch {said}")
            found, state, report = grade_swebench(instance, spec, work, scratch, "mended")
            check(found and state == "RESOLVED_FULL", f"{name}: with its patch {state}")


def accept_swesmith(folder):
    if not importlib.metadata.version("swebench").startswith("4."):
        print("---- swesmith is left out: it needs swebench 4")
        return
    from swebench.harness.constants import FAIL_TO_PASS, PASS_TO_PASS
    from swesmith.profiles import registry
    from swesmith.profiles.python import PythonProfile
    instances = [json.loads(line) for line in pathlib.Path(folder, "train.jsonl").read_text().splitlines()]
    for instance in instances:
        name = instance["instance_id"]
        owner_repo, commit = name.split(".")[:2]
        owner, repo = owner_repo.split("__", 1)
        # What a profile of this repository says of itself.
        profile = type("Exported", (PythonProfile,), {})(
            owner=owner, repo=repo, commit=instance["base_commit"], org_gh="synthdebug", org_dh="synthdebug")
        check(profile.mirror_name == instance["repo"], f"{name}: the profile's repository is {profile.mirror_name}")
        check(profile.image_name == instance["image_name"], f"{name}: the profile's image is {profile.image_name}")
        for key in (profile.repo_name, profile.mirror_name):
            registry.data[key] = lambda found=profile: found
        check(registry.get_from_inst(instance) is profile, f"{name}: swesmith's registry finds the profile")
        files = profile.get_test_files(instance)
        check(files[0] == [f"test_{repo}.py"], f"{name}: swesmith's test files are {files[0]}")
        with tempfile.TemporaryDirectory() as scratch:
            work = clone(folder, name, scratch)
            run(["git", "checkout", "-q", "HEAD~1"], work, scratch)

            def graded():
                _, log = run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--disable-warnings", "--color=no",
                              "--tb=no", "--verbose"], work, scratch)
                return profile.log_parser(log)
            before = graded()
            code, said = run(["git", "apply", "--reverse", "-"], work, scratch, instance["patch"])
            check(code == 0, f"{name}: git apply --reverse takes the patch {said}")
            after = graded()
            passed = sorted(test for test, state in after.items() if state == "PASSED")
            wanted = sorted(instance[FAIL_TO_PASS] + instance[PASS_TO_PASS])
            check(passed == wanted, f"{name}: mended, {len(passed)} of {len(wanted)} pass by pytest")
            failed = sorted(test for test, state in before.items() if state == "FAILED")
            check(failed == sorted(instance[FAIL_TO_PASS]), f"{name}: as its branch is, {len(failed)} fail by pytest")


for folder in sys.argv[1:3]:
    load_with_datasets(folder)
accept_swebench(sys.argv[1])
accept_swesmith(sys.argv[2])
print(f"{len(problems)} problems")
sys.exit(1 if problems else 0)
