import { UsageError } from "../core/errors.ts";
import { join } from "../deps/path.ts";
import { writeFileAtomic } from "../files/atomic_write.ts";
import { fileError } from "../files/file_error.ts";
import { probeFolder } from "../files/probe_folder.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import type { Rejection } from "../core/rejection.ts";
import { formatCacheEntry, parseCacheEntry } from "./cache_entry.ts";
import type { Completion } from "./completion.ts";
import { formatFailureEntry, parseFailureEntry } from "./failure_entry.ts";
import { cleanEndpoint, type RequestIdentity, requestKey } from "./request_identity.ts";
import { Turns } from "./turns.ts";

export type { RequestIdentity } from "./request_identity.ts";

/** What an answer was asked for, for messages. */
export interface RequestPurpose {
  /** Such as "module". */
  readonly purpose: string;
  /** Such as a draw's key. */
  readonly subject: string;
}

/**
 * Answers by the content of their requests, a file each: `<folder>/<2 hex>/<key>.json`. Files hold no time
 * and nothing of the machine. Processes may share a folder.
 */
export interface RequestCache {
  /** Whether only kept answers may be used. */
  readonly replays: boolean;
  /**
   * The kept answer; null where there is none. A file that cannot be one, because it is torn, foreign or
   * changed, counts as none, and is replaced by the next `store()`; a replay refuses it by name.
   *
   * @throws {UsageError} where the file system refuses, and `Cannot replay "<file>": <state>`.
   */
  find(identity: RequestIdentity): Promise<Completion | null>;
  /**
   * Keeps an answer, whole or not at all. It is written as it is: one that repeats an API key must not come
   * here.
   *
   * @throws {UsageError} `Cannot write "<file>": <state>`, such as of a full disk. The answer was paid and is
   * good: the caller decides whether to use it and go on.
   */
  store(identity: RequestIdentity, completion: Completion): Promise<void>;
  /** Why a question ended without an answer when it was recorded; null unless this is a replay that knows. */
  findFailure(identity: RequestIdentity): Promise<Rejection | null>;
  /** Keeps why a question ended without an answer, for a replay; a later answer to it comes first. */
  storeFailure(identity: RequestIdentity, rejection: Rejection): Promise<void>;
  /** The error that names an answer which the folder does not have. */
  missing(identity: RequestIdentity, asked: RequestPurpose): UsageError;
}

/** An answer's body ends at 4 MB, and the messages stand beside it. */
const MAX_BYTES = 16_000_000;
/** A look at thousands of answers at once must not end at the system's limit on open files. */
const MOST_OPEN = 32;

/**
 * The cache of a folder, which is made if need be.
 *
 * @throws {UsageError} `Cannot write "<dir>": <state>` where nothing could be kept in it: before anything is
 * paid.
 */
export async function openRequestCache(dir: string): Promise<RequestCache> {
  await probeFolder(dir);
  return {
    ...peekRequestCache(dir),
    store: (identity, completion) =>
      writeFileAtomic(pathOf(dir, requestKey(identity)), formatCacheEntry(identity, completion), {
        below: dir,
      }),
    storeFailure: (identity, rejection) =>
      writeFileAtomic(failurePathOf(dir, identity), formatFailureEntry(identity, rejection), { below: dir }),
  };
}

/** The answers of a folder that need not be there, for a look ahead: nothing is written. */
export function peekRequestCache(dir: string): RequestCache {
  const reads = new Turns(MOST_OPEN);
  return {
    replays: false,
    async find(identity) {
      const read = await reads.run(() => readEntry(dir, identity));
      return read.kind === "found" ? read.completion : null;
    },
    store: () => Promise.reject(new UsageError(`Cannot write "${dir}": it is only looked at`)),
    // A live run asks again: what failed then may not fail now.
    findFailure: () => Promise.resolve(null),
    storeFailure: () => Promise.reject(new UsageError(`Cannot write "${dir}": it is only looked at`)),
    missing: (identity, asked) => missing(dir, { identity, asked }),
  };
}

/**
 * The answers of a folder, and no others.
 *
 * @throws {UsageError} `Cannot replay "<dir>": no such folder`.
 */
export async function openReplay(dir: string): Promise<RequestCache> {
  await refuseUnlessFolder(dir);
  const reads = new Turns(MOST_OPEN);
  return {
    replays: true,
    async find(identity) {
      const read = await reads.run(() => readEntry(dir, identity));
      if (read.kind === "bad") throw new UsageError(`Cannot replay "${read.path}": ${read.state}`);
      return read.kind === "found" ? read.completion : null;
    },
    async findFailure(identity) {
      const text = await readOrNull(failurePathOf(dir, identity));
      return typeof text === "string" ? parseFailureEntry(text) : null;
    },
    store: () => refuseChange(dir),
    storeFailure: () => refuseChange(dir),
    missing: (identity, asked) => missing(dir, { identity, asked }),
  };
}

function refuseChange(dir: string): Promise<never> {
  return Promise.reject(new UsageError(`Cannot write "${dir}": it is replayed, which changes nothing`));
}

async function refuseUnlessFolder(dir: string): Promise<void> {
  try {
    if ((await Deno.stat(dir)).isDirectory) return;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new UsageError(`Cannot replay "${dir}": no such folder`, { cause: error });
    }
    throw fileError("replay", dir, error);
  }
  throw new UsageError(`Cannot replay "${dir}": it is not a folder`);
}

type Read =
  | { readonly kind: "found"; readonly completion: Completion }
  | { readonly kind: "none" }
  | { readonly kind: "bad"; readonly path: string; readonly state: string };

async function readEntry(dir: string, identity: RequestIdentity): Promise<Read> {
  const key = requestKey(identity);
  const path = pathOf(dir, key);
  const text = await readOrNull(path);
  if (text === null) return { kind: "none" };
  if (typeof text !== "string") return { kind: "bad", path, ...text };
  const entry = parseCacheEntry(text, key);
  return entry.ok
    ? { kind: "found", completion: entry.value }
    : { kind: "bad", path, state: entry.rejection.detail };
}

/** The text; null where there is no file; what is wrong with it where it is none that this program writes. */
async function readOrNull(path: string): Promise<string | { state: string } | null> {
  try {
    return await readTextBounded(path, MAX_BYTES);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (error.cause instanceof Deno.errors.NotFound) return null;
    // Without the system behind it, the complaint is about what stands in the file.
    const fromSystem = error.cause !== undefined && !(error.cause instanceof TypeError);
    if (fromSystem) throw error;
    return { state: error.message.slice(`Cannot read "${path}": `.length) };
  }
}

function pathOf(dir: string, key: string): string {
  return join(dir, key.slice(0, 2), `${key}.json`);
}

/** Beside where the answer would stand. */
function failurePathOf(dir: string, identity: RequestIdentity): string {
  return pathOf(dir, requestKey(identity)).replace(/\.json$/, ".failed.json");
}

function missing(
  dir: string,
  { identity, asked }: { identity: RequestIdentity; asked: RequestPurpose },
): UsageError {
  const { attempt, model, endpoint } = identity;
  return new UsageError(
    `Cannot replay "${dir}": it has no answer ${attempt} of model "${model}" at ${
      cleanEndpoint(endpoint)
    } for ` +
      `${asked.purpose} of "${asked.subject}"; record it first with --cache ${dir}`,
  );
}
