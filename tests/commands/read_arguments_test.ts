import { assertEquals, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import type {
  ChoiceFlag,
  Command,
  CommandInput,
  Flag,
  PathFlag,
  Positionals,
  TextFlag,
} from "../../lib/commands/command.ts";
import { readArguments } from "../../lib/commands/read_arguments.ts";
import { COUNT, JSON_OUTPUT, MODEL, QUIET, TEMPERATURE } from "../../lib/commands/shared_flags.ts";
import { UsageError } from "../../lib/core/errors.ts";

const FORMAT: ChoiceFlag<string> = {
  name: "format",
  kind: "choice",
  choices: ["jsonl", "parquet"],
  placeholder: "NAME",
  fallback: "jsonl",
  help: "",
};
const INPUT: PathFlag<null> = {
  name: "input",
  kind: "path-in",
  placeholder: "FILE",
  fallback: null,
  help: "",
};
const OUTPUT: PathFlag<null> = {
  name: "output",
  short: "o",
  kind: "path-out",
  placeholder: "DIR",
  fallback: null,
  help: "",
};
const FLAGS: readonly Flag[] = [COUNT, MODEL, TEMPERATURE, JSON_OUTPUT, QUIET, FORMAT, INPUT, OUTPUT];

function commandWith(positionals: Positionals): Command {
  return {
    name: "batch",
    summary: "Test",
    usage: ["batch"],
    description: "",
    flags: FLAGS,
    positionals,
    examples: [],
    run: () => Promise.resolve(0),
  };
}

async function read(words: readonly string[], positionals: Positionals = "none"): Promise<CommandInput> {
  const input = await readArguments(commandWith(positionals), words);
  assertNotEquals(input, "help");
  return input as CommandInput;
}

async function refusal(words: readonly string[], positionals: Positionals = "none"): Promise<string> {
  return (await assertRejects(() => read(words, positionals), UsageError)).message;
}

const FILES: Positionals = { name: "FILE", kind: "text", min: 1, max: 2 };

Deno.test("readArguments() gives fallbacks for flags that are not there", async () => {
  const { flags, positionals } = await read([]);
  assertEquals(flags.get(COUNT), 1);
  assertEquals(flags.get(MODEL), null);
  assertEquals(flags.get(JSON_OUTPUT), false);
  assertEquals(flags.get(FORMAT), "jsonl");
  assertEquals(flags.given(COUNT), false);
  assertEquals(positionals, []);
});

Deno.test("readArguments() reads every spelling of a flag", async () => {
  for (
    const words of [
      "--count 5",
      "--count=5",
      "--num 5",
      "--num=5",
      "-n 5",
      "-n5",
      "-n=5",
      "-qn5",
      "-qn 5",
      "-n +5",
    ]
  ) {
    const { flags } = await read(words.split(" "));
    assertEquals(flags.get(COUNT), 5, words);
    assertEquals(flags.given(COUNT), true);
    assertEquals(flags.get(QUIET), words.startsWith("-q"));
  }
});

Deno.test("readArguments() keeps values as they were typed", async () => {
  const { flags } = await read([
    "--model=a=b",
    "--temperature",
    "1e-1",
    "-o",
    "-",
    "--format",
    "parquet",
    "--json",
  ]);
  assertEquals(flags.get(MODEL), "a=b");
  assertEquals(flags.get(TEMPERATURE), 0.1);
  assertEquals(flags.get(OUTPUT), "-");
  assertEquals(flags.get(FORMAT), "parquet");
  assertEquals(flags.get(JSON_OUTPUT), true);
  assertEquals((await read(["--model", "007"])).flags.get(MODEL), "007");
  assertEquals((await read(["--model=--x"])).flags.get(MODEL), "--x");
});

Deno.test("readArguments() takes no word after -- for a flag", async () => {
  const { flags, positionals } = await read(["true", "--json", "--", "--help"], FILES);
  assertEquals(positionals, ["true", "--help"]);
  assertEquals(flags.get(JSON_OUTPUT), true);
});

Deno.test("readArguments() asks for help wherever help is asked for", async () => {
  for (const words of [["--help"], ["-h"], ["--count", "abc", "--help"]]) {
    assertEquals(await readArguments(commandWith("none"), words), "help");
  }
});

Deno.test("readArguments() tells in one line what is wrong with a flag", async () => {
  const cases: [words: string, message: string][] = [
    ["--count abc", `Cannot use "--count": "abc" is not a whole number from 1 to 1000000`],
    ["--num 0", `Cannot use "--num": "0" is not a whole number from 1 to 1000000`],
    ["-n 1000001", `Cannot use "-n": "1000001" is not a whole number from 1 to 1000000`],
    ["--count 1.5", `Cannot use "--count": "1.5" is not a whole number from 1 to 1000000`],
    ["--count 1e3", `Cannot use "--count": "1e3" is not a whole number from 1 to 1000000`],
    ["--count 0x10", `Cannot use "--count": "0x10" is not a whole number from 1 to 1000000`],
    ["--count -5", `Cannot use "--count": "-5" is not a whole number from 1 to 1000000`],
    ["--temperature -1", `Cannot use "--temperature": "-1" is not a number from 0 to 2`],
    ["--temperature -.5", `Cannot use "--temperature": "-.5" is not a number from 0 to 2`],
    ["--temperature NaN", `Cannot use "--temperature": "NaN" is not a number from 0 to 2`],
    ["--temperature 2.01", `Cannot use "--temperature": "2.01" is not a number from 0 to 2`],
    ["--format jsnl", `Cannot use "--format": "jsnl" is not one of jsonl, parquet. Did you mean "jsonl"?`],
    ["--input /no/such", `Cannot read "/no/such": no such file`],
    ["--model", `Cannot use "--model": its value is missing`],
    [
      "--model --json",
      `Cannot use "--model": its value is missing; for a value that starts with a dash write --model=--json`,
    ],
    ["--model -- x", `Cannot use "--model": its value is missing`],
    ["--model=", `Cannot use "--model": its value is empty`],
    ["--json=no", `Cannot use "--json": it takes no value`],
    ["-q=no", `Cannot use "-q": it takes no value`],
    ["--count 1 --count 2", `Cannot use "--count": it is given twice`],
    ["--count 1 --num 2", `Cannot use "--num": it means the same as --count, given before`],
    ["--json --json", `Cannot use "--json": it is given twice`],
    ["--cuont 3", `Cannot use "--cuont": no such flag. Did you mean "--count"?`],
    ["--temp 1", `Cannot use "--temp": no such flag. Did you mean "--temperature"?`],
    ["-quiet", `Cannot use "-quiet": no such flag. Did you mean "--quiet"?`],
    ["-model x", `Cannot use "-model": no such flag. Did you mean "--model"?`],
    ["-x", `Cannot use "-x": no such flag`],
    ["-qx", `Cannot use "-qx": no such flag`],
    ["--no-json", `Cannot use "--no-json": no such flag. Did you mean "--json"?`],
    ["--a.b=1", `Cannot use "--a.b": no such flag`],
    ["--__proto__=1", `Cannot use "--__proto__": no such flag`],
    ["--constructor", `Cannot use "--constructor": no such flag`],
  ];
  for (const [words, message] of cases) assertEquals(await refusal(words.split(" ")), message);
  assertEquals(await refusal(["--model", ""]), `Cannot use "--model": its value is empty`);
});

Deno.test("readArguments() counts the other words", async () => {
  assertEquals(await refusal(["x"]), `Cannot run "batch": "x" is one word too many`);
  assertEquals(await refusal(["a", "b", "c"], FILES), `Cannot run "batch": "c" is one word too many`);
  assertEquals(await refusal([], FILES), `Cannot run "batch": FILE is missing; see synthdebug batch --help`);
  assertEquals(await refusal([""], FILES), `Cannot run "batch": a word is empty`);
  const pair: Positionals = { ...FILES, min: 2 };
  assertEquals(
    await refusal(["a"], pair),
    `Cannot run "batch": it needs 2 words FILE; see synthdebug batch --help`,
  );
  const paths: Positionals = { ...FILES, kind: "path-in" };
  assertEquals(await refusal(["/tmp", "/no/such"], paths), `Cannot read "/no/such": no such file`);
});

Deno.test("readArguments() gives no value for a flag that the command does not declare", async () => {
  const { flags } = await read([]);
  const other: TextFlag = { ...MODEL, name: "other" };
  assertThrows(() => flags.get(other), RangeError, `Cannot read flag "other": it is not declared`);
});
