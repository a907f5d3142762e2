import type { ExportFolder } from "../core/export_format.ts";
import { commitFiles, type CommitOptions } from "./git_commit.ts";
import { bareRepository } from "./git_repository.ts";

/**
 * A bare repository that is written while commits are made, so that never more than one of them is in memory: their objects
 * at once, and at the end what tells of its branches.
 */
export class GrowingRepository {
  readonly #folder: Pick<ExportFolder, "write">;
  readonly #path: string;
  readonly #written = new Set<string>();
  /** The commits that branches are at. */
  readonly #tips = new Map<string, Uint8Array>();
  readonly #refs = new Map<string, string>();

  /** A repository at a path of the folder, such as "repo.git". */
  constructor(folder: Pick<ExportFolder, "write">, path: string) {
    this.#folder = folder;
    this.#path = path;
  }

  /** Writes a commit of some files; with a branch, that is at it from now on. Gives its id. */
  async commit(
    files: Readonly<Record<string, string>>,
    message: string,
    { branch, ...options }: CommitOptions & { readonly branch?: string } = {},
  ): Promise<string> {
    const { sha, objects } = await commitFiles(new Map(Object.entries(files)), message, options);
    for (const [id, bytes] of objects) await this.#write(pathOf(id), bytes);
    if (branch !== undefined) {
      this.#refs.set(`refs/heads/${branch}`, sha);
      this.#tips.set(sha, objects.get(sha)!);
    }
    return sha;
  }

  /** Writes what git needs to take the folder for a repository; a clone checks out the branch `head`. */
  async close(head: string): Promise<void> {
    const content = { objects: this.#tips, refs: this.#refs, head: `refs/heads/${head}` };
    for (const [path, bytes] of bareRepository(content)) await this.#write(path, bytes);
  }

  async #write(path: string, bytes: Uint8Array): Promise<void> {
    if (this.#written.has(path)) return;
    this.#written.add(path);
    await this.#folder.write(`${this.#path}/${path}`, bytes);
  }
}

function pathOf(id: string): string {
  return `objects/${id.slice(0, 2)}/${id.slice(2)}`;
}
