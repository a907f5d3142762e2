import type { ExportTask } from "../core/export_task.ts";
import { leaveOutTests } from "../core/leave_out_tests.ts";
import type { Python } from "../core/python.ts";
import type { AstNode } from "../core/ast.ts";
import { findTestIds, type TestId } from "../core/test_ids.ts";
import { findTestMethods } from "../core/test_methods.ts";
import { auditExported } from "./audit_exported.ts";

/** A part of a task's tests that shows its bug. */
export interface VisibleTests {
  /** The test file with them alone. */
  readonly source: string;
  /** Their ids. */
  readonly ids: readonly TestId[];
}

/**
 * The tests of a task without those that see an attempt, and with them those that share their definition. Null where no
 * visible test would show the bug, or where more than half of the methods would be held out.
 */
export function holdOut(task: ExportTask, tree: AstNode, { seeing, failToPass }: {
  /** Tests that fail with the attempt. */
  readonly seeing: readonly TestId[];
  /** Tests that the bug breaks. */
  readonly failToPass: readonly TestId[];
}): VisibleTests | null {
  const methods = findTestMethods(tree);
  const hidden = methods.filter(({ ids }) => ids.some((id) => seeing.includes(id)));
  const gone = new Set(hidden.flatMap(({ ids }) => ids));
  const ids = findTestIds(tree).filter((id) => !gone.has(id));
  if (hidden.length === 0 || hidden.length > methods.length / 2) return null;
  if (!failToPass.some((id) => !gone.has(id))) return null;
  return { source: leaveOutTests(task.unitTests, tree, hidden), ids };
}

/** Whether visible tests do by themselves what they do among the others: some tests need what others leave behind. */
export async function holdsAlone(task: ExportTask, { source, ids }: VisibleTests, { failToPass, python }: {
  readonly failToPass: readonly TestId[];
  readonly python: Python;
}): Promise<boolean> {
  const failing = failToPass.filter((id) => ids.includes(id));
  const passing = ids.filter((id) => !failing.includes(id));
  const { problems } = await auditExported(
    { ...task, unitTests: source, failToPass: failing, passToPass: passing },
    python,
  );
  return problems.length === 0;
}
