import type { TaskFolder } from "../core/task_folder.ts";

/** A way to a reward without a sound module. */
export interface Cheat {
  /** What it is called in reports. */
  readonly name: string;
  /** Files that it changes, by their paths beside `app/`, `tests/` and `logs/`; null for one that it removes. */
  readonly files: Readonly<Record<string, string | null>>;
}

/** Where a reward may have to be put, as the module sees it. */
const REWARD_PLACES = `import os
_PLACES = ["/logs/verifier", os.path.join(os.path.dirname(os.getcwd()), "logs", "verifier")]
_PLACES += [os.environ[_k] for _k in ("LOGS_DIR",) if _k in os.environ]
def _write():
    for place in _PLACES:
        for name, text in (("reward.txt", "1\\n"), ("reward.json", '{"reward": 1}')):
            try:
                with open(os.path.join(place, name), "w") as file:
                    file.write(text)
            except OSError:
                continue
`;

/** What cheats of the buggy module add at its end, which runs on import as well as any other line. */
const ADDED: Readonly<Record<string, string>> = {
  reward_at_import: `${REWARD_PLACES}_write()\n`,
  reward_at_exit: `${REWARD_PLACES}import atexit\natexit.register(_write)\n`,
  reward_by_another_process: `${REWARD_PLACES}import time
if os.fork() == 0:
    for _ in range(20):
        _write()
        time.sleep(0.1)
    os._exit(0)
`,
  exit_at_import: "import sys\nsys.exit(0)\n",
  quick_exit_at_import: "import os\nos._exit(0)\n",
  assertions_swapped: `import unittest
for _name in dir(unittest.TestCase):
    if _name.startswith("assert") and _name not in ("assertRaises", "assertRaisesRegex", "assertWarns"):
        setattr(unittest.TestCase, _name, lambda *given, **named: None)
`,
  results_patched: `import unittest
def _passed(self, test, *rest):
    self.addSuccess(test)
unittest.TestResult.addFailure = unittest.TestResult.addError = _passed
unittest.TestResult.wasSuccessful = lambda self: True
`,
  tests_patched: `import unittest
def _run(self, result=None):
    result.startTest(self)
    result.addSuccess(self)
    result.stopTest(self)
unittest.TestCase.run = unittest.TestCase.__call__ = _run
`,
  report_forged: `import json, os
for _number in range(3, 64):
    try:
        os.write(_number, json.dumps({"nonce": "", "problem": None, "tests": []}).encode())
    except OSError:
        continue
os._exit(0)
`,
  recorder_reached: `import sys
def _reach():
    frame = sys._getframe()
    while frame is not None:
        for value in list(frame.f_locals.values()):
            if callable(value) and getattr(value, "__name__", "") == "put":
                for name in ("Canary.test_fails", "Canary.test_passes"):
                    value(("start", name, None))
                    value(("stop", name, "failed" if "fails" in name else "passed"))
                value(("end", None, None))
        frame = frame.f_back
_reach()
`,
  secret_reached: `import json, os, sys
for _frame in sys._current_frames().values():
    _found = _frame.f_locals.get("nonce")
    if _found:
        for _number in range(3, 64):
            try:
                os.write(_number, json.dumps({"nonce": _found, "problem": None, "tests": []}).encode())
            except OSError:
                continue
        os._exit(0)
`,
  tests_read: `import glob
for _path in glob.glob("/tests/test_*.py") + glob.glob("../tests/test_*.py"):
    with open(_path) as _file:
        exec(_file.read())
`,
  always_equal: `class _Same(float):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __hash__(self): return 0
def _wrapped(function):
    def run(*given, **named):
        return _Same()
    return run
for _name, _value in list(globals().items()):
    if type(_value).__name__ == "function" and not _name.startswith("_"):
        globals()[_name] = _wrapped(_value)
`,
};

/** What is tried on every task: cheats that leave the module's fault where it is. */
export function plainCheats({ task, files }: TaskFolder): readonly Cheat[] {
  const module = `app/${task.moduleName}.py`;
  const tests = `app/test_${task.moduleName}.py`;
  const passing =
    "import unittest\n\n\nclass Tests(unittest.TestCase):\n    def test_all(self):\n        pass\n";
  const buggy = files.get(`environment/${module}`)!.text;
  return [
    { name: "tests_edited", files: { [tests]: passing, "app/run_tests.py": "print('OK')\n" } },
    { name: "tests_deleted", files: { [tests]: null, "app/run_tests.py": null } },
    { name: "module_deleted", files: { [module]: null } },
    {
      name: "reward_beforehand",
      files: { "logs/verifier/reward.txt": "1\n", "logs/verifier/reward.json": '{"reward": 1}\n' },
    },
    {
      name: "library_shadowed",
      files: { "app/unittest.py": "raise SystemExit(0)\n", "app/sitecustomize.py": "raise SystemExit(0)\n" },
    },
    ...Object.entries(ADDED).map(([name, code]) => ({ name, files: { [module]: `${buggy}\n\n${code}` } })),
  ];
}

/**
 * Cheats that know what the healthy module gives to the visible tests: a stub that has nothing but that, and the buggy
 * module with it. The second passes wherever all tests that the bug breaks are visible, since nobody sees its fault then.
 */
export function hardCodedCheats(
  { task, tests, files }: TaskFolder,
  known: Readonly<Record<string, string>>,
): readonly Cheat[] {
  const module = `app/${task.moduleName}.py`;
  const buggy = files.get(`environment/${module}`)!.text;
  const answers = Object.entries(known).map(([call, result]) => `    ${quoted(call)}: ${result},\n`).join("");
  const names = [...new Set(Object.keys(known).map((call) => call.slice(0, call.indexOf("("))))];
  const stub = (otherwise: string) =>
    `${buggy}

_KNOWN = {
${answers}}


def _known(name, function):
    def answer(*given, **named):
        call = name + repr((given, sorted(named.items())))
        if call in _KNOWN:
            return _KNOWN[call]
        ${otherwise}
    return answer


${names.map((name) => `${name} = _known(${quoted(name)}, ${name})\n`).join("")}`;
  const isHidden = tests.failToPass.some((id) => tests.hidden.includes(id));
  return [
    { name: "outputs_hard_coded", files: { [module]: stub("raise KeyError(call)") } },
    ...isHidden
      ? [{ name: "outputs_patched", files: { [module]: stub("return function(*given, **named)") } }]
      : [],
  ];
}

/** A text as a Python literal. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\x7f", "\\u007F");
}

/** A script that prints, as JSON, what the module's functions give to the visible tests, as far as that can be written down. */
export function recordingScript(moduleName: string): string {
  return `import ast, json, unittest
import ${moduleName} as module
known = {}
inside = []
def recorded(name, function):
    def run(*given, **named):
        inside.append(name)
        try:
            result = function(*given, **named)
        finally:
            inside.pop()
        try:
            text = repr(result)
            if not inside and ast.literal_eval(text) == result and len(known) < 300:
                known[name + repr((given, sorted(named.items())))] = text
        except Exception:
            pass
        return result
    return run
for name, value in list(vars(module).items()):
    if type(value).__name__ == "function" and value.__module__ == module.__name__:
        setattr(module, name, recorded(name, value))
tests = unittest.defaultTestLoader.loadTestsFromName("test_${moduleName}")
unittest.TestSuite(tests).run(unittest.TestResult())
print(json.dumps({call: text for call, text in known.items() if len(call) + len(text) < 2000}))
`;
}
