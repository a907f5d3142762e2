import type { BugRequest, TrivialBug } from "../core/bug_strategy.ts";
import type { ChatMessage } from "../core/chat.ts";
import { unifiedDiff } from "../core/unified_diff.ts";

/** Of the trivial bugs so many are shown: one request is to make something of them. */
const MOST_SHOWN = 6;

/**
 * Asks for so many bugs. All that does not depend on the module stands in the first message, for providers'
 * caches.
 */
export function variantMessages(request: BugRequest, count: number): readonly ChatMessage[] {
  const task = `Write ${count} ${count === 1 ? "bug" : "bugs"} for this module.`;
  return toMessages(VARIANT_RULES, [moduleText(request), task, ANSWER]);
}

/** Asks for a small change of the module; of bugs it says nothing. */
export function featureMessages(request: BugRequest): readonly ChatMessage[] {
  return toMessages(FEATURE_RULES, [moduleText(request), "Make one change of this module.", ANSWER]);
}

/** Asks for subtler bugs in place of those that anyone sees at once. */
export function complicateMessages(
  request: BugRequest,
  trivial: readonly TrivialBug[],
): readonly ChatMessage[] {
  const { correctCode, moduleName } = request.module.spec;
  const file = `${moduleName}.py`;
  const shown = trivial.slice(0, MOST_SHOWN).map(({ candidate, why }, at) => {
    const diff = unifiedDiff([file, correctCode], [file, candidate.code]).trimEnd();
    return `<bug number="${at + 1}">\n${candidate.description}\nToo easy: ${why}.\n${diff}\n</bug>`;
  });
  const task =
    `These bugs of the module are too easy to find, each for the reason given. Write one bug in place of ` +
    `each: of the same kind where that can be, but subtler, so that the module still runs, most tests pass, ` +
    `and what fails does not point at the line. The edits are edits of the healthy module above.`;
  return toMessages(VARIANT_RULES, [moduleText(request), shown.join("\n\n"), task, ANSWER]);
}

const ANSWER = "Answer with the YAML document alone.";

function toMessages(system: string, user: readonly string[]): readonly ChatMessage[] {
  return [{ role: "system", content: system }, { role: "user", content: user.join("\n\n") }];
}

/** The module and its tests, the same for all questions about it. */
function moduleText({ module: { spec } }: BugRequest): string {
  return [
    `The module ${spec.moduleName}: ${spec.summary}`,
    `<module file="${spec.moduleName}.py">\n${spec.correctCode}</module>`,
    `<tests file="test_${spec.moduleName}.py">\n${spec.unitTests}</tests>`,
  ].join("\n\n");
}

const EDIT_RULES =
  `- find is copied exactly from the module, with all of Python's indentation after its first line, and
  occurs there EXACTLY ONCE: lengthen it until it does. A part of a line is enough; do not begin it with
  spaces.
- replace is the text that stands there afterwards, in the same layout.
- Long texts are block scalars ("|-" for find and replace), each line indented by two more spaces than its
  key. One-line texts stand in double quotes, with a double quote or backslash inside them escaped.
- No tabs. The last line is "end: true".`;

const VARIANT_RULES =
  `You are a senior computational scientist. You have reviewed hundreds of modules like the one that you are
given, and you know the mistakes that able colleagues make in them: those that survive a first reading,
because the code looks like what one would write.

You get a healthy Python module with its unit tests, and you write realistic bugs for it. Each becomes a
debugging exercise: a program makes your edits, runs the tests, and keeps the bug only if some tests fail then
while others still pass. People train and judge code-repair systems with it.

EACH BUG
- is ONE mistake that a person could make in good faith: a sign or frame convention, a unit, a boundary, an
  index, an order of update, a stale or mistaken variable, half of a formula, a weight or norm, a special
  case, an approximation used where it does not hold, a default that suits the common case only. It takes
  edits in more than one place only where one misunderstanding shows in several.
- is subtle: the code reads naturally and keeps its structure, names and style. Comments and docstrings stay
  exactly as they are; none is added, changed or removed. No name and no text hints at a fault.
- runs and ends: no syntax error, no unknown name, no missing import, no crash, no endless loop. Errors that
  the tests expect to be raised may be lost by a bug, but that is the lesser kind of bug.
- is caught, but not by everything: find an assertion that pins what you change, work out in silence what the
  code gives now, and be sure that it fails; most of the tests must still pass. A bug that no test sees is
  thrown away, and so is one that fails all of them.
- differs from the others: in another function where there are enough, and of another kind.

FORM
Answer with ONE YAML document and nothing else: no Markdown fence, no remark before or after it.

bugs:
  - description: "What the code now does wrong, naming the function: one or two sentences."
    root_cause: "Why it looked right to who wrote it, and why it is wrong in terms of the domain."
    find: |-
      one text of the module
    replace: |-
      the faulty text
  - description: "A bug that needs edits in two places."
    root_cause: "As above."
    edits:
      - find: |-
          first text of the module
        replace: |-
          first faulty text
      - find: |-
          second text of the module
        replace: |-
          second faulty text
end: true

${EDIT_RULES}`;

const FEATURE_RULES =
  `You are a developer in a research group, with a deadline this afternoon and one more change to make.

You get a Python module with its unit tests. Make one small change of the kind that such modules get in
passing: a feature (one more optional parameter, another kind of input taken, a limit or tolerance made
adjustable, a further quantity kept along the way) or a refactoring (two loops made one, a value cached or
computed ahead, a helper pulled out, a formula rearranged, a condition simplified). Choose what someone who
uses this module would plausibly want, and let it reach into code that computes something: a function that
is only added at the end changes nothing.

- Work fast, as one does in the last hour: no second look, no new tests, no explanation.
- Everything that there is keeps its name, and can be called as before; new parameters have defaults.
- Touch as little as you need, about 3 to 20 lines. Leave comments and docstrings alone unless the change
  makes them untrue.
- Python 3.9 to 3.13, standard library only.

FORM
Answer with ONE YAML document and nothing else: no Markdown fence, no remark before or after it.

change: "One sentence: what the change adds or does."
edits:
  - find: |-
      one text of the module
    replace: |-
      the text in its place
end: true

In place of edits, the whole changed module may stand under the key code, as a block scalar ("|").

${EDIT_RULES}`;
