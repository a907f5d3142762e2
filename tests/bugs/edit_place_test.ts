import { assertEquals } from "@std/assert";
import { lineInHealthy, placeOfEdits, scopesOfEdits } from "../../lib/bugs/edit_place.ts";
import { editsBetween } from "../../lib/bugs/whole_code.ts";
import { applyEdits } from "../../lib/core/span_edit.ts";
import { parsePython } from "../support/parse_python.ts";

const CODE = `import math

LIMIT = 10


class Sum:
    def __init__(self):
        self.total = 0

    def add(self, value):
        self.total += value
        return self.total


def half(x):
    return x / 2
`;
const healthy = { source: CODE, tree: await parsePython(CODE) };

/** Where the edits to a code are said to stand, and the line's text there and in the healthy module. */
function place(...changes: readonly (readonly [find: string, replace: string])[]) {
  const code = changes.reduce((text, [find, replace]) => text.replace(find, () => replace), CODE);
  const edits = editsBetween(CODE, code)!;
  assertEquals(applyEdits(CODE, edits), code);
  const { function: name, line } = placeOfEdits(edits, healthy);
  const candidate = { edits, line } as Parameters<typeof lineInHealthy>[0];
  const textAt = (source: string, at: number) => source.split("\n")[at - 1];
  return [
    name,
    textAt(code, line),
    textAt(CODE, lineInHealthy(candidate, CODE)),
    scopesOfEdits(edits, healthy),
  ];
}

const RETURN = "        return self.total\n";

Deno.test("placeOfEdits() names the function and line of a changed, new or dropped line", () => {
  assertEquals(place(["+= value", "-= value"]), [
    "Sum.add",
    "        self.total -= value",
    "        self.total += value",
    ["Sum.add"],
  ]);
  // After the last line of a function, whose tree ends before the line does.
  assertEquals(place([RETURN, `${RETURN}        return None\n`]).slice(0, 2), [
    "Sum.add",
    "        return None",
  ]);
  assertEquals(place([RETURN, ""]), ["Sum.add", "", "        return self.total", ["Sum.add"]]);
  assertEquals(place(["    def add(self, value)", "    def add(self, value, times=1)"]).slice(0, 2), [
    "Sum.add",
    "    def add(self, value, times=1):",
  ]);
  assertEquals(
    place([`${RETURN}\n`, `${RETURN}\n    def reset(self):\n        self.total = 0\n\n`])[0],
    "Sum",
  );
  assertEquals(place(["LIMIT = 10", "LIMIT = 11"]), ["<module>", "LIMIT = 11", "LIMIT = 10", ["<module>"]]);
  assertEquals(place(["\n\ndef half", "\n\ndef third(x):\n    return x / 3\n\n\ndef half"])[0], "<module>");
});

Deno.test("placeOfEdits() takes the first edit inside a function, in lines of the changed code", () => {
  const found = place(["import math\n", "import math\nimport cmath\n"], ["x / 2", "x / 3"]);
  assertEquals(found, ["half", "    return x / 3", "    return x / 2", ["<module>", "half"]]);
  const dropped = place(["LIMIT = 10\n", ""], ["+= value", "-= value"], ["x / 2", "x / 3"]);
  assertEquals(dropped, [
    "Sum.add",
    "        self.total -= value",
    "        self.total += value",
    ["<module>", "Sum.add", "half"],
  ]);
});
