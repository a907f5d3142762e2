"""Run a `unittest` suite in this process and report, test by test, what happened.

The suite runs in the main thread. What becomes of each test goes, as it happens, to a second thread (`verify.py`), which
alone has what a report must carry to be believed.
"""

import importlib
import importlib.machinery
import os
import queue
import random
import sys
import time
import types
import unittest

import verify

MAX_TEXT = 2000
MAX_FRAMES = 20
MAX_ID = 300


class Recorder(unittest.TestResult):
    """One record per test: id, status, time, and what it raised."""

    def __init__(self, events, folder, watcher=None):
        super().__init__()
        self.events = events
        self.folder = folder
        self.watcher = watcher
        self.open = None
        self.started = 0.0

    def startTest(self, test):
        super().startTest(test)
        self.open = {"id": short_id(test), "status": "unfinished", "error_type": "", "message": "", "frames": []}
        self.events.put(("start", self.open["id"]))
        self.started = time.perf_counter()
        if self.watcher:
            self.watcher.start(self.open["id"])

    def stopTest(self, test):
        if self.watcher:
            self.watcher.stop()
        super().stopTest(test)
        self.open["ms"] = (time.perf_counter() - self.started) * 1000.0
        self.events.put(("stop", self.open))
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


class Canary(unittest.TestCase):
    """A test that fails and one that passes, to see that each is seen as what it is."""

    def test_fails(self):
        self.fail()

    def test_passes(self):
        self.assertEqual(1 + 1, 2)


def take_originals():
    """What a suite must not change, as it is before any foreign code."""
    return verify.take_originals([Recorder, Canary])


def short_id(test):
    """Class.method, in bounds."""
    return ".".join(test.id().split(".")[-2:])[:MAX_ID]


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
        "error_type": type(error).__name__[:MAX_ID],
        "message": message[:MAX_TEXT],
        "frames": frames[:MAX_FRAMES],
    }


def run_suite(job, secret, scenario, folder, report_fd, watcher_class=None):
    """Run the tests of a job, in the order that it asks for, and report. Does not return."""
    events = queue.SimpleQueue()
    over = verify.start(events, secret, report_fd, scenario.originals)
    events.put(("end", run_tests(job, scenario, folder, events, watcher_class)))
    over.release()
    while True:
        # The other thread ends the process.
        time.sleep(60)


def run_tests(job, scenario, folder, events, watcher_class):
    sys.path.insert(0, folder)
    # As in a cold run: a module should not behave otherwise here.
    sys.argv[:] = ["run_tests.py"]
    if hasattr(sys, "orig_argv"):
        sys.orig_argv[:] = [sys.executable, "-B", "run_tests.py"]
    name, tests_name = job["module"], "test_" + job["module"]
    watcher = None
    try:
        codes = scenario.pieces.codes_of(job["code"])
        if watcher_class:
            path = os.path.join(folder, name + ".py")
            codes = [compile(job["code"], path, "exec", dont_inherit=True)]
            watcher = watcher_class(path, codes[0], job)
        load(name, job["code"], folder, codes)
        compiled = scenario.compiled_tests
        tests_module = load(tests_name, job["tests"], folder, None if compiled is None else [compiled])
    except BaseException as error:
        report = {"kind": "import_error"}
        report.update(describe_error(error, folder))
        return report
    tests = find_tests(tests_module, job.get("only"))
    if job.get("order_seed"):
        random.Random(job["order_seed"]).shuffle(tests)
    recorder = Recorder(events, folder, watcher)
    run_canaries(events, folder)
    started = time.perf_counter()
    unittest.TestSuite(tests).run(recorder)
    ms = (time.perf_counter() - started) * 1000.0
    run_canaries(events, folder)
    report = {"kind": "finished", "ms": ms}
    if scenario.lessons > 0:
        report["generated"] = scenario.generated.texts()
    if watcher:
        report["watched"] = watcher.report()
    return report


def run_canaries(events, folder):
    for word in verify.CANARIES:
        Canary(word.split(".")[1]).run(Recorder(events, folder))


def find_tests(module, only):
    """The tests of those ids; all that `unittest` finds where none are named. A test that is not there is left out."""
    if not only:
        return list(flatten(unittest.defaultTestLoader.loadTestsFromModule(module)))
    found = []
    for word in only:
        class_name, method = word.split(".")
        case = getattr(module, class_name, None)
        if isinstance(case, type) and issubclass(case, unittest.TestCase) and hasattr(case, method):
            found.append(case(method))
    return found


class Loader:
    """Where `inspect` and tracebacks find the source of a module that is in no file."""

    def __init__(self, source):
        self.source = source

    def get_source(self, _):
        return self.source


def load(name, source, folder, codes):
    """Import a module from its source, compiled before or now."""
    path = os.path.join(folder, name + ".py")
    if codes is None:
        codes = [compile(source, path, "exec", dont_inherit=True)]
    module = types.ModuleType(name)
    module.__file__ = path
    module.__loader__ = Loader(source)
    module.__spec__ = importlib.machinery.ModuleSpec(name, module.__loader__, origin=path)
    sys.modules[name] = module
    for code in codes:
        exec(code, module.__dict__)
    return module


def flatten(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from flatten(item)
        else:
            yield item


def write_all(number, data):
    while data:
        data = data[os.write(number, data):]
