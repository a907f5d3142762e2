import { PYTHON_KEYWORDS, SOFT_KEYWORDS, STDLIB_MODULES } from "./python_names.ts";
import { quoted } from "./text_check.ts";

const MAX_LENGTH = 60;

/** Names that a task's own files have, or that Python or pytest load by themselves. */
const RESERVED = new Set(["run_tests", "unittest", "conftest", "sitecustomize", "usercustomize"]);

/** Names of devices that Windows keeps for itself, with any ending: a task may be unpacked there. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Why a name cannot be a task's module, as one line; null where it can. */
export function moduleNameProblem(name: string): string | null {
  if (name.length > MAX_LENGTH) {
    return `module_name is ${name.length} characters long, at most ${MAX_LENGTH}`;
  }
  const shown = `module_name ${quoted(name)}`;
  if (/[/\\]|\.pyi?$/.test(name)) return `${shown} is a path: give the bare name, without folder or ".py"`;
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) return `${shown} does not match ^[a-z_][a-z0-9_]*$`;
  if (PYTHON_KEYWORDS.has(name) || SOFT_KEYWORDS.has(name)) return `${shown} is a Python keyword`;
  if (RESERVED.has(name) || name.startsWith("test_") || /^__.*__$/.test(name) || DEVICES.test(name)) {
    return `${shown} is reserved: choose another name`;
  }
  if (STDLIB_MODULES.has(name)) return `${shown} shadows a standard-library module`;
  return null;
}
