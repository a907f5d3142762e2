import { assert, assertEquals } from "@std/assert";
import { openRequestCache, type RequestIdentity } from "../../lib/llm/request_cache.ts";

const IDENTITY: RequestIdentity = {
  endpoint: "http://127.0.0.1:8000/v1",
  model: "some-model",
  messages: [{ role: "user", content: "Write." }],
  parameters: {},
  attempt: 1,
};
const ANSWERS = 60;

/** Keeps all answers in the folder that it is given. */
const WRITER = `
  const { openRequestCache } = await import(${
  JSON.stringify(
    new URL("../../lib/llm/request_cache.ts", import.meta.url).href,
  )
});
  const cache = await openRequestCache(Deno.args[0]);
  const identity = ${JSON.stringify(IDENTITY)};
  for (let attempt = 1; attempt <= ${ANSWERS}; attempt++) {
    const text = "x".repeat(50_000) + attempt;
    await cache.store({ ...identity, attempt }, { text, refusal: null, finishReason: null, usage: null });
  }`;

/** Looks for all answers at once, several times over, and prints how many there are. */
const READER = `
  const { openReplay } = await import(${
  JSON.stringify(new URL("../../lib/llm/request_cache.ts", import.meta.url).href)
});
  const cache = await openReplay(Deno.args[0]);
  const identity = ${JSON.stringify(IDENTITY)};
  const find = (at) => cache.find({ ...identity, attempt: 1 + at % ${ANSWERS} });
  const found = await Promise.all(Array.from({ length: 1200 }, (_, at) => find(at)));
  console.log(found.filter((completion) => completion !== null).length);`;

const write = (dir: string) =>
  new Deno.Command(Deno.execPath(), { args: ["eval", "--no-lock", "-q", WRITER, dir] }).output();

Deno.test("two processes and a reader share a folder: an answer is there whole or not at all", async () => {
  const dir = await Deno.makeTempDir({ prefix: "synthdebug cache " });
  try {
    const cache = await openRequestCache(dir);
    let writing = true;
    const writers = Promise.all([write(dir), write(dir)]).finally(() => writing = false);
    for (let turn = 0; writing; turn++) {
      const attempt = 1 + turn % ANSWERS;
      const found = await cache.find({ ...IDENTITY, attempt });
      if (found !== null) assertEquals(found.text, "x".repeat(50_000) + attempt);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    for (const { success, stderr } of await writers) assert(success, new TextDecoder().decode(stderr));
    for (let attempt = 1; attempt <= ANSWERS; attempt++) {
      const text = (await cache.find({ ...IDENTITY, attempt }))?.text;
      assertEquals(text, "x".repeat(50_000) + attempt);
    }
    const files = [...Deno.readDirSync(dir)].flatMap(({ name }) => [...Deno.readDirSync(`${dir}/${name}`)]);
    assertEquals(files.length, ANSWERS);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("more answers may be looked for at once than files may be open", async () => {
  const dir = await Deno.makeTempDir({ prefix: "synthdebug cache " });
  try {
    const { success, stderr } = await write(dir);
    assert(success, new TextDecoder().decode(stderr));
    const read = await new Deno.Command("sh", {
      args: ["-c", 'ulimit -n 256; exec "$0" eval --no-lock -q "$@"', Deno.execPath(), READER, dir],
    }).output();
    assertEquals(new TextDecoder().decode(read.stdout), "1200\n", new TextDecoder().decode(read.stderr));
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
