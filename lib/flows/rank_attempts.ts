import type { FaultPart } from "../bugs/fault_parts.ts";
import type { AstNode } from "../core/ast.ts";
import type { TestId } from "../core/test_ids.ts";
import { unifiedDiff } from "../core/unified_diff.ts";
import { holdOut, type VisibleTests } from "./hold_out.ts";
import type { AttemptJudging, FailedAttempt } from "./judge_attempts.ts";

/** What a wrong fix is looked for with. */
export interface WrongFixSearch extends AttemptJudging {
  /** The tree of the task's tests. */
  readonly tests: AstNode;
  /** The task's faults. */
  readonly parts: readonly FaultPart[];
  /** Tests that the bug breaks. */
  readonly failToPass: readonly TestId[];
}

const MANNERS = ["mistake", "cause", "change"] as const;

/**
 * The most believable first; what is alike stays in its order. Before anything else counts whether an attempt is made at the
 * fault, and whether it passes tests that show the bug.
 */
export function rankAttempts(
  failed: readonly FailedAttempt[],
  search: WrongFixSearch,
): readonly FailedAttempt[] {
  const weigh = (one: FailedAttempt): readonly number[] => {
    const { attempt, failing, told } = one;
    const broken = failing.filter((id) => !search.failToPass.includes(id)).length;
    return [
      attempt.nearness === "beyond" || told.manner === "change" && hasMoreLines(one, search) ? 1 : 0,
      visibleWith(one, search) !== null ? 0 : 1,
      Math.min(broken, 1),
      attempt.number !== undefined ? 0 : 1,
      MANNERS.indexOf(told.manner),
      attempt.nearness === "fault" ? 0 : 1,
      attempt.isHalfMended ? 0 : 1,
      broken,
    ];
  };
  return failed.map((one) => ({ one, weight: weigh(one) })).sort((a, b) => {
    const at = a.weight.findIndex((weight, index) => weight !== b.weight[index]);
    return at < 0 ? 0 : a.weight[at]! - b.weight[at]!;
  }).map(({ one }) => one);
}

/** Whether an attempt changes more than one line: told by the texts alone that says little. */
function hasMoreLines(
  { attempt: { code, part } }: FailedAttempt,
  { task: { moduleName: name } }: WrongFixSearch,
): boolean {
  return unifiedDiff([name, part.code], [name, code]).match(/^\+(?!\+\+ )/gm)?.length !== 1;
}

/** The tests that would stay visible with those held out that see an attempt; null where none may be held out. */
export function visibleWith(
  { failing }: FailedAttempt,
  { task, tests, failToPass }: WrongFixSearch,
): VisibleTests | null {
  return holdOut(task, tests, { seeing: failing, failToPass });
}
