"""Python source to a JSON syntax tree with exact spans, by the interpreter's own parser.

Parts of f-strings carry no span: before Python 3.12 the parser places them wrongly.

Spans count UTF-16 units, as JavaScript strings do. Operators carry the span of their own token, which
`ast` does not give: it is found with `tokenize` between the operands.
"""

import ast
import bisect
import io
import tokenize

MAX_DEPTH = 200

OPERATOR_FIELDS = {
    ast.BinOp: lambda n: [(n.op, n.left, n.right)],
    ast.AugAssign: lambda n: [(n.op, n.target, n.value)],
    ast.BoolOp: lambda n: [(n.op, n.values[0], n.values[1])],
    ast.Compare: lambda n: list(zip(n.ops, [n.left] + n.comparators, n.comparators)),
}


class Spans:
    """Positions of `ast` (line, UTF-8 column) as offsets in UTF-16 units."""

    def __init__(self, source):
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

    def offset_of_text(self, line, column):
        """The same for `tokenize`, whose columns count characters."""
        if not self.ascii:
            column = utf16_length(self.lines[line - 1][:column])
        return self.starts[line - 1] + column

    def of(self, node):
        if not hasattr(node, "lineno"):
            return -1, -1
        start = self.offset(node.lineno, node.col_offset)
        return start, self.offset(node.end_lineno, node.end_col_offset)


def utf16_length(text):
    return len(text.encode("utf-16-le")) // 2


def refuse_odd_line_ends(source):
    """Refuse separators that `str.splitlines`, the parser and an editor count differently."""
    for character in "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        if character in source:
            raise ValueError("the source holds the line separator %r" % character)


def dump(source):
    """The module's tree as plain dictionaries and lists.

    Raises SyntaxError or ValueError for what Python cannot parse, RecursionError for what is too deep.
    """
    refuse_odd_line_ends(source)
    tree = ast.parse(source)
    spans = Spans(source)
    operators = operator_spans(tree, source, spans)
    root = node_to_json(tree, spans, operators, 0)
    root["start"], root["end"], root["line"] = 0, utf16_length(source), 1
    return root


def operator_spans(tree, source, spans):
    """For each operator node of the tree, by identity of (parent, index): its token's span.

    Operator nodes are singletons in CPython, so they cannot be keys themselves.
    """
    tokens = [
        (spans.offset_of_text(*t.start), spans.offset_of_text(*t.end), t.string)
        for t in tokenize.generate_tokens(io.StringIO(source).readline)
        if t.type in (tokenize.OP, tokenize.NAME)
    ]
    starts = [t[0] for t in tokens]
    found = {}
    for node in ast.walk(tree):
        fields = OPERATOR_FIELDS.get(type(node))
        if fields:
            for index, (_, left, right) in enumerate(fields(node)):
                low, high = spans.of(left)[1], spans.of(right)[0]
                found[id(node), index] = operator_between(tokens, starts, low, high)
        elif isinstance(node, ast.UnaryOp):
            low, high = spans.of(node)[0], spans.of(node.operand)[0]
            found[id(node), 0] = operator_between(tokens, starts, low, high)
    return found


def operator_between(tokens, starts, low, high):
    inside = []
    for start, end, text in tokens[bisect.bisect_left(starts, low):]:
        if start >= high:
            break
        if text not in ("(", ")"):
            inside.append((start, end))
    return (inside[0][0], inside[-1][1]) if inside else (-1, -1)


def node_to_json(node, spans, operators, depth):
    if depth > MAX_DEPTH:
        raise RecursionError("the source nests deeper than %d levels" % MAX_DEPTH)
    if isinstance(node, ast.JoinedStr):
        start, end = spans.of(node)
        return {"type": "JoinedStr", "start": start, "end": end, "line": node.lineno}
    start, end = spans.of(node)
    result = {
        "type": type(node).__name__,
        "start": start,
        "end": end,
        "line": getattr(node, "lineno", 0),
    }
    for name, value in ast.iter_fields(node):
        if name in ("ctx", "kind", "type_comment", "type_ignores", "type_params"):
            continue
        if isinstance(value, (ast.operator, ast.unaryop, ast.boolop)):
            result[name] = operator_to_json(value, operators[id(node), 0])
        elif name == "ops":
            result[name] = [
                operator_to_json(op, operators[id(node), index]) for index, op in enumerate(value)
            ]
        elif isinstance(node, ast.Constant) and name == "value":
            result.update(constant_to_json(value))
        else:
            result[name] = value_to_json(value, spans, operators, depth)
    return result


def value_to_json(value, spans, operators, depth):
    if isinstance(value, ast.AST):
        return node_to_json(value, spans, operators, depth + 1)
    if isinstance(value, list):
        return [value_to_json(item, spans, operators, depth) for item in value]
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
