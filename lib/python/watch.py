"""Watch a module while its tests run: which lines each test runs, and what its calls take and give."""

import dis
import inspect
import itertools
import sys
import threading

import steps
from leaves import MAX_ATTRIBUTES, show

# What no test runs is kept under this name, which no test can have.
OUTSIDE = ""
MAX_CALLS = 1500
RETURNS = ("RETURN_VALUE", "RETURN_CONST")
PAUSES = ("YIELD_VALUE", "YIELD_FROM", "RESUME")
COMPREHENSIONS = ("<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>", "<lambda>")


class LineWatcher:
    """Lines of the module that each test runs, and those that run while none does: on import, and for whole classes."""

    def __init__(self, path, _code, _job):
        self.path = path
        self.lines = {OUTSIDE: set()}
        self.now = self.lines[OUTSIDE]
        threading.settrace(self.on_call)
        sys.settrace(self.on_call)

    def on_line(self, frame, event, arg):
        if event == "line":
            self.now.add(frame.f_lineno)
        return self.on_line

    def on_call(self, frame, event, arg):
        return self.on_line if frame.f_code.co_filename == self.path else None

    def start(self, test_id):
        self.now = self.lines.setdefault(test_id, set())

    def stop(self):
        self.now = self.lines[OUTSIDE]

    def report(self):
        sys.settrace(None)
        return {test: sorted(lines) for test, lines in self.lines.items()}


class Names:
    """Class.method for the code of a function: `co_qualname` is not there before Python 3.11, so the module is searched once."""

    def __init__(self, code):
        self.known = {}
        self.collect(code.co_consts, "")

    def of(self, code):
        return self.known.get((code.co_name, code.co_firstlineno), code.co_name)

    def collect(self, constants, prefix):
        for code in constants:
            if hasattr(code, "co_consts"):
                name = prefix + code.co_name
                self.known[code.co_name, code.co_firstlineno] = name
                self.collect(code.co_consts, name + ".")


class FunctionWatcher:
    """Names of the module's functions that each test calls, and those called while none runs."""

    def __init__(self, path, code, _job):
        self.path = path
        self.names = Names(code)
        self.called = {OUTSIDE: set()}
        self.now = self.called[OUTSIDE]
        threading.settrace(self.on_call)
        sys.settrace(self.on_call)

    def on_call(self, frame, event, arg):
        code = frame.f_code
        if code.co_filename == self.path and code.co_name not in COMPREHENSIONS + ("<module>",):
            self.now.add(code)
        return None

    def start(self, test_id):
        self.now = self.called.setdefault(test_id, set())

    def stop(self):
        self.now = self.called[OUTSIDE]

    def report(self):
        sys.settrace(None)
        return {test: sorted({self.names.of(code) for code in codes}) for test, codes in self.called.items()}


class CallWatcher:
    """Calls of the module's functions in the order in which they end: arguments and result as repr.

    Functions that are to be looked at closely have their steps too. What is recorded of a test is numbered in its order.
    """

    def __init__(self, path, code, job):
        self.path = path
        self.closely = frozenset(job.get("closely") or ())
        self.calls = {}
        self.names = Names(code)

    def start(self, test_id):
        calls = self.calls.setdefault(test_id, [])
        open_calls = {}
        unsure = []
        started = itertools.count(1)
        clock = steps.Clock()

        def on_event(frame, event, arg):
            if event == "exception":
                settle(arg[1])
            if len(calls) >= MAX_CALLS:
                return None
            if event == "exception":
                open_calls[frame]["raised"].append(arg[1])
            elif event == "return":
                call = open_calls.pop(frame)
                raised = call.pop("raised")
                if was_raised(frame, call.pop("last")):
                    call["result"] = "raises " + show(raised[-1])
                    if any(error is not raised[-1] for error in raised):
                        unsure.append(call)
                        listen(frame.f_back)
                else:
                    call["result"] = show(arg)
                call["state"] = state_of(frame.f_locals.get("self"))
                close = call.pop("steps")
                if close is not None:
                    close.settle(frame)
                    call.update(given=close.given, steps=close.taken)
                call["ended"] = clock.tick()
                calls.append(call)
                return on_event
            call = open_calls[frame]
            if event == "line" and call["steps"] is not None:
                call["steps"].on_line(frame)
            call["last"] = event
            return on_event

        def settle(error):
            # Where several were raised inside, the caller sees which of them came out.
            while unsure:
                unsure.pop()["result"] = "raises " + show(error)

        def listen(caller):
            if caller is not None and caller.f_trace is None:
                caller.f_trace_lines = False
                caller.f_trace = on_caller

        def on_caller(frame, event, arg):
            if event == "exception":
                settle(arg[1])
            return on_caller

        def on_call(frame, event, arg):
            code = frame.f_code
            unsure.clear()
            if code.co_filename != self.path or code.co_name in COMPREHENSIONS + ("<module>",):
                return None
            if len(calls) >= MAX_CALLS:
                return None
            name = self.names.of(code)
            caller = open_calls.get(frame.f_back)
            open_calls[frame] = {
                "start": next(started),
                "began": clock.tick(),
                "parent": caller["start"] if caller else 0,
                "from_line": frame.f_back.f_lineno if caller else 0,
                "function": name,
                "arguments": arguments_of(frame),
                "steps": steps.Steps(frame, clock) if name in self.closely else None,
                "raised": [],
                "last": event,
            }
            return on_event

        sys.settrace(on_call)

    def stop(self):
        sys.settrace(None)

    def report(self):
        return self.calls


def was_raised(frame, last_event):
    """Whether a frame ends by an exception: the trace gives None for that and for the return of None.

    The instruction tells. A generator that is paused stands at its yield (3.13: just after it), as does one into which
    an exception was thrown that it does not catch.
    """
    name = dis.opname[frame.f_code.co_code[frame.f_lasti]]
    if name in PAUSES:
        return last_event == "exception"
    return name not in RETURNS


def arguments_of(frame):
    """The arguments by name as repr, `*args` and `**kwargs` with their stars."""
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    stars = [""] * count
    if code.co_flags & inspect.CO_VARARGS:
        stars.append("*")
    if code.co_flags & inspect.CO_VARKEYWORDS:
        stars.append("**")
    return {star + name: show(frame.f_locals.get(name)) for star, name in zip(stars, code.co_varnames)}


def state_of(instance):
    """What the call left in the object it belongs to: its attributes as repr, bounded."""
    attributes = getattr(instance, "__dict__", None)
    if not isinstance(attributes, dict):
        return {}
    return {str(name): show(value) for name, value in list(attributes.items())[:MAX_ATTRIBUTES]}

