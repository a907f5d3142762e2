import { assert, assertEquals } from "@std/assert";
import { describeFinding, SCREEN_RULES, type ScreenFinding } from "../../lib/core/screen_rules.ts";
import { screenModule, screenTests } from "../../lib/core/screen_source.ts";
import { parsePythonAll } from "../support/parse_python.ts";

/** What the tests of the tables are of; `o` is another module by a name that does not tell. */
const GAUGE =
  `import json\nimport math\nimport os as o\n\nRATE = 1\n\ndef mean(values):\n    return values\n`;
const HEAD = "import unittest\nimport gauge\n";

/** The rows of a table: texts with `\n` for a new line. */
async function readRows(name: string): Promise<readonly string[]> {
  const text = await Deno.readTextFile(new URL(`../testdata/screen/${name}.txt`, import.meta.url));
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("# "));
}

function unfold(row: string): string {
  return `${row.replaceAll(/(?<!\\)\\n/g, "\n").replaceAll("\\\\n", "\\n")}\n`;
}

/** What the screen finds in each of some modules or tests. */
async function screenAll(
  sources: readonly string[],
  kind: "module" | "tests",
): Promise<readonly (readonly ScreenFinding[])[]> {
  const [own, ...trees] = await parsePythonAll([GAUGE, ...sources]);
  return trees.map((tree) =>
    kind === "module" ? screenModule(tree) : screenTests(tree, { name: "gauge", tree: own! })
  );
}

for (const kind of ["module", "tests"] as const) {
  const screen = kind === "module" ? "screenModule()" : "screenTests()";
  const head = kind === "module" ? "" : HEAD;

  Deno.test(`${screen} refuses each way around a rule by the rule's name`, async () => {
    const rows = (await readRows(`${kind}_refused`)).map((line) => {
      const [rule, source] = [line.slice(0, line.indexOf(" | ")), line.slice(line.indexOf(" | ") + 3)];
      return { rule, source };
    });
    assert(rows.length >= 80, `${rows.length} rows`);
    const found = await screenAll(rows.map(({ source }) => head + unfold(source)), kind);
    const missed = rows.flatMap(({ rule, source }, at) => {
      const rules = new Set(found[at]!.map((finding) => finding.rule as string));
      return rules.has(rule) ? [] : [`${rule} | ${source} | ${[...rules].join(" ") || "nothing"}`];
    });
    assertEquals(missed, []);
    const few = Object.keys(SCREEN_RULES).filter((rule) =>
      rows.filter((row) => row.rule === rule).length < 3
    );
    if (kind === "module") assertEquals(few, []);
  });

  Deno.test(`${screen} lets pass what tasks are made of`, async () => {
    const rows = await readRows(`${kind}_allowed`);
    assert(rows.length >= 40, `${rows.length} rows`);
    const found = await screenAll(rows.map((row) => head + unfold(row)), kind);
    const wrong = rows.flatMap((row, at) =>
      found[at]!.map((finding) => `${row} | ${describeFinding(finding)}`)
    );
    assertEquals(wrong, []);
  });
}

Deno.test("screenModule() tells line and full name, in the order of the lines", async () => {
  const source =
    `import sys as s\n\n\ndef f():\n    x = (\n        s._getframe())\n    return f"{eval('1')}"\n`;
  const [found] = await screenAll([source], "module");
  assertEquals(found!.map(describeFinding), [
    "line 6 uses sys._getframe: frames of the interpreter are not for tasks (frames)",
    "line 7 uses eval: code is written down, not made while it runs (dynamic_code)",
  ]);
});
