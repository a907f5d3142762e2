"""The child of the harness that does one job: confined first, then the job, then the answer."""

import json
import os
import signal
import sys
import tempfile

import dump_ast
import isolation
import suite
import watch

RESULT_FD = 60


def run_child(job, folder, result_fd, output_fd, uid):
    """In the forked child: confine it, do the job, answer, and exit without returning."""
    try:
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(output_fd, 1)
        os.dup2(output_fd, 2)
        result_fd = os.dup2(result_fd, RESULT_FD, inheritable=False)
        os.closerange(3, RESULT_FD)
        os.closerange(RESULT_FD + 1, 1024)
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        isolation.confine(job["limits"], uid)
        os.chdir(folder)
        environment = {
            "HOME": folder,
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": job.get("hash_seed", "0"),
            "TMPDIR": folder,
        }
        if job["kind"] == "cold":
            os.execve(sys.executable, [sys.executable, "-B", "run_tests.py"], environment)
        # Time on the processor, so that an endless loop ends soon and a busy machine ends nothing.
        signal.setitimer(signal.ITIMER_PROF, job["limits"]["cpu_ms"] / 1000.0)
        os.environ.clear()
        os.environ.update(environment)
        tempfile.tempdir = None
        report = do_job(job, folder)
        report["nonce"] = job["nonce"]
        data = json.dumps(report).encode("ascii")
        sys.stdout.flush()
        sys.stderr.flush()
        while data:
            data = data[os.write(result_fd, data):]
        os._exit(0)
    except BaseException as error:
        try:
            os.write(2, ("%s: %s\n" % (type(error).__name__, error)).encode("utf-8", "backslashreplace")[:2000])
        finally:
            os._exit(70)


def do_job(job, folder):
    kind = job["kind"]
    if kind == "tests":
        return suite.run_suite(folder, job)
    if kind == "lines":
        return suite.run_suite(folder, job, watch.LineWatcher)
    if kind == "calls":
        return suite.run_suite(folder, job, watch.CallWatcher)
    if kind == "syntax":
        try:
            return {"kind": "tree", "tree": dump_ast.dump(job["source"], job.get("outline", False))}
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return {"kind": "syntax_error", "message": "%s: %s" % (type(error).__name__, error)}
    raise ValueError("unknown job %r" % kind)
