"""Python source to a JSON syntax tree with exact spans, by the interpreter's own parser.

Parts of f-strings carry no span, and the line of their f-string: before Python 3.12 the parser places them wrongly.

Spans count UTF-16 units, as JavaScript strings do. Operators carry the span of their own token, which
`ast` does not give: it is searched for between the operands, where nothing else but brackets and comments can be.
"""

import ast
import re

MAX_DEPTH = 200

# A node's own type has this name: what an `except` catches is called otherwise.
FIELD_NAMES = {"type": "exception"}

# What may stand between an operand and its operator.
GAP = r"(?:[\s()\\]|#[^\n]*)*"
SYMBOLS = {
    "Add": "+", "Sub": "-", "Mult": "*", "MatMult": "@", "Div": "/", "Mod": "%", "Pow": "**", "LShift": "<<",
    "RShift": ">>", "BitOr": "|", "BitXor": "^", "BitAnd": "&", "FloorDiv": "//", "And": "and", "Or": "or",
    "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not",
    "In": "in", "NotIn": "not in", "Not": "not", "Invert": "~", "UAdd": "+", "USub": "-",
}
OPERATORS = {
    name: re.compile(GAP + "(" + GAP.join(re.escape(word) for word in symbol.split()) + ")")
    for name, symbol in SYMBOLS.items()
}
OPERANDS = {
    ast.BinOp: lambda n: [(n.left, n.op)],
    ast.AugAssign: lambda n: [(n.target, n.op)],
    ast.BoolOp: lambda n: [(n.values[0], n.op)],
    ast.Compare: lambda n: list(zip([n.left] + n.comparators, n.ops)),
}
# As PEP 263 has it.
ENCODING = re.compile(r"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
SKIPPED = ("ctx", "type_comment", "type_ignores")
# What of a statement is kept where only statements are wanted.
OUTLINE = ("body", "orelse", "finalbody", "handlers", "cases", "name", "names", "module", "level", "bases")


class Spans:
    """Positions of `ast` (line, UTF-8 column) as offsets in UTF-16 units."""

    def __init__(self, source):
        self.source = source
        self.lines = source.splitlines(keepends=True) or [""]
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + utf16_length(line))
        self.ascii = source.isascii()

    def offset(self, line, column):
        if not self.ascii:
            text = self.lines[line - 1].encode("utf-8")[:column].decode("utf-8")
            column = utf16_length(text)
        return self.starts[line - 1] + column

    def line(self, node):
        return line_of(node)

    def of(self, node):
        if line_of(node) == 0:
            return -1, -1
        start = self.offset(node.lineno, node.col_offset)
        return start, self.offset(node.end_lineno, node.end_col_offset)

    def of_operator(self, op, low):
        """The span of an operator that follows what ends at offset `low`; (-1, -1) where it does not."""
        at = low if self.ascii else len(self.source.encode("utf-16-le")[: 2 * low].decode("utf-16-le"))
        match = OPERATORS[type(op).__name__].match(self.source, at)
        if match is None:
            # No place is better than a wrong one.
            return -1, -1
        start = low + utf16_length(self.source[at : match.start(1)])
        return start, start + utf16_length(match.group(1))


class NoSpans:
    """What is asked of `Spans`, for nodes without a place of their own: all are on one line."""

    def __init__(self, line):
        self.only_line = line

    def line(self, node):
        return self.only_line

    def of(self, node):
        return -1, -1

    def of_operator(self, op, low):
        return -1, -1


def line_of(node):
    """A node's line; 0 for what has no place, as imported names have none before Python 3.10."""
    return 0 if isinstance(node, ast.alias) else getattr(node, "lineno", 0)


def utf16_length(text):
    return len(text.encode("utf-16-le")) // 2


def refuse_odd_line_ends(source):
    """Refuse separators that `str.splitlines`, the parser and an editor count differently."""
    for character in "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        if character in source:
            raise ValueError("the source holds the line separator %r" % character)


