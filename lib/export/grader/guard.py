"""What sees to it that a run of foreign code can be believed.

A thread that alone has the report's secret tells what it heard of each test, after it has looked whether unittest and what
it stands on are what they were. An audit hook ends the process where foreign code reaches for frames, memory, processes or
files that are written.
"""

import _thread
import json
import os
import sys
import types
import unittest
import unittest.case
import unittest.result
import unittest.suite

CANARIES = ("Canary.test_fails", "Canary.test_passes")
CLASSES = (unittest.TestCase, unittest.TestLoader, unittest.TestResult, unittest.TestSuite, unittest.BaseTestSuite)
NEVER = set(
    "gc.get_objects gc.get_referents gc.get_referrers os.exec os.fork os.forkpty os.kill os.killpg os.posix_spawn os.system "
    "pty.spawn subprocess.Popen sys._current_exceptions sys._current_frames sys.setprofile sys.settrace".split()
)
NEVER_BELOW = ("ctypes.", "socket.bind", "socket.connect", "socket.get", "socket.send", "sys.monitoring.")
NEVER_IMPORTED = ("_ctypes", "_posixsubprocess", "_testcapi", "_testinternalcapi", "ctypes", "gc", "subprocess")
# Allowed to the standard library alone, and of that, frames to what keeps them to itself.
LIBRARY_ONLY = set("code.__new__ compile exec marshal.loads object.__setattr__".split())
FRAMES = set("ag_frame cr_frame gi_frame tb_frame".split())
FRAME_FUNCTIONS = ("clear_frames", "extract_stack")
FRAME_USERS = ("/collections/__init__.py", "/dataclasses.py", "/enum.py", "/typing.py")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def start(get, secret, report_fd, classes):
    """Start the thread; it sleeps until the lock that is given is released, and ends the process after its report.

    Gives the lock, and what tells of changes so far.
    """
    originals = take_originals(classes)
    over = _thread.allocate_lock()
    over.acquire()
    # `threading` would show it to the foreign code.
    parts = (over, get, secret.pop(), report_fd, originals, find_change, os.write, os._exit, json.dumps, len)
    _thread.start_new_thread(report, parts)
    return over, lambda find=find_change: find(originals)


def watch():
    """From here on end the process where foreign code does what no computation needs."""
    own = (os.path.dirname(os.__file__), os.path.dirname(os.path.abspath(__file__)), "<frozen ", "<string>")
    sys.addaudithook(make_hook(os._exit, sys._getframe, own))


def make_hook(leave, get_frame, own):
    busy = []

    def hook(event, args):
        if event in NEVER or event.startswith(NEVER_BELOW):
            leave(70)
        if event == "import" and args[0] in NEVER_IMPORTED:
            leave(70)
        if event == "open" and (isinstance(args[1], str) and set(args[1]) & set("wax+") or (args[2] or 0) & WRITING):
            leave(70)
        by_frame = event == "sys._getframe" or event == "object.__getattr__" and args[1] in FRAMES
        if (by_frame or event in LIBRARY_ONLY) and not busy:
            busy.append(event)
            code = get_frame(1).f_code
            busy.pop()
            name = code.co_filename
            if not name.startswith(own):
                leave(70)
            keeps = name.endswith(FRAME_USERS) or "/asyncio/" in name and code.co_name != "_task_get_stack"
            if by_frame and not keeps and code.co_name not in FRAME_FUNCTIONS:
                leave(70)

    return hook


def take_originals(classes):
    """What must not change: functions and classes of every module that is there, and all of unittest's classes."""
    modules = []
    for name, module in list(sys.modules.items()):
        if name != "__main__" and isinstance(module, types.ModuleType):
            modules.append((name, module, vars(module), {key: value for key, value in vars(module).items() if callable(value)}))
    known = CLASSES + (unittest.case._Outcome,) + classes
    return sys.modules, modules, [(item.__name__, item, dict(vars(item))) for item in known], type.__dict__["__dict__"].__get__


def find_change(originals):
    """What has changed; None if nothing has. It calls nothing that could have."""
    loaded, modules, classes, names_of = originals
    for name, module, now, before in modules:
        if name not in loaded or loaded[name] is not module:
            return "the module replaces " + name
        for key in before:
            if key not in now or now[key] is not before[key]:
                return "the module changes " + name + "." + key
    for name, item, before in classes:
        now = names_of(item)
        for key in now:
            if key not in before or now[key] is not before[key]:
                return "the module changes " + name + "." + key
        for key in before:
            if key not in now:
                return "the module changes " + name + "." + key
    return None


def report(over, get, nonce, report_fd, originals, find, write, leave, dumps, count):
    """In the thread that has the secret: wait for the end, look, report, and end the process."""
    over.acquire()
    tests, running, problem = [], None, None
    while True:
        kind, name, outcome = get()
        if kind == "end":
            problem = problem or name
            break
        if (kind == "start") != (running is None) or kind == "stop" and name != running:
            problem = problem or "tests do not run one after the other"
        running = name if kind == "start" else None
        if kind == "stop":
            tests.append([name, outcome])
    canaries = [["Canary.test_fails", "failed"], ["Canary.test_passes", "passed"]]
    if problem is None and (count(tests) < 4 or tests[:2] != canaries or tests[-2:] != canaries):
        problem = "a test that must fail and one that must pass are not seen to"
    problem = problem or find(originals)
    data = dumps({"nonce": nonce, "problem": problem, "tests": tests[2:-2]}).encode("ascii")
    while data:
        data = data[write(report_fd, data):]
    leave(0)
