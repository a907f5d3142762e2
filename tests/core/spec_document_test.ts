import { assert, assertEquals } from "@std/assert";
import { parse } from "@std/yaml";
import { readSpecDocument, SPEC_KEYS } from "../../lib/core/spec_document.ts";
import type { Spec } from "../../lib/core/spec.ts";

const SEED = { domain: "Optics", topic: "Thin Lenses", subtopic: "Lensmaker's Equation" };
const CODE = 'def power(n):\n    """Power."""\n    return n - 1\n';
const TESTS = "import unittest\n";
const BUG = { description: "d", root_cause: "r", find: "n - 1", replace: "n + 1" };
const GOOD: Readonly<Record<string, unknown>> = {
  ...SEED,
  module_name: "lens_power",
  summary: "Power of a lens.",
  problem_description: "A lens.\n\nIt bends light.\n",
  solution_outline: "1. Think.\n2. Write.\n",
  correct_code: CODE,
  unit_tests: TESTS,
  bugs: [BUG],
};

/** The good document with other values; undefined takes a key away. */
function documentWith(changes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries({ ...GOOD, ...changes }).filter(([, value]) => value !== undefined),
  );
}

function accepted(
  document: Readonly<Record<string, unknown>>,
  unread?: ReadonlyMap<number, string>,
): { spec: Spec; droppedBugs: readonly string[] } {
  const outcome = readSpecDocument(document, SEED, unread);
  assert(outcome.ok, outcome.ok ? "" : outcome.rejection.detail);
  return outcome.value;
}

function refused(document: Readonly<Record<string, unknown>>): string {
  const outcome = readSpecDocument(document, SEED);
  assert(!outcome.ok, "the document was taken");
  return `${outcome.rejection.reason}: ${outcome.rejection.detail}`;
}

