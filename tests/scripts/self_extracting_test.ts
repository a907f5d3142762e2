import { assert, assertEquals, assertMatch, assertNotEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { bundleProgram } from "../../scripts/bundle.ts";
import { buildSelfExtracting, type Parts } from "../../scripts/self_extracting.ts";
import { smokeTest } from "../../scripts/smoke_test.ts";
import { libraryReplies, readScenarios } from "../support/library_replies.ts";
import { startOpenAIServer } from "../support/openai_server.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** A runtime that unpacks in no time: a script that calls the real one. */
const RUNTIME = encode(`#!/bin/sh\nexec '${Deno.execPath()}' "$@"\n`);

/** A program that tells what reached it. */
const APP = encode(`
  if (Deno.args[0] === "wait") {
    for (const signal of ["SIGTERM", "SIGINT"]) {
      Deno.addSignalListener(signal, () => { console.log(signal); Deno.exit(42); });
    }
    console.log("ready", Deno.pid);
    setInterval(() => {}, 1000);
  } else {
    const stdin = await new Response(Deno.stdin.readable).text();
    const kind = Deno.env.get("SYNTHDEBUG_BUILD_KIND");
    const { stdout } = await new Deno.Command("sh", { args: ["-c", "umask"] }).output();
    const umask = parseInt(new TextDecoder().decode(stdout), 8);
    console.log(JSON.stringify({ args: Deno.args, stdin, kind, cwd: Deno.cwd(), umask }));
    Deno.exit(7);
  }
`);

/** A built program in a folder of its own, with how to run it. */
interface Built extends AsyncDisposable {
  readonly folder: string;
  readonly path: string;
  /** Where the program unpacks, unless its environment says otherwise. */
  readonly cache: string;
  run(
    words?: readonly string[],
    options?: RunOptions,
  ): Promise<{ code: number; stdout: string; stderr: string }>;
}

interface RunOptions {
  readonly path?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

async function build(parts: Partial<Parts> = {}): Promise<Built> {
  const folder = await Deno.makeTempDir({ prefix: "synthdebug test " });
  const path = join(folder, "synthdebug");
  const bytes = await buildSelfExtracting({ runtime: RUNTIME, app: APP, ...parts });
  await Deno.writeFile(path, bytes, { mode: 0o755 });
  const env = { XDG_CACHE_HOME: join(folder, "cache") };
  return {
    folder,
    path,
    cache: join(folder, "cache", "synthdebug"),
    async run(words = [], options = {}) {
      const child = new Deno.Command(options.path ?? path, {
        args: [...words],
        cwd: folder,
        clearEnv: true,
        env: options.env ?? env,
        stdin: "piped",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      const writer = child.stdin.getWriter();
      await writer.write(encode(options.stdin ?? "")).catch(() => {});
      await writer.close().catch(() => {});
      const { code, stdout, stderr } = await child.output();
      return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** What lies in a folder, besides Deno's own. */
async function namesIn(folder: string): Promise<string[]> {
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  return names.filter((name) => name !== "deno").sort();
}

Deno.test("buildSelfExtracting() makes the same bytes of the same parts", async () => {
  const parts = { runtime: RUNTIME, app: APP };
  const [first, second] = await Promise.all([buildSelfExtracting(parts), buildSelfExtracting(parts)]);
  assertEquals(first, second);
  assertNotEquals(first, await buildSelfExtracting({ ...parts, app: encode("0") }));
});

Deno.test("the self-extracting program passes on words, input, folder, umask and exit code", async () => {
  await using built = await build();
  const words = ["", " two words ", "--flag=x", "--", "-A", "$HOME `id` \\ \"'", "*", "ä\nb"];
  for (const start of ["cold", "warm"]) {
    const { code, stdout, stderr } = await built.run(words, { stdin: "one\ntwo" });
    assertEquals([start, code, stderr], [start, 7, ""]);
    assertEquals(JSON.parse(stdout), {
      args: words,
      stdin: "one\ntwo",
      kind: "self-extracting",
      cwd: await Deno.realPath(built.folder),
      umask: Deno.umask(),
    });
  }
});

Deno.test("the self-extracting program unpacks runtime and app apart, once, for its user alone", async () => {
  await using built = await build();
  await built.run();
  const folders = await namesIn(built.cache);
  assertEquals(folders.map((name) => name.replace(/[0-9a-f]{32}$/, "KEY")), ["app-KEY", "runtime-KEY"]);
  for (const name of ["", ...folders]) {
    const { mode } = await Deno.stat(join(built.cache, name));
    assertEquals(mode! & 0o077, 0, name);
  }
  const runtime = join(built.cache, folders[1]!, "deno");
  const before = await Deno.stat(runtime);
  await using other = await build({ app: encode("Deno.exit(8)") });
  const second = await other.run([], { env: { XDG_CACHE_HOME: join(built.folder, "cache") } });
  assertEquals(second.code, 8);
  assertEquals((await Deno.stat(runtime)).ino, before.ino);
  assertEquals((await namesIn(built.cache)).length, 3);
});

Deno.test("the self-extracting program finds a place without HOME, or where HOME takes nothing", async () => {
  await using built = await build();
  const closed = join(built.folder, "closed");
  await Deno.mkdir(closed);
  const file = join(closed, ".cache");
  await Deno.writeTextFile(file, "in the way");
  const TMPDIR = join(built.folder, "temporary files");
  const places: Record<string, string>[] = [
    {},
    { HOME: closed },
    { HOME: "relative" },
    { XDG_CACHE_HOME: file, HOME: closed },
  ];
  for (const env of places) {
    await Deno.mkdir(TMPDIR);
    assertEquals((await built.run([], { env: { ...env, TMPDIR } })).code, 7, JSON.stringify(env));
    assertMatch((await namesIn(TMPDIR)).join(), /^synthdebug-\d+$/);
    await Deno.remove(TMPDIR, { recursive: true });
  }
  const HOME = join(built.folder, "home");
  assertEquals((await built.run([], { env: { HOME, TMPDIR } })).code, 7);
  assertEquals(await namesIn(join(HOME, ".cache")), ["synthdebug"]);
});

Deno.test("the self-extracting program unpacks through no link, and starts through one", async () => {
  await using built = await build();
  const elsewhere = join(built.folder, "elsewhere");
  await Deno.mkdir(elsewhere);
  await Deno.mkdir(join(built.folder, "cache"));
  await Deno.symlink(elsewhere, built.cache);
  const link = join(built.folder, "a link");
  await Deno.symlink(built.path, link);
  const env = { XDG_CACHE_HOME: join(built.folder, "cache"), TMPDIR: join(built.folder, "tmp") };
  assertEquals((await built.run([], { path: link, env })).code, 7);
  assertEquals(await namesIn(elsewhere), []);
});

Deno.test("the self-extracting program starts eight times at once from nothing", async () => {
  await using built = await build();
  const ends = await Promise.all(Array.from({ length: 8 }, (_, at) => built.run([`${at}`])));
  for (const [at, { code, stdout, stderr }] of ends.entries()) {
    assertEquals([code, stderr, JSON.parse(stdout).args], [7, "", [`${at}`]]);
  }
  assertEquals((await namesIn(built.cache)).length, 2);
});

Deno.test("the self-extracting program unpacks again what a killed start left", async () => {
  await using built = await build();
  await built.run();
  const [app] = await namesIn(built.cache);
  await Deno.remove(join(built.cache, app!, "ok"));
  await Deno.writeTextFile(join(built.cache, app!, "synthdebug.js"), "Deno.exit(1)");
  const hour = 3600_000;
  for (const [name, age] of [["unpacking.old", 2 * hour], ["unpacking.new", 0]] as const) {
    await Deno.mkdir(join(built.cache, name));
    await Deno.utime(join(built.cache, name), new Date(Date.now() - age), new Date(Date.now() - age));
  }
  assertEquals((await built.run()).code, 7);
  assertEquals((await namesIn(built.cache)).slice(2), ["unpacking.new"]);
});

Deno.test("the self-extracting program hands signals to the program it runs", async () => {
  await using built = await build();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    await using child = new Deno.Command(built.path, {
      args: ["wait"],
      clearEnv: true,
      env: { XDG_CACHE_HOME: join(built.folder, "cache") },
      stdout: "piped",
    }).spawn();
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const { value } = await reader.read();
    assertEquals(value, `ready ${child.pid}\n`);
    child.kill(signal);
    assertEquals((await reader.read()).value, `${signal}\n`);
    assert((await reader.read()).done);
    assertEquals((await child.status).code, 42);
  }
});

Deno.test("the self-extracting program says in one line that it was cut, and starts nothing", async () => {
  await using built = await build();
  const whole = await Deno.readFile(built.path);
  const script = new TextDecoder("latin1").decode(whole).indexOf("\nexit 3\n") + "\nexit 3\n".length;
  const expected = `Cannot start "${built.path}": the file is not whole; copy or build it again\n`;
  for (const length of [whole.length - 1, whole.length - 300, script + 10, script]) {
    await Deno.writeFile(built.path, whole.subarray(0, length));
    assertEquals(await built.run(), { code: 3, stdout: "", stderr: expected });
  }
  for (const length of [script - 100, 500]) {
    await Deno.writeFile(built.path, whole.subarray(0, length));
    const { code, stdout } = await built.run();
    assertNotEquals(code, 0);
    assertEquals(stdout, "");
  }
  assertEquals(await Deno.lstat(join(built.cache, "..")).catch(() => null), null);
});

Deno.test("the self-extracting program says what to do where it may unpack nowhere", async () => {
  await using built = await build({ runtime: encode("#!/bin/sh\nexit 1\n") });
  const env = { XDG_CACHE_HOME: join(built.folder, "cache"), TMPDIR: join(built.folder, "tmp") };
  const { code, stderr } = await built.run([], { env });
  assertEquals(code, 3);
  assertStringIncludes(stderr, "no cache folder can be used: set XDG_CACHE_HOME");
});

Deno.test("the built program makes tasks by itself, offline and with a model", async () => {
  const runtime = await Deno.readFile(Deno.execPath());
  await using built = await build({ runtime, app: await bundleProgram() });
  assertEquals(await smokeTest(built.path, "self-extracting"), null);

  const scenarios = await readScenarios();
  const [domain, topic, subtopic] = scenarios[0]!.names;
  const catalog = join(built.folder, "catalog.json");
  await Deno.writeTextFile(
    catalog,
    JSON.stringify({ schema_version: 1, scenarios: [{ domain, topic, subtopic }] }),
  );
  await using server = startOpenAIServer(libraryReplies(scenarios));
  const { code, stdout, stderr } = await built.run(
    ["generate", "--quiet", "--base-url", server.url, "--model", "loopback", "--catalog", catalog],
    { env: { XDG_CACHE_HOME: join(built.folder, "cache"), OPENAI_API_KEY: "key-for-loopback" } },
  );
  assertEquals([code, stderr], [0, ""]);
  const task = JSON.parse(stdout);
  assertEquals([task.domain, task.provenance.model], [domain, "loopback"]);
  assertEquals(server.requests.length, 1);
});
