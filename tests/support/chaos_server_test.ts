import { assert, assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { readSpec } from "../../lib/answers/read_spec.ts";
import type { Rejection } from "../../lib/core/rejection.ts";
import type { Seed } from "../../lib/core/seed.ts";
import { buildPrompt } from "../../lib/llm/prompt.ts";
import { ChaosModel } from "./chaos_model.ts";
import { FAULTS } from "./chaos_faults.ts";
import { type ChaosServer, startChaosServer } from "./chaos_server.ts";
import { inTempDir } from "./run_main.ts";

type Messages = readonly { readonly role: string; readonly content: string }[];

/** Asks as a client does; null where no completion came back whole, within three seconds. */
async function ask(server: { url: string }, messages: Messages): Promise<Completion | null> {
  try {
    const response = await fetch(`${server.url}/chat/completions`, {
      method: "POST",
      // On a connection that it has used before, fetch repeats a request in silence where there is no answer at all.
      headers: { connection: "close" },
      body: JSON.stringify({ model: "m", messages }),
      signal: AbortSignal.timeout(3000),
    });
    const body = await response.json();
    return response.ok && body?.choices?.length > 0 && body.usage ? body : null;
  } catch {
    return null;
  }
}

interface Completion {
  readonly choices: readonly { readonly message: { readonly content: string } }[];
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number };
}

function textOf(completion: Completion | null): string {
  return completion!.choices[0]!.message.content;
}

const first = (seed: Seed): Messages => buildPrompt(seed, { repair: null, earlier: [] });

/** The conversation after an answer was refused. */
function mending(seed: Seed, answer: string, rejection: Rejection): Messages {
  return buildPrompt(seed, { repair: { answer, readable: true, rejection }, earlier: [] });
}

Deno.test("startChaosServer() knows its scenarios, and others", async () => {
  await using server = await startChaosServer({ count: 3 });
  for (const seed of [...server.seeds, { domain: "Optics", topic: "Lenses", subtopic: "Lensmaker" }]) {
    const text = textOf(await ask(server, first(seed)));
    assert(readSpec(text, seed, null).outcome.ok, text);
    assert(text.endsWith("\nend: true\n"));
  }
  const other = textOf(await ask(server, [{ role: "user", content: "Who are you?" }]));
  assert(other.startsWith("I am sorry"), other);
});

Deno.test("startChaosServer() mends what was refused, mostly by the wrong keys alone", async () => {
  await using server = await startChaosServer({ count: 20 });
  let short = 0;
  for (const seed of server.seeds) {
    const whole = textOf(await ask(server, first(seed)));
    const bad = whole.replace(/^summary: .*$/m, "summary: 12").replace("return ", "retrun ");
    const text = textOf(await ask(server, mending(seed, bad, { reason: "code_syntax", detail: "line 9" })));
    const draft = readSpec(bad, seed, null).document;
    const { outcome } = readSpec(text, seed, draft);
    const good = readSpec(whole, seed, null).outcome;
    assert(outcome.ok && good.ok, text);
    assertEquals(outcome.value.spec, good.value.spec);
    if (!/^unit_tests:/m.test(text)) short++;
  }
  assert(short > 10 && short < 20, `${short} of 20`);
});

Deno.test("startChaosServer() writes another module where the one before is known", async () => {
  await using server = await startChaosServer({ count: 1 });
  const seed = server.seeds[0]!;
  const specOf = (text: string) => {
    const { outcome } = readSpec(text, seed, null);
    assert(outcome.ok, text);
    return outcome.value.spec;
  };
  const one = specOf(textOf(await ask(server, first(seed))));
  const told = buildPrompt(seed, { repair: null, earlier: [one.summary] });
  const two = specOf(textOf(await ask(server, told)));
  assert(two.correctCode !== one.correctCode && two.moduleName !== one.moduleName);
});

