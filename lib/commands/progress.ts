import type { BatchProgress, BatchSummary } from "../flows/batch_summary.ts";
import type { CommandContext } from "./command.ts";
import { printable } from "./printable.ts";

const BAR_WIDTH = 30;

/** Shows how far a batch is: a bar that is redrawn on a terminal, otherwise a line for each task. */
export class Progress {
  readonly #context: CommandContext;
  readonly #quiet: boolean;
  #drawn = false;

  constructor(context: CommandContext, { quiet }: { quiet: boolean }) {
    this.#context = context;
    this.#quiet = quiet;
  }

  /** A task was made or skipped. */
  show({ wanted, made, skipped, last }: BatchProgress): void {
    if (this.#quiet) return;
    const done = made + skipped;
    if (!this.#context.isTerminal) {
      this.#context.stderr(`[${done}/${wanted}] ${printable(last)}\n`);
      return;
    }
    const full = Math.round(BAR_WIDTH * done / wanted);
    const bar = "#".repeat(full) + "-".repeat(BAR_WIDTH - full);
    const skips = skipped > 0 ? `, ${skipped} skipped` : "";
    this.#context.redraw(`[${bar}] ${made}/${wanted} made${skips}`);
    this.#drawn = true;
  }

  /** Leaves the bar's line, so that what follows has its own. */
  end(): void {
    if (this.#drawn) this.#context.stderr("\n");
    this.#drawn = false;
  }
}

/** "modules: 80 healthy as first answered, 15 after repair, 5 given up: 80 % without repair, 95 % with it". */
function describeYield({ firstAnswer, repaired, givenUp }: BatchSummary["modules"]): string {
  const all = firstAnswer + repaired + givenUp;
  const percent = (n: number) => `${Math.round(100 * n / all)} %`;
  return `modules: ${firstAnswer} healthy as first answered, ${repaired} after repair, ${givenUp} given up: ` +
    `${percent(firstAnswer)} without repair, ${percent(firstAnswer + repaired)} with it`;
}

/** The end of a batch in a few lines for people. */
export function describeSummary(summary: BatchSummary, seconds: number): string {
  const lines = [`${summary.made} of ${summary.wanted} tasks made in ${seconds.toFixed(1)} s`];
  const counts = (record: Readonly<Record<string, number>>) =>
    Object.entries(record).sort(([, a], [, b]) => b - a).map(([name, n]) => `${n} ${name}`).join(", ");
  if (Object.keys(summary.candidates).length > 0) {
    lines.push(`candidates judged: ${counts(summary.candidates)}`);
  }
  if (Object.keys(summary.refused).length > 0) lines.push(`refused: ${counts(summary.refused)}`);
  if (Object.keys(summary.skipped).length > 0) lines.push(`tasks skipped: ${counts(summary.skipped)}`);
  if (summary.modules.repaired + summary.modules.givenUp > 0) lines.push(describeYield(summary.modules));
  if (summary.stopped === "catalogue_used_up") {
    lines.push("the catalogue is used up: every scenario that is left in it was used before or given up");
  }
  if (summary.stopped === "interrupted") lines.push("interrupted: what was made is kept");
  return lines.map((line) => `${printable(line)}\n`).join("");
}
