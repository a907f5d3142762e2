import type { Chat } from "../core/chat.ts";
import { accept, type Outcome, reject, type Rejection } from "../core/rejection.ts";
import { parseDrawKey, type Seed, seedKey } from "../core/seed.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import { askScenarios, type ScenarioAnswer } from "./ask_scenarios.ts";
import { type Focus, HeldScenarios } from "./held_scenarios.ts";
import { type InventionList, openInventionList } from "./invention_list.ts";
import { spellingKey } from "./name_words.ts";

/** How scenarios are invented. */
export interface InventorOptions {
  /** The domain that all belong to. Default: null, any. */
  readonly domain?: string | null;
  /** Scenarios that were invented before: those without a used draw come first. Default: none. */
  readonly list?: InventionList;
  /** Scenarios that are asked for at once. Default: 8. */
  readonly listSize?: number;
  /** Questions in a row that may bring nothing new, before the inventor is at its end. Default: 10. */
  readonly maxAttempts?: number;
}

/** The used draws, by `drawKey()`: a `DrawState` has them. */
export interface UsedDraws {
  /** All of now. */
  used(): Promise<readonly string[]>;
}

/** What one call brought. */
export interface Invention {
  /** A scenario that no call gave before, or why there is none. */
  readonly outcome: Outcome<Seed>;
  /** What the questions of this call used; nothing where an earlier one brought enough. */
  readonly usage: Usage;
  /** What the questions of this call brought and could not be used, each with its reason. */
  readonly refused: readonly Rejection[];
}

const defaults = { listSize: 8, maxAttempts: 10 } satisfies Partial<InventorOptions>;

/**
 * Scenarios that a model thinks up, one a call, unlike all that are there. Calls wait for each other. The
 * n-th scenario follows from what there was at the first call and from the model's answers, not from when the
 * calls come or what other tasks do. One question brings several scenarios. Once as many questions in a row as
 * are allowed brought none, every further call gives that outcome and asks nothing.
 */
export class ScenarioInventor {
  readonly #chat: Chat;
  readonly #focus: Focus;
  readonly #listSize: number;
  readonly #maxAttempts: number;
  readonly #list: InventionList;
  #memory: Memory | null = null;
  #end: Rejection | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  /** Nothing is read or asked before the first call. */
  constructor(chat: Chat, options: InventorOptions = {}) {
    this.#chat = chat;
    this.#focus = { domain: options.domain ?? null, topic: null };
    this.#listSize = options.listSize ?? defaults.listSize;
    this.#maxAttempts = options.maxAttempts ?? defaults.maxAttempts;
    this.#list = options.list ?? openInventionList(null);
  }

  /**
   * The next scenario. Another run may have invented the same one: where its key is taken, ask again.
   *
   * @param state Read at the first call only.
   * @throws {ProviderError} and others: see {@linkcode Chat.ask}; the next call asks again.
   * @throws {UsageError} where the list of inventions cannot be read or written.
   */
  next(state: UsedDraws, signal: AbortSignal): Promise<Invention> {
    const result = this.#queue.then(async () => {
      this.#memory ??= remember(await state.used(), { earlier: this.#list.read(), focus: this.#focus });
      return await this.#next(this.#memory, signal);
    });
    this.#queue = result.catch(() => {});
    return result;
  }

  async #next(memory: Memory, signal: AbortSignal): Promise<Invention> {
    const refused: Rejection[] = [];
    let usage = NO_USAGE;
    let last: readonly Rejection[] = [];
    for (let attempt = 0; memory.ready.length === 0 && this.#end === null; attempt++) {
      signal.throwIfAborted();
      if (attempt === this.#maxAttempts) {
        this.#end = {
          reason: "nothing_invented",
          detail: `the model invented no new scenario in ${attempt} answers; the last reason: ${
            reasonOf(refused)
          }`,
        };
        break;
      }
      const answer = await this.#ask(memory, last, signal);
      usage = addUsage(usage, answer.usage);
      refused.push(...answer.refused);
      if (answer.answered) last = answer.refused;
    }
    const seed = memory.ready.shift();
    if (seed !== undefined) return { outcome: accept(seed), usage, refused };
    const { reason, detail } = this.#end!;
    return { outcome: reject(reason, detail), usage, refused };
  }

  async #ask(memory: Memory, refused: readonly Rejection[], signal: AbortSignal): Promise<ScenarioAnswer> {
    const wish = { count: this.#listSize, focus: this.#focus, held: memory.held, refused };
    const answer = await askScenarios(this.#chat, wish, { subject: "invented scenarios", signal });
    this.#list.add(answer.seeds);
    for (const seed of answer.seeds) memory.held.add(seed);
    memory.ready.push(...answer.seeds);
    return answer;
  }
}

/** What an inventor knows. */
interface Memory {
  readonly held: HeldScenarios;
  /** Scenarios to give, the next one first. */
  readonly ready: Seed[];
}

function remember(
  draws: readonly string[],
  { earlier, focus }: { earlier: readonly Seed[]; focus: Focus },
): Memory {
  const used = new Set(draws.map((draw) => parseDrawKey(draw).key));
  const listed = new Set(earlier.map(seedKey));
  const held = new HeldScenarios([...used].filter((key) => !listed.has(key)).flatMap(seedOf));
  for (const seed of earlier) held.add(seed);
  const ready = earlier.filter((seed) =>
    !used.has(seedKey(seed)) &&
    (focus.domain === null || spellingKey(focus.domain) === spellingKey(seed.domain))
  );
  return { held, ready };
}

function reasonOf(refused: readonly Rejection[]): string {
  return refused.at(-1)?.detail ?? "it gave none";
}

/** A key's seed, as a list of one; none for a key of another shape. */
function seedOf(key: string): Seed[] {
  const [domain, topic, subtopic, ...more] = key.split("::");
  return subtopic === undefined || more.length > 0 ? [] : [{ domain: domain!, topic: topic!, subtopic }];
}
