import { assertEquals } from "@std/assert";
import { authorVariants } from "../../lib/bugs/author_variants.ts";
import type { Proposal } from "../../lib/core/bug_strategy.ts";
import type { Candidate } from "../../lib/core/candidate.ts";
import { applyEdits } from "../../lib/core/span_edit.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { parsePython } from "../support/parse_python.ts";

const CODE = `"""Sums."""
LIMIT = 10


class Sum:
    def add(self, values):
        total = 0
        for value in values:
            total += value
            total = min(total, LIMIT)
        return total
`;

async function proposed(find: string, replace: string): Promise<Proposal> {
  const bug = { find, replace, description: " It is wrong.\n", rootCause: "A slip.\n" };
  const spec = {
    seed: { domain: "D", topic: "T", subtopic: "S" },
    summary: "",
    moduleName: "sums",
    problemDescription: "",
    solutionOutline: "",
    correctCode: CODE,
    unitTests: "",
    bugs: [bug],
  };
  const module = { spec, tree: await parsePython(CODE), testIds: [] };
  const { signal } = new AbortController();
  return await authorVariants.propose({ module, subject: "D::T::S", signal });
}

async function variant(find: string, replace: string): Promise<Candidate> {
  const proposal = await proposed(find, replace);
  assertEquals([proposal.refused, proposal.usage], [[], NO_USAGE]);
  return proposal.candidates[0]!;
}

Deno.test("authorVariants tells a bug's place, text and reason", async () => {
  const candidate = await variant("total += value", "total -= value");
  const start = CODE.indexOf("total += value");
  assertEquals(candidate, {
    strategy: "llm_variant",
    operator: "author",
    family: "author",
    edits: [{ start, end: start + 14, text: "total -= value" }],
    code: CODE.replace("+=", "-="),
    function: "Sum.add",
    line: 9,
    description: "It is wrong.",
    rootCause: "A slip.",
  });
});

Deno.test("authorVariants names the lines that change, not those given to find them", async () => {
  const rows: readonly (readonly [find: string, replace: string, old: string, text: string, line: number])[] =
    [
      [
        "for value in values:\n            total += value\n            total = min(total, LIMIT)",
        "for value in values:\n            total -= value\n            total = min(total, LIMIT)",
        "            total += value",
        "            total -= value",
        9,
      ],
      [
        "            total += value\n            total = min(total, LIMIT)\n        return total\n",
        "            total += value\n        total = min(total, LIMIT)\n        return total\n",
        "            total = min(total, LIMIT)",
        "        total = min(total, LIMIT)",
        10,
      ],
      // A line that goes away, and one that comes.
      [
        "total += value\n            total = min(total, LIMIT)\n        return total",
        "total += value\n        return total",
        "            total = min(total, LIMIT)\n        return total",
        "        return total",
        10,
      ],
      [
        "        total = 0\n        for",
        "        total = 0\n        total = 1\n        for",
        "        for",
        "        total = 1\n        for",
        8,
      ],
      ["            total = min(total, LIMIT)\n", "", "            total = min(total, LIMIT)\n", "", 10],
      ["total = 0\n        for value", "total = 1\n        for value", "total = 0", "total = 1", 7],
    ];
  for (const [find, replace, old, text, line] of rows) {
    const { code, edits, line: at } = await variant(find, replace);
    assertEquals(code, CODE.replace(find, () => replace));
    assertEquals(applyEdits(CODE, edits), code);
    assertEquals([CODE.slice(edits[0]!.start, edits[0]!.end), edits[0]!.text, at], [old, text, line]);
  }
});

Deno.test("authorVariants calls a bug outside all functions the module's", async () => {
  const { function: name, line } = await variant("LIMIT = 10", "LIMIT = 9");
  assertEquals([name, line], ["<module>", 2]);
});

Deno.test("authorVariants drops a bug that its own words give away, and says so", async () => {
  const rows: readonly (readonly [replace: string, reason: string, words: string])[] = [
    ["total -= value  # wrong sign", "author_bug_comments_changed", 'a remark is new: "# wrong sign"'],
    ["buggy_total = value", "author_bug_tells", 'a name or remark that is new says "buggy"'],
  ];
  for (const [replace, reason, words] of rows) {
    assertEquals(await proposed("total += value", replace), {
      candidates: [],
      refused: [{ reason, detail: `${words}: It is wrong.` }],
      usage: NO_USAGE,
    });
  }
});
