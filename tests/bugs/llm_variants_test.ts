import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { llmVariants } from "../../lib/bugs/llm_variants.ts";
import type { Proposal } from "../../lib/core/bug_strategy.ts";
import { BudgetError } from "../../lib/core/errors.ts";
import { applyEdits } from "../../lib/core/span_edit.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { bugRequest } from "../support/bug_request.ts";
import { ANSWER_USAGE, scriptedChat } from "../support/scripted_chat.ts";

const CODE = `"""Sums of readings."""
LIMIT = 10  # most


class Sum:
    """A sum."""

    def add(self, values):
        total = 0
        for value in values:
            # One after the other.
            total += value
            total = min(total, LIMIT)  # never above
        return total


def last(values):
    total = 0
    return values[-1] + total
`;
const request = await bugRequest(CODE);
const PROSE = { description: "It is off.", root_cause: "A slip." };

type Fields = Readonly<Record<string, unknown>>;

/** What comes of an answer with these bugs. */
async function propose(...bugs: readonly unknown[]): Promise<Proposal> {
  return await llmVariants(scriptedChat(JSON.stringify({ bugs }))).propose(request);
}

Deno.test("llmVariants() asks once for all bugs, of the module and its tests, and tells all of each", async () => {
  const chat = scriptedChat(`bugs:
  - description: "Sum.add  takes away."
    root_cause: |
      The sign was
      turned.
    find: |-
      total += value
    replace: |-
      total -= value
  - description: "last gives the first."
    root_cause: "Off."
    edits:
      - find: "values[-1]"
        replace: "values[0]"
end: true
`);
  const strategy = llmVariants(chat, { count: 2 });
  assertEquals(strategy.name, "llm_variant");
  const { candidates, refused, usage } = await strategy.propose(request);
  const start = CODE.indexOf("total += value");
  assertEquals(candidates[0], {
    strategy: "llm_variant",
    operator: "llm_variant",
    family: "model",
    edits: [{ start, end: start + 14, text: "total -= value" }],
    code: CODE.replace("+= value", "-= value"),
    function: "Sum.add",
    line: 12,
    description: "Sum.add takes away.",
    rootCause: "The sign was turned.",
  });
  assertEquals([candidates[1]!.code, candidates[1]!.function], [CODE.replace("[-1]", "[0]"), "last"]);
  assertEquals([candidates.length, refused, usage], [2, [], ANSWER_USAGE]);
  const [asked, ...more] = chat.asked;
  assertEquals([asked!.purpose, asked!.subject, more], ["llm_variant", request.subject, []]);
  assert(asked!.signal === request.signal);
  const [system, user] = asked!.messages;
  assertEquals([system!.role, user!.role, asked!.messages.length], ["system", "user", 2]);
  assertStringIncludes(user!.content, CODE);
  assertStringIncludes(user!.content, request.module.spec.unitTests);
  assertStringIncludes(user!.content, "Write 2 bugs for this module.");
});

const TAKEN: readonly (readonly [name: string, bug: Fields, code: string])[] = [
  [
    "a part of a line",
    { find: "value in values", replace: "value in values[1:]" },
    CODE.replace("in values:", "in values[1:]:"),
  ],
  [
    "a part of a line with a line end that it has not there",
    { find: "total = min(total, LIMIT)\n", replace: "total = min(total, -LIMIT)\n" },
    CODE.replace("(total, LIMIT)", "(total, -LIMIT)"),
  ],
  [
    "several lines as they stand there",
    {
      find: "            # One after the other.\n            total += value\n",
      replace: "            # One after the other.\n            total = value\n",
    },
    CODE.replace("+= value", "= value"),
  ],
  [
    "several lines, the first without its indentation",
    {
      find: "for value in values:\n            # One after the other.\n            total += value",
      replace: "for value in values[1:]:\n            # One after the other.\n            total += value",
    },
    CODE.replace("in values:", "in values[1:]:"),
  ],
  [
    "several lines without the indentation that they share",
    {
      find: "for value in values:\n    # One after the other.\n    total += value\n",
      replace: "for value in values:\n    # One after the other.\n    total += 2 * value\n",
    },
    CODE.replace("+= value", "+= 2 * value"),
  ],
  [
    "several lines with more indentation than they have",
    {
      find: "            total = 0\n            for value in values:",
      replace: "            total = 1\n            for value in values:",
    },
    CODE.replace("        total = 0", "        total = 1"),
  ],
  [
    "a line that goes",
    {
      find: "total += value\n            total = min(total, LIMIT)  # never above",
      replace: "total = min(total, LIMIT)  # never above",
    },
    CODE.replace("            total += value\n", ""),
  ],
  [
    "two places",
    {
      edits: [
        { find: "LIMIT = 10", replace: "LIMIT = 9" },
        { find: "values[-1]", replace: "values[-2]" },
      ],
    },
    CODE.replace("= 10", "= 9").replace("[-1]", "[-2]"),
  ],
  [
    "a statement that moves with its comment",
    {
      edits: [
        { find: "            total = min(total, LIMIT)  # never above\n", replace: "" },
        {
          find: "        return total\n\n",
          replace: "        total = min(total, LIMIT)  # never above\n        return total\n\n",
        },
      ],
    },
    CODE.replace("            total = min(", "        total = min("),
  ],
  ["a whole module", { code: CODE.replace("+= value", "-= value") }, CODE.replace("+= value", "-= value")],
  [
    "a whole module in other layout, of which only the bug is taken",
    { code: `\n${CODE.replace("\n\n\n", "\n\n").replace("total = 0", "total = 1").trimEnd()}` },
    CODE.replace("total = 0", "total = 1"),
  ],
  [
    "a whole module with Windows line ends",
    { code: CODE.replace("[-1]", "[0]").replaceAll("\n", "\r\n") },
    CODE.replace("[-1]", "[0]"),
  ],
  ["more keys than asked for", { find: "[-1]", replace: "[0]", severity: 3 }, CODE.replace("[-1]", "[0]")],
];

