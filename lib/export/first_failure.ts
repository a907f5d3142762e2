/** What a report of run_tests.py says in short. */
export interface FirstFailure {
  /** Tests that failed. */
  readonly failing: number;
  /** Tests that ran. */
  readonly tests: number;
  /** The first that failed, such as "`SoilTests.test_pull`". */
  readonly test: string;
  /** The first line of its error, such as "AssertionError: 1 != 2". */
  readonly error: string;
}

/** Longest error that is told. */
const LONGEST = 200;

/** The first failure that a report tells of; null where it has none, or has another form. */
export function firstFailure(report: string): FirstFailure | null {
  const ran = /^Ran (\d+) tests?/m.exec(report);
  const counts = /^FAILED \((.*)\)$/m.exec(report);
  const block = /^(?:FAIL|ERROR): \w+ \((?:[\w.]+\.)?(\w+\.\w+)\)\n-+\n([^]*?)\n(?:=|-){70}$/m.exec(report);
  const error = block && /^(?!Traceback)[A-Za-z_][\w.]*(?:: .*)?$/m.exec(block[2]!);
  if (!ran || !counts || !block || !error || error[0].includes("`") || error[0].length > LONGEST) return null;
  const failing = [...counts[1]!.matchAll(/(?:failures|errors)=(\d+)/g)].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  );
  return { failing, tests: Number(ran[1]), test: `\`${block[1]}\``, error: error[0] };
}
