"""Look through the text of a module for means to reach its tests, the interpreter or the machine.

Whatever the module that was given does is allowed; what only the other one does is told, so that a sound fix passes and
nothing has to be known of the module.
"""

import ast
import re

# Modules that compute and do nothing else.
PLAIN = set(
    "__future__ abc array bisect cmath collections copy dataclasses datetime decimal enum fractions functools heapq itertools "
    "json math numbers random re statistics string textwrap typing".split()
)
# Modules that plain ones have among their attributes.
REACHING = set(
    "atexit builtins ctypes faulthandler gc imp importlib inspect io linecache marshal multiprocessing os pathlib pickle "
    "posix pty runpy shutil signal site socket subprocess sys tempfile thread threading traceback types unittest warnings "
    "weakref".split()
)
CALLS = set(
    "attrgetter breakpoint compile delattr eval exec exit Formatter ForwardRef get_field get_type_hints getattr globals input "
    "locals make_dataclass memoryview methodcaller open quit setattr vars".split()
)
FRAMES = set("ag_frame cr_frame f_back f_builtins f_code f_globals f_locals gi_frame tb_frame tb_next".split())
# Special names that say nothing about how values compare.
HARMLESS = set(
    "__all__ __author__ __doc__ __init__ __main__ __name__ __post_init__ __qualname__ __repr__ __str__ __version__".split()
)
SPECIAL = re.compile(r"__\w+__")


def find_new(code, given):
    """What the module does that the given one does not, sorted. Raises SyntaxError, ValueError, RecursionError, MemoryError."""
    return sorted(find(code) - find(given))


def imports_of(code):
    """The modules that a source imports, sorted."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return sorted(names)


def special_names(code):
    """The special methods that a source speaks of, sorted."""
    names = [node.name for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)]
    return sorted(filter(SPECIAL.fullmatch, names))


def find(code):
    tree = ast.parse(code)
    found = set()
    modules = {
        (alias.asname or alias.name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    for node in ast.walk(tree):
        if id(node) not in prose:
            found.update(look_at(node, modules))
    return found


def look_at(node, modules):
    """What one part of a module does, as ends of a sentence."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield from imported(alias.name)
    elif isinstance(node, ast.ImportFrom):
        yield from imported(node.module or ".")
        for alias in node.names:
            yield from named(alias.name)
            if alias.name == "*":
                yield "imports all of %s" % node.module
    elif isinstance(node, ast.Name):
        yield from named(node.id)
    elif isinstance(node, ast.Attribute):
        yield from named(node.attr)
        if not isinstance(node.ctx, ast.Load) and root_of(node) in modules:
            yield "changes %s" % root_of(node)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield from named(node.name)
        if any(word.arg == "metaclass" for word in getattr(node, "keywords", ())):
            yield "has a class with a metaclass"
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        for word in SPECIAL.findall(node.value):
            yield from named(word)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type":
        if len(node.args) != 1:
            yield "makes a class by type()"


def imported(name):
    if name.split(".")[0] not in PLAIN or "." in name and name != "collections.abc":
        yield "imports %s" % name


def named(name):
    if name in CALLS or name in FRAMES or name.strip("_") in REACHING or name == "namespace":
        yield "uses %s" % name
    elif SPECIAL.fullmatch(name) and name not in HARMLESS:
        yield "uses %s" % name


def root_of(node):
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None
