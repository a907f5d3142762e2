import { moduleNameProblem } from "../core/module_name.ts";
import { parseJson } from "../core/parse_json.ts";
import { parseDrawKey } from "../core/seed.ts";
import { isMapping } from "../core/text_check.ts";
import { estimateSimilarity, NEAR_DUPLICATE, SKETCH_SIZE, sketchModule } from "../core/token_shingles.ts";
import { besideState } from "./beside_state.ts";
import { LineFile, type NewLines } from "./line_file.ts";

/** A module as it is added. */
export interface NewModule {
  /** The `drawKey()` of its task. */
  readonly key: string;
  /** Name without ".py". */
  readonly moduleName: string;
  /** One sentence on what it computes. */
  readonly summary: string;
  /** Its healthy Python source. */
  readonly code: string;
}

/** A module as it is remembered. */
export interface IndexedModule {
  /** The `drawKey()` of its task. */
  readonly key: string;
  /** Name without ".py". */
  readonly moduleName: string;
  /** One sentence on what it computes, on one line. */
  readonly summary: string;
  /** See `sketchModule()`. */
  readonly sketch: Uint32Array;
}

/** A module that is nearly another one. */
export interface NearModule {
  /** The `drawKey()` of the task that has it. */
  readonly key: string;
  /** Estimated share of token runs that both have, {@linkcode NEAR_DUPLICATE} to 1. */
  readonly similarity: number;
}

/** Sketches of another version are not comparable, and their lines are passed over. */
const VERSION = 1;

/** Longest summary that is kept, in characters. */
const MAX_SUMMARY = 300;

/** Longest key of a task, in characters: three names of a catalogue and a number. */
const MAX_KEY = 1000;

/**
 * Opens the modules of a data set, in `<state>.modules.jsonl` beside its state file; none of both need exist.
 * Any number of runs may have it open: each call first takes in what others added.
 *
 * @param statePath Null: in memory, for runs without a state file.
 * @throws {UsageError} where the file cannot be read or written.
 */
export function openModuleIndex(statePath: string | null): ModuleIndex {
  const file = statePath === null ? null : new LineFile(besideState(statePath, ".modules.jsonl"));
  file?.probe();
  const index = new ModuleIndex(file);
  index.refresh();
  return index;
}

/**
 * The modules of a data set, for a look ahead: nothing is written.
 *
 * @throws {UsageError} where the file cannot be read.
 */
export function peekModuleIndex(statePath: string | null): ModuleIndex {
  return new ModuleIndex(statePath === null ? null : new LineFile(besideState(statePath, ".modules.jsonl")));
}

/** Which modules there are, to tell a model of them and to notice one that comes again. */
export class ModuleIndex {
  readonly #file: LineFile | null;
  /** The newest module of each task, by key. */
  readonly #modules: Map<string, IndexedModule> = new Map();
  /** Keys of tasks, by the key of their scenario. */
  readonly #keys: Map<string, Set<string>> = new Map();
  #junk = 0;

  /** See {@linkcode openModuleIndex}. */
  constructor(file: LineFile | null) {
    this.#file = file;
  }

  /** How many modules there are. */
  get size(): number {
    this.refresh();
    return this.#modules.size;
  }

  /** Lines that hold no module, one that a crash tore included. */
  get ignored(): number {
    this.refresh();
    return this.#junk + (this.#file?.torn ? 1 : 0);
  }

  /**
   * Remembers a module; one with the same key is forgotten.
   *
   * @throws {UsageError} where the file cannot be written.
   */
  add({ key, moduleName, summary, code }: NewModule): void {
    const line = [...summary.replaceAll(/\s+/g, " ").trim()].slice(0, MAX_SUMMARY).join("");
    const module = { key, moduleName, summary: line, sketch: sketchModule(code) };
    if (this.#file === null) this.#take(module);
    else this.#file.append(writeModule(module));
  }

  /**
   * The module that this one repeats in other words, the most similar one; null where there is none.
   *
   * @param ownKey A task whose module does not count, since it is this one: a run that was killed between two
   * files may have left it here.
   * @throws {UsageError} where the file cannot be read.
   */
  nearest(code: string, ownKey: string | null = null): NearModule | null {
    this.refresh();
    const sketch = sketchModule(code);
    let best: NearModule | null = null;
    for (const module of this.#modules.values()) {
      if (module.key === ownKey) continue;
      const similarity = estimateSimilarity(sketch, module.sketch, NEAR_DUPLICATE);
      if (similarity < NEAR_DUPLICATE || similarity <= (best?.similarity ?? 0)) continue;
      best = { key: module.key, similarity };
    }
    return best;
  }

  /**
   * The modules of one scenario, in the order in which they came.
   *
   * @throws {UsageError} where the file cannot be read.
   */
  of(seedKey: string): readonly IndexedModule[] {
    this.refresh();
    return [...this.#keys.get(seedKey) ?? []].map((key) => this.#modules.get(key)!);
  }

  /** Takes in what other runs added; the other calls do so by themselves. */
  refresh(): void {
    if (this.#file === null) return;
    let more = true;
    while (more) more = this.#takeIn(this.#file.readNew());
  }

  #takeIn({ lines, replaced, more }: NewLines): boolean {
    if (replaced) {
      this.#modules.clear();
      this.#keys.clear();
      this.#junk = 0;
    }
    for (const line of lines) {
      // An empty line stands where one was torn and another begun.
      if (line === "") continue;
      const module = readModule(line);
      if (module === null) this.#junk++;
      else this.#take(module);
    }
    return more;
  }

  #take(module: IndexedModule): void {
    const { key: seed } = parseDrawKey(module.key);
    const keys = this.#keys.get(seed) ?? new Set();
    this.#modules.set(module.key, module);
    this.#keys.set(seed, keys.add(module.key));
  }
}

function writeModule({ key, moduleName, summary, sketch }: IndexedModule): string {
  const bytes = [...sketch].flatMap((
    hash,
  ) => [hash & 255, (hash >>> 8) & 255, (hash >>> 16) & 255, hash >>> 24]);
  const text = btoa(String.fromCharCode(...bytes));
  return JSON.stringify({ version: VERSION, key, module_name: moduleName, summary, sketch: text });
}

/** A line's module; null where it holds none. */
function readModule(line: string): IndexedModule | null {
  const parsed = parseJson(line);
  if (!parsed.ok || !isMapping(parsed.value) || parsed.value.version !== VERSION) return null;
  const { key, module_name: moduleName, summary, sketch: text } = parsed.value;
  if (typeof key !== "string" || key.length > MAX_KEY) return null;
  if (typeof moduleName !== "string" || moduleNameProblem(moduleName) !== null) return null;
  // By code points, as it was cut.
  if (typeof summary !== "string" || /[\n\r]/.test(summary) || [...summary].length > MAX_SUMMARY) return null;
  const sketch = typeof text === "string" ? readSketch(text) : null;
  return sketch && { key, moduleName, summary, sketch };
}

/** Hashes in rising order, each as four bytes, the least one first; null where the text is no such thing in base64. */
function readSketch(text: string): Uint32Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  const bytes = atob(text);
  if (bytes.length % 4 !== 0 || bytes.length > 4 * SKETCH_SIZE) return null;
  const sketch = new Uint32Array(bytes.length / 4);
  for (let at = 0; at < bytes.length; at++) sketch[at >> 2]! |= bytes.charCodeAt(at) << (8 * (at & 3));
  return sketch.every((hash, at) => at === 0 || sketch[at - 1]! < hash) ? sketch : null;
}
