"""Compile a module that differs from a known one in a few lines by compiling anew only the statement that they are in.

Compiling is a third of a short job, and nearly all of it is the same for all candidates of a scenario.
"""

import ast


class Pieces:
    """A module's top-level statements, each compiled; none where the module cannot be taken apart."""

    def __init__(self, source, path):
        self.path = path
        self.lines = source.split("\n")
        self.ranges = []
        self.codes = []
        ranges = statement_lines(source)
        if ranges is not None:
            self.codes = [self.compile(self.lines, first, last) for first, last in ranges]
            self.ranges = ranges

    def compile(self, lines, first, last):
        """Lines `first` to `last`, counted from 1, in their place in the file."""
        text = "\n" * (first - 1) + "\n".join(lines[first - 1 : last]) + "\n"
        return compile(text, self.path, "exec", dont_inherit=True)

    def codes_of(self, source):
        """Code to be run in turn for another version of the module; None where it has to be compiled as a whole."""
        lines = source.split("\n")
        if len(lines) != len(self.lines):
            return None
        changed = [at + 1 for at, line in enumerate(lines) if line != self.lines[at]]
        if not changed:
            return self.codes or None
        for at, (first, last) in enumerate(self.ranges):
            if first <= changed[0] and changed[-1] <= last:
                try:
                    return self.codes[:at] + [self.compile(lines, first, last)] + self.codes[at + 1 :]
                except (SyntaxError, ValueError):
                    # It may be that the lines only make sense with others; if not, the whole says so.
                    return None
        return None


def statement_lines(source):
    """First and last line of each statement; None where a statement means something else when it stands alone."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    ranges = []
    for at, node in enumerate(body):
        first = min([node.lineno] + [item.lineno for item in getattr(node, "decorator_list", [])])
        text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if future or (text and at > 0) or (ranges and first <= ranges[-1][1]):
            return None
        ranges.append((first, node.end_lineno))
    return ranges
