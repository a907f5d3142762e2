import { assert, assertEquals } from "@std/assert";
import { readBugList } from "../../lib/answers/read_bug_list.ts";

const ONE = { description: "d", root_cause: "r", find: "x = 1", replace: "x = 2" };
const TWO = {
  description: "two of them",
  root_cause: "r",
  edits: [{ find: "if a:\n    b", replace: "if c:\n    b" }, { find: "y", replace: "" }],
};
const THREE = { description: "all", root_cause: "r", code: "import math\n\n\ndef f():\n    return 1\n" };
const TEXT = `bugs:
  - description: d
    root_cause: r
    find: x = 1
    replace: x = 2
  - description: two of them
    root_cause: r
    edits:
      - find: |-
          if a:
              b
        replace: |-
          if c:
              b
      - find: y
        replace: ""
  - description: all
    root_cause: r
    code: |
      import math


      def f():
          return 1
end: true
`;
const NO_KEY = TEXT.replace("bugs:\n", "").replace("end: true\n", "");
/** The same answer with a text that YAML cannot read, so that the tolerant reader has to. */
const colons = (text: string) => text.replace("description: d\n", "description: d: e\n");
const CUT = new Map([[2, "it stands last, and nothing shows that it is whole"]]);

function read(text: string) {
  const list = readBugList(text);
  assert(list.ok, list.ok ? "" : list.rejection.detail);
  return list.value;
}

Deno.test("readBugList() reads edits and whole code, strictly and by lines", () => {
  const whole = { entries: [ONE, TWO, THREE], unread: new Map(), isLastCut: false, repairs: [] };
  assertEquals(read(TEXT), whole);
  const tolerant = read(colons(TEXT));
  assertEquals(tolerant, {
    ...whole,
    entries: [{ ...ONE, description: "d: e" }, TWO, THREE],
    repairs: ["tolerant"],
  });
  const fenced = read(`Here they are:\n\`\`\`yaml\n${TEXT}\`\`\`\n`);
  assertEquals(fenced, { ...whole, repairs: ["fences_removed", "prose_removed"] });
});

Deno.test("readBugList() takes JSON, a bare list and a single bug", () => {
  assertEquals(read(JSON.stringify({ bugs: [ONE, TWO] })).repairs, ["json"]);
  assertEquals(read(JSON.stringify([ONE, TWO])), {
    entries: [ONE, TWO],
    unread: new Map(),
    isLastCut: false,
    repairs: ["json", "bare_list"],
  });
  assertEquals(read(JSON.stringify(TWO)).entries, [TWO]);
  assertEquals(read(NO_KEY).entries, [ONE, TWO, THREE]);
  assertEquals(read(colons(NO_KEY)).entries, [{ ...ONE, description: "d: e" }, TWO, THREE]);
});

Deno.test("readBugList() marks the last bug where nothing shows that the answer is whole", () => {
  for (const text of [TEXT.replace("end: true\n", ""), NO_KEY, colons(NO_KEY)]) {
    const { entries, unread, isLastCut } = read(text);
    assertEquals([entries.length, isLastCut], [3, true]);
    assertEquals(unread, CUT);
  }
  for (const text of [`${NO_KEY}end: true\n`, colons(`${NO_KEY}end: true\n`)]) {
    assertEquals([read(text).isLastCut, read(text).unread.size], [false, 0], text);
  }
  for (
    let end = TEXT.indexOf("  - description: two") + 10;
    end < TEXT.indexOf("  - description: all");
    end += 3
  ) {
    const list = readBugList(TEXT.slice(0, end));
    if (!list.ok) continue;
    const { entries, unread } = list.value;
    assertEquals(entries.filter((_, at) => !unread.has(at)), [ONE], TEXT.slice(0, end));
  }
});

Deno.test("readBugList() names an entry that cannot be read, and keeps the others", () => {
  const stray = read(colons(TEXT).replace("          if c:\n", "        if c:\n"));
  assertEquals([...stray.unread.keys()], [1]);
  assertEquals([stray.entries[0], stray.entries[2]], [{ ...ONE, description: "d: e" }, THREE]);
  const folded = read(TEXT.replace("find: |-\n          if a:\n              b", "find: if a\n          b"));
  assertEquals([...folded.unread], [[
    1,
    'edits: find is folded: its lines are joined. Use a block with "|"',
  ]]);
  const unknown = read(colons(TEXT).replace("    find: x = 1\n", "    line: 3\n    find: x = 1\n"));
  assertEquals([...unknown.unread.keys()], [0]);
});

const REFUSED: readonly [string, string, string][] = [
  ["an apology", "I am sorry.", "answer_not_yaml"],
  ["another key", "change: x\nend: true\n", "answer_incomplete"],
  ["a text", "bugs: none\nend: true\n", "answer_invalid"],
  ["a cut JSON", JSON.stringify([ONE, TWO]).slice(0, -5), "answer_incomplete"],
];

Deno.test("readBugList() refuses an answer without a list", async (t) => {
  for (const [name, text, reason] of REFUSED) {
    await t.step(name, () => {
      const list = readBugList(text);
      assertEquals(list.ok ? "taken" : list.rejection.reason, reason);
    });
  }
  assertEquals(read("bugs: []\nend: true\n").entries, []);
});
