/**
 * How a suite fails, from what `python3 run_tests.py` printed: "assertion" where all failures are assertions, else the first
 * exception that is none, such as "ZeroDivisionError"; "unknown" where the output tells of no failure.
 */
export function failureKind(output: string): string {
  // unittest prints a section for each failure, which ends with the exception.
  const raised = output.split(/^={20,}$/m).slice(1).map((section) =>
    [...section.matchAll(/^([A-Za-z_][\w.]*)(?::|$)/gm)].map(([, name]) => name!)
      .findLast((name) => /^[A-Z]|\./.test(name) && !/^(?:Traceback|FAIL|ERROR|FAILED|Ran)$/.test(name))
  ).filter((name) => name !== undefined);
  if (raised.length === 0) return "unknown";
  return raised.find((name) => name !== "AssertionError") ?? "assertion";
}
