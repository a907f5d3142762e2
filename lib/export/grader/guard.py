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
# Methods by which a value could pass for any other.
PASSING = set(
    "__abs__ __add__ __bool__ __contains__ __eq__ __float__ __ge__ __getattr__ __getattribute__ __getitem__ __gt__ __hash__ "
    "__index__ __instancecheck__ __int__ __iter__ __le__ __len__ __lt__ __mul__ __ne__ __neg__ __next__ __radd__ __rmul__ "
    "__round__ __rsub__ __sub__ __subclasscheck__ __truediv__".split()
)
# What C's own types have: it refuses objects of other types.
NATIVE = (types.WrapperDescriptorType, types.MethodDescriptorType, types.ClassMethodDescriptorType, type(None))
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def start(get, secret, report_fd, classes, allowed):
    """Start the thread; it sleeps until the lock that is given is released, and ends the process after its report.

    Gives the lock, and what tells of changes so far. `allowed`: special methods that classes may have.
    """
    originals = take_originals(classes)
    passing = (PASSING - set(allowed), all_classes(), own_places() + ("<tests>",))
    over = _thread.allocate_lock()
    over.acquire()
    # `threading` would show it to the foreign code.
    looks = (originals, find_change, passing, find_passing)
    calls = (os.write, os._exit, json.dumps, len)
    _thread.start_new_thread(report, (over, get, secret.pop(), report_fd) + looks + calls)
    return over, lambda find=find_change: find(originals)


def watch():
    """From here on end the process where foreign code does what no computation needs."""
    sys.addaudithook(make_hook(os._exit, sys._getframe, own_places()))


def own_places():
    """How the names of files begin that are not foreign."""
    return (os.path.dirname(os.__file__), os.path.dirname(os.path.abspath(__file__)), "<frozen ", "<string>")


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


def all_classes():
    """Every class that there is."""
    found, left = {object}, [object]
    while left:
        for item in type.__subclasses__(left.pop()):
            if item not in found:
                found.add(item)
                left.append(item)
    return found


def find_passing(passing, find_all=all_classes, names_of=type.__dict__["__dict__"].__get__, kind=type):
    """A class that came up since and has a special method of foreign making; None if there is none."""
    wanted, before, own = passing
    for item in find_all():
        if item in before:
            continue
        now = names_of(item)
        for name in wanted:
            value = now.get(name)
            if kind(value) in NATIVE or kind(value) is types.FunctionType and value.__code__.co_filename.startswith(own):
                continue
            return "the module has a class with a new " + name
    return None


def report(over, get, nonce, report_fd, originals, find, passing, find_passing, write, leave, dumps, count):
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
    problem = problem or find(originals) or find_passing(passing)
    data = dumps({"nonce": nonce, "problem": problem, "tests": tests[2:-2]}).encode("ascii")
    while data:
        data = data[write(report_fd, data):]
    leave(0)
