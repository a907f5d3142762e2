import type { Turn } from "../core/payload.ts";
import { closeCase, openCase } from "./architect.ts";
import { explainFault, readFailure } from "./developer.ts";
import { narrowDown, planWork } from "./planner.ts";
import { reportFailure, reportFix } from "./qa.ts";
import type { Story } from "./story.ts";

/** The conversation that solves a task: from the failing output to the passing one. */
export function composeTurns(story: Story): readonly Turn[] {
  return [
    { role: "architect", content: openCase(story) },
    { role: "planner", content: planWork(story) },
    { role: "qa", content: reportFailure(story) },
    { role: "developer", content: readFailure(story) },
    { role: "planner", content: narrowDown(story) },
    { role: "developer", content: explainFault(story) },
    { role: "qa", content: reportFix(story) },
    { role: "architect", content: closeCase(story) },
  ];
}
