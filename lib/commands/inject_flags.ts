import type { Flag, PathFlag, SwitchFlag, TextFlag } from "./command.ts";
import { PACKAGES, PYTHON_FLAGS } from "./python_flags.ts";
import { BUG_FLAGS } from "./bug_flags.ts";
import { JSON_OUTPUT, MIN_MUTATION_SCORE, QUIET } from "./shared_flags.ts";

/** Where the module is. */
export const MODULE: PathFlag<null> = {
  name: "module",
  kind: "path-in",
  placeholder: "M.py|DIR",
  fallback: null,
  defaultText: "must be given",
  help: "The healthy module; in a folder every M.py that has tests",
};

/** Its tests. */
export const TESTS: PathFlag<null> = {
  name: "tests",
  kind: "path-in",
  placeholder: "FILE",
  fallback: null,
  defaultText: "test_M.py or M_test.py beside it or in tests/",
  help: "Its tests: unittest, or plain functions with assert as pytest takes them",
};

/** Examples instead of tests. */
export const EXAMPLES: PathFlag<null> = {
  name: "examples",
  kind: "path-in",
  placeholder: "FILE",
  fallback: null,
  defaultText: "none",
  help:
    "JSON list or JSON Lines of {args, kwargs, output}, {input, output} or {args, raises}: tests are made from it",
};

/** What the examples are of. */
export const FUNCTION: TextFlag<null> = {
  name: "function",
  short: "f",
  kind: "text",
  placeholder: "NAME",
  fallback: null,
  defaultText: "named by each example",
  help: "The function that the examples are of",
};

/** Assertions instead of tests. */
export const ASSERTIONS: PathFlag<null> = {
  name: "assertions",
  kind: "path-in",
  placeholder: "FILE",
  fallback: null,
  defaultText: "none",
  help: "Python file of assert statements, and functions with such: each becomes a test",
};

/** How many bugs. */
export const BUG_COUNT: TextFlag<string> = {
  name: "count",
  aliases: ["num"],
  short: "n",
  kind: "text",
  placeholder: "N|all",
  fallback: "1",
  help: "How many different bugs of each module, best first, a task each",
};

/** Where tasks go. */
export const INJECT_OUTPUT: PathFlag<null> = {
  name: "output",
  short: "o",
  kind: "path-out",
  placeholder: "DIR|-",
  fallback: null,
  defaultText: "stdout for one task, else conversations",
  help:
    "Folder for <module>_001.json and so on; a name in .json is the file of one task; - is stdout, a line a task if many",
};

/** Whether files may be replaced. */
export const FORCE: SwitchFlag = {
  name: "force",
  kind: "switch",
  help: "Replace files of other tasks that have the names of these",
};

function text(name: string, help: string, defaultText: string): TextFlag<null> {
  return { name, kind: "text", placeholder: "TEXT", fallback: null, defaultText, help };
}

/** What the tasks say of the module. */
export const OWN_DOMAIN: TextFlag<null> = text("domain", "Field of science, for the task's text", "Own code");
/** The same, narrower. */
export const OWN_TOPIC: TextFlag<null> = text("topic", "Part of the field", "the module's name");
/** The same, narrower still. */
export const OWN_SUBTOPIC: TextFlag<null> = text(
  "subtopic",
  "The equations or algorithm",
  "the module's file name",
);
/** One sentence. */
export const OWN_SUMMARY: TextFlag<null> = text(
  "summary",
  "One sentence on what the module computes",
  "the first of its docstring",
);
/** All that is to be known. */
export const DESCRIPTION: PathFlag<null> = {
  name: "description",
  kind: "path-in",
  placeholder: "FILE",
  fallback: null,
  defaultText: "its docstring",
  help: "Text file: what the module must do",
};

/** All flags of the command; what steers the choice of bugs stands in the second line. */
export const INJECT_FLAGS: readonly Flag[] = [
  ...[MODULE, TESTS, EXAMPLES, FUNCTION, ASSERTIONS, BUG_COUNT, INJECT_OUTPUT, FORCE],
  ...BUG_FLAGS,
  MIN_MUTATION_SCORE,
  ...[OWN_DOMAIN, OWN_TOPIC, OWN_SUBTOPIC, OWN_SUMMARY, DESCRIPTION],
  PACKAGES,
  ...PYTHON_FLAGS,
  JSON_OUTPUT,
  QUIET,
];
