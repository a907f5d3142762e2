import { type AuditReport, auditTask } from "./audit.ts";

/** What re-verifying a task several times came to. */
export interface RepeatedReport extends AuditReport {
  /** How often it was verified. */
  readonly runs: number;
  /** What later runs said otherwise than the first one, with their seeds; empty where all agree. */
  readonly flakes: readonly string[];
}

/**
 * Verifies a task again and again, each time with another hash seed and test order; the first time as a single audit would.
 * Where a later run says anything else, that is a problem of the task.
 *
 * @param options.repeat How often, from 1.
 */
export async function auditRepeatedly(
  json: string,
  { repeat, ...options }: Parameters<typeof auditTask>[1] & { readonly repeat: number },
): Promise<RepeatedReport> {
  const first = await auditTask(json, options);
  const flakes: string[] = [];
  let runs = 1;
  for (; runs < repeat && first.payload !== null; runs++) {
    const report = await auditTask(json, {
      ...options,
      replay: false,
      run: { hashSeed: runs, orderSeed: runs },
    });
    const change = changeOf(first, report);
    if (change !== null) flakes.push(`with hash seed and test order ${runs}: ${change}`);
  }
  return { ...first, problems: [...first.problems, ...flakes], runs, flakes };
}

/** How a run differs from the first one; null where it does not. */
function changeOf(first: AuditReport, later: AuditReport): string | null {
  const fresh = later.problems.filter((problem) => !first.problems.includes(problem));
  if (fresh.length > 0) return fresh.join("; ");
  const [was, is] = [first.failing ?? [], later.failing ?? []];
  const changed = [...was.filter((id) => !is.includes(id)), ...is.filter((id) => !was.includes(id))];
  if (changed.length > 0) return `${changed.join(", ")} ended otherwise on the buggy module`;
  return later.problems.length < first.problems.length ? "it holds" : null;
}
