import type { Repair } from "../core/author.ts";
import type { ChatMessage } from "../core/chat.ts";
import type { Seed } from "../core/seed.ts";

/** What a prompt is made of besides the scenario. */
export interface PromptParts {
  /** The refused answer, which goes back; null at first. */
  readonly repair: Repair | null;
  /** What was written for the scenario before. */
  readonly earlier: readonly string[];
}

const MAX_REASON = 4_000;
const MAX_OUTPUT = 8_000;
const MOST_EARLIER = 12;

/**
 * The conversation that asks for one scenario. All that does not depend on the scenario stands in the system message,
 * and a repair only adds turns, so that providers can keep what they have read.
 */
export function buildPrompt(seed: Seed, { repair, earlier }: PromptParts): readonly ChatMessage[] {
  const system: ChatMessage = { role: "system", content: SYSTEM };
  const ask = askFor(seed, earlier);
  if (repair === null) return [system, { role: "user", content: ask }];
  // Two turns of the user in a row are refused by some servers.
  if (repair.answer === "") return [system, { role: "user", content: `${ask}\n\n${askToMend(repair)}` }];
  return [
    system,
    { role: "user", content: ask },
    { role: "assistant", content: repair.answer },
    { role: "user", content: askToMend(repair) },
  ];
}

function askFor(seed: Seed, earlier: readonly string[]): string {
  const lines = [
    "Write the document for this scenario. Copy these three lines into it as they are:",
    "",
    `domain: ${JSON.stringify(seed.domain)}`,
    `topic: ${JSON.stringify(seed.topic)}`,
    `subtopic: ${JSON.stringify(seed.subtopic)}`,
    "",
    "The subtopic names the equations or the algorithm: implement exactly that, not the wider topic.",
  ];
  if (earlier.length > 0) {
    lines.push(
      "",
      "These modules exist for it already. Write a really different one: other functions, another formulation,",
      "other cases.",
      ...earlier.slice(-MOST_EARLIER).map((summary) => `- ${summary}`),
    );
  }
  lines.push("", "Answer with the YAML document alone.");
  return lines.join("\n");
}

function askToMend({ answer, readable, rejection: { reason, detail, output } }: Repair): string {
  const which = answer === "" ? "An earlier answer of yours" : "This answer";
  const lines = [`${which} was refused: ${detail.slice(0, MAX_REASON)}`];
  if (output) lines.push("", "What the run printed:", "", output.slice(-MAX_OUTPUT).trimEnd());
  lines.push("", ...wayToMend(reason, readable), "Keep all rules, and end with the line: end: true");
  return lines.join("\n");
}

function wayToMend(reason: string, readable: boolean): string[] {
  if (reason === "near_duplicate") {
    return [
      "Write the whole document again for the same scenario, with a really different module and tests.",
    ];
  }
  if (reason === "answer_cut") {
    return ["Write the whole document again, shorter: about 80 lines of code and 10 tests."];
  }
  if (!readable) return ["Write the whole document again as valid YAML, with these faults corrected."];
  return [
    ...reason.startsWith("healthy_")
      ? [
        "Find the cause first. Where a test fails, either the code or the expected value is wrong: work it out by hand.",
      ]
      : [],
    "Answer with a YAML document of ONLY the keys that must change, each one whole (all of correct_code if a",
    "line of it changes). Keys that you leave out stay as they are; if correct_code changes, check each find of bugs.",
  ];
}

/** The document's shape. It is itself a valid document, which a test parses. */
export const SKELETON = `domain: "as given"
topic: "as given"
subtopic: "as given"
module_name: short_snake_case_name
summary: "One sentence, under 160 characters: what the module computes."
problem_description: |
  Two to four paragraphs.
solution_outline: |
  1. First step.
  2. Second step.
correct_code: |
  """Docstring of the module."""
  import math


  def first_function(x):
      ...
unit_tests: |
  import math
  import unittest

  from short_snake_case_name import first_function


  class FirstFunctionTest(unittest.TestCase):
      def test_behaviour_in_words(self):
          ...


  if __name__ == "__main__":
      unittest.main()
bugs:
  - description: "first_function does this wrong thing now."
    root_cause: "Why a developer would write it so, and why it is wrong in terms of the domain."
    find: |-
      text of correct_code
    replace: |-
      faulty text
end: true
`;

