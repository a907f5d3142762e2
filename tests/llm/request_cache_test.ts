import { assert, assertEquals, assertInstanceOf, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../lib/core/errors.ts";
import type { Completion } from "../../lib/llm/completion.ts";
import {
  openReplay,
  openRequestCache,
  peekRequestCache,
  type RequestIdentity,
} from "../../lib/llm/request_cache.ts";
import { requestKey } from "../../lib/llm/request_identity.ts";

const IDENTITY: RequestIdentity = {
  endpoint: "http://127.0.0.1:8000/v1",
  model: "some-model",
  messages: [{ role: "system", content: "Rules." }, { role: "user", content: "Write." }],
  parameters: { temperature: 0.7 },
  attempt: 1,
};
const COMPLETION: Completion = {
  text: "domain: x\n",
  refusal: null,
  finishReason: "stop",
  usage: { promptTokens: 12, cachedPromptTokens: 3, completionTokens: 40, costUsd: 0.1 + 0.2 },
};

async function inFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "synthdebug cache " });
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function refusal(work: Promise<unknown>): Promise<string> {
  return (await assertRejects(() => work, UsageError)).message;
}

/** Where the answer to an identity is kept. */
function pathIn(dir: string, identity = IDENTITY): string {
  const key = requestKey(identity);
  return join(dir, key.slice(0, 2), `${key}.json`);
}

function* filesBelow(dir: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(dir)) {
    if (isDirectory) yield* filesBelow(join(dir, name));
    else yield join(dir, name);
  }
}

Deno.test("a kept answer comes back as it was, in another cache and in a replay too", () =>
  inFolder(async (dir) => {
    const completions: Completion[] = [
      COMPLETION,
      { text: "", refusal: "I will not.", finishReason: null, usage: null },
      {
        text: "äß€𝔸\u0000\t\r\n\u2028 \ud800 \"'\\",
        refusal: null,
        finishReason: "length",
        usage: { promptTokens: 0, cachedPromptTokens: 0, completionTokens: 0, costUsd: null },
      },
    ];
    const cache = await openRequestCache(join(dir, "deep/cache"));
    for (const [at, completion] of completions.entries()) {
      const identity = { ...IDENTITY, attempt: at + 1 };
      assertEquals(await cache.find(identity), null);
      await cache.store(identity, completion);
    }
    for (const [at, completion] of completions.entries()) {
      const identity = { ...IDENTITY, attempt: at + 1 };
      for (const open of [openRequestCache, openReplay, peekRequestCache]) {
        assertEquals(await (await open(join(dir, "deep/cache"))).find(identity), completion);
      }
    }
  }));

Deno.test("an answer's file has this name and these bytes, which later versions must find again", () =>
  inFolder(async (dir) => {
    await (await openRequestCache(dir)).store(IDENTITY, COMPLETION);
    const key = "5d08c2755714e8e674bb45ff43a8236524c66d6f1d6478047318eb7efbafac65";
    const [path, ...others] = [...filesBelow(dir)];
    assertEquals(others, []);
    assertEquals(path, join(dir, key.slice(0, 2), `${key}.json`));
    assertEquals(
      await Deno.readTextFile(path!),
      `{
  "completion": {
    "finish_reason": "stop",
    "refusal": null,
    "text": "domain: x\\n",
    "usage": {
      "cached_prompt_tokens": 3,
      "completion_tokens": 40,
      "cost_usd": 0.30000000000000004,
      "prompt_tokens": 12
    }
  },
  "identity": {
    "attempt": 1,
    "endpoint": "http://127.0.0.1:8000/v1",
    "messages": [
      {
        "content": "Rules.",
        "role": "system"
      },
      {
        "content": "Write.",
        "role": "user"
      }
    ],
    "model": "some-model",
    "parameters": {
      "temperature": 0.7
    }
  },
  "schema_version": 1
}
`,
    );
  }));

Deno.test("answers to other requests are not taken: each part of the identity counts", () =>
  inFolder(async (dir) => {
    const cache = await openRequestCache(dir);
    await cache.store(IDENTITY, COMPLETION);
    const [system, user] = IDENTITY.messages as [
      RequestIdentity["messages"][0],
      RequestIdentity["messages"][0],
    ];
    const others: Partial<RequestIdentity>[] = [
      { endpoint: "http://127.0.0.1:8001/v1" },
      { endpoint: "http://127.0.0.1:8000/V1" },
      { endpoint: "https://127.0.0.1:8000/v1" },
      { model: "some-model-2" },
      { messages: [user, system] },
      { messages: [system] },
      { messages: [system, { ...user, content: "Write. " }] },
      { messages: [system, { ...user, role: "assistant" }] },
      { parameters: {} },
      { parameters: { temperature: 0.8 } },
      { parameters: { temperature: "0.7" } },
      { parameters: { temperature: 0.7, max_output_tokens: 10 } },
      { attempt: 2 },
    ];
    for (const other of others) {
      assertEquals(await cache.find({ ...IDENTITY, ...other }), null, JSON.stringify(other));
    }
    const { attempt, parameters, ...rest } = IDENTITY;
    const reordered = { parameters, attempt, ...rest };
    assertEquals(await cache.find(reordered), COMPLETION);
  }));