Deno.test("llmVariants() takes", async (t) => {
  for (const [name, bug, code] of TAKEN) {
    await t.step(name, async () => {
      const { candidates, refused } = await propose({ ...PROSE, ...bug });
      assertEquals(refused, []);
      assertEquals(candidates[0]!.code, code);
      assertEquals(applyEdits(CODE, candidates[0]!.edits), code);
    });
  }
});

const REFUSED: readonly (readonly [name: string, bug: unknown, reason: string, words: string])[] = [
  ["a text that is not there", { find: "total += values", replace: "x" }, "find_missing", "total += values"],
  ["a text in other spacing", { find: "total+=value", replace: "x" }, "find_missing", "total+=value"],
  ["a text that is there twice", { find: "total = 0", replace: "total = 1" }, "find_ambiguous", "total = 0"],
  [
    "lines that are there twice, in other indentation",
    { find: "  total = 0\n", replace: "  total = 1\n" },
    "find_ambiguous",
    "total = 0",
  ],
  [
    "two edits, one of them of a text that is not there",
    { edits: [{ find: "[-1]", replace: "[0]" }, { find: "nowhere", replace: "" }] },
    "find_missing",
    "nowhere",
  ],
  [
    "edits of the same text",
    { edits: [{ find: "+= value", replace: "-= value" }, { find: "total += value", replace: "total = 1" }] },
    "edits_overlap",
    "same text",
  ],
  ["no change", { find: "[-1]", replace: "[-1]" }, "no_change", "stays as it is"],
  [
    "a change of blanks alone",
    { find: "total = 0\n        for", replace: "total = 0\n\n        for" },
    "no_change",
    "",
  ],
  ["the healthy module", { code: CODE }, "no_change", "stays as it is"],
  ["a new comment", { find: "[-1]", replace: "[0]  # the last" }, "comments_changed", "# the last"],
  [
    "a comment that tells of it",
    { find: "total += value", replace: "total -= value  # BUG: sign" },
    "comments_changed",
    "# BUG: sign",
  ],
  [
    "a lost comment",
    { find: "            # One after the other.\n", replace: "" },
    "comments_changed",
    "is gone",
  ],
  ["another docstring", { find: "A sum.", replace: "A difference." }, "comments_changed", "A difference."],
  [
    "a whole module without its comments",
    { code: CODE.replaceAll(/ *#.*$/gm, "").replace("[-1]", "[0]") },
    "comments_changed",
    "is gone",
  ],
  ["a name that tells of it", { find: "total += value", replace: "wrong_sign = -value" }, "tells", '"wrong"'],
  [
    "another module",
    { code: `${CODE}\n${Array.from({ length: 30 }, (_, n) => `x${n} = ${n}\n`).join("")}` },
    "too_wide",
    "24 lines",
  ],
  ["a tab", { find: "[-1]", replace: "[\t0]" }, "invalid", "a tab (U+0009) in line 19"],
  ["a blank text to find", { find: " \n", replace: "x" }, "invalid", "find is blank"],
  ["a text to find alone", { find: "[-1]" }, "invalid", "replace is missing"],
  ["nothing to find", {}, "invalid", "find is missing"],
  ["a number", { find: 10, replace: "9" }, "invalid", "find is a number"],
  ["an empty replacement", { find: "[-1]", replace: null }, "invalid", "replace is empty"],
  ["edits that are no list", { edits: "total" }, "invalid", "edits is a text"],
  ["no edits", { edits: [] }, "invalid", "no edits"],
  ["an edit that is no mapping", { edits: ["total"] }, "invalid", "the edit is a text"],
  ["too many edits", { edits: Array(21).fill({ find: "[-1]", replace: "[0]" }) }, "too_wide", "21 edits"],
  ["a blank module", { code: "" }, "invalid", "code is blank"],
  ["code that is a list", { code: ["x"] }, "invalid", "code is a list"],
  [
    "a bug that nobody describes",
    { find: "[-1]", replace: "[0]", description: " " },
    "invalid",
    "description is blank",
  ],
  [
    "a bug without a cause",
    { find: "[-1]", replace: "[0]", root_cause: undefined },
    "invalid",
    "root_cause is missing",
  ],
  [
    "a described number",
    { find: "[-1]", replace: "[0]", root_cause: 7 },
    "invalid",
    "root_cause is a number",
  ],
  ["a novel", { find: "[-1]", replace: "[0]", description: "x".repeat(2001) }, "invalid", "longer than 2000"],
];

Deno.test("llmVariants() refuses by name, and keeps the others:", async (t) => {
  const good = { ...PROSE, find: "LIMIT = 10", replace: "LIMIT = 11" };
  for (const [name, bug, reason, words] of REFUSED) {
    await t.step(name, async () => {
      const entry = Object.entries({ ...PROSE, ...bug as Fields }).filter(([, value]) => value !== undefined);
      const { candidates, refused } = await propose(good, Object.fromEntries(entry));
      assertEquals(candidates.map(({ code }) => code), [CODE.replace("= 10", "= 11")]);
      assertEquals(refused.map((each) => each.reason), [`llm_bug_${reason}`]);
      assertStringIncludes(refused[0]!.detail, "bugs[1]: ");
      assertStringIncludes(refused[0]!.detail, words);
    });
  }
});

Deno.test("llmVariants() refuses the same bug a second time, and more than can be looked at", async () => {
  const bug = (n: number) => ({ ...PROSE, find: "LIMIT = 10", replace: `LIMIT = ${n}` });
  const { candidates, refused } = await propose(
    bug(1),
    bug(2),
    bug(1),
    ...Array.from({ length: 30 }, (_, n) => bug(20 + n)),
  );
  assertEquals(candidates.length, 23);
  assertEquals(refused.map(({ reason, detail }) => [reason, detail]), [
    ["llm_bug_repeated", "bugs[2]: it is the same as one before it"],
    ["llm_bug_surplus", "bugs[24]: no more are looked at"],
  ]);
});

const GOOD = `  - description: "It is off."
    root_cause: "A slip."
    find: "LIMIT = 10"
    replace: "LIMIT = 11"
`;

const READ: readonly (readonly [name: string, text: string, count: number, reasons: readonly string[]])[] = [
  ["a fence and prose around the document", `Here:\n\`\`\`yaml\nbugs:\n${GOOD}\`\`\`\nDone!`, 1, []],
  ["thoughts before it", `<think>\nbugs: many\n</think>\nbugs:\n${GOOD}end: true\n`, 1, []],
  ["JSON", JSON.stringify({ bugs: [{ ...PROSE, find: "[-1]", replace: "[0]" }] }), 1, []],
  ["a bare list", JSON.stringify([{ ...PROSE, find: "[-1]", replace: "[0]" }]), 1, []],
  ["a last bug that may be cut", `bugs:\n${GOOD}${GOOD.replace("11", "12")}`, 1, ["unreadable"]],
  ["no bug at all", "bugs: []\nend: true\n", 0, ["none"]],
  ["an apology", "I am sorry, but I cannot write bugs.", 0, ["unreadable"]],
  ["another document", "summary: none\nend: true\n", 0, ["unreadable"]],
  ["an entry that is a text", `bugs:\n  - LIMIT is 11\n${GOOD}end: true\n`, 1, ["invalid"]],
];

Deno.test("llmVariants() reads", async (t) => {
  for (const [name, text, count, reasons] of READ) {
    await t.step(name, async () => {
      const { candidates, refused, usage } = await llmVariants(scriptedChat(text)).propose(request);
      assertEquals(candidates.length, count, JSON.stringify(refused));
      assertEquals(refused.map(({ reason }) => reason), reasons.map((reason) => `llm_bug_${reason}`));
      assertEquals(usage, ANSWER_USAGE);
    });
  }
});

Deno.test("llmVariants() passes on why there is no answer, and what stops everything", async () => {
  const none = { reason: "answer_cut", detail: "the answer has no end" };
  const proposal = await llmVariants(scriptedChat(none)).propose(request);
  assertEquals(proposal, { candidates: [], refused: [none], usage: NO_USAGE });
  const stop = new BudgetError("Cannot ask: the limit is reached");
  await assertRejects(async () => await llmVariants(scriptedChat(stop)).propose(request), BudgetError);
});
