import { assert, assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { COMMANDS } from "../../lib/commands/registry.ts";
import { chatCompletion, startOpenAIServer } from "../support/openai_server.ts";
import { inTempDir, runMain } from "../support/run_main.ts";
import { GAUGE_CODE, gaugeTests } from "../support/small_scenarios.ts";

/** Colours, a link, the clipboard, a title, C1 forms of them, DEL, BEL, CR, marks of direction, odd line ends. */
const EVIL =
  "\x1b[31mred\x1b]8;;http://x\x07l\x1b]52;c;QUJD\x07\x1b]0;t\x1b\\\x9b31m\x9d0;t\x9c\x7f\b\r\v\x85\u202e\u2066\u200b\ufeff\u2028";

/** A name that a catalogue takes, since it holds no control characters. */
const ODD_NAME = "Gauge\u202eegua\u2066G\u200b";

// deno-lint-ignore no-control-regex -- control characters are what is looked for
const RAW = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

async function assertTame(words: readonly string[], setup: Parameters<typeof runMain>[1]): Promise<string> {
  const { stdout, stderr } = await runMain(words, setup);
  for (const [stream, text] of Object.entries({ stdout, stderr })) {
    const at = text.search(RAW);
    assertEquals(
      at,
      -1,
      `${JSON.stringify(words)}: ${stream} ...${JSON.stringify(text.slice(Math.max(0, at - 80), at + 20))}`,
    );
  }
  return stdout + stderr;
}

const TASK = {
  ...Object.fromEntries(
    ["domain", "topic", "subtopic", "summary", "problem_description", "solution_outline", "failing_output"]
      .map((key) => [key, EVIL]),
  ),
  module_name: "gauge",
  correct_code: GAUGE_CODE,
  unit_tests: gaugeTests("gauge"),
  conversation: [{ role: "qa", content: EVIL }],
};

Deno.test("no help page holds what a terminal obeys", async () => {
  await inTempDir(async (cwd) => {
    for (const { name } of COMMANDS) assert((await assertTame([name, "--help"], { cwd })).length > 100);
    await assertTame([], { cwd });
  });
});

Deno.test("words of the command line are never printed raw", async () => {
  await inTempDir(async (cwd) => {
    // A catalogue of nothing: what cannot be refused for its words comes to no work.
    await Deno.writeTextFile(join(cwd, "none.json"), "[]");
    const words = [[EVIL], ["help", EVIL], ["batch", `--${EVIL}`], ["catalog", EVIL], ["validate", EVIL]];
    words.push(["grade", EVIL], ["grade", `--conversations=${EVIL}`], ["reset", EVIL]);
    const flags = [
      "domain",
      "state",
      "prices",
      "prefix",
      "python",
      "base-url",
      "model",
      "count",
      "bug-strategies",
    ];
    for (const flag of [...flags, "cache", "replay", "output", "catalog-seed"]) {
      words.push(["batch", "--catalog=none.json", `--${flag}=${EVIL}`]);
    }
    for (const flag of ["filename", "dir"]) {
      words.push(["file-edit", "--catalog=none.json", `--${flag}=${EVIL}`]);
    }
    for (const flag of ["domain", "topic", "catalog"]) words.push(["catalog", "list", `--${flag}=${EVIL}`]);
    for (const each of words) {
      assert((await assertTame(each, { cwd })).includes("Cannot"), JSON.stringify(each));
    }
  });
});

Deno.test("file names and what stands in files are never printed raw", async () => {
  await inTempDir(async (cwd) => {
    const put = (name: string, value: unknown) => Deno.writeTextFile(join(cwd, name), JSON.stringify(value));
    await Deno.mkdir(join(cwd, "tasks"));
    const crash = `raise ValueError(${JSON.stringify(EVIL)})\n`;
    const tasks = [
      TASK,
      { ...TASK, module_name: EVIL },
      { ...TASK, correct_code: crash },
      { ...TASK, unit_tests: crash },
      { ...TASK, unit_tests: `${EVIL} = (\n` },
      {
        ...TASK,
        tests: { fail_to_pass: [EVIL], pass_to_pass: [] },
        buggy_code: GAUGE_CODE.replace("/ len", "* len"),
      },
      { ...TASK, [EVIL]: 1, conversation: [{ role: EVIL, content: "" }] },
    ];
    for (const [at, task] of tasks.entries()) await put(`tasks/${EVIL.replaceAll("/", "")}${at}.json`, task);
    for (const more of [[], ["--json"], ["--skip-buggy"], ["--dump-dir", "out"]]) {
      assert((await assertTame(["validate", "tasks", ...more], { cwd })).includes("\\u001b"));
    }
    const seed = { domain: ODD_NAME, topic: ODD_NAME, subtopic: ODD_NAME };
    await put("odd.json", [seed]);
    await put("evil.json", [{ ...seed, subtopic: EVIL }]);
    await put("evil_nested.json", { [EVIL]: { [EVIL]: EVIL } });
    await put("evil_version.json", { schema_version: EVIL, scenarios: [], models: {} });
    await put("evil_state.json", [EVIL]);
    await put("evil_prices.json", { schema_version: 1, models: { [EVIL]: {} }, [EVIL]: 1 });
    for (const action of [["list"], ["stats"], ["list", "--json"], ["stats", "--json"]]) {
      assert(
        (await assertTame(["catalog", ...action, "--catalog", "odd.json"], { cwd })).includes("\\u202e"),
      );
    }
    const model = ["--base-url", "http://127.0.0.1:9/v1", "--model", "m"];
    const cases = [
      ...["evil", "evil_nested", "evil_version"].map((
        name,
      ) => ["catalog", "list", "--catalog", `${name}.json`]),
      ["catalog", "list", "--state", "evil_state.json"],
      ["batch", "--offline", "--catalog", "odd.json"],
      ["catalog", "list", "--catalog", "odd.json", "--domain", "Gauge"],
      ...["evil_version", "evil_prices"].map((name) => ["generate", ...model, "--prices", `${name}.json`]),
      ["generate", "--offline", "--catalog", "none", "--debug", `--python=${EVIL}`],
    ];
    for (const words of cases) assert((await assertTame(words, { cwd })).includes("Cannot"), words.join(" "));
  });
});

Deno.test("what a provider says is never printed raw, nor is it in the journal", async () => {
  await inTempDir(async (cwd) => {
    const seed = { domain: ODD_NAME, topic: ODD_NAME, subtopic: ODD_NAME };
    await Deno.writeTextFile(join(cwd, "odd.json"), JSON.stringify([seed]));
    const answer = (text: string) => ({ body: chatCompletion(text) });
    const replies = [
      { status: 401, body: { error: { message: EVIL, code: EVIL, type: EVIL } } },
      { status: 400, body: { error: { message: EVIL } } },
      { status: 500, body: EVIL },
      { status: 200, body: EVIL },
      answer(EVIL),
      answer(`module_name: ${EVIL}\nsummary: ${EVIL}\nend: true\n`),
      answer(JSON.stringify([{ domain: EVIL, topic: ODD_NAME, subtopic: EVIL }])),
      answer(JSON.stringify([seed, { ...seed, subtopic: `Another ${ODD_NAME}` }])),
    ];
    for (const [at, reply] of replies.entries()) {
      await using server = startOpenAIServer([reply]);
      const flags = [
        "--base-url",
        server.url,
        "--model",
        "m\u202eodel",
        "--catalog",
        "odd.json",
        "--request-retries",
        "0",
      ];
      const batch = ["batch", ...flags, "-n", "1", "-o", `out${at}`, "--cache", "off", "--retries", "0"];
      await assertTame(at % 2 === 0 ? [...batch, "--json"] : batch, { cwd });
      if (at < 2) await assertTame(["generate", ...flags], { cwd });
      if (at % 3 === 0) await assertTame(["doctor", "--ping", ...flags.slice(0, 4)], { cwd });
      await assertTame(["catalog", "expand", ...flags, "-n", "1", "--output", `grown${at}.json`], { cwd });
      const journal = await Deno.readTextFile(join(cwd, `out${at}/run.jsonl`));
      assertEquals(journal.search(RAW), -1, journal);
      for (const line of journal.trimEnd().split("\n")) JSON.parse(line);
    }
  });
});

Deno.test("nothing in lib writes to a terminal but the context of commands, and --version", () => {
  const root = fromFileUrl(new URL("../../lib/", import.meta.url));
  const found: string[] = [];
  const look = (folder: string) => {
    for (const { name, isDirectory } of Deno.readDirSync(join(root, folder))) {
      const path = join(folder, name);
      if (isDirectory) look(path);
      // Comments may show how output is used.
      else if (
        name.endsWith(".ts") &&
        /^(?! *\*).*(Deno\.std(out|err)\b|\bconsole\.)/m.test(Deno.readTextFileSync(join(root, path)))
      ) {
        found.push(path);
      }
    }
  };
  look("");
  assertEquals(found.sort(), ["commands/open_context.ts", "start.ts"]);
});
