"""Watch a module while its tests run: which lines each test runs, and what its calls take and give."""

import re
import sys

MAX_CALLS = 1500
MAX_REPR = 200
MAX_ATTRIBUTES = 20
COMPREHENSIONS = ("<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>", "<lambda>")


class LineWatcher:
    """Lines of the module that each test runs."""

    def __init__(self, path):
        self.path = path
        self.lines = {}

    def start(self, test_id):
        lines = self.lines.setdefault(test_id, set())

        def on_line(frame, event, arg):
            if event == "line":
                lines.add(frame.f_lineno)
            return on_line

        def on_call(frame, event, arg):
            return on_line if frame.f_code.co_filename == self.path else None

        sys.settrace(on_call)

    def stop(self):
        sys.settrace(None)

    def report(self):
        return {test: sorted(lines) for test, lines in self.lines.items()}


class CallWatcher:
    """Calls of the module's functions in the order in which they end: arguments and result as repr."""

    def __init__(self, path):
        self.path = path
        self.calls = {}
        self.names = {}

    def start(self, test_id):
        calls = self.calls.setdefault(test_id, [])
        open_calls = {}

        def on_event(frame, event, arg):
            if len(calls) >= MAX_CALLS:
                return None
            if event == "exception":
                open_calls[frame]["raised"] = arg[1]
            elif event == "line":
                # The exception was caught inside the function.
                open_calls[frame]["raised"] = None
            elif event == "return":
                call = open_calls.pop(frame)
                raised = call.pop("raised")
                caught = raised is None or arg is not None
                call["result"] = show(arg) if caught else "raises " + show(raised)
                call["state"] = state_of(frame.f_locals.get("self"))
                calls.append(call)
            return on_event

        def on_call(frame, event, arg):
            code = frame.f_code
            if code.co_filename != self.path or code.co_name in COMPREHENSIONS + ("<module>",):
                return None
            if len(calls) >= MAX_CALLS:
                return None
            count = code.co_argcount + code.co_kwonlyargcount
            names = code.co_varnames[:count]
            open_calls[frame] = {
                "function": self.name_of(frame),
                "arguments": {name: show(frame.f_locals.get(name)) for name in names},
                "raised": None,
            }
            return on_event

        sys.settrace(on_call)

    def stop(self):
        sys.settrace(None)

    def name_of(self, frame):
        """Class.method: `co_qualname` is not there before Python 3.11, so the module is searched once."""
        if not self.names:
            self.collect(compiled(self.path).co_consts, "")
        code = frame.f_code
        return self.names.get((code.co_name, code.co_firstlineno), code.co_name)

    def collect(self, constants, prefix):
        for code in constants:
            if hasattr(code, "co_consts"):
                name = prefix + code.co_name
                self.names[code.co_name, code.co_firstlineno] = name
                self.collect(code.co_consts, name + ".")

    def report(self):
        return self.calls


def compiled(path):
    with open(path, encoding="utf-8") as file:
        return compile(file.read(), path, "exec")


def state_of(instance):
    """What the call left in the object it belongs to: its attributes as repr, bounded."""
    attributes = getattr(instance, "__dict__", None)
    if not isinstance(attributes, dict):
        return {}
    return {str(name): show(value) for name, value in list(attributes.items())[:MAX_ATTRIBUTES]}


def show(value):
    """The value's repr, bounded, without addresses."""
    try:
        text = repr(value)
    except Exception as error:
        return "<repr raised %s>" % type(error).__name__
    text = re.sub(r"\bat 0x[0-9A-Fa-f]+", "at 0x...", text)
    return text if len(text) <= MAX_REPR else text[: MAX_REPR - 3] + "..."
