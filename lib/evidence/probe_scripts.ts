import type { Divergence, FaultValue } from "../core/evidence.ts";

/** A script to be run beside the module, and what it looks at. */
export interface ProbeScript {
  readonly name: string;
  readonly script: string;
}

/** A task's names. */
export interface ProbeNames {
  readonly moduleName: string;
  /** The test that is run. */
  readonly test: string;
  /** What the module defines at its top level. */
  readonly defined: readonly string[];
}

/** How often a watched place is printed. */
const MOST_PRINTED = 4;
/** A repr that Python cannot read back. */
const UNREADABLE = /\.\.\.$|<[^>]*>|\bat 0x/;

/**
 * Calls a function as a watched call did, and prints what comes of it; null where its arguments cannot be written down.
 */
export function callScript(
  name: string,
  call: Pick<Divergence, "function" | "arguments">,
  { moduleName, defined }: ProbeNames,
): ProbeScript | null {
  const given = Object.entries(call.arguments);
  if (!/^[A-Za-z]\w*$/.test(call.function) || !defined.includes(call.function)) return null;
  if (given.some(([key, value]) => key.startsWith("*") || UNREADABLE.test(value))) return null;
  const text = given.map(([key, value]) => `${key}=${value}`).join(", ");
  const used = defined.filter((each) => new RegExp(`(?<![\\w.'"])${each}(?=[(.])`).test(text));
  const numbers = ["inf", "nan"].filter((each) => new RegExp(`(?<![\\w'"])${each}\\b`).test(text));
  return {
    name,
    script: [
      ...(numbers.length > 0 ? [`from math import ${numbers.join(", ")}`, ""] : []),
      `from ${moduleName} import ${[...new Set([...used, call.function])].sort().join(", ")}`,
      "",
      `print(${call.function}(${text}))`,
      "",
    ].join("\n"),
  };
}

/** Prints a constant of the module, or an attribute of one of its classes. */
export function constantScript(name: string, { moduleName }: ProbeNames): ProbeScript {
  return { name: "constant", script: `import ${moduleName}\n\nprint(${moduleName}.${name})\n` };
}

/** Runs one test by itself, and counts its failures and errors. */
export function aloneScript({ moduleName, test }: ProbeNames): ProbeScript {
  const [group, method] = test.split(".");
  return {
    name: "alone",
    script: [
      "import unittest",
      "",
      `from test_${moduleName} import ${group}`,
      "",
      "result = unittest.TestResult()",
      `${group}("${method}").run(result)`,
      'print("failures:", len(result.failures), "errors:", len(result.errors))',
      "",
    ].join("\n"),
  };
}

/**
 * Runs one test and prints, each time that the place of a difference is passed, the value that differs; null where none
 * is at a line of a function.
 */
export function lineScript(value: FaultValue, { moduleName, test }: ProbeNames): ProbeScript | null {
  const watched = watchedPlace(value);
  if (value.function === "<module>" || watched === null) return null;
  const [group, method] = test.split(".");
  const first = Math.max(1, value.visit - 1);
  const counted = value.visit > MOST_PRINTED
    ? `${first} <= passed < ${first + MOST_PRINTED}`
    : `passed <= ${MOST_PRINTED}`;
  return {
    name: "line",
    script: [
      "import sys",
      "import unittest",
      "",
      `from test_${moduleName} import ${group}`,
      "",
      "before = {}",
      "passed = 0",
      "",
      "",
      "def watch(frame, event, arg):",
      "    global passed",
      `    if frame.f_code.co_name != "${watched.code}":`,
      "        return None",
      `    if ${watched.condition}:`,
      "        passed += 1",
      `        if ${counted}${watched.known}:`,
      `            print(${watched.shown})`,
      "    before[frame] = frame.f_lineno",
      "    return watch",
      "",
      "",
      "sys.settrace(watch)",
      `${group}("${method}").run(unittest.TestResult())`,
      "",
    ].join("\n"),
  };
}

/** Which function is watched, when something is printed, and what. */
interface WatchedPlace {
  readonly code: string;
  readonly condition: string;
  /** What must hold besides, so that the value is there; "" for nothing. */
  readonly known: string;
  readonly shown: string;
}

function watchedPlace({ function: place, line, kind, variable }: FaultValue): WatchedPlace | null {
  const code = place.split(".").at(-1)!;
  if (kind === "argument") {
    const [name, callee = place] = variable.split(" of ");
    const shown = `"${name} =", repr(frame.f_locals["${name}"])`;
    return { code: callee.split(".").at(-1)!, condition: 'event == "call"', known: "", shown };
  }
  if (kind === "result") {
    return { code, condition: 'event == "return"', known: "", shown: `"${code} returns", repr(arg)` };
  }
  if (line === 0) return null;
  const condition = `before.get(frame) == ${line}`;
  if (kind === "flow") return { code, condition, known: "", shown: "event, frame.f_lineno" };
  const [, root, rest] = /^(\w+)(.*)$/s.exec(variable) ?? [];
  const title = variable.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return {
    code,
    condition,
    // A statement of several lines sets its name at the end.
    known: ` and "${root}" in frame.f_locals`,
    shown: `"${title} =", repr(frame.f_locals["${root}"]${rest})`,
  };
}
