import { UsageError } from "../core/errors.ts";
import { fileError } from "../files/file_error.ts";
import type { Command, CommandInput, Flag, FlagValue, FlagValues, NumberFlag } from "./command.ts";
import { didYouMean } from "./nearest_name.ts";
import { COMMON_FLAGS } from "./shared_flags.ts";
import { type GivenFlag, splitWords } from "./split_words.ts";

/**
 * The words after a command's name as its checked input; "help" where its help page is asked for.
 *
 * @throws {UsageError} for the first word that cannot be used.
 */
export async function readArguments(
  command: Command,
  words: readonly string[],
): Promise<CommandInput | "help"> {
  if (asksForHelp(words)) return "help";
  const declared = [...command.flags, ...COMMON_FLAGS];
  const { given, positionals } = splitWords(words, declared);
  const values = new Map<string, FlagValue<Flag>>();
  const spelled = new Map<string, string>();
  for (const one of given) {
    const { name } = one.flag;
    const before = spelled.get(name);
    if (before !== undefined) {
      const state = before === one.spelled
        ? "it is given twice"
        : `it means the same as ${before}, given before`;
      throw new UsageError(`Cannot use "${one.spelled}": ${state}`);
    }
    spelled.set(name, one.spelled);
    values.set(name, readValue(one));
  }
  checkCount(command, positionals);
  const paths = given.filter(({ flag, text }) => flag.kind === "path-in" && !flag.words?.includes(text))
    .map(({ text }) => text);
  if (command.positionals !== "none" && command.positionals.kind === "path-in") paths.push(...positionals);
  for (const path of paths) await checkExists(path);
  return { flags: lookup(declared, values), positionals };
}

function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  return words.slice(0, end === -1 ? words.length : end).some((word) => word === "--help" || word === "-h");
}

function readValue({ flag, spelled, text }: GivenFlag): FlagValue<Flag> {
  switch (flag.kind) {
    case "switch":
      return true;
    case "integer":
    case "number":
      return readNumber(flag, { spelled, text });
    case "choice":
      if (!flag.choices.includes(text)) {
        const state = `"${text}" is not one of ${flag.choices.join(", ")}${didYouMean(text, flag.choices)}`;
        throw new UsageError(`Cannot use "${spelled}": ${state}`);
      }
      return text;
    case "text":
    case "path-in":
    case "path-out":
      return text;
  }
}

const SPELLINGS = {
  integer: { pattern: /^[+-]?\d+$/, words: "a whole number" },
  number: { pattern: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, words: "a number" },
};

function readNumber(flag: NumberFlag, given: { spelled: string; text: string }): number {
  const { pattern, words } = SPELLINGS[flag.kind];
  const value = pattern.test(given.text) ? Number(given.text) : NaN;
  if (value >= flag.min && value <= flag.max) return value;
  const state = `"${given.text}" is not ${words} from ${flag.min} to ${flag.max}`;
  throw new UsageError(`Cannot use "${given.spelled}": ${state}`);
}

function checkCount(command: Command, positionals: readonly string[]): void {
  const { name, positionals: allowed } = command;
  const max = allowed === "none" ? 0 : allowed.max;
  if (positionals.length > max) {
    throw new UsageError(`Cannot run "${name}": "${positionals[max]}" is one word too many`);
  }
  if (allowed !== "none" && positionals.length < allowed.min) {
    const few = allowed.min === 1
      ? `${allowed.name} is missing`
      : `it needs ${allowed.min} words ${allowed.name}`;
    throw new UsageError(`Cannot run "${name}": ${few}; see synthdebug ${name} --help`);
  }
  if (positionals.includes("")) throw new UsageError(`Cannot run "${name}": a word is empty`);
}

async function checkExists(path: string): Promise<void> {
  try {
    await Deno.stat(path);
  } catch (error) {
    throw fileError("read", path, error);
  }
}

function lookup(declared: readonly Flag[], values: ReadonlyMap<string, FlagValue<Flag>>): FlagValues {
  const names = new Set(declared.map(({ name }) => name));
  const require = (flag: Flag) => {
    if (!names.has(flag.name)) throw new RangeError(`Cannot read flag "${flag.name}": it is not declared`);
  };
  return {
    get<F extends Flag>(flag: F): FlagValue<F> {
      require(flag);
      const value = values.get(flag.name) ?? (flag.kind === "switch" ? false : flag.fallback);
      return value as FlagValue<F>;
    },
    given(flag: Flag): boolean {
      require(flag);
      return values.has(flag.name);
    },
  };
}