def refuse_other_encodings(source):
    """Refuse a declaration by which Python would read another text from the file than the one that is parsed here."""
    for line in source.split("\n")[:2]:
        declared = ENCODING.match(line)
        if declared and declared.group(1).lower() not in ("utf-8", "utf8", "ascii"):
            raise ValueError("the source declares the encoding %r" % declared.group(1))


def dump(source, outline=False):
    """The module's tree as plain dictionaries and lists; with `outline` only its statements, without expressions.

    Raises SyntaxError or ValueError for what Python cannot parse, RecursionError for what is too deep.
    """
    refuse_odd_line_ends(source)
    refuse_other_encodings(source)
    root = node_to_json(ast.parse(source), Spans(source), outline, 0)
    root["start"], root["end"], root["line"] = 0, utf16_length(source), 1
    return root


def node_to_json(node, spans, outline, depth):
    if depth > MAX_DEPTH:
        raise RecursionError("the source nests deeper than %d levels" % MAX_DEPTH)
    start, end = spans.of(node)
    result = {"type": type(node).__name__, "start": start, "end": end, "line": spans.line(node)}
    if isinstance(node, ast.JoinedStr):
        result["values"] = parts_to_json(node, spans, depth)
        return result
    if isinstance(node, ast.Constant):
        result.update(constant_to_json(node.value))
        return result
    result.update(operators_to_json(node, spans))
    for name in node._fields:
        if name in SKIPPED or name in ("op", "ops") or (outline and isinstance(node, ast.stmt) and name not in OUTLINE):
            continue
        # New in Python 3.12, and rare: only there where something stands in it, so that all versions give one tree.
        if name == "type_params" and not node.type_params:
            continue
        # Here "type" is the node's own class; what a handler catches has another name.
        key = "exception" if name == "type" else name
        result[key] = value_to_json(getattr(node, name, None), spans, outline, depth)
    return result


def parts_to_json(node, spans, depth):
    """What stands in an f-string: texts and expressions, all without a span and on the line of the f-string."""
    # Versions differ in whether they keep an empty text between two expressions.
    parts = [part for part in node.values if not (isinstance(part, ast.Constant) and part.value == "")]
    return [node_to_json(part, NoSpans(spans.line(node)), False, depth + 1) for part in parts]


def operators_to_json(node, spans):
    """The operators among a node's fields: {"op": ...} or {"ops": [...]}."""
    if isinstance(node, ast.UnaryOp):
        return {"op": operator_to_json(node.op, spans.of_operator(node.op, spans.of(node)[0]))}
    operands = OPERANDS.get(type(node))
    if operands is None:
        return {}
    found = [
        operator_to_json(op, operator_span(node, op, spans, spans.of(operand)[1])) for operand, op in operands(node)
    ]
    return {"ops": found} if isinstance(node, ast.Compare) else {"op": found[0]}


def operator_span(node, op, spans, low):
    start, end = spans.of_operator(op, low)
    # The token of an assignment, such as "+=", has one sign more.
    return (start, end + 1) if start >= 0 and isinstance(node, ast.AugAssign) else (start, end)


def value_to_json(value, spans, outline, depth):
    if isinstance(value, ast.AST):
        return node_to_json(value, spans, outline, depth + 1)
    if isinstance(value, list):
        return [value_to_json(item, spans, outline, depth) for item in value]
    if value is None or isinstance(value, (str, bool, int)):
        return value
    return repr(value)


def operator_to_json(op, span):
    return {"type": type(op).__name__, "start": span[0], "end": span[1], "line": 0}


def constant_to_json(value):
    """The constant's kind and its value as text: JSON has no complex, bytes, inf or big integers."""
    kind = "None" if value is None else "Ellipsis" if value is ... else type(value).__name__
    text = value if isinstance(value, str) else repr(value)
    return {"kind": kind, "value": text.encode("utf-8", "backslashreplace").decode("utf-8")}
