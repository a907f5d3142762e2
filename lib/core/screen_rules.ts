/**
 * What a module and its tests may not use, each with what is said of it. A verdict is made in the process that
 * runs the code, so what can reach the verdict, or the machine, is refused by name before it runs.
 */
export const SCREEN_RULES = {
  native_code: "native code and raw memory are not for tasks",
  garbage_collector: "the garbage collector is not for tasks",
  frames: "frames of the interpreter are not for tasks",
  test_framework: "unittest stays as it is, and only tests import it",
  builtins: "the builtins stay as they are",
  patched_module: "modules of the standard library stay as they are",
  module_object: "a module is used by its name and not handed around",
  private_names: "private parts of the standard library are not for tasks",
  network: "tasks need no network",
  processes: "tasks start no processes and send no signals",
  exit: "a program ends in its function main or under __main__ only",
  at_exit: "nothing is left to run when the interpreter ends",
  dynamic_code: "code is written down, not made while it runs",
  import_system: "imports are plain import statements of names",
  interpreter: "settings of the interpreter stay as they are",
  test_selection: "every test runs: none is skipped, hidden or chosen",
  file_system: "files are opened by relative names or in temporary folders only",
} as const satisfies Readonly<Record<string, string>>;

/** Name of a rule. */
export type ScreenRule = keyof typeof SCREEN_RULES;

/** One thing in a source that a rule refuses. */
export interface ScreenFinding {
  /** The rule that refuses it. */
  readonly rule: ScreenRule;
  /** Where it stands, from 1. */
  readonly line: number;
  /** What was found, as it is called in full, such as "sys._getframe". */
  readonly what: string;
}

/** A finding in words: "line 12 uses sys._getframe: frames of the interpreter are not for tasks (frames)". */
export function describeFinding({ rule, line, what }: ScreenFinding): string {
  return `line ${line} uses ${what}: ${SCREEN_RULES[rule]} (${rule})`;
}
