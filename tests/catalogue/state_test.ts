import { assert, assertEquals, assertRejects } from "@std/assert";
import { type DrawState, memoryState, openState } from "../../lib/catalogue/state.ts";
import { UsageError } from "../../lib/core/errors.ts";

const FREE = { knownKeys: null };
const nothing = () => Promise.resolve();

async function inFolder(run: (path: string, dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await run(`${dir}/state.json`, dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

function namesIn(dir: string): string[] {
  return [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
}

async function takenFor(state: DrawState): Promise<string[]> {
  let seen: string[] = [];
  await state.claim((taken) => {
    seen = [...taken].sort();
    return null;
  });
  return seen;
}

async function inMemory(run: (open: () => Promise<DrawState>) => Promise<void>): Promise<void> {
  await run(() => Promise.resolve(memoryState()));
}

async function onDisk(run: (open: () => Promise<DrawState>) => Promise<void>): Promise<void> {
  await inFolder((path) => run(() => openState(path, FREE)));
}

for (const [name, prepare] of [["memoryState()", inMemory], ["openState()", onDisk]] as const) {
  Deno.test(`${name} hides claimed and used keys, and gives released ones back`, () =>
    prepare(async (open) => {
      const state = await open();
      assertEquals(await state.claim(() => "b"), "b");
      assertEquals(await state.claim(() => "a"), "a");
      assertEquals(await takenFor(state), ["a", "b"]);
      await state.release("a");
      await state.release("never claimed");
      assertEquals(await takenFor(state), ["b"]);
      await state.confirm("b", nothing);
      await state.release("b");
      assertEquals(await takenFor(state), ["b"]);
      assertEquals(await state.claim(() => "a"), "a");
      assertEquals(await state.used(), ["b"]);
      await state.confirm("a", nothing);
      assertEquals(await state.used(), ["a", "b"]);
      await state.close();
    }));

  Deno.test(`${name} counts nothing as used where saving fails`, () =>
    prepare(async (open) => {
      const state = await open();
      await state.claim(() => "a");
      await assertRejects(
        () => state.confirm("a", () => Promise.reject(new TypeError("disk"))),
        TypeError,
        "disk",
      );
      assertEquals(await state.used(), []);
      assertEquals(await takenFor(state), ["a"]);
      await state.confirm("a", nothing);
      assertEquals(await state.used(), ["a"]);
      await state.close();
    }));

  Deno.test(`${name} refuses a taken key and one that was not claimed`, () =>
    prepare(async (open) => {
      const state = await open();
      await state.claim(() => "a");
      await assertRejects(
        async () => await state.claim(() => "a"),
        RangeError,
        `Cannot claim "a": it is taken`,
      );
      await assertRejects(() => state.confirm("b", nothing), RangeError, `Cannot confirm "b"`);
      await state.close();
    }));
}

Deno.test("openState() writes a sorted list and leaves nothing else behind", () =>
  inFolder(async (path, dir) => {
    const state = await openState(path, FREE);
    for (const key of ["c", "a", "b"]) await state.claim(() => key);
    for (const key of ["b", "c", "a"]) await state.confirm(key, nothing);
    await state.close();
    await state.close();
    assertEquals(await Deno.readTextFile(path), '[\n  "a",\n  "b",\n  "c"\n]\n');
    assertEquals(namesIn(dir), ["state.json"]);
    await assertRejects(() => state.claim(() => "d"), Error, "it is closed");
  }));

Deno.test("openState() sees what another open state used and claimed, by any name of the file", () =>
  inFolder(async (path, dir) => {
    await Deno.writeTextFile(path, '["z", "a"]');
    await Deno.symlink("state.json", `${dir}/link.json`);
    const first = await openState(path, FREE);
    const second = await openState(`${dir}/link.json`, FREE);
    await first.claim(() => "b");
    assertEquals(await takenFor(second), ["a", "b", "z"]);
    await second.claim(() => "c");
    await first.confirm("b", nothing);
    await second.confirm("c", nothing);
    await first.claim(() => "d");
    await first.close();
    assertEquals(await takenFor(second), ["a", "b", "c", "z"]);
    const third = await openState(path, FREE);
    await third.claim(() => "e");
    assertEquals(await takenFor(second), ["a", "b", "c", "e", "z"]);
    await third.close();
    await second.close();
    assertEquals(namesIn(dir), ["link.json", "state.json"]);
  }));

Deno.test("openState() notices a state file that was changed by hand", () =>
  inFolder(async (path) => {
    const state = await openState(path, FREE);
    await state.claim(() => "a");
    await Deno.writeTextFile(path, '["x"]');
    assertEquals(await takenFor(state), ["a", "x"]);
    await Deno.writeTextFile(path, "[");
    await assertRejects(() => state.confirm("a", nothing), UsageError, "it is not valid JSON");
    assertEquals(await Deno.readTextFile(path), "[");
    await state.close();
  }));

Deno.test("openState() serves many calls at once", () =>
  inFolder(async (path) => {
    const state = await openState(path, FREE);
    const keys = Array.from({ length: 600 }, (_, i) => `${i}`);
    const claimed = await Promise.all(
      keys.map(() => state.claim((taken) => keys.find((key) => !taken.has(key)) ?? null)),
    );
    assertEquals(new Set(claimed).size, 600);
    await Promise.all(claimed.slice(0, 50).map((key) => state.confirm(key!, nothing)));
    assertEquals((await state.used()).length, 50);
    await state.close();
  }));

Deno.test("openState() fails before any work where the state cannot be used", () =>
  inFolder(async (path, dir) => {
    await Deno.mkdir(`${dir}/folder`);
    await Deno.writeTextFile(`${dir}/file`, '["a::b::c"]');
    await Deno.symlink("nothing", `${dir}/dangling`);
    const known = { knownKeys: new Set(["a::b::d"]) };
    const real = await Deno.realPath(dir);
    const cases: [path: string, message: string][] = [
      [`${dir}/folder`, `Cannot read "${real}/folder": it is a folder`],
      [`${dir}/file/state`, `Cannot read "${real}/file/state": a file stands where a folder is needed`],
      [`${dir}/dangling`, `Cannot write "${real}/dangling": it is a symbolic link to nothing`],
      [`${dir}/file`, `Cannot use state "${real}/file": "a::b::c" is not in the catalogue`],
    ];
    for (const [bad, message] of cases) {
      assertEquals((await assertRejects(() => openState(bad, known), UsageError)).message, message);
    }
    assertEquals(namesIn(dir), ["dangling", "file", "folder"]);
    await (await openState(`${dir}/new/deep/${path.slice(dir.length + 1)}`, known)).close();
  }));

Deno.test("openState() lets other runs wait for a save, and not see the key free at any time", () =>
  inFolder(async (path) => {
    const [first, second] = [await openState(path, FREE), await openState(path, FREE)];
    await first.claim(() => "a");
    const began = Promise.withResolvers<void>();
    let saved = false;
    const confirming = first.confirm("a", async () => {
      began.resolve();
      await new Promise((resolve) => setTimeout(resolve, 50));
      saved = true;
    });
    await began.promise;
    assertEquals(await takenFor(second), ["a"]);
    assert(saved, "the claim waited for the save");
    await confirming;
    await first.close();
    await second.close();
  }));