const REFUSED_CHANGES: readonly [string, Readonly<Record<string, unknown>>, string][] = [
  ["a missing key", { summary: undefined }, "answer_incomplete: summary is missing"],
  [
    "missing and bad keys together",
    { unit_tests: undefined, topic: "Mirrors", summary: " " },
    'answer_incomplete: unit_tests is missing; summary is blank; topic is "Mirrors", asked for "Thin Lenses"',
  ],
  ["an unknown key", { notes: "x" }, 'answer_invalid: unknown key "notes"'],
  [
    "many unknown keys",
    { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1 },
    'answer_invalid: unknown key "a"; unknown key "b"; unknown key "c"; unknown key "d"; unknown key "e"; 2 more unknown keys',
  ],
  ["an empty value", { summary: null }, "answer_invalid: summary is empty"],
  ["a blank value", { problem_description: " \n\n " }, "answer_invalid: problem_description is blank"],
  ["a number", { summary: 3 }, "answer_invalid: summary is a number, not a text"],
  ["a truth value", { correct_code: true }, "answer_invalid: correct_code is a truth value, not a text"],
  ["a mapping", { unit_tests: { a: 1 } }, "answer_invalid: unit_tests is a mapping, not a text"],
  ["a list", { correct_code: ["x = 1"] }, "answer_invalid: correct_code is a list, not a text"],
  [
    "an outline of mappings",
    { solution_outline: ["Think.", { "Step two": "write" }] },
    'answer_invalid: solution_outline is a list with entries that are not texts: quote those with ": " in them',
  ],
  ["an empty outline", { solution_outline: [] }, "answer_invalid: solution_outline is blank"],
  ["another domain", { domain: "optics" }, 'answer_invalid: domain is "optics", asked for "Optics"'],
  [
    "another subtopic",
    { subtopic: "x".repeat(100) },
    `answer_invalid: subtopic is "${"x".repeat(57)}...", asked for "Lensmaker's Equation"`,
  ],
  ["NUL", { summary: "a\0b" }, "answer_invalid: summary has a NUL character (U+0000) in line 1"],
  [
    "half a surrogate pair",
    { problem_description: "a\n\ud800" },
    "answer_invalid: problem_description has half of a surrogate pair (U+D800) in line 2",
  ],
  [
    "an escape in prose",
    { summary: "\x1b[2J" },
    "answer_invalid: summary has a control character (U+001B) in line 1",
  ],
  [
    "a tab",
    { correct_code: "if x:\n\ty = 1\n" },
    "answer_invalid: correct_code has a tab (U+0009) in line 2",
  ],
  [
    "\\r",
    { correct_code: "a = 1\rb = 2\n" },
    "answer_invalid: correct_code has a lone carriage return (U+000D) in line 1",
  ],
  ["\\v", { correct_code: "a\x0b" }, "answer_invalid: correct_code has a vertical tab (U+000B) in line 1"],
  ["\\f", { unit_tests: "\n\n\x0cx" }, "answer_invalid: unit_tests has a form feed (U+000C) in line 3"],
  ["\\x1c", { unit_tests: "\x1cx" }, "answer_invalid: unit_tests has a file separator (U+001C) in line 1"],
  ["\\x1d", { unit_tests: "\x1dx" }, "answer_invalid: unit_tests has a group separator (U+001D) in line 1"],
  ["\\x1e", { unit_tests: "\x1ex" }, "answer_invalid: unit_tests has a record separator (U+001E) in line 1"],
  [
    "\\x85",
    { unit_tests: "x\x85y" },
    "answer_invalid: unit_tests has a next-line character (U+0085) in line 1",
  ],
  [
    "U+2028",
    { correct_code: "x\u2028" },
    "answer_invalid: correct_code has a line separator (U+2028) in line 1",
  ],
  [
    "U+2029",
    { correct_code: "x\u2029y" },
    "answer_invalid: correct_code has a paragraph separator (U+2029) in line 1",
  ],
  [
    "code indented by something else than blanks",
    { correct_code: "if x:\n    y = 1\n\u00a0\u00a0  z = 1\n" },
    "answer_invalid: correct_code is indented by something else than blanks in line 3",
  ],
  [
    "a huge module",
    { correct_code: "x".repeat(100_001) },
    "answer_invalid: correct_code is 100001 bytes long, at most 100000",
  ],
  [
    "huge tests, in bytes rather than characters",
    { unit_tests: "é".repeat(50_001) },
    "answer_invalid: unit_tests is 100002 bytes long, at most 100000",
  ],
  [
    "a summary of a page",
    { summary: "x".repeat(501) },
    "answer_invalid: summary is 501 bytes long, at most 500",
  ],
];

Deno.test("readSpecDocument() refuses a bad field with a reason to act on", async (t) => {
  for (const [name, changes, expected] of REFUSED_CHANGES) {
    await t.step(name, () => assertEquals(refused(documentWith(changes)), expected));
  }
});

const REFUSED_NAMES: readonly [string, string][] = [
  ["os", 'module_name "os" shadows a standard-library module'],
  ["tomllib", 'module_name "tomllib" shadows a standard-library module'],
  ["_thread", 'module_name "_thread" shadows a standard-library module'],
  ["lambda", 'module_name "lambda" is a Python keyword'],
  ["match", 'module_name "match" is a Python keyword'],
  ["_", 'module_name "_" is a Python keyword'],
  ["Lens", 'module_name "Lens" does not match ^[a-z_][a-z0-9_]*$'],
  ["2lens", 'module_name "2lens" does not match ^[a-z_][a-z0-9_]*$'],
  ["lens-power", 'module_name "lens-power" does not match ^[a-z_][a-z0-9_]*$'],
  ["linse_ä", 'module_name "linse_ä" does not match ^[a-z_][a-z0-9_]*$'],
  ["lens.power", 'module_name "lens.power" does not match ^[a-z_][a-z0-9_]*$'],
  ["lens\nimport", 'module_name "lens\\nimport" does not match ^[a-z_][a-z0-9_]*$'],
  ["lens.py", 'module_name "lens.py" is a path: give the bare name, without folder or ".py"'],
  ["../lens", 'module_name "../lens" is a path: give the bare name, without folder or ".py"'],
  ["a\\b", 'module_name "a\\\\b" is a path: give the bare name, without folder or ".py"'],
  ["test_lens", 'module_name "test_lens" is reserved: choose another name'],
  ["run_tests", 'module_name "run_tests" is reserved: choose another name'],
  ["unittest", 'module_name "unittest" is reserved: choose another name'],
  ["conftest", 'module_name "conftest" is reserved: choose another name'],
  ["sitecustomize", 'module_name "sitecustomize" is reserved: choose another name'],
  ["__main__", 'module_name "__main__" is reserved: choose another name'],
  ["l".repeat(61), "module_name is 61 characters long, at most 60"],
];

