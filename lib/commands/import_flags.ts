import type { Flag, PathFlag, SwitchFlag, TextFlag } from "./command.ts";
import { PACKAGES, PYTHON_FLAGS } from "./python_flags.ts";
import { JSON_OUTPUT, QUIET } from "./shared_flags.ts";

/** The word for the form that a record is seen to be of. */
export const AUTO = "auto";

/** Which form. */
export const IMPORT_FORMAT: TextFlag<string> = {
  name: "format",
  short: "f",
  kind: "text",
  placeholder: "NAME",
  fallback: AUTO,
  help: "The form, one of those above; with auto each record tells its own",
};

/** Where the tasks go. */
export const IMPORT_OUTPUT: PathFlag<null> = {
  name: "output",
  short: "o",
  kind: "path-out",
  placeholder: "DIR",
  fallback: null,
  defaultText: "none, it must be named",
  help: "Folder for the conversation files, one a task",
};

/** Whether files are replaced. */
export const IMPORT_FORCE: SwitchFlag = {
  name: "force",
  kind: "switch",
  help: "Replace files that hold the same task otherwise",
};

/** The flags of `import`. */
export const IMPORT_FLAGS: readonly Flag[] = [
  IMPORT_FORMAT,
  IMPORT_OUTPUT,
  IMPORT_FORCE,
  PACKAGES,
  ...PYTHON_FLAGS,
  JSON_OUTPUT,
  QUIET,
];