Deno.test("startChaosServer() fails in its shares, the same in each run and whatever the order", async () => {
  const repliesOf = async (server: ChaosServer, order: (seeds: readonly Seed[]) => readonly Seed[]) => {
    await Promise.all(
      order(server.seeds).flatMap((seed) => [ask(server, first(seed)), ask(server, first(seed))]),
    );
    const { requests } = server.books;
    return requests.map(({ content, reply }) => `${content} ${reply}`).sort();
  };
  const options = { count: 60, faultShare: 0.3, badShare: 0.4 };
  await using one = await startChaosServer(options);
  await using two = await startChaosServer(options);
  await using three = await startChaosServer({ ...options, seed: "another" });
  const replies = await repliesOf(one, (seeds) => seeds);
  assertEquals(await repliesOf(two, (seeds) => seeds.toReversed()), replies);
  assert(String(await repliesOf(three, (seeds) => seeds)) !== String(replies));
  const share = (mark: string) => replies.filter((reply) => reply.includes(mark)).length / replies.length;
  assert(share(" fault:") > 0.2 && share(" fault:") < 0.4, `${share(" fault:")}`);
  assert(share(" bad:") > 0.18 && share(" bad:") < 0.4, `${share(" bad:")}`);
});

Deno.test("startChaosServer() keeps books of what was delivered whole", async () => {
  await using server = await startChaosServer({ count: 120, faultShare: 0.5, badShare: 0.2 });
  let [answers, prompt, completion] = [0, 0, 0];
  await Promise.all(server.seeds.map(async (seed) => {
    const answer = await ask(server, first(seed));
    if (answer === null) return;
    answers++;
    prompt += answer.usage.prompt_tokens;
    completion += answer.usage.completion_tokens;
  }));
  // What stalled is over for the server a little after the client has left.
  while (server.books.inFlight > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const books = server.books.toJson();
  const failed = Object.entries(books.replies).filter(([reply]) => reply.startsWith("fault:"));
  assertEquals(books.answers.delivered, answers);
  assertEquals(books.tokens, { prompt, completion });
  assertEquals(failed.reduce((sum, [, count]) => sum + count, 0), 120 - answers);
  assert(failed.length > Object.keys(FAULTS).length / 2);
  assertEquals([books.requests, books.in_flight, books.asked], [120, 0, { module: 120 }]);
  assertEquals(books.contents, { different: 120, asked_again: 0, delivered_again: 0 });
  await ask(server, first(server.seeds[0]!));
  assertEquals(server.books.toJson().contents.asked_again, 1);
});

Deno.test("startChaosServer() gives each kind of bad answer once, and right ones then", async () => {
  const { kinds } = await ChaosModel.open(0);
  assertEquals(new Set(kinds).size, kinds.length);
  await using server = await startChaosServer({ count: kinds.length, everyKind: true, faultShare: 0.3 });
  await Promise.all(server.seeds.map(async (seed) => {
    for (let n = 0; n < 3; n++) await ask(server, first(seed));
  }));
  const { requests } = server.books;
  const bad = requests.filter(({ reply }) => reply.startsWith("bad:"));
  const missed = [...Map.groupBy(requests, ({ content }) => content).values()]
    .filter((same) => same.every(({ tokens }) => tokens === null)).length;
  assert(missed < kinds.length / 10, `${missed} scenarios have no answer`);
  assertEquals(bad.length, kinds.length - missed);
  assertEquals(new Set(bad.map(({ reply }) => reply)).size, bad.length);
});

Deno.test("startChaosServer() refuses what is above its cap", async () => {
  await using server = await startChaosServer({ count: 8, concurrencyCap: 3, latencyMs: 200 });
  const answers = await Promise.all(server.seeds.map((seed) => ask(server, first(seed))));
  assertEquals(answers.filter((answer) => answer !== null).length, 3);
  assertEquals(server.books.toJson().replies, { answer: 3, capped: 5 });
});

Deno.test("chaos_server.ts tells its books at /books and when it ends", async () => {
  await inTempDir(async (dir) => {
    const script = fromFileUrl(new URL("chaos_server.ts", import.meta.url));
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", script, "--bad", "0.5", "--count", "2", "--catalog", join(dir, "catalog.json")],
      stdout: "piped",
      stderr: "null",
    }).spawn();
    let printed = "";
    let url = "";
    for await (const part of child.stdout.pipeThrough(new TextDecoderStream())) {
      printed += part;
      if (url !== "" || !printed.includes("\n")) continue;
      url = printed.trim();
      const seeds = JSON.parse(await Deno.readTextFile(join(dir, "catalog.json"))) as Seed[];
      await ask({ url }, first(seeds[0]!));
      const books = await (await fetch(new URL("/books", url))).json();
      assertEquals([seeds.length, books.requests], [2, 1]);
      child.kill("SIGTERM");
    }
    assertEquals((await child.status).code, 0);
    assertEquals(JSON.parse(printed.slice(url.length)).requests, 1);
  });
});
