"""A value taken apart: the repr of each leaf by the way to it, bounded, without addresses."""

import re

MAX_REPR = 200
MAX_LEAF = 60
MAX_ATTRIBUTES = 20
# Of a long list both ends are kept, where the boundary conditions are.
FIRST_ITEMS = 48
LAST_ITEMS = 16
MAX_LEAVES = 96
MAX_DEPTH = 3
PLAIN = (int, float, complex, bool, str, bytes, type(None))


def show(value, longest=MAX_REPR):
    """The value's repr, bounded, without addresses."""
    try:
        text = repr(value)
    except Exception as error:
        return "<repr raised %s>" % type(error).__name__
    text = re.sub(r"\bat 0x[0-9A-Fa-f]+", "at 0x...", text)
    return text if len(text) <= longest else text[: longest - 3] + "..."


def take_apart(name, value):
    """The leaves of a variable: {"u[3]": "0.5", "rule.tau": "20.0"}; a plain value is its own leaf."""
    leaves = {}
    collect(name, value, 0, leaves)
    return leaves


def collect(path, value, depth, leaves):
    if len(leaves) >= MAX_LEAVES:
        return
    parts = None if isinstance(value, PLAIN) or depth == MAX_DEPTH else parts_of(value)
    if not parts:
        leaves[path] = show(value, MAX_LEAF)
        return
    for step, part in parts:
        collect(path + step, part, depth + 1, leaves)


def parts_of(value):
    """The parts of a container or an object with what leads to each; None for what has none."""
    # Subclasses may do anything when they are asked for their items.
    if type(value) in (list, tuple):
        places = range(len(value))
        if len(value) > FIRST_ITEMS + LAST_ITEMS:
            places = list(places[:FIRST_ITEMS]) + list(places[-LAST_ITEMS:])
        return [("[%d]" % place, value[place]) for place in places]
    if type(value) is dict:
        return [("[%s]" % show(key, MAX_LEAF), value[key]) for key in list(value)[: FIRST_ITEMS + LAST_ITEMS]]
    attributes = getattr(value, "__dict__", None)
    if isinstance(attributes, dict) and not isinstance(value, type) and not callable(value):
        return [("." + str(name), part) for name, part in list(attributes.items())[:MAX_ATTRIBUTES]]
    return None