Deno.test("readSpecDocument() refuses names that are no good module names", async (t) => {
  for (const [name, expected] of REFUSED_NAMES) {
    await t.step(name, () => {
      assertEquals(refused(documentWith({ module_name: name })), `answer_invalid: ${expected}`);
    });
  }
  for (const name of ["lens", "_lens", "lens2", "l".repeat(60), "testing", "os_", "constructor"]) {
    await t.step(`takes ${name}`, () => {
      assertEquals(accepted(documentWith({ module_name: name })).spec.moduleName, name);
    });
  }
});

Deno.test("readSpecDocument() takes no key from a prototype", () => {
  const document = JSON.parse('{"__proto__": {"domain": "Optics"}}');
  const missing = SPEC_KEYS.map((key) => `${key} is missing`).join("; ");
  assertEquals(refused(document), `answer_incomplete: ${missing}; unknown key "__proto__"`);
});

Deno.test("readSpecDocument() says nothing of the key that ends an answer", () => {
  for (const end of [true, false, null, "x"]) assert(accepted(documentWith({ end })));
});

Deno.test("readSpecDocument() reads all fields, with the seed that was asked for", () => {
  assertEquals(accepted(GOOD), {
    spec: {
      seed: SEED,
      summary: "Power of a lens.",
      moduleName: "lens_power",
      problemDescription: "A lens.\n\nIt bends light.",
      solutionOutline: "1. Think.\n2. Write.",
      correctCode: CODE,
      unitTests: TESTS,
      bugs: [{ description: "d", rootCause: "r", find: "n - 1", replace: "n + 1" }],
    },
    droppedBugs: [],
  });
});

Deno.test("readSpecDocument() makes line ends uniform and ends code with one line feed", () => {
  for (const code of [CODE.trimEnd(), `${CODE}\n  \n\n`, CODE.replaceAll("\n", "\r\n")]) {
    assertEquals(accepted(documentWith({ correct_code: code })).spec.correctCode, CODE);
  }
});

Deno.test("readSpecDocument() puts a folded summary on one line", () => {
  const { spec } = accepted(documentWith({ summary: "Power\n  of a lens.\n", topic: "Thin Lenses\n" }));
  assertEquals(spec.summary, "Power of a lens.");
});

Deno.test("readSpecDocument() numbers an outline that comes as a list, once", () => {
  for (const steps of [["Think.", "Write."], ["1. Think.", "2) Write.\n"]]) {
    assertEquals(
      accepted(documentWith({ solution_outline: steps })).spec.solutionOutline,
      "1. Think.\n2. Write.",
    );
  }
});

Deno.test("readSpecDocument() takes documents without bugs", () => {
  for (const bugs of [undefined, null, []]) {
    assertEquals(accepted(documentWith({ bugs })).spec.bugs, []);
    assertEquals(accepted(documentWith({ bugs })).droppedBugs, []);
  }
});

