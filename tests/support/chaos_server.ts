/**
 * A loopback model that knows every module it is asked for, behind a server that fails: a share of the requests breaks
 * in all ways in which servers break, and a share of the answers is bad in all ways in which models are bad. It keeps its
 * own books. By hand,
 * `deno run -A tests/support/chaos_server.ts [--faults 0.3] [--bad 0.3] [--latency MS] [--seed TEXT] [--cap N] [--port N]
 * [--count N --catalog FILE]` writes the catalogue of its scenarios, prints its URL, and its books at GET /books and when
 * it ends.
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import { contentHash } from "../../lib/core/content_hash.ts";
import { pick, type Random, seededRandom } from "../../lib/core/random.ts";
import type { Seed } from "../../lib/core/seed.ts";
import type { ModelAnswer } from "./bad_answers.ts";
import { type BookedRequest, ServerBooks } from "./chaos_books.ts";
import { FAULTS } from "./chaos_faults.ts";
import { ChaosModel } from "./chaos_model.ts";
import { apiError, chatCompletion } from "./chat_completion.ts";
import { type RecordedRequest, type Reply, startOpenAIServer } from "./openai_server.ts";
import { type ReadPrompt, readPrompt } from "./read_prompt.ts";

/** How the server behaves. */
export interface ChaosOptions {
  /** Scenarios of its catalogue; it has something to say to others too. */
  readonly count: number;
  /** Share of the requests that fail, 0 to 1. */
  readonly faultShare?: number;
  /** Share of the answers that are bad, 0 to 1. */
  readonly badShare?: number;
  /**
   * Whether the first answer to each scenario is bad in the way that has the scenario's number, so that each kind comes
   * once. Default: false.
   */
  readonly everyKind?: boolean;
  /** Milliseconds before each answer. */
  readonly latencyMs?: number;
  /** Another seed fails elsewhere. */
  readonly seed?: string;
  /** More requests at once are refused as too many. */
  readonly concurrencyCap?: number;
  readonly port?: number;
}

/** A running server. */
export interface ChaosServer extends AsyncDisposable {
  /** Base URL for the client. */
  readonly url: string;
  readonly books: ServerBooks;
  /** The scenarios of its catalogue. */
  readonly seeds: readonly Seed[];
  /** The kinds of bad answers to those who ask for a module. */
  readonly kinds: readonly string[];
}

/** A reply, and what it is called in the books. */
interface Chosen {
  readonly reply: Reply;
  readonly name: string;
  readonly tokens: BookedRequest["tokens"];
}

const defaults = {
  faultShare: 0,
  badShare: 0,
  everyKind: false,
  latencyMs: 0,
  seed: "chaos",
  concurrencyCap: Infinity,
  port: 0,
} satisfies Partial<ChaosOptions>;

/**
 * Starts the server. What it does to a request depends on the conversation, on how often that came, and on the seed
 * alone: it is the same in each run, in whatever order the requests come.
 */
export async function startChaosServer(options: ChaosOptions): Promise<ChaosServer> {
  const settings = { ...defaults, ...options };
  const model = await ChaosModel.open(settings.count);
  const books = new ServerBooks();
  const numbered = new Set<string>();
  const reply = (request: RecordedRequest): Reply => {
    if (request.path === "/books") return { body: books.toJson() };
    if (request.path.endsWith("/models")) return { body: { object: "list", data: [{ id: "chaos" }] } };
    if (!request.path.endsWith("/chat/completions")) return { status: 404, body: apiError("no such path") };
    const content = contentHash(JSON.stringify((request.body as { messages?: unknown })?.messages ?? null));
    const prompt = readPrompt(request.body);
    const random = seededRandom(`${settings.seed} ${content} ${books.arrivals(content)}`);
    const { reply, name, tokens } = books.inFlight >= settings.concurrencyCap
      ? { reply: FAULTS.busy!(""), name: "capped", tokens: null }
      : choose(model, prompt, {
        ...settings,
        numbered: settings.everyKind && !numbered.has(content),
        random,
      });
    if (tokens !== null) numbered.add(content);
    const booked = books.begin({ content, asked: prompt.asked, reply: name, tokens });
    return {
      ...reply,
      delayMs: (reply.status ?? 200) === 200 && reply.ending !== "reset" ? settings.latencyMs : 0,
      onEnd: (end) => books.end(booked, end),
      onLost: () => booked.end = "lost",
    };
  };
  const server = startOpenAIServer(reply, settings.port);
  return {
    url: server.url,
    books,
    seeds: model.seeds,
    kinds: model.kinds,
    [Symbol.asyncDispose]: () => Promise.resolve(server[Symbol.asyncDispose]()),
  };
}

