import { deflateSync } from "node:zlib";
import type { ExportFolder } from "../core/export_format.ts";
import { blobOf, commitOf, type GitObject, treeOf } from "../core/git_objects.ts";

const CONFIG = "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n";

/** A commit that is to be made: its files, which lie in one folder, and what it says. */
export interface GitCommit {
  /** Texts by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly message: string;
  /** Ids of the commits before. Default: none. */
  readonly parents?: readonly string[];
}

/**
 * A bare git repository that is written file by file, without git: loose objects, and `packed-refs` at the end. The same
 * commits give the same ids on every machine.
 */
export class GrowingRepository {
  readonly #folder: Pick<ExportFolder, "write">;
  readonly #path: string;
  readonly #written = new Set<string>();
  readonly #branches = new Map<string, string>();

  /** A repository at a path of the folder, such as "repo.git". */
  constructor(folder: Pick<ExportFolder, "write">, path: string) {
    this.#folder = folder;
    this.#path = path;
  }

  /** Writes a commit with its files, and gives its id. */
  async commit({ files, message, parents = [] }: GitCommit): Promise<string> {
    const entries = [];
    for (const [name, text] of Object.entries(files)) {
      entries.push({ name, id: await this.#put(blobOf(text)) });
    }
    const tree = await this.#put(treeOf(entries));
    return await this.#put(commitOf({ tree, parents, message }));
  }

  /** Lets a branch, such as "main", be at a commit. */
  branch(name: string, commit: string): void {
    this.#branches.set(name, commit);
  }

  /** Writes what git needs to take the folder for a repository; a clone checks out the branch `head`. */
  async close(head: string): Promise<void> {
    const { [head]: first, ...others } = Object.fromEntries(this.#branches);
    const packed = Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = packed.map(([name, commit]) => `${commit} refs/heads/${name}\n`);
    await this.#folder.write(`${this.#path}/HEAD`, `ref: refs/heads/${head}\n`);
    await this.#folder.write(`${this.#path}/config`, CONFIG);
    // The folder refs/ must be there, and so one branch stands in a file of its own.
    await this.#folder.write(`${this.#path}/refs/heads/${head}`, `${first}\n`);
    await this.#folder.write(
      `${this.#path}/packed-refs`,
      `# pack-refs with: peeled fully-peeled sorted \n${lines.join("")}`,
    );
  }

  async #put({ id, bytes }: GitObject): Promise<string> {
    if (!this.#written.has(id)) {
      const path = `${this.#path}/objects/${id.slice(0, 2)}/${id.slice(2)}`;
      await this.#folder.write(path, deflateSync(bytes));
      this.#written.add(id);
    }
    return id;
  }
}
