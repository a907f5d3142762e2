import { assertEquals } from "@std/assert";
import { combineBugs, linesOfParts, partsOf } from "../../lib/bugs/combine_bugs.ts";
import { scopeAt } from "../../lib/bugs/edit_place.ts";
import type { Candidate } from "../../lib/core/candidate.ts";
import { applyEdits, lineAt } from "../../lib/core/span_edit.ts";
import { parsePython } from "../support/parse_python.ts";

const CODE = `RATE = 2
STEP = 3


def half(x):
    y = x / 2
    return y


def twice(x):
    def inner(z):
        return z * RATE
    return inner(x)
`;
const healthy = { source: CODE, tree: await parsePython(CODE) };

function bug(find: string, text: string, description = `It has ${text.trim()}.`): Candidate {
  const start = CODE.indexOf(find);
  const edits = [{ start, end: start + find.length, text }];
  return {
    strategy: "operator",
    operator: "test",
    family: "arithmetic",
    edits,
    code: applyEdits(CODE, edits),
    function: scopeAt(healthy.tree, start + find.length - find.trimStart().length),
    line: lineAt(CODE, start),
    description,
    rootCause: "A slip",
  };
}

const HALF = bug("x / 2", "x / 3");
const TWICE = bug("z * RATE", "z + RATE");

Deno.test("combineBugs() makes both edits, in the order of the text, and keeps each bug as it is alone", () => {
  const combined = combineBugs([TWICE, HALF], healthy)!;
  assertEquals(combined.code, CODE.replace("x / 2", "x / 3").replace("z * RATE", "z + RATE"));
  assertEquals(combined.parts, [HALF, TWICE]);
  assertEquals([combined.strategy, combined.operator, combined.function, combined.line], [
    "combined",
    "combined",
    "half",
    6,
  ]);
  assertEquals(combined.description, "It has x / 3. It has z + RATE.");
  assertEquals(combined.rootCause, "A slip. A slip.");
});

Deno.test("linesOfParts() counts the lines that another bug adds or drops above", () => {
  const dropped = bug("    y = x / 2\n    return y\n", "    return x\n");
  const added = bug("    y = x / 2\n", "    y = x\n    y = y / 2 + 0\n");
  const linesWith = (first: Candidate) => {
    const combined = combineBugs([first, TWICE], healthy)!;
    const lines = linesOfParts(combined, CODE);
    return lines.map((line) => combined.code.split("\n")[line - 1]!.trim());
  };
  assertEquals(linesWith(dropped), ["return x", "return z + RATE"]);
  assertEquals(linesWith(added), ["y = x", "return z + RATE"]);
  assertEquals(linesOfParts(HALF, CODE), [HALF.line]);
  assertEquals(partsOf(HALF), [HALF]);
});

Deno.test("combineBugs() refuses bugs that are not apart", () => {
  const constants = [bug("RATE = 2", "RATE = 20"), bug("STEP = 3", "STEP = 4")];
  assertEquals(constants.map((each) => each.function), ["<module>", "<module>"]);
  assertEquals(combineBugs(constants, healthy), null);
  assertEquals(combineBugs([HALF, bug("return y", "return x")], healthy), null);
  assertEquals(
    combineBugs([TWICE, bug("return inner(x)", "return x")], healthy),
    null,
    "one within the other",
  );
  assertEquals(combineBugs([HALF, HALF], healthy), null);
  assertEquals(combineBugs([], healthy), null);
});
