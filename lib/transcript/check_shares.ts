import type { Rejection } from "../core/rejection.ts";
import { problem } from "./narration_problem.ts";
import type { Story } from "./story.ts";
import type { ReasoningKey } from "./turn_draft.ts";

const SHARES: readonly (readonly [words: string, isTrue: (share: number) => boolean])[] = [
  ["more than half|most|(?:a|the) (?:large |great |vast )?majority", (share) => share > 0.5],
  ["(?:nearly|almost) (?:all|every)", (share) => share >= 0.75],
  ["less than half|fewer than half|(?:a|the) minority|few|a few|a handful", (share) => share < 0.5],
  ["(?:exactly )?half", (share) => Math.abs(share - 0.5) < 0.05],
  ["(?:a|one) third", (share) => Math.abs(share - 1 / 3) < 0.05],
  ["two[ -]thirds", (share) => Math.abs(share - 2 / 3) < 0.05],
  ["(?:a|one) quarter", (share) => Math.abs(share - 0.25) < 0.05],
  ["three[ -]quarters", (share) => Math.abs(share - 0.75) < 0.05],
];
const NAME = "[\\p{L}_][\\p{L}\\p{N}_.]*";
const RUNS = "(?:ever )?(?:runs?|reach(?:es)?|touch(?:es)?|go(?:es)? through|exercises?|calls?|covers?|" +
  "uses?|enters?|visits?|executes?)";
const RUN = "(?:run|reached|touched|exercised|called|covered|used|entered|visited|executed)";

/** Sentences on who runs a function, with the counts for which they hold. */
const REACHES: readonly (readonly [pattern: string, isTrue: (is: Reached) => boolean])[] = [
  [`(?:no|none of the|not one|not a single) passing tests? ${RUNS} (?<name>${NAME})`, noPassing],
  [`only (?:the )?failing tests? ${RUNS} (?<name>${NAME})`, noPassing],
  [`(?<name>${NAME}) is ${RUN} (?:only by|by only|by no tests? but)(?: the)? failing`, noPassing],
  [`(?<name>${NAME}) is ${RUN} by no passing tests?`, noPassing],
  [`(?:all|every|each)(?: of)?(?: the)? failing tests? ${RUNS} (?<name>${NAME})`, everyFailing],
  [`(?<name>${NAME}) is ${RUN} by (?:all|every|each)(?: of)?(?: the)? failing tests?`, everyFailing],
];

interface Reached {
  readonly failing: number;
  readonly passing: number;
  /** All failing tests. */
  readonly broken: number;
}

/**
 * What is said of sets of tests that is not so; null if nothing: "most tests fail", "`test_x` is among the
 * failing tests", "the only failing test", "no passing test runs `f`", and after the fix "some still fail".
 */
export function checkShares(bare: string, story: Story, key: ReasoningKey): Rejection | null {
  if (key === "plan") return null;
  const flat = bare.replace(/\s+/g, " ");
  const said = wrongShare(flat, story, key) ?? wrongMember(flat, story) ?? wrongReach(flat, story, key) ??
    (key === "closing" ? STILL_FAIL.exec(flat)?.[0] : undefined);
  return said === undefined ? null : problem("count", "what is not so of these tests", said);
}

const STILL_FAIL = new RegExp(
  "\\b(?<!\\b(?:no|none|not a single|if|would|should|could|might|may|that|which) (?:[\\p{L}]+ ){0,3})" +
    "tests? (?:still|continues? to|keeps? on|keeps?) fail(?:s|ing)?\\b",
  "iu",
);

function wrongShare(flat: string, { bug: { verdict } }: Story, key: ReasoningKey): string | undefined {
  const whole = verdict.tests.length;
  const [bad, good] = [verdict.failing.length / whole, verdict.passing.length / whole];
  for (const [words, isTrue] of SHARES) {
    const pattern = new RegExp(
      `\\b(?<!\\b(?:the|than|if|a) )(?:${words})(?: of)?(?: the| all| these)? tests?` +
        "(?: in the suite)?(?: still| now| do)? (?<end>fail|pass)(?:s|ed|ing)?\\b",
      "giu",
    );
    for (const match of flat.matchAll(pattern)) {
      const share = match.groups!.end === "pass" ? key === "closing" ? 1 : good : bad;
      if (!isTrue(share)) return match[0];
    }
  }
  return undefined;
}

function wrongMember(flat: string, { checked: { testIds }, bug: { verdict } }: Story): string | undefined {
  const idsOf = (text: string) =>
    (text.match(new RegExp(NAME, "gu")) ?? []).flatMap((word) => {
      const name = word.replace(/\.$/, "");
      return testIds.filter((id) => id === name || id.endsWith(`.${name}`)).slice(0, 1);
    });
  const isWrong = (end: string, ids: readonly string[]) =>
    ids.some((id) => !(/^f/i.test(end) ? verdict.failing : verdict.passing).includes(id));
  const among = new RegExp(
    `(?<name>${NAME}) (?:is|was|are|were) (?:also )?(?:among|one of) the (?<end>fail|pass)ing (?:tests|ones)`,
    "giu",
  );
  const list =
    /\b(?<end>fail|pass)ing (?:tests?|ones?) (?:also )?(?:includes?|is|are) (?<rest>[^;!?]*?)(?:[;!?]|\.(?: |$)|$)/giu;
  for (const match of [...flat.matchAll(among), ...flat.matchAll(list)]) {
    const { name, end, rest } = match.groups!;
    if (isWrong(end!, idsOf(name ?? rest!.split(/\b(?:but|while|not|whereas|and the)\b/)[0]!))) {
      return match[0];
    }
  }
  const only = /\b(?:the|our) only (?:test that fails|failing test|failure)\b/iu.exec(flat)?.[0];
  return only !== undefined && verdict.failing.length !== 1 ? only : undefined;
}

function wrongReach(
  flat: string,
  { bug: { verdict }, fault: { evidence: { reach } } }: Story,
  key: ReasoningKey,
): string | undefined {
  if (key === "reading") return undefined;
  for (const [pattern, isTrue] of REACHES) {
    for (const match of flat.matchAll(new RegExp(`(?<!\\bnot )\\b${pattern}`, "giu"))) {
      const name = match.groups!.name!.replace(/\.$/, "");
      const entry = reach.find((each) => each.name === name || each.name.endsWith(`.${name}`));
      if (entry !== undefined && !isTrue({ ...entry, broken: verdict.failing.length })) return match[0];
    }
  }
  return undefined;
}

function noPassing({ passing }: Reached): boolean {
  return passing === 0;
}

function everyFailing({ failing, broken }: Reached): boolean {
  return failing === broken;
}
