import type { Turn } from "../core/payload.ts";
import { closeCase, openCase } from "./architect.ts";
import { explainFault, readFailure } from "./developer.ts";
import { narrowDown, planWork } from "./planner.ts";
import { reportFailure, reportFix } from "./qa.ts";
import type { Story } from "./story.ts";
import { factsOnly, tellDraft, type TurnDraft } from "./turn_draft.ts";

/**
 * The turns of a conversation that solves a task, from the failing output to the passing one, in their parts.
 */
export function draftTurns(story: Story): readonly TurnDraft[] {
  return [
    factsOnly("architect", openCase(story)),
    planWork(story),
    factsOnly("qa", reportFailure(story)),
    readFailure(story),
    narrowDown(story),
    explainFault(story),
    factsOnly("qa", reportFix(story)),
    closeCase(story),
  ];
}

/** The conversation that solves a task, with composed reasoning. */
export function composeTurns(story: Story): readonly Turn[] {
  return draftTurns(story).map((draft) => tellDraft(draft));
}
