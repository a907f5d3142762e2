"""The child of a template that does one job: confined first, then the job, then the answer."""

import json
import os
import random
import signal
import sys

import dump_ast
import grade_folder
import probe
import self_test
import suite
import watch

# Descriptors among which a report's is chosen: it should not always be the same.
REPORT_FDS = range(20, 60)
WATCHERS = {"tests": None, "lines": watch.LineWatcher, "functions": watch.FunctionWatcher, "calls": watch.CallWatcher}


def run_child(job, secret, template, result_fd, output_fd):
    """In the forked child: confine it, do the job, answer, and exit without returning."""
    try:
        report_fd = random.choice(REPORT_FDS)
        os.dup2(output_fd, 1)
        os.dup2(output_fd, 2)
        os.dup2(result_fd, report_fd, inheritable=False)
        os.closerange(3, report_fd)
        os.closerange(report_fd + 1, 300)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        cold, grade = job["kind"] == "cold", job["kind"] == "grade"
        template.place.confine_job(template.box, job["limits"], programs=cold or grade, children=grade)
        if cold:
            start_cold(job, template.place.packages)
        # Time on the processor, so that an endless loop ends soon and a busy machine ends nothing.
        signal.setitimer(signal.ITIMER_PROF, job["limits"]["cpu_ms"] / 1000.0)
        if job["kind"] == "probe":
            probe.run(job["files"], job["script"], template.box)
        if job["kind"] in WATCHERS:
            watcher = WATCHERS[job["kind"]]
            suite.run_suite(job, secret, template.scenario, template.box, report_fd, watcher)
        report = do_job(job)
        report["nonce"] = secret.pop()
        suite.write_all(report_fd, json.dumps(report).encode("ascii"))
        os._exit(0)
    except BaseException as error:
        try:
            os.write(2, ("%s: %s\n" % (type(error).__name__, error)).encode("utf-8", "backslashreplace")[:2000])
        finally:
            os._exit(70)


def start_cold(job, packages):
    """Put the shipped files into the folder, and a new interpreter into this process's place."""
    probe.put_files(job["files"])
    environment = dict(os.environ)
    if packages:
        environment["PYTHONPATH"] = os.pathsep.join(packages)
    os.execve(sys.executable, [sys.executable, "-B", "run_tests.py"], environment)


def do_job(job):
    if job["kind"] == "attacks":
        return {"kind": "attacks", "reached": self_test.attack(job)}
    if job["kind"] == "grade":
        return grade_folder.grade(job["files"])
    if job["kind"] != "syntax":
        raise ValueError("unknown job %r" % job["kind"])
    try:
        return {"kind": "tree", "tree": dump_ast.dump(job["source"], job.get("outline", False))}
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"kind": "syntax_error", "message": "%s: %s" % (type(error).__name__, error)}
