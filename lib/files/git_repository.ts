import type { CommittedFile, GitCommit } from "./git_commit.ts";
import { encode, type GitObjects, joinBytes, sha1 } from "./git_objects.ts";
import { checkRefName, compareBytes } from "./git_paths.ts";

/** What a bare repository holds. */
export interface RepositoryContent {
  /** Everything that the refs lead to: the objects of several commits may be merged in one map. */
  readonly objects: GitObjects;
  /** Ids of commits by full name of the ref, such as "refs/heads/main". */
  readonly refs: ReadonlyMap<string, string>;
  /** The branch that a clone checks out; one of the refs. */
  readonly head: string;
}

/**
 * The files of a bare repository, by their paths in its folder. However many refs there are, they are two files: the
 * branch of HEAD, and `packed-refs`.
 *
 * @throws {RangeError} for a name that no ref can have, or a HEAD that is none of the refs.
 */
export function bareRepository(content: RepositoryContent): ReadonlyMap<string, Uint8Array> {
  return repository(content, { bare: true });
}

/** Options of {@linkcode workingRepository}. */
export interface WorkingOptions {
  /** Name of the only branch. Default: "main". */
  readonly branch?: string;
  /** Patterns as in `.gitignore`, kept in `info/exclude`. Default: none. */
  readonly exclude?: readonly string[];
}

/**
 * The files of the `.git` folder of a working tree in which nothing has changed since the commit, by their paths in
 * `.git`. The files of the commit itself are not among them.
 */
export function workingRepository(
  commit: GitCommit,
  options: WorkingOptions = {},
): ReadonlyMap<string, Uint8Array> {
  const head = `refs/heads/${options.branch ?? "main"}`;
  const { objects } = commit;
  const files = repository({ objects, refs: new Map([[head, commit.sha]]), head }, { bare: false });
  const exclude = (options.exclude ?? []).map((pattern) => `${pattern}\n`).join("");
  return new Map([...files, ["index", indexFile(commit.files)], ["info/exclude", encode(exclude)]]);
}

function repository(
  { objects, refs, head }: RepositoryContent,
  { bare }: { readonly bare: boolean },
): Map<string, Uint8Array> {
  for (const ref of refs.keys()) checkRefName(ref);
  const tip = refs.get(head);
  if (tip === undefined) throw new RangeError(`Cannot let HEAD be "${head}": it is none of the refs`);
  const missing = [...refs].find(([, sha]) => !objects.has(sha));
  if (missing) throw new RangeError(`Cannot keep "${missing[0]}": its commit is not among the objects`);
  const config = `[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = ${bare}\n` +
    (bare ? "" : "\tlogallrefupdates = true\n");
  const files = new Map([
    ["HEAD", encode(`ref: ${head}\n`)],
    ["config", encode(config)],
    // A file of its own also because git knows a repository by its folder refs/.
    [head, encode(`${tip}\n`)],
  ]);
  const packed = [...refs].filter(([ref]) => ref !== head).sort(([a], [b]) => (a < b ? -1 : 1));
  if (packed.length > 0) {
    const lines = packed.map(([ref, sha]) => `${sha} ${ref}\n`);
    files.set("packed-refs", encode(["# pack-refs with: peeled fully-peeled sorted \n", ...lines].join("")));
  }
  for (const [sha, bytes] of objects) files.set(`objects/${sha.slice(0, 2)}/${sha.slice(2)}`, bytes);
  return files;
}

/**
 * An index of the second version. Times, sizes and inodes are all 0, as after `git read-tree`: git then reads the files
 * themselves the first time it is asked, and nothing of the machine gets into the bytes.
 */
function indexFile(files: readonly CommittedFile[]): Uint8Array {
  const sorted = files.map((file) => ({ ...file, name: encode(file.path) }))
    .sort((a, b) => compareBytes(a.name, b.name));
  const head = new DataView(new ArrayBuffer(12));
  head.setUint32(0, 0x44495243);
  head.setUint32(4, 2);
  head.setUint32(8, sorted.length);
  const entries = sorted.map(({ mode, sha, name }) => {
    // Eight of padding at most, at least one: a name ends in NUL.
    const entry = new Uint8Array(Math.floor((62 + name.length + 8) / 8) * 8);
    const view = new DataView(entry.buffer);
    view.setUint32(24, parseInt(mode, 8));
    entry.set(Uint8Array.fromHex(sha), 40);
    view.setUint16(60, Math.min(name.length, 0xfff));
    entry.set(name, 62);
    return entry;
  });
  const body = joinBytes([new Uint8Array(head.buffer), ...entries]);
  return joinBytes([body, sha1(body).bytes]);
}
