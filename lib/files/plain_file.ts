import { UsageError } from "../core/errors.ts";
import { dirname, join, relative } from "../deps/path.ts";

/** Why what stands under a name, by `lstat`, is no regular file of that name; null where it is one. */
export function plainProblem(info: Deno.FileInfo): string | null {
  if (info.isSymlink) return "it is a symbolic link";
  if (info.isDirectory) return "it is a folder";
  return info.isFile ? null : "it is not a regular file";
}

/**
 * Makes sure that a file which the program names itself, and not its user, is a regular file or not there: through a
 * link it would write wherever whoever made the link wants, and a pipe would hold it for ever.
 *
 * @throws {UsageError} `Cannot write "<path>": <state>`.
 * @throws errors of the file system as they are.
 */
export function refuseUnlessPlain(path: string): void {
  const info = lstatOrNull(path);
  const problem = info === null ? null : plainProblem(info);
  if (problem !== null) throw new UsageError(`Cannot write "${path}": ${problem}`);
}

/**
 * As {@linkcode refuseUnlessPlain}, for a file somewhere below a folder that the user named: no folder on the way may
 * be a link either. Whoever changes the folders at this very moment is not guarded against.
 *
 * @throws {UsageError} `Cannot write "<path>": <state>`.
 */
export function refuseDetour(path: string, below: string): void {
  refuseLinkedFolder(dirname(path), { below, path });
  refuseUnlessPlain(path);
}

/**
 * The part of {@linkcode refuseDetour} that looks at the folders on the way to one, itself included.
 *
 * @param options.path What messages name. Default: the folder.
 * @throws {UsageError} `Cannot write "<path>": <state>`.
 */
export function refuseLinkedFolder(
  folder: string,
  { below, path = folder }: { readonly below: string; readonly path?: string },
): void {
  const steps = relative(below, folder).split(/[/\\]/).filter((step) => step !== "");
  if (steps.includes("..")) throw new UsageError(`Cannot write "${path}": it is not below "${below}"`);
  let at = below;
  for (const step of steps) {
    at = join(at, step);
    const info = lstatOrNull(at);
    if (info === null) return;
    if (info.isSymlink) throw new UsageError(`Cannot write "${path}": "${at}" is a symbolic link`);
  }
}

/** What is at a path, links not followed; null where nothing is. */
export function lstatOrNull(path: string): Deno.FileInfo | null {
  try {
    return Deno.lstatSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
