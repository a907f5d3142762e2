import { assertEquals } from "@std/assert";
import { stubModule } from "../../lib/bugs/stub_module.ts";
import { parsePython } from "../support/parse_python.ts";

const SOURCE = `"""Doc."""
RATE = 2.0
HALF = {"half": lambda x: x / 2, "nested": lambda x: lambda y: x + y}


def total(values, start=0):
    """Sum."""
    # What comes first.
    for value in values:
        start += value
    return start


def one_line(x): return x + 1


def decorated():
    @staticmethod
    def inner(y):
        return y
    return inner


class Meter:
    limit = 4

    def __init__(self, limit):
        self.limit = limit

    def documented(self):
        """Nothing else."""
`;

const STUB = `"""Doc."""
RATE = 2.0
HALF = {"half": lambda x: None, "nested": lambda x: None}


def total(values, start=0):
    """Sum."""
    # What comes first.
    return None


def one_line(x): return None


def decorated():
    return None


class Meter:
    limit = 4

    def __init__(self, limit):
        return None

    def documented(self):
        """Nothing else."""
`;

Deno.test("stubModule() leaves names, signatures, constants and docstrings, and nothing that works", async () => {
  assertEquals(stubModule(SOURCE, await parsePython(SOURCE), "None"), STUB);
});
