"""The thread that reports what a suite did, and before that sees whether the suite can be believed.

In one process with foreign code nothing is wholly safe from it. What is here makes a false report hard and its traces
plain: the report's secret lies in no frame of the foreign code's thread; each test must start, have an outcome and stop
once, in turn; a test that fails must be seen to fail, and one that passes to pass, before the suite and after it; and
neither `unittest` nor what it stands on may have changed.
"""

import _thread
import builtins
import json
import json.encoder
import os
import sys
import time
import unittest
import unittest.case
import unittest.result
import unittest.suite

CANARIES = ("Canary.test_fails", "Canary.test_passes")
CLASSES = (unittest.TestCase, unittest.TestLoader, unittest.TestResult, unittest.TestSuite, unittest.BaseTestSuite)
# Few, as looking at an object costs a page of memory of the process's own.
MODULES = (builtins, json.encoder, unittest.case, unittest.result, unittest.suite)
FUNCTIONS = ((os, "write"), (os, "_exit"), (time, "perf_counter"), (json, "dumps"), (unittest, "TestCase"))


def take_originals(classes):
    """Names and objects as they are now: of modules, and of classes, to which nothing may be added either."""
    modules = [(module.__name__, vars(module), dict(vars(module))) for module in MODULES]
    modules += [(module.__name__, vars(module), {name: vars(module)[name]}) for module, name in FUNCTIONS]
    known = CLASSES + (unittest.case._Outcome,) + tuple(classes)
    return modules, [(item.__name__, item, dict(vars(item))) for item in known]


def start(events, secret, report_fd, originals):
    """Start the thread, which alone has the secret from now on, and ends the process after its report.

    It sleeps until the lock that is given is released: woken at each event it would only get in the way.
    """
    over = _thread.allocate_lock()
    over.acquire()
    # `threading` would show it to the foreign code.
    parts = (over, events.get, secret.pop(), report_fd, originals, os.write, os._exit, json.dumps)
    _thread.start_new_thread(report, parts)
    return over


def report(over, get, nonce, report_fd, originals, write, leave, dumps):
    over.acquire()
    seen = {}
    result = collect(get, seen)
    if result["kind"] == "finished":
        problem = seen["problem"] or find_canaries(seen) or find_change(originals)
        if problem:
            result = {"kind": "tampered", "reason": problem}
        else:
            result["tests"] = [record for record in seen["records"] if record["id"] not in CANARIES]
    result["nonce"] = nonce
    data = dumps(result).encode("ascii")
    while data:
        data = data[write(report_fd, data):]
    leave(0)


def collect(get, seen):
    """Take events until the suite's end: its result. `seen` gets the tests' records, and what is wrong with their order."""
    records, problem, running = [], None, None
    while True:
        kind, value = get()
        if kind == "end":
            seen["records"], seen["problem"] = records, problem or (running and "%s did not stop" % running)
            return value
        if kind == "start":
            if running is not None:
                problem = problem or "%s starts within %s" % (value, running)
            running = value
        else:
            if running is None or value["id"] != running:
                problem = problem or "%s stops without a start" % value["id"]
            elif value["status"] == "unfinished":
                problem = problem or "%s has no outcome" % running
            records.append(value)
            running = None


def find_canaries(seen):
    canaries = [record for record in seen["records"] if record["id"] in CANARIES]
    ends = seen["records"][:2] + seen["records"][-2:]
    if len(canaries) != 4 or [record["id"] for record in ends] != list(CANARIES + CANARIES):
        return "the tests that must fail and pass did not run first and last"
    if any(record["status"] != "failed" or record["error_type"] != "AssertionError" for record in canaries[::2]):
        return "a test that must fail does not"
    if any(record["status"] != "passed" for record in canaries[1::2]):
        return "a test that must pass does not"
    return None


def find_change(originals):
    modules, classes = originals
    for name, namespace, before in modules:
        if sys.modules.get(name) is None or sys.modules[name].__dict__ is not namespace:
            return "%s is not the module that it was" % name
        for key, value in before.items():
            if key not in namespace or namespace[key] is not value:
                return "%s.%s has changed" % (name, key)
    for name, item, before in classes:
        now = type.__dict__["__dict__"].__get__(item)
        if len(now) != len(before):
            return "%s has changed" % name
        for key, value in before.items():
            if key not in now or now[key] is not value:
                return "%s.%s has changed" % (name, key)
    return None
