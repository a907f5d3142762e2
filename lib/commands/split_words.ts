import { UsageError } from "../core/errors.ts";
import type { Flag } from "./command.ts";
import { didYouMean } from "./nearest_name.ts";

/** The words of a command line, told apart but not yet checked. */
export interface SplitWords {
  /** In the order of the command line. */
  readonly given: readonly GivenFlag[];
  /** The words that belong to no flag. */
  readonly positionals: readonly string[];
}

/** A flag as it stood on the command line. */
export interface GivenFlag {
  /** Which flag it is. */
  readonly flag: Flag;
  /** As it was spelled, such as "--num" or "-n". */
  readonly spelled: string;
  /** Its value, not empty; "" for a switch. */
  readonly text: string;
}

/**
 * Tells flags from other words: `--flag value`, `--flag=value`, `-f value`, `-fvalue`, `-f=value`, switches in one
 * cluster (`-qj`), and `--`, after which no word is a flag. A negative number after a flag is its value.
 *
 * This is not left to `parseArgs` of @std/cli, which gives the last one of a repeated flag, cannot tell a missing
 * value from an empty one, takes `--temperature -1` for two flags and `--json true` for one, makes `--json=no` true,
 * and nests `--a.b`.
 *
 * @throws {UsageError} `Cannot use "<flag>": <state>` for an unknown flag, and a missing or superfluous value.
 */
export function splitWords(words: readonly string[], flags: readonly Flag[]): SplitWords {
  const names = spellings(flags);
  const given: GivenFlag[] = [];
  const positionals: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === "--") {
      positionals.push(...words.slice(at + 1));
      break;
    }
    if (word === "-" || !word.startsWith("-")) {
      positionals.push(word);
      continue;
    }
    for (const part of word.startsWith("--") ? [splitLong(word)] : splitShort(word, names)) {
      const flag = names.get(part.spelled);
      if (flag === undefined) throw unknownFlag(part.spelled, names);
      if (flag.kind === "switch") {
        if (part.text !== null) throw new UsageError(`Cannot use "${part.spelled}": it takes no value`);
        given.push({ flag, spelled: part.spelled, text: "" });
      } else {
        const text = part.text ?? valueAfter(words[++at], part.spelled);
        if (text === "") throw new UsageError(`Cannot use "${part.spelled}": its value is empty`);
        given.push({ flag, spelled: part.spelled, text });
      }
    }
  }
  return { given, positionals };
}

/** Every way to spell a flag, with its dashes. */
export function spellings(flags: readonly Flag[]): ReadonlyMap<string, Flag> {
  const names = new Map<string, Flag>();
  for (const flag of flags) {
    names.set(`--${flag.name}`, flag);
    for (const alias of flag.aliases ?? []) names.set(`--${alias}`, flag);
    if (flag.short !== undefined) names.set(`-${flag.short}`, flag);
  }
  return names;
}

interface Part {
  readonly spelled: string;
  /** Null where no value is joined to it. */
  readonly text: string | null;
}

function splitLong(word: string): Part {
  const equals = word.indexOf("=");
  return equals === -1
    ? { spelled: word, text: null }
    : { spelled: word.slice(0, equals), text: word.slice(equals + 1) };
}

function splitShort(word: string, names: ReadonlyMap<string, Flag>): Part[] {
  const whole: Part = { spelled: splitLong(word).spelled, text: null };
  // "-model x" is a long flag with a dash too few, not -m with the value "odel".
  if (names.has(`-${whole.spelled}`)) return [whole];
  const parts: Part[] = [];
  const letters = [...word.slice(1)];
  for (let at = 0; at < letters.length; at++) {
    const spelled = `-${letters[at]}`;
    const rest = letters.slice(at + 1).join("");
    const flag = names.get(spelled);
    if (flag === undefined) return [whole];
    const joined = flag.kind === "switch" ? rest.startsWith("=") : rest !== "";
    if (joined) return [...parts, { spelled, text: rest.replace(/^=/, "") }];
    parts.push({ spelled, text: null });
  }
  return parts;
}

function valueAfter(next: string | undefined, spelled: string): string {
  if (next === undefined || next === "--") {
    throw new UsageError(`Cannot use "${spelled}": its value is missing`);
  }
  const isFlag = next.startsWith("-") && next !== "-" && !/^-\.?\d/.test(next);
  if (!isFlag) return next;
  const remedy = `for a value that starts with a dash write ${spelled}=${next}`;
  throw new UsageError(`Cannot use "${spelled}": its value is missing; ${remedy}`);
}

function unknownFlag(spelled: string, names: ReadonlyMap<string, Flag>): UsageError {
  const typed = spelled.startsWith("--") ? spelled : `-${spelled}`;
  const long = [...names.keys()].filter((name) => name.startsWith("--"));
  const hint = [...spelled].length > 2 ? didYouMean(typed, long) : "";
  return new UsageError(`Cannot use "${spelled}": no such flag${hint}`);
}
