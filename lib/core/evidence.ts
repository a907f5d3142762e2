/** What was measured about a task's bugs. */
export interface Evidence extends FaultEvidence {
  /** Of a combined bug, what was measured of its other faults, each after those before it were mended; else empty. */
  readonly further: readonly FaultEvidence[];
}

/** What was measured about one fault, by running the module with it and the module with it mended side by side. */
export interface FaultEvidence {
  /** The failing test that was looked at: the simplest that this fault breaks. */
  readonly test: string;
  /** How many failing and passing tests run each function, most suspicious first by the Ochiai coefficient. */
  readonly reach: readonly FunctionReach[];
  /** The first call that came out differently in that test; null where none did. */
  readonly first_divergence: Divergence | null;
  /** The first value in which the two runs differ; null where they were alike as far as they were recorded. */
  readonly first_value: FaultValue | null;
  /** The calls by which the difference reaches the test, from the inside to the outside. */
  readonly path: readonly Divergence[];
  /** Where the test fails. */
  readonly assertion: FailedAssertion;
  /** What the faulty code works on in a failing test and, where one runs it, in a passing one. */
  readonly samples: readonly FaultSample[];
  /** Scripts that were run beside the module. */
  readonly probes: readonly Probe[];
}

/** The first value in which two runs differ. */
export interface FaultValue {
  /** "Class.method", "function" or "<module>" in which it is. */
  readonly function: string;
  /** Line of the module with the fault after which the value differs, from 1; 0 where no line is known. */
  readonly line: number;
  /** How often that line had run in the test, this time included; 1 where it is not followed. */
  readonly visit: number;
  /**
   * "value": a line left another value; "argument": a call was given another one; "result": the call came to another one;
   * "flow": the runs do not do the same next.
   */
  readonly kind: "value" | "argument" | "result" | "flow";
  /** Which value, such as "total", "u[3]", "self.level", or "x of f" for an argument; "" for a result or a flow. */
  readonly variable: string;
  /** The value with the fault, as repr; for a flow what happens next, such as "runs line 12". */
  readonly buggy: string;
  /** The value with the fault mended. */
  readonly healthy: string;
  /** For two finite numbers the relative error, (buggy - healthy) / |healthy|, to three digits; else null. */
  readonly drift: number | null;
}

/** Where a test fails. */
export interface FailedAssertion {
  /** Line of the tests, from 1; 0 where the test has no frame of its own. */
  readonly line: number;
  /** The statement that stands there. */
  readonly statement: string;
  /** What it raised, such as "AssertionError: 1 != 2". */
  readonly error: string;
}

/** What the faulty code works on in one test. */
export interface FaultSample {
  /** Id of the test. */
  readonly test: string;
  /** Whether that test passes with the fault. */
  readonly passes: boolean;
  /** Arguments of the faulty function's call, as repr. */
  readonly arguments: Readonly<Record<string, string>>;
  /** Values, as repr, that the faulty line's names have before it runs. */
  readonly values: Readonly<Record<string, string>>;
  /** What the call came to with the fault, as repr or "raises ...". */
  readonly buggy: string;
  /** The same with the fault mended. */
  readonly healthy: string;
}

/** How many tests run a function. */
export interface FunctionReach {
  /** "Class.method" or "function". */
  readonly name: string;
  /** Failing tests that run it. */
  readonly failing: number;
  /** Passing tests that run it. */
  readonly passing: number;
}

/** A call of the module that came out differently. */
export interface Divergence {
  /** Test in which both modules were watched. */
  readonly test: string;
  /** "Class.method" or "function" that was called. */
  readonly function: string;
  /** Arguments by name, as Python's repr shows them. */
  readonly arguments: Readonly<Record<string, string>>;
  /** What differs: "result", or the attribute of the object that the call left wrong, such as "self.total". */
  readonly what: string;
  /** The buggy module's, as repr; "raises ..." where it raised. */
  readonly buggy: string;
  /** The healthy module's. */
  readonly healthy: string;
}

/** A script that was run beside the module, as `python3 probe.py` in the folder of the task's files. */
export interface Probe {
  /** What it looks at: "call", "line", "constant", "alone" or "suspect". */
  readonly name: string;
  /** Python source. */
  readonly script: string;
  /** What it printed with the fault. */
  readonly buggy: string;
  /** What it printed with the fault mended. */
  readonly healthy: string;
}
