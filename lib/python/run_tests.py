"""Run the unit tests beside this file: python3 run_tests.py [MODULE_FILE]

The report reads the same on every run and machine: no times, addresses or folder names.
Exit status: 0 if every test passed, 1 otherwise.
"""

import importlib.util
import io
import os
import re
import sys
import sysconfig
import traceback
import unittest

MODULE = "@MODULE@"
MODULE_FILE = sys.argv[1] if len(sys.argv) > 1 else "@MODULE_FILE@"
HERE = os.path.dirname(os.path.abspath(__file__))


def load_module():
    """Make the module importable by its name, whatever its file is called."""
    spec = importlib.util.spec_from_file_location(MODULE, os.path.join(HERE, MODULE_FILE))
    module = importlib.util.module_from_spec(spec)
    sys.modules[MODULE] = module
    spec.loader.exec_module(module)


def reproducible(report):
    """The report without what differs from run to run."""
    report = report.replace(HERE + os.sep, "")
    report = report.replace(sysconfig.get_path("stdlib"), "<python>")
    report = re.sub(r"^(Ran \d+ tests?) in [\d.]+s$", r"\1", report, flags=re.MULTILINE)
    return re.sub(r"\bat 0x[0-9A-Fa-f]+", "at 0x...", report)


def main():
    sys.dont_write_bytecode = True
    sys.path.insert(0, HERE)
    try:
        if MODULE_FILE != MODULE + ".py":
            load_module()
        suite = unittest.defaultTestLoader.loadTestsFromName("test_" + MODULE)
    except Exception:
        print(reproducible(traceback.format_exc()), end="", flush=True)
        return 1
    stream = io.StringIO()
    result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
    print(reproducible(stream.getvalue()), end="", flush=True)
    return 0 if result.testsRun and result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