Deno.test("what cannot be an answer counts as none, and is replaced; a replay names it", () =>
  inFolder(async (dir) => {
    const cache = await openRequestCache(dir);
    const replay = await openReplay(dir);
    const path = pathIn(dir);
    await cache.store(IDENTITY, COMPLETION);
    const good = await Deno.readTextFile(path);
    const other = join(dir, "other");
    await (await openRequestCache(other)).store({ ...IDENTITY, attempt: 2 }, COMPLETION);
    const foreign = await Deno.readTextFile(pathIn(other, { ...IDENTITY, attempt: 2 }));
    const changed = (from: string | RegExp, to: string) => {
      const text = good.replace(from, to);
      assert(text !== good, String(from));
      return text;
    };
    const [notJson, notIts, notAnswer] = [
      "it is not the JSON object that this program writes",
      "the request in it is not the one of its name",
      "the answer in it is not one",
    ];
    const cases: [content: string | Uint8Array, state: string][] = [
      [good.slice(0, good.length / 2), notJson],
      ["", notJson],
      ["[]", notJson],
      ["{}", "its schema_version is missing, and this program reads 1"],
      [
        changed('"schema_version": 1', '"schema_version": 2'),
        "its schema_version is 2, and this program reads 1",
      ],
      [foreign, notIts],
      [changed('"Write."', '"Write!"'), notIts],
      [changed('"identity"', '"identities"'), notIts],
      [changed('"messages": [', '"messages": [null,'), notIts],
      [changed('"text"', '"texts"'), notAnswer],
      [changed(/"text": .*,/, '"text": 5,'), notAnswer],
      [changed('"refusal": null', '"refusal": false'), notAnswer],
      [changed('"prompt_tokens": 12', '"prompt_tokens": -12'), notAnswer],
      [changed('"completion_tokens": 40', '"completion_tokens": 1.5'), notAnswer],
      [changed(/"cost_usd": .*,/, '"cost_usd": "free",'), notAnswer],
      [changed(/"usage": \{/, '"usage": 3, "was": {'), notAnswer],
      [new Uint8Array([0xff, 0xfe]), "it is not UTF-8 text"],
    ];
    for (const [content, state] of cases) {
      if (typeof content === "string") await Deno.writeTextFile(path, content);
      else await Deno.writeFile(path, content);
      assertEquals(await cache.find(IDENTITY), null, state);
      assertEquals(await refusal(replay.find(IDENTITY)), `Cannot replay "${path}": ${state}`);
      await cache.store(IDENTITY, COMPLETION);
      assertEquals(await cache.find(IDENTITY), COMPLETION);
    }
    await Deno.truncate(path, 17_000_000);
    assertEquals(await cache.find(IDENTITY), null);
    assertEquals(
      await refusal(replay.find(IDENTITY)),
      `Cannot replay "${path}": it is larger than 16000000 bytes`,
    );
  }));

Deno.test("no secret of an address reaches a file or a message", () =>
  inFolder(async (dir) => {
    const cache = await openRequestCache(dir);
    const secret = {
      ...IDENTITY,
      endpoint: "HTTP://user:s3cret@127.0.0.1:8000/v1//?key=s3cret#s3cret",
    };
    await cache.store(secret, COMPLETION);
    assertEquals(await cache.find(IDENTITY), COMPLETION);
    const files = [...filesBelow(dir)].map((path) => Deno.readTextFileSync(path));
    assertEquals(files.filter((text) => text.includes("s3cret")), []);
    const { message } = cache.missing(secret, { purpose: "module", subject: "x" });
    assert(!message.includes("s3cret"), message);
  }));

Deno.test("missing() names the answer, what it was for, and how to have it recorded", () =>
  inFolder(async (dir) => {
    const replay = await openReplay(dir);
    assertEquals(replay.replays, true);
    assertEquals(await replay.find(IDENTITY), null);
    const error = replay.missing({ ...IDENTITY, attempt: 3 }, { purpose: "module", subject: "a::b::c" });
    assertInstanceOf(error, UsageError);
    assertEquals(
      error.message,
      `Cannot replay "${dir}": it has no answer 3 of model "some-model" at http://127.0.0.1:8000/v1 ` +
        `for module of "a::b::c"; record it first with --cache ${dir}`,
    );
  }));

Deno.test("a replay and a look ahead change nothing", () =>
  inFolder(async (dir) => {
    const replay = await openReplay(dir);
    assertStringIncludes(await refusal(replay.store(IDENTITY, COMPLETION)), `Cannot write "${dir}"`);
    const absent = join(dir, "absent");
    const peek = peekRequestCache(absent);
    assertEquals([peek.replays, await peek.find(IDENTITY)], [false, null]);
    assertStringIncludes(await refusal(peek.store(IDENTITY, COMPLETION)), `Cannot write "${absent}"`);
    assertEquals([...Deno.readDirSync(dir)], []);
  }));

Deno.test("folders that are none are refused before anything is asked", () =>
  inFolder(async (dir) => {
    const file = join(dir, "file");
    await Deno.writeTextFile(file, "");
    assertEquals(await refusal(openReplay(join(dir, "none"))), `Cannot replay "${dir}/none": no such folder`);
    assertEquals(await refusal(openReplay(file)), `Cannot replay "${file}": it is not a folder`);
    assertEquals(
      await refusal(openReplay(join(file, "x"))),
      `Cannot replay "${file}/x": a file stands where a folder is needed`,
    );
    assertEquals(
      await refusal(openRequestCache(file)),
      `Cannot write "${file}": a file stands where a folder is needed`,
    );
  }));

Deno.test("store() and find() tell where the file system refuses", () =>
  inFolder(async (dir) => {
    const cache = await openRequestCache(dir);
    const path = pathIn(dir);
    await Deno.writeTextFile(join(path, ".."), "in the way");
    const state = "a file stands where a folder is needed";
    assertEquals(await refusal(cache.store(IDENTITY, COMPLETION)), `Cannot write "${path}": ${state}`);
    assertEquals(await refusal(cache.find(IDENTITY)), `Cannot read "${path}": ${state}`);
  }));
