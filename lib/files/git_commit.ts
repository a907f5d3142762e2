import { encode, encodeObject, type GitObject, treeBody, type TreeEntry } from "./git_objects.ts";
import { checkGitPath } from "./git_paths.ts";

/** A file of a commit. */
export interface CommittedFile {
  /** Path with "/" between names. */
  readonly path: string;
  /** "100644" or, where it can be run, "100755". */
  readonly mode: "100644" | "100755";
  /** Id of its blob. */
  readonly sha: string;
}

/** A commit, with everything that it consists of. */
export interface GitCommit {
  /** Its id. */
  readonly sha: string;
  /** Id of its tree. */
  readonly tree: string;
  /** The commit, its trees and its blobs by id, as `objects/` holds them; not its parents. */
  readonly objects: ReadonlyMap<string, Uint8Array>;
  /** Its files, in the order given. */
  readonly files: readonly CommittedFile[];
}

/** Options of {@linkcode commitFiles}. */
export interface CommitOptions {
  /** Ids of the commits that this one follows; their objects are not needed here. Default: none. */
  readonly parents?: readonly string[];
  /** Author and committer, as "Name <address>". Default: "synthdebug <synthdebug@example.invalid>". */
  readonly author?: string;
  /** Seconds since 1970, told as UTC. Default: 2000-01-01. */
  readonly time?: number;
  /** Paths of files that can be run. Default: none. */
  readonly executable?: ReadonlySet<string>;
}

const AUTHOR = "synthdebug <synthdebug@example.invalid>";
/** No clock gets into a commit, so that the same files make the same one. */
const TIME = Date.UTC(2000, 0, 1) / 1000;

/**
 * A git commit of some files, made without git: same files and options, same id.
 *
 * ```ts
 * const commit = await commitFiles(new Map([["src/a.py", "x = 1\n"]]), "Add a");
 * ```
 *
 * @param files Contents by path; texts are stored as UTF-8.
 * @throws {RangeError} for a path that git does not take, or that is a file and a folder at once.
 */
export async function commitFiles(
  files: ReadonlyMap<string, string | Uint8Array>,
  message: string,
  options: CommitOptions = {},
): Promise<GitCommit> {
  const objects = new Map<string, Uint8Array>();
  const keep = ({ sha, bytes }: GitObject) => {
    objects.set(sha, bytes);
    return sha;
  };
  const committed: CommittedFile[] = [];
  for (const [path, content] of files) {
    checkGitPath(path);
    const body = typeof content === "string" ? encode(content) : content;
    const sha = keep(await encodeObject("blob", body));
    committed.push({ path, mode: options.executable?.has(path) ? "100755" : "100644", sha });
  }
  const tree = await writeTree(committed, keep);
  const who = `${options.author ?? AUTHOR} ${options.time ?? TIME} +0000`;
  const head = [
    `tree ${tree}`,
    ...(options.parents ?? []).map((parent) => `parent ${parent}`),
    `author ${who}`,
    `committer ${who}`,
  ].join("\n");
  const sha = keep(await encodeObject("commit", encode(`${head}\n\n${message.trimEnd()}\n`)));
  return { sha, tree, objects, files: committed };
}

async function writeTree(
  files: readonly CommittedFile[],
  keep: (object: GitObject) => string,
): Promise<string> {
  const entries = new Map<string, TreeEntry>();
  const folders = new Map<string, CommittedFile[]>();
  for (const file of files) {
    const [name, ...below] = file.path.split("/") as [string, ...string[]];
    if (below.length === 0) {
      entries.set(name, { mode: file.mode, name, sha: file.sha });
      continue;
    }
    const inside = folders.get(name) ?? [];
    inside.push({ ...file, path: below.join("/") });
    folders.set(name, inside);
  }
  for (const [name, inside] of folders) {
    if (entries.has(name)) throw new RangeError(`Cannot commit "${name}": it is a file and a folder at once`);
    entries.set(name, { mode: "40000", name, sha: await writeTree(inside, keep) });
  }
  return keep(await encodeObject("tree", treeBody([...entries.values()])));
}
