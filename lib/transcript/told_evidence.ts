import type { ChosenFault } from "../core/chosen_bug.ts";
import { type Counts, countsAt } from "./counts.ts";
import { describeCall, outcome } from "./told_call.ts";
import { excerptRanges, type LineRange, linesIn } from "./fault_lines.ts";
import { findNumbers, joinThousands } from "./read_numbers.ts";
import { sourceOf } from "../core/source_of.ts";
import { type Quotable, quotable } from "./stands_in.ts";
import { tellDivergence } from "./told_divergence.ts";
import type { Story } from "./story.ts";
import { type ReasoningKey, tellDraft, type TurnDraft } from "./turn_draft.ts";

/** What is known when a turn is told: nothing that comes later in the story. */
export interface ToldEvidence {
  /** All that may be quoted. */
  readonly quotable: Quotable;
  /** The same in small letters and single words, for turns of phrase. */
  readonly words: string;
  /**
   * Numbers that are values: those that count tests or lines, or number lines or steps, are not among them.
   */
  readonly values: ReadonlySet<string>;
  /** Lines that may be named. */
  readonly lines: ReadonlySet<number>;
  readonly counts: Counts;
}

/** A piece of evidence that stands in no turn of the conversation. */
export interface ExtraEvidence {
  /** Such as `test "T.test_half"`. */
  readonly title: string;
  readonly text: string;
}

/** What is shown to a narrator besides the conversation, at the turn from which on it may be used. */
export function extraEvidence(
  { checked: { spec }, fault: { candidate, evidence: { test: simplestFailure } } }: Story,
  key: ReasoningKey,
): readonly ExtraEvidence[] {
  const extra = key === "reading"
    ? [{ title: `test ${simplestFailure}`, text: sourceOf(spec.unitTests, simplestFailure) }]
    : key === "explanation" && candidate.function !== "<module>"
    ? [{
      title: `function ${candidate.function}`,
      text: sourceOf(candidate.code, candidate.function, candidate.line),
    }]
    : [];
  return extra.filter(({ text }) => text !== "");
}

/** The evidence of a turn, from the turns before it, its own facts and its composed reasoning. */
export function evidenceAt(story: Story, drafts: readonly TurnDraft[], key: ReasoningKey): ToldEvidence {
  const told = drafts.slice(0, drafts.findIndex((draft) => draft.key === key) + 1);
  const keys = new Set(told.map((draft) => draft.key).filter((each) => each !== null));
  const { spec, testIds } = story.checked;
  const files = `${spec.moduleName}.py test_${spec.moduleName}.py python3 run_tests.py`;
  const extra = [...keys].flatMap((each) => extraEvidence(story, each)).map(({ text }) => text);
  const text = [
    files,
    ...told.map((draft) => tellDraft(draft).content),
    ...extra,
    ...(keys.has("reading") ? testIds : []),
  ].join("\n\n");
  return {
    quotable: quotable(text),
    words: plainWords(text),
    values: valuesAt(story, keys, extra),
    lines: linesAt(story, keys),
    counts: countsAt(story, key),
  };
}

/** Words and numbers of a text in small letters, with single blanks between them and around them. */
export function plainWords(text: string): string {
  return ` ${(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).join(" ")} `;
}

function valuesAt(
  story: Story,
  keys: ReadonlySet<ReasoningKey>,
  extra: readonly string[],
): ReadonlySet<string> {
  const { checked: { spec }, bug, fault, fix } = story;
  const { candidate, evidence: { first_divergence: found } } = fault;
  const { domain, topic, subtopic } = spec.seed;
  const outline = spec.solutionOutline.replace(/^\s*\d+[.)]\s/gm, "");
  const texts = [domain, topic, subtopic, spec.summary, spec.problemDescription, outline, ...extra];
  if (keys.has("reading")) texts.push(withoutCounts(bug.failingOutput));
  if (keys.has("explanation")) {
    const lines = fault.code.split("\n");
    texts.push(
      ...shownRanges(fault, spec.correctCode).map(({ first, last }) =>
        lines.slice(first - 1, last).join("\n")
      ),
      withoutCounts(candidate.description),
      withoutCounts(candidate.rootCause),
      fix.split("\n").slice(2).filter((line) => !line.startsWith("@@")).map((line) => line.slice(1)).join(
        "\n",
      ),
    );
    if (found) texts.push(describeCall(found.function, found.arguments), outcome(found.buggy));
    texts.push(
      ...fault.evidence.probes.map(({ buggy }) => buggy),
      ...tellDivergence(story).map(withoutCounts),
    );
  }
  if (keys.has("closing")) {
    texts.push(withoutCounts(bug.passingOutput));
    if (found) texts.push(outcome(found.healthy));
    texts.push(...fault.evidence.probes.map(({ healthy }) => healthy));
  }
  return new Set(texts.flatMap((text) =>
    // "[1,200]" may be two numbers or one.
    [...findNumbers(text), ...findNumbers(joinThousands(text))].filter(({ suffix }) => suffix === "").flatMap(
      ({ value, isPercent }) => isPercent ? [value, `${value}%`] : [value],
    )
  ));
}

/** The lines that the explanation shows. */
function shownRanges(fault: ChosenFault, source: string): readonly LineRange[] {
  return excerptRanges(fault.code, linesIn(fault, source));
}

/** A text without the numbers of lines and tests. */
function withoutCounts(text: string): string {
  return text.replace(
    /\blines? \d+|^Ran \d+ tests?|\b(?:failures|errors|skipped|unexpected successes)=\d+/gm,
    "",
  );
}

function linesAt({ checked, bug, fault }: Story, keys: ReadonlySet<ReasoningKey>): ReadonlySet<number> {
  const lines = new Set<number>();
  if (keys.has("reading")) {
    for (const { frames } of bug.verdict.tests) for (const { line } of frames) lines.add(line);
    for (const [, line] of bug.failingOutput.matchAll(/\bline (\d+)/g)) lines.add(Number(line));
  }
  if (keys.has("explanation")) {
    for (const { first, last } of shownRanges(fault, checked.spec.correctCode)) {
      for (let line = first; line <= last; line++) lines.add(line);
    }
  }
  return lines;
}
