"""Grade the module in the work folder: 1 in reward.txt if it passes every test of this folder, 0 otherwise.

What is graded may be hostile. Only its text is taken from the work folder: screen.py looks whether that reaches for more
than the module that was given, and suite.py runs it with the tests of this folder in a process of its own, which has to
name a secret in its report. The reward is written here, once, when that process has ended.
"""

import json
import os
import resource
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import screen

WORK = os.environ.get("WORK_DIR", "/app")
LOGS = os.environ.get("LOGS_DIR", "/logs/verifier")
REWARDS = ("reward.txt", "reward.json")
NOBODY = 65534
MAX_MODULE = 1 << 20
MAX_REPORT = 4 << 20
CPU_SECONDS = 30
WALL_SECONDS = 90
MEMORY = 2 << 30


def main():
    os.makedirs(LOGS, exist_ok=True)
    remove_rewards()
    try:
        problem = grade()
    except Exception as error:
        problem = "the module could not be graded: %s: %s" % (type(error).__name__, error)
    if remove_rewards():
        problem = problem or "something else wrote a reward"
    number = os.open(os.path.join(LOGS, REWARDS[0]), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(number, "w") as file:
        file.write("0\n" if problem else "1\n")
    print(problem or "every test passes")


def remove_rewards():
    """Remove whatever stands where a reward is read; whether there was anything."""
    found = False
    for name in REWARDS:
        path = os.path.join(LOGS, name)
        if os.path.lexists(path):
            found = True
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path)
            else:
                os.unlink(path)
    return found


def grade():
    """What is wrong with the module; None if nothing is."""
    with open(os.path.join(HERE, "tests.json"), encoding="utf-8") as file:
        plan = json.load(file)
    try:
        code = read_module(os.path.join(WORK, plan["module"] + ".py"))
    except (OSError, ValueError) as error:
        return "the module cannot be read: %s" % error
    given, tests = read_own("given.py"), read_own("test_%s.py" % plan["module"])
    try:
        found = screen.find_new(code, given)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return "the module does not parse: %s" % error
    if found:
        return "the module %s, which the given one does not" % found[0]
    job = {"module": plan["module"], "code": code, "tests": tests, "ids": plan["tests"], "nonce": secrets.token_hex(16)}
    imports = set(screen.imports_of(given) + screen.imports_of(tests)) - {plan["module"]}
    special = screen.special_names(given)
    status, report = run_suite(dict(job, imports=sorted(imports), special=special))
    return judge(status, report, job["nonce"], plan["tests"])


def read_module(path):
    """The text of a plain file. Raises OSError and ValueError."""
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise ValueError("it is no plain file")
        data = file.read(MAX_MODULE + 1)
    if len(data) > MAX_MODULE:
        raise ValueError("it is too long")
    return data.decode("utf-8")


def read_own(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as file:
        return file.read()


def run_suite(job):
    """Run suite.py on a job; its exit status and what it reported."""
    folder = tempfile.mkdtemp()
    attempt(os.chmod, folder, 0o755)
    # Files and not pipes: neither can fill up, and what is written is bounded by the process's own limit.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as taken:
        given.write(json.dumps(job).encode("ascii"))
        given.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-I", "-B", os.path.join(HERE, "suite.py")],
            stdin=given,
            stdout=taken,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={"LANG": "C.UTF-8", "PATH": os.defpath},
            preexec_fn=confine,
        )
        try:
            status = process.wait(WALL_SECONDS)
        except subprocess.TimeoutExpired:
            status = None
        end_all(process)
        taken.seek(0)
        report = taken.read(MAX_REPORT)
    shutil.rmtree(folder, ignore_errors=True)
    return status, report


def confine():
    """In the new process: bounds of what it may use."""
    bounds = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, MAX_REPORT),
    )
    for which, value in bounds:
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))
    attempt(os.setsid)


def attempt(call, *arguments):
    try:
        return call(*arguments)
    except OSError:
        # Not allowed here; what else keeps the process in its place is there all the same.
        return None


def end_all(process):
    """End the process and whatever it started."""
    attempt(os.killpg, process.pid, signal.SIGKILL)
    attempt(process.kill)
    if os.geteuid() == 0:
        pid = os.fork()
        if pid == 0:
            try:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
                os.kill(-1, signal.SIGKILL)
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
    process.wait()


def judge(status, report, nonce, expected):
    """What is wrong with a run; None if each of the expected tests, and no other, was run once and passed."""
    if status is None:
        return "the tests do not end"
    try:
        record = json.loads(report.decode("ascii"))
    except ValueError:
        record = None
    if status != 0 or not isinstance(record, dict) or record.get("nonce") != nonce:
        return "the run ended without a report that can be believed"
    if record["problem"] is not None:
        return record["problem"]
    tests = record["tests"]
    if sorted(name for name, _ in tests) != sorted(expected):
        return "not each of the %d tests ran once" % len(expected)
    failing = sorted(name for name, outcome in tests if outcome != "passed")
    if failing:
        return "%d of %d tests do not pass: %s" % (len(failing), len(tests), ", ".join(failing[:20]))
    return None


if __name__ == "__main__":
    main()
