import { findLeak } from "../bugs/find_leak.ts";
import type { Payload } from "../core/payload.ts";
import type { Python } from "../core/python.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { screenChange } from "../core/screen_change.ts";
import type { CheckedSpec, Spec } from "../core/spec.ts";
import { seedKey } from "../core/seed.ts";
import { NO_USAGE } from "../core/usage.ts";
import type { Verdict } from "../core/verdict.ts";
import { DifficultyMeter } from "../evidence/measure_difficulty.ts";
import { checkSources } from "../stages/2_spec.ts";
import { proveHealthy } from "../stages/3_healthy.ts";
import { checkSteady, judge } from "../stages/5_verdicts.ts";
import { certifyBug } from "../stages/6_choose.ts";
import { composeConversation, tellStory, tokensOf } from "../stages/7_conversation.ts";
import { VERSION } from "../version.ts";
import { type GivenBug, givenBug } from "./given_bug.ts";
import { measureQuality } from "./measure_quality.ts";
import { measureStrength } from "./suite_strength.ts";

/** Modules that were there before: they may import all that Python can. */
const EXISTING = { existing: true };

/** How a task is measured. */
export interface MeasureOptions {
  readonly python: Python;
  /** Who wrote the module, and with which model. */
  readonly author: { readonly name: string; readonly model: string | null };
  readonly signal: AbortSignal;
}

/**
 * Makes the task of a module and a bug that are there already, through the stages of every other: the module is proved
 * healthy, the bug is caught, looked at for leaks, steady, certified, measured and told.
 *
 * Rejections: those of the stages, {@linkcode givenBug}'s, "survived", "timeout", "crashed", "tampered", "invalid", "leaks",
 * "unsteady", "misjudged".
 */
export async function measureTask(
  { spec, bug: given }: { readonly spec: Spec; readonly bug: GivenBug },
  { python, author, signal }: MeasureOptions,
): Promise<Outcome<Payload>> {
  const sources = await checkSources(spec, python, EXISTING);
  if (!sources.ok) return sources;
  const checked: CheckedSpec = sources.value;
  const candidate = givenBug(given, checked);
  if (!candidate.ok) return candidate;
  const { code } = candidate.value;
  // Somebody wrote it: it is looked at before it runs.
  const screened = await screenChange(code, { healthy: checked.tree, python });
  if (screened !== null) return { ok: false, rejection: screened };
  const proved = await proveHealthy(checked, python, EXISTING);
  if (!proved.ok) return proved;
  signal.throwIfAborted();
  const healthy = proved.value;
  const judging = { checked, healthy, python };
  const verdict = await judge(code, judging);
  if (verdict.kind !== "failed") return reject(verdict.kind, whyNoBug(verdict));
  const subject = seedKey(spec.seed);
  const strength = await measureStrength({ request: { module: checked, subject, signal }, healthy, python });
  // What an operator makes as well is told in its words.
  const mutant = given.bugs.length > 0
    ? undefined
    : strength.mutants.candidates.find((each) => each.code === code);
  const caught = { candidate: mutant ?? candidate.value, verdict };
  const leak = findLeak(caught, checked);
  if (leak !== null) return reject("leaks", leak);
  const steady = await checkSteady(caught, judging);
  if (steady !== "steady") {
    return reject(steady, "the tests say otherwise of the buggy module in another order");
  }
  const rated = { ...caught, difficulty: new DifficultyMeter(checked, healthy).rate(caught) };
  const bug = await certifyBug(rated, judging);
  if (!bug.ok) return bug;
  signal.throwIfAborted();
  const quality = await measureQuality({ ...judging, bug: bug.value, strength, counts: { failed: 1 } });
  if (!quality.ok) return quality;
  const told = await tellStory({ checked, bug: bug.value }, { narrator: null, subject, signal });
  return accept(composeConversation({
    checked,
    bug: bug.value,
    turns: told.turns,
    quality: quality.value,
    provenance: {
      author: author.name,
      model: author.model,
      tool_version: VERSION,
      python_version: python.version,
      isolation: python.isolation,
      isolation_rung: python.rung,
      ordinal: 1,
      ...tokensOf(NO_USAGE),
      answers: 1,
      answer_repairs: [],
      narrated_turns: [],
    },
  }));
}

function whyNoBug(verdict: Exclude<Verdict, { kind: "failed" }>): string {
  switch (verdict.kind) {
    case "survived":
      return "the tests pass on the buggy module";
    case "timeout":
      return "the tests do not come to an end on the buggy module";
    default:
      return `the buggy module: ${verdict.reason}`;
  }
}
