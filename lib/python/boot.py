"""The harness's first words: take the Python files from the first line of input, as modules, and start."""

import json
import os
import sys
import types


def read_first_line():
    data = b""
    while not data.endswith(b"\n"):
        # One byte at a time, so that nothing of the second line is taken.
        byte = os.read(0, 1)
        if not byte:
            sys.exit(0)
        data += byte
    return data


def load(files):
    """The harness's class. Tasks cannot import the modules: their names are free for modules of a task."""
    names = [name for name, _ in files]
    for name, source in files:
        module = types.ModuleType(name)
        module.__file__ = "<synthdebug>/%s.py" % name
        sys.modules[name] = module
        exec(compile(source, module.__file__, "exec"), module.__dict__)
    return [sys.modules.pop(name) for name in names][names.index("harness")].Harness


def start():
    sys.path[:] = [entry for entry in sys.path if entry not in ("", ".")]
    try:
        first = json.loads(read_first_line())
        sys.path.extend(first["packages"])
        harness = load(first["files"])(first["rung"], first["packages"])
    except Exception as error:
        why = getattr(error, "strerror", None) or "%s: %s" % (type(error).__name__, error)
        print(json.dumps({"failed": why}), flush=True)
        sys.exit(1)
    harness.serve()


start()
