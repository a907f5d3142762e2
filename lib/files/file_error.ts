import { SynthdebugError, UsageError } from "../core/errors.ts";

/**
 * A failed file operation as an error for people: a {@linkcode UsageError} that reads
 * `Cannot <action> "<path>": <state>`, with the original as its cause. An error that is already one of the
 * program's own, or that did not come from the file system, is returned as it is.
 */
export function fileError(action: string, path: string, error: unknown): Error {
  if (error instanceof SynthdebugError) return error;
  const state = stateOf(action, error);
  if (state === null) return error instanceof Error ? error : new Error(String(error), { cause: error });
  return new UsageError(`Cannot ${action} "${path}": ${state}`, { cause: error });
}

function stateOf(action: string, error: unknown): string | null {
  if (error instanceof Deno.errors.NotCapable) {
    return `Deno may not touch it; add ${missingFlag(error) ?? "the permission"} to the deno command`;
  }
  const code = codeOf(error);
  if (code === null) return systemText(error);
  if (code === "ENOENT" && action !== "read") return "its folder does not exist";
  return STATES[code] ?? `the system says ${code}`;
}

const STATES: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EBUSY: "it is in use",
  EDQUOT: "disk quota exceeded",
  EFBIG: "file too large",
  EEXIST: "a file stands where a folder is needed",
  EINVAL: "the name is not one that a file can have",
  EIO: "the disk reports an error",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links run in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENFILE: "too many files are open",
  ENOENT: "no such file",
  ENOLCK: "its file system has no locks",
  ENOSPC: "no space left on device",
  ENOTDIR: "a file stands where a folder is needed",
  ENOTEMPTY: "it is a folder",
  EROFS: "the file system is read-only",
};

function codeOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

/** The system's own words: reads and writes of an open file fail without a code. */
function systemText(error: unknown): string | null {
  const text = error instanceof Error ? /^(.+?) \(os error \d+\)/.exec(error.message)?.[1] : undefined;
  return text === undefined ? null : text[0]!.toLowerCase() + text.slice(1);
}

/** The Deno flag that grants what was refused, such as "--allow-write"; null where the message names none. */
export function missingFlag(error: Deno.errors.NotCapable): string | null {
  const kind = /Requires (\w+) access/.exec(error.message)?.[1];
  return /--allow-[a-z-]+/.exec(error.message)?.[0] ?? (kind ? `--allow-${kind}` : null);
}
