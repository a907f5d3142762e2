"""What all jobs of a scenario have in common, made ready once: its imports, its compiled tests, the module in pieces."""

import ast
import importlib
import json
import os

import generated
import pieces
import suite

# Characters of a report that is looked at here; ordinary ones are far below.
MAX_REPORT = 1 << 19
# They open windows and browsers, or print, as soon as they are imported.
LOUD_MODULES = ("antigravity", "idlelib", "lib2to3", "test", "this", "tkinter", "turtle", "turtledemo")


class Scenario:
    """What a scenario's jobs have in common."""

    def __init__(self, job, box):
        self.compiled_tests = compile_quietly(job["tests"], os.path.join(box, "test_%s.py" % job["module"]))
        self.generated = generated.Generated()
        self.generated.install()
        # Jobs until it is known what is generated: the first one tells, the second that it was all.
        self.lessons = 2
        self.pieces = pieces.Pieces(job["code"], os.path.join(box, "%s.py" % job["module"]))
        for source in (job["tests"], job["code"]):
            preload(source)
        self.originals = suite.take_originals()


    def learn(self, result, nonce):
        """Learn from a job's report, if it can be believed, what its module had generated."""
        if self.lessons == 0 or len(result) > MAX_REPORT:
            return
        self.lessons -= 1
        try:
            report = json.loads(result)
        except ValueError:
            return
        if isinstance(report, dict) and report.get("nonce") == nonce and isinstance(report.get("generated"), list):
            self.generated.learn(report["generated"])


def compile_quietly(source, path):
    try:
        return compile(source, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # It is compiled anew each time, to fail where it should.
        return None


def preload(source):
    """Import what a source imports: there is nothing but the standard library to be found now."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module]
        else:
            continue
        for name in names:
            if name.split(".")[0] not in LOUD_MODULES:
                try:
                    importlib.import_module(name)
                except Exception:
                    # It fails again where it should, in the job.
                    continue
