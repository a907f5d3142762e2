import { EMBEDDED_KEY, unembedTask } from "../core/embedded_task.ts";
import type { Fields, FoundTask, FoundTexts, RecordPlace } from "../core/import_format.ts";
import { type ReadPayload, readPayload } from "../core/read_payload.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { applyUnifiedDiff } from "../core/unified_diff.ts";
import { join } from "../deps/path.ts";
import { readGitCommit } from "../files/read_git_commit.ts";

/** What an instance's commit and patch give. */
export interface PatchedModule {
  readonly moduleName: string;
  /** The module as it is at the commit. */
  readonly before: string;
  /** The module with the patch applied. */
  readonly after: string;
  /** The other files of the commit. */
  readonly files: ReadonlyMap<string, string>;
}

/** The task that an instance has with it; null where it has none. Rejections: "bad_instance" and those of readPayload. */
export function embeddedTask(instance: Fields): Outcome<{ json: string; payload: ReadPayload } | null> {
  const text = instance[EMBEDDED_KEY];
  if (text === undefined) return accept(null);
  const json = typeof text === "string"
    ? unembedTask(text)
    : reject<string>("bad_instance", `its key "${EMBEDDED_KEY}" is no text`);
  if (!json.ok) return json;
  const read = readPayload(json.value);
  return read.ok ? accept({ json: json.value, payload: read.value }) : read;
}

/**
 * The module that an instance's `patch` changes, from `repo.git` beside it. Null where there is no repository.
 *
 * Rejections: "bad_instance", "no_commit".
 */
export async function patchedModule(
  instance: Fields,
  { folder }: RecordPlace,
): Promise<Outcome<PatchedModule | null>> {
  const { patch, base_commit: commit } = instance;
  if (typeof patch !== "string" || typeof commit !== "string") {
    return reject("bad_instance", "its patch or base_commit is no text");
  }
  const name = patchedFile(patch);
  const [, moduleName] = /^([a-z_][a-z0-9_]*)\.py$/.exec(name ?? "") ?? [];
  if (moduleName === undefined) {
    return reject(
      "bad_instance",
      "its patch changes other than one module that lies at the top: a task is one module",
    );
  }
  const repository = join(folder, "repo.git");
  if (!await Deno.stat(repository).then(({ isDirectory }) => isDirectory, () => false)) return accept(null);
  const read = await readGitCommit(repository, commit);
  if (!read.ok) return read;
  const { files } = read.value;
  const before = files.get(name!);
  const after = before === undefined ? null : applyPatch(before, patch);
  if (before === undefined || after === null) {
    return reject("bad_instance", "its patch does not apply at its base_commit");
  }
  return accept({ moduleName, before, after, files });
}

/** A text with a patch of git's applied; null where it does not fit. */
export function applyPatch(text: string, patch: string): string | null {
  const start = patch.search(/^--- /m);
  return start < 0 ? null : applyUnifiedDiff(text, patch.slice(start));
}

/** The only file that a patch changes; null where it changes none, or several. */
function patchedFile(patch: string): string | null {
  const names = [...patch.matchAll(/^\+\+\+ (?:b\/)?([^\t\n]+)/gm)].map(([, name]) => name!);
  return names.length === 1 ? names[0]! : null;
}

/** The sources of an instance, without what is said of them. */
export type InstanceSources = Pick<FoundTask, "moduleName" | "correctCode" | "buggyCode" | "unitTests">;

/** The task of an instance: the one that it has with it, where the repository and the patch say the same of it. */
export function foundTask(
  { sources, tests, texts, embedded }: {
    /** As the repository has them; null where there is none. */
    readonly sources: InstanceSources | null;
    readonly tests: Pick<FoundTask, "failToPass" | "passToPass">;
    readonly texts: FoundTexts;
    readonly embedded: { readonly json: string; readonly payload: ReadPayload } | null;
  },
): Outcome<FoundTask> {
  if (embedded === null) {
    return sources === null
      ? reject("no_sources", "no repo.git lies beside it, and it has no sources with it")
      : accept({ ...sources, ...tests, texts, json: null });
  }
  const { json, payload: { moduleName, correctCode, codeDiff, unitTests, failToPass, passToPass } } =
    embedded;
  // Tasks on disk may leave it out: their diff gives it.
  const buggyCode = embedded.payload.buggyCode ??
    (codeDiff === null ? null : applyUnifiedDiff(correctCode, codeDiff));
  if (buggyCode === null) {
    return reject("no_bug", "neither buggy_code nor code_diff of its task gives a buggy module");
  }
  const own = { moduleName, correctCode, buggyCode, unitTests };
  for (const key of Object.keys(own) as (keyof InstanceSources)[]) {
    if (sources !== null && sources[key] !== own[key]) {
      return reject(
        "bad_instance",
        `its commit and patches give another ${key} than its key "${EMBEDDED_KEY}"`,
      );
    }
  }
  const differs = (a: readonly string[] | null, b: readonly string[] | null) =>
    a !== null && b !== null && a.toSorted().join("\n") !== b.toSorted().join("\n");
  if (differs(tests.failToPass, failToPass) || differs(tests.passToPass, passToPass)) {
    return reject("bad_instance", `its lists of tests are not those of its key "${EMBEDDED_KEY}"`);
  }
  return accept({ ...own, failToPass, passToPass, texts, json });
}