const SYSTEM =
  `You are a computational scientist who writes small Python modules together with their unit tests.
Each module becomes a debugging exercise: a program checks it, runs the tests, puts one bug into the
code, and keeps the exercise only if some tests then fail while others still pass. People train and
judge code-repair systems with it, so a wrong formula, a flaky test or a hint at a bug is worse than
no answer.

Answer with ONE YAML document and nothing else: no Markdown fence, no remark before or after it. It
has exactly these keys, in this order:

${SKELETON}
FORM
- Long texts are block scalars: "|" ("|-" for find and replace), each line indented by two more spaces
  than its key. Python's own indentation (four spaces) comes on top of that.
- No tabs and no control characters anywhere. Plain ASCII in code and tests.
- Put one-line texts in double quotes, and escape a double quote or backslash inside them.
- module_name: lower-case letters, digits and "_", a letter first, at most 60 characters. Not a
  Python keyword, not the name of a standard-library module, not starting with "test_".

problem_description: a specification that an expert in the field would respect. State the physical or
mathematical problem, the governing equations in plain text, assumptions, sign conventions and units,
what each public function returns, the edge cases, and which inputs raise ValueError. All that the tests
expect follows from it. It never mentions bugs, tests or debugging.

solution_outline: five to nine numbered steps, one or two sentences each.

correct_code: 80 to 150 lines that run unchanged on Python 3.9 to 3.13.
- Standard library only (math, cmath, dataclasses, typing, enum, bisect, itertools, collections,
  statistics, fractions, heapq, functools). No random, time, datetime, os, sys, threading, files,
  network, input or printing; no eval, exec, frames or private parts of modules. No match statement and no
  "X | Y" types.
- At least five functions or methods that work together, with branches, loops, comparisons and
  boundaries that matter, and named constants. Not five unrelated one-line formulas.
- Bad input raises ValueError with a plain message. Every loop ends: iterations are bounded.
- A docstring for the module and for everything public, with units. Name the source of a formula where
  you are sure of it; never invent a citation. A few comments that say why, not what.
- It is the healthy version: correct, complete, with no hint in a name or a comment at what could be
  broken.

unit_tests: 10 to 16 test methods in unittest.TestCase classes, importing the module by its name.
- Deterministic and fast: the whole suite runs in under 50 ms. No randomness, clock, files, mocks,
  subTest, skips, setUpClass, generated tests, or inheritance between test classes.
- Expected values are INDEPENDENT of the code: exact analytic results, numbers worked out by hand,
  published values, limiting cases, symmetries, conservation laws. Never repeat the formula under test.
  Work each number out with care: one wrong expectation and the answer is refused.
- Test ordinary behaviour, both sides of every boundary, and every ValueError (assertRaises).
  assertAlmostEqual with places or delta tight enough to notice a small change of a coefficient, but
  not tighter than floating point allows.
- Every test depends on what the module computes: one that passes where its functions do nothing is refused.
- Every function and branch is pinned by an assertion. Different functions are pinned by different
  tests, so that a bug in one function fails some tests and leaves others passing.

bugs: three to six one-line slips that a colleague could have made, of different kinds and in
different functions: a wrong sign or frame convention, a stale value, an off-by-one index or boundary, a
missing unit conversion, a wrong order of update, half of a formula dropped, swapped arguments.
- find is copied exactly from correct_code and occurs there EXACTLY ONCE: lengthen it until it is
  unique. A part of a line is enough; do not begin it with spaces. replace is the faulty text.
- With the bug, the code still runs and ends: at least one test fails by an assertion on a value and
  most tests still pass. Never a syntax error, a wrong name, a crash or an endless loop.
- description says what the code now does wrong and names the function, in one or two sentences;
  root_cause says why it looked right and why it is wrong in terms of the domain.
- Comments and docstrings stay as they are.

end: the last line is "end: true". It shows that nothing was cut off.

Before you answer, check in silence: does every expected number follow from the equations, does each
test pass on correct_code, does each find occur exactly once, is every block indented?`;
