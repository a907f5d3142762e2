import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { BenchmarkIndex } from "../../lib/core/contamination.ts";
import { type ChoiceOptions, chooseTasks } from "../../lib/flows/choose_tasks.ts";
import { inTempDir } from "../support/run_main.ts";
import { sampleJson, sampleTask } from "../support/sample_tasks.ts";

/** Puts tasks into a folder and chooses; gives the names of those chosen, and why others are not. */
async function choose(
  texts: Readonly<Record<string, string>>,
  options: Partial<ChoiceOptions> & { readonly known?: Readonly<Record<string, string>> } = {},
): Promise<{ chosen: string[]; skipped: Record<string, string>; groups: number }> {
  let result = { chosen: [] as string[], skipped: {} as Record<string, string>, groups: 0 };
  await inTempDir(async (cwd) => {
    const put = async (of: Readonly<Record<string, string>>) => {
      for (const [name, text] of Object.entries(of)) await Deno.writeTextFile(join(cwd, name), text);
      return Object.keys(of).map((name) => join(cwd, name));
    };
    const skipped: Record<string, string> = {};
    const chosen = await chooseTasks(await put(texts), {
      filter: null,
      grouped: true,
      dedupe: false,
      newModules: false,
      benchmark: null,
      limit: null,
      signal: new AbortController().signal,
      ...options,
      against: await put(options.known ?? {}),
    }, (file, { reason }) => skipped[file.slice(cwd.length + 1)] = reason);
    result = {
      chosen: chosen.map(({ file }) => file.slice(cwd.length + 1)),
      skipped,
      groups: new Set(chosen.map(({ group }) => group)).size,
    };
  });
  return result;
}

const ID = "0123456789abcdef";
/** The same task in other words: one name of the module differs everywhere. */
function renamed(): string {
  const { correctCode, buggyCode, unitTests } = sampleTask();
  const [name] = /(?<=def )_\w+/.exec(correctCode) ?? [/(?<=def )\w+/.exec(correctCode)![0]];
  const change = (text: string) => text.replaceAll(name!, `${name}_other`);
  return sampleJson({
    id: ID,
    correct_code: change(correctCode),
    buggy_code: change(buggyCode),
    unit_tests: change(unitTests),
  });
}

Deno.test("tasks of modules that are the same in other words are one group, and their bug is one bug", async () => {
  const texts = {
    "a.json": sampleJson(),
    "b.json": renamed(),
    "c.json": sampleJson({}, "online_changepoint"),
  };
  assertEquals(await choose(texts), { chosen: ["a.json", "b.json", "c.json"], skipped: {}, groups: 2 });
  assertEquals(await choose(texts, { dedupe: true, limit: 2 }), {
    chosen: ["a.json", "c.json"],
    skipped: { "b.json": "duplicate" },
    groups: 2,
  });
});

Deno.test("what is known elsewhere does not come in again, by its bug or by its module", async () => {
  const { correctCode, buggyCode } = sampleTask();
  const other = sampleJson({
    id: ID,
    buggy_code: correctCode.replace("return", "pass; return"),
    code_diff: null,
  });
  const texts = { "a.json": sampleJson(), "b.json": other, "c.json": sampleJson({}, "online_changepoint") };
  const known = { "known.json": renamed() };
  assertEquals(buggyCode === correctCode, false);
  assertEquals((await choose(texts, { known })).skipped, { "a.json": "duplicate" });
  assertEquals((await choose(texts, { known, newModules: true })).chosen, ["c.json"]);
  // What is known but cannot be read is told.
  assertEquals((await choose(texts, { known: { "known.json": "{" } })).skipped, { "known.json": "not_json" });
});

Deno.test("what repeats a benchmark, is the same task, or cannot be read is left out", async () => {
  const benchmark = new BenchmarkIndex();
  benchmark.add("line 1", [sampleTask({}, "online_changepoint").problemDescription]);
  const texts = {
    "a.json": sampleJson(),
    "b.json": sampleJson(),
    "c.json": sampleJson({}, "online_changepoint"),
    "d.json": "[]",
  };
  assertEquals(await choose(texts, { benchmark }), {
    chosen: ["a.json"],
    skipped: { "b.json": "same_task", "c.json": "contaminated", "d.json": "payload_invalid" },
    groups: 1,
  });
});