const DROPPED: readonly [unknown, string][] = [
  ["n - 1", "bugs[0]: the entry is a text, not a mapping"],
  [null, "bugs[0]: the entry is empty, not a mapping"],
  [{ description: "d", find: "n - 1" }, "bugs[0]: root_cause is missing; replace is missing"],
  [{ ...BUG, line: 3 }, 'bugs[0]: unknown key "line"'],
  [{ ...BUG, find: 1 }, "bugs[0]: find is a number, not a text"],
  [{ ...BUG, description: null }, "bugs[0]: description is empty"],
  [{ ...BUG, root_cause: " " }, "bugs[0]: root_cause is blank"],
  [{ ...BUG, replace: "\tn" }, "bugs[0]: replace has a tab (U+0009) in line 1"],
  [{ ...BUG, replace: "x".repeat(10_001) }, "bugs[0]: replace is longer than 10000 bytes"],
  [{ ...BUG, replace: "n - 1" }, "bugs[0]: find and replace are the same"],
  [{ ...BUG, find: "n * 1" }, "bugs[0]: find does not occur in correct_code"],
  [{ ...BUG, find: "n" }, "bugs[0]: find occurs more than once in correct_code"],
];

Deno.test("readSpecDocument() drops malformed bugs with a reason and keeps the others", () => {
  for (const [entry, reason] of DROPPED) {
    const { spec, droppedBugs } = accepted(documentWith({ bugs: [entry, BUG] }));
    assertEquals(droppedBugs, [reason]);
    assertEquals(spec.bugs.map((bug) => bug.find), ["n - 1"]);
  }
  assertEquals(accepted(documentWith({ bugs: "none" })).droppedBugs, ["bugs is a text, not a list"]);
});

Deno.test("readSpecDocument() counts overlapping places of a bug", () => {
  const changes = { correct_code: "x = [[[1]]]\n", bugs: [{ ...BUG, find: "[[", replace: "[" }] };
  assertEquals(accepted(documentWith(changes)).droppedBugs, [
    "bugs[0]: find occurs more than once in correct_code",
  ]);
});

Deno.test("readSpecDocument() takes a bug that only leaves something out, and CRLF in it", () => {
  const bug = { ...BUG, find: "    return n - 1\r\n", replace: "" };
  assertEquals(accepted(documentWith({ bugs: [bug] })).spec.bugs[0]!.find, "    return n - 1\n");
});

Deno.test("readSpecDocument() drops an entry that could not be read, whatever stands there, and says why", () => {
  const unread = new Map([[1, "it is cut"]]);
  const { spec, droppedBugs } = accepted(documentWith({ bugs: [BUG, BUG, null] }), unread);
  assertEquals(spec.bugs.length, 1);
  assertEquals(droppedBugs, ["bugs[1]: it is cut", "bugs[2]: the entry is empty, not a mapping"]);
});

Deno.test("readSpecDocument() reads fifty bugs at most", () => {
  const { spec, droppedBugs } = accepted(documentWith({ bugs: Array(60).fill(BUG) }));
  assertEquals(spec.bugs.length, 50);
  assertEquals(droppedBugs, ["bugs has 60 entries, at most 50 are read"]);
});

Deno.test("readSpecDocument() takes every scenario of the offline library, with all its bugs", async (t) => {
  const folder = new URL("../../lib/library/scenarios/", import.meta.url);
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".yaml")) continue;
    await t.step(name, async () => {
      const text = await Deno.readTextFile(new URL(name, folder));
      const document = parse(text, { schema: "core" }) as typeof SEED & Record<string, unknown>;
      const { domain, topic, subtopic } = document;
      const outcome = readSpecDocument(document, { domain, topic, subtopic });
      assert(outcome.ok, outcome.ok ? "" : outcome.rejection.detail);
      assertEquals(outcome.value.droppedBugs, []);
      assertEquals(`${outcome.value.spec.moduleName}.yaml`, name);
    });
  }
});