/** Answers at random, in the shares of the settings. */
function choose(
  model: ChaosModel,
  prompt: ReadPrompt,
  { faultShare, badShare, numbered, random }: {
    faultShare: number;
    badShare: number;
    /** Whether this conversation is to get the answer of its scenario's number. */
    numbered: boolean;
    random: Random;
  },
): Chosen {
  const faulty = random.next() < faultShare;
  const bad = random.next() < badShare;
  const { name, answer } = (numbered ? model.numberedAnswer(prompt, random) : null) ??
    (bad ? model.badAnswer(prompt, random) : model.answer(prompt, random));
  const tokens = { prompt: tokensIn(prompt.said.join("")), completion: tokensIn(answer.text) };
  const body = completionOf(answer, tokens);
  if (!faulty) return { reply: { body }, name, tokens };
  const kind = pick(random, Object.keys(FAULTS));
  return { reply: FAULTS[kind]!(JSON.stringify(body)), name: `fault:${kind}`, tokens: null };
}

function completionOf({ text, finishReason, refusal }: ModelAnswer, tokens: NonNullable<Chosen["tokens"]>) {
  return chatCompletion(text, {
    finishReason,
    refusal,
    usage: {
      prompt_tokens: tokens.prompt,
      completion_tokens: tokens.completion,
      total_tokens: tokens.prompt + tokens.completion,
    },
  });
}

/** About what a tokenizer would count; never nothing. */
function tokensIn(text: string): number {
  return 1 + Math.ceil(text.length / 4);
}

const USAGE =
  "usage: deno run -A tests/support/chaos_server.ts [--faults SHARE] [--bad SHARE] [--latency MS] " +
  "[--seed TEXT] [--cap N] [--port PORT] [--count N] [--catalog FILE]";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

async function serve(words: readonly string[]): Promise<void> {
  const names = ["faults", "bad", "latency", "cap", "port", "count"];
  const flags = parseArgs(words, { string: [...names, "seed", "catalog"] });
  const [faultShare, badShare, latencyMs, concurrencyCap, port, count] = names.map((name) =>
    flags[name] === undefined ? undefined : Number(flags[name])
  );
  const given = { faultShare, badShare, latencyMs, concurrencyCap, port, count: count ?? 100 };
  if (flags._.length > 0 || Object.values(given).some((value) => value !== undefined && !(value >= 0))) {
    console.error(USAGE);
    Deno.exit(2);
  }
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  await using server = await startChaosServer({
    ...known as { count: number },
    ...flags.seed === undefined ? {} : { seed: String(flags.seed) },
  });
  if (flags.catalog) await Deno.writeTextFile(String(flags.catalog), JSON.stringify(server.seeds));
  console.log(server.url);
  const ending = Promise.withResolvers<void>();
  const end = () => ending.resolve();
  for (const signal of SIGNALS) Deno.addSignalListener(signal, end);
  await ending.promise;
  for (const signal of SIGNALS) Deno.removeSignalListener(signal, end);
  console.log(JSON.stringify(server.books.toJson(), null, 2));
}

if (import.meta.main) await serve(Deno.args);
