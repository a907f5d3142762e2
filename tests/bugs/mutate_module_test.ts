import { assert, assertEquals, assertMatch } from "@std/assert";
import { mutateModule, mutatePlace } from "../../lib/bugs/mutate_module.ts";
import { OPERATORS } from "../../lib/bugs/operators/registry.ts";
import { sumSign } from "../../lib/bugs/operators/sum_sign.ts";
import { floatCoefficient } from "../../lib/bugs/operators/float_coefficient.ts";
import { applyEdits } from "../../lib/core/span_edit.ts";
import { parsePython, parsePythonAll } from "../support/parse_python.ts";

const MODULE = `"""Kinetic energy, ½ m v² + 0."""
import math
from dataclasses import dataclass

__all__ = ["a" + "b"]
FACTOR = 2.0  # twice


@dataclass(frozen=True)
class Body:
    mass: float = 1.0 + 1.0

    def energy(self, speed: float = 0.0) -> float:
        """Energy in J, for 1 + 1 bodies."""
        if not math.isfinite(speed):
            raise ValueError("speed %d" % (1 + 1))
        return self.mass * speed**2 / FACTOR  # non-relativistic


if __name__ == "__main__":
    print(1 + 1)
`;

Deno.test("mutateModule() tells all of a candidate", async () => {
  const source = "def f(a, b):\n    # sum\n    return (a + b)  # é\n";
  const candidates = [...mutateModule(source, await parsePython(source), [sumSign])];
  assertEquals(candidates, [{
    strategy: "operator",
    operator: "sum_sign",
    family: "arithmetic",
    edits: [{ start: source.indexOf("+"), end: source.indexOf("+") + 1, text: "-" }],
    code: "def f(a, b):\n    # sum\n    return (a - b)  # é\n",
    function: "f",
    line: 3,
    description: "In `f`, `b` enters `a - b` in the returned expression with the wrong sign.",
    rootCause:
      "A sign goes astray easily when an equation is rearranged, and `b` looks equally plausible with either sign.",
  }]);
});

Deno.test("mutateModule() leaves docstrings, imports, decorators, messages and the main check alone", async () => {
  const tree = await parsePython(MODULE);
  const lines = MODULE.split("\n");
  const candidates = [...mutateModule(MODULE, tree)];
  const touched = new Set(candidates.map(({ line }) => lines[line - 1]!.trim()));
  assertEquals([...touched].sort(), [
    "FACTOR = 2.0  # twice",
    "if not math.isfinite(speed):",
    "mass: float = 1.0 + 1.0",
    'raise ValueError("speed %d" % (1 + 1))',
    "return self.mass * speed**2 / FACTOR  # non-relativistic",
  ]);
  const raised = candidates.filter(({ line }) => lines[line - 1]!.includes("raise"));
  assertEquals(raised.map(({ operator }) => operator), ["wrong_exception"]);
});

Deno.test("mutateModule() keeps every comment, and its edits make its code", async () => {
  const candidates = [...mutateModule(MODULE, await parsePython(MODULE))];
  for (const { code, edits } of candidates) {
    assertEquals(code, applyEdits(MODULE, edits));
    assertEquals(code.match(/#.*/g), MODULE.match(/#.*/g));
  }
  await parsePythonAll(candidates.map(({ code }) => code));
});

Deno.test("mutateModule() yields no code twice, nor the healthy code", async () => {
  const tree = await parsePython(MODULE);
  const codes = [...mutateModule(MODULE, tree, [...OPERATORS, ...OPERATORS])].map(({ code }) => code);
  assertEquals(new Set(codes).size, codes.length);
  assert(!codes.includes(MODULE));
});

Deno.test("mutateModule() names methods by their class, and the module where there is none", async () => {
  const source = "K = 2.0\nclass A:\n    def f(self):\n        return 2.0 * self.x\n";
  const candidates = [...mutateModule(source, await parsePython(source), [floatCoefficient])];
  assertEquals(candidates.map((candidate) => candidate.function), ["<module>", "A.f"]);
  const [module, method] = candidates.map(({ description }) => description);
  assertMatch(module!, /^The module .*`4\.0`/);
  assertMatch(method!, /^`A\.f` .*`4\.0 \* self\.x`/);
});

Deno.test("mutateModule() is a pure function of its input", async () => {
  const tree = await parsePython(MODULE);
  assertEquals([...mutateModule(MODULE, tree)], [...mutateModule(MODULE, tree)]);
});

Deno.test("mutateModule() leaves the values of an Enum alone", async () => {
  const source = "from enum import Enum\n\nclass Kind(Enum):\n    A = 1\n    B = 2\n";
  assertEquals([...mutateModule(source, await parsePython(source))], []);
});

Deno.test("mutateModule() leaves what stands in f-strings alone: it has no place in the text", async () => {
  const source = "def f(a, b):\n    return f\"{a + 1:{2 * b}} {a < b and not a}\" f'{b[0]}'\n";
  assertEquals([...mutateModule(source, await parsePython(source))].map(({ code }) => code), []);
  const plain = "def f(a, b):\n    return a + 1\n";
  assert([...mutateModule(plain, await parsePython(plain))].length > 0);
});

Deno.test("mutatePlace() makes what mutateModule() makes within a place, and nothing outside", async () => {
  const tree = await parsePython(MODULE);
  const start = MODULE.indexOf("        return self.mass");
  const place = { start, end: MODULE.indexOf("\n", start) };
  const within = [...mutateModule(MODULE, tree)].filter(({ edits }) =>
    edits.every((edit) => edit.start >= place.start && edit.end <= place.end)
  );
  assert(within.length > 5, `${within.length} candidates`);
  assertEquals([...mutatePlace(MODULE, tree, place)], within);
});
