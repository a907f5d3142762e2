"""Run a `unittest` suite in this process and describe, test by test, what happened."""

import importlib
import os
import random
import sys
import time
import types
import unittest

MAX_TEXT = 2000
MAX_FRAMES = 20


class Recorder(unittest.TestResult):
    """One record per test: id, status, time, and what it raised."""

    def __init__(self, folder, watcher=None):
        super().__init__()
        self.folder = folder
        self.watcher = watcher
        self.records = []
        self.open = None

    def startTest(self, test):
        super().startTest(test)
        self.open = {"id": short_id(test), "status": "unfinished", "error_type": "", "message": "", "frames": []}
        self.started = time.perf_counter()
        if self.watcher:
            self.watcher.start(self.open["id"])

    def stopTest(self, test):
        if self.watcher:
            self.watcher.stop()
        super().stopTest(test)
        self.open["ms"] = (time.perf_counter() - self.started) * 1000.0
        self.records.append(self.open)
        self.open = None

    def addSuccess(self, test):
        self.settle("passed", None)

    def addFailure(self, test, err):
        self.settle("failed", err)

    def addError(self, test, err):
        self.settle("errored", err)

    def addSkip(self, test, reason):
        self.settle("skipped", None)

    def addExpectedFailure(self, test, err):
        self.settle("skipped", None)

    def addUnexpectedSuccess(self, test):
        self.settle("failed", None)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.settle("failed" if issubclass(err[0], test.failureException) else "errored", err)

    def settle(self, status, err):
        """The first failure stands: a later success of the same test (subTest, tearDown) does not undo it."""
        if self.open is None:
            # A class or module fixture failed: its tests never start, so their ids will be missed.
            return
        if self.open["status"] not in ("unfinished", "passed"):
            return
        self.open["status"] = status
        if err is not None:
            self.open.update(describe_error(err[1], self.folder))


def short_id(test):
    """Class.method"""
    return ".".join(test.id().split(".")[-2:])


def describe_error(error, folder):
    frames = []
    trace = error.__traceback__
    while trace is not None and len(frames) < 1000:
        code = trace.tb_frame.f_code
        if os.path.dirname(code.co_filename) == folder:
            frames.append(
                {
                    "file": os.path.basename(code.co_filename),
                    "line": trace.tb_lineno,
                    "function": code.co_name,
                }
            )
        trace = trace.tb_next
    try:
        message = str(error)
    except Exception as failure:
        message = "<%s while the message was made>" % type(failure).__name__
    return {
        "error_type": type(error).__name__,
        "message": message[:MAX_TEXT],
        "frames": frames[:MAX_FRAMES],
    }


def run_suite(folder, job, watcher_class=None):
    """Import the test module in `folder` and run its tests, in the order that the job asks for."""
    sys.path.insert(0, folder)
    try:
        module = import_tests(folder, job)
        if watcher_class:
            importlib.import_module(job["module"])
    except BaseException as error:
        report = {"kind": "import_error"}
        report.update(describe_error(error, folder))
        return report
    tests = list(flatten(unittest.defaultTestLoader.loadTestsFromModule(module)))
    if job.get("only"):
        tests = [test for test in tests if short_id(test) in job["only"]]
    if job.get("order_seed"):
        random.Random(job["order_seed"]).shuffle(tests)
    watcher = watcher_class(os.path.join(folder, job["module"] + ".py")) if watcher_class else None
    recorder = Recorder(folder, watcher)
    started = time.perf_counter()
    unittest.TestSuite(tests).run(recorder)
    report = {
        "kind": "finished",
        "ms": (time.perf_counter() - started) * 1000.0,
        "tests": recorder.records,
    }
    if watcher:
        report["watched"] = watcher.report()
    return report


def import_tests(folder, job):
    """The test module; where the harness has compiled it before, only its code is run."""
    name, code = job["test_module"], job["compiled_tests"]
    if code is None:
        return importlib.import_module(name)
    module = types.ModuleType(name)
    module.__file__ = os.path.join(folder, name + ".py")
    sys.modules[name] = module
    exec(code, module.__dict__)
    return module


def flatten(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from flatten(item)
        else:
            yield item
