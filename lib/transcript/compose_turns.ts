import type { Turn } from "../core/payload.ts";
import { closeCase, openCase } from "./architect.ts";
import { explainFault, readFailure } from "./developer.ts";
import { narrowDown, planWork } from "./planner.ts";
import { probeFault } from "./probing.ts";
import { reportFailure, reportFix } from "./qa.ts";
import { storiesOf, type Story, type StoryParts } from "./story.ts";
import { factsOnly, tellDraft, type TurnDraft } from "./turn_draft.ts";

/**
 * The turns of a conversation that solves a task, from the failing output to the passing one, in their parts. Of a
 * combined bug one fault is found and mended after the other.
 */
export function draftTurns([first, ...others]: readonly [Story, ...Story[]]): readonly TurnDraft[] {
  return [
    factsOnly("architect", openCase(first)),
    planWork(first),
    factsOnly("qa", reportFailure(first)),
    ...findFault(first),
    factsOnly("qa", reportFix(first)),
    ...others.flatMap((story) => [
      ...findFault(story).map((draft) => ({ ...draft, key: null })),
      factsOnly("qa", reportFix(story)),
    ]),
    closeCase(first),
  ];
}

/** How one fault is found: the failure is read, narrowed down, probed and explained. */
function findFault(story: Story): TurnDraft[] {
  const reading = readFailure(story);
  const probing = probeFault(story);
  const narrowing = narrowDown(story);
  const probed = probing === "" ? [] : [factsOnly("developer", probing)];
  return [reading, narrowing, ...probed, explainFault(story)];
}

/** The conversation that solves a task, with composed reasoning. */
export function composeTurns(parts: StoryParts): readonly Turn[] {
  return draftTurns(storiesOf(parts)).map((draft) => tellDraft(draft));
}
